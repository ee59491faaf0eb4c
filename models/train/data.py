"""Choose and write the training examples: the policy corpus and Dutch–English pairs."""

from __future__ import annotations

import lzma
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from eenvoudig.engines import Hint, Request, Task
from eenvoudig.engines._embedded._tokenizer import END, Tokenizer
from eenvoudig.engines._prompt import normalise, prompt
from models.corpus.load import Item

_MARKUP = re.compile(r"[<>{}|\\`*#=^~\[\]_]|%[sd(]|\$\d|&\w+;|https?://|\(\s*\)|\s[.,]\s")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_DUTCH = re.compile(
    r"de|het|een|van|en|dat|te|zijn|die|niet|voor|met|je|u|ik|aan|er|om|ze|hij|naar|door|bij|uit"
    r"|wordt|worden|kan|deze|dit|als|ook|maar|wij|over|heeft|hebt"
)
_ENGLISH = re.compile(
    r"the|a|and|to|that|it|for|with|you|he|she|they|at|by|from|this|be|are|can|not|have|has|your"
    r"|his|her|will|my|do|if|or|an"
)


def chance(*seed: object) -> random.Random:
    """A source of chance that the same seed makes again."""
    return random.Random(" ".join(map(str, seed)))  # noqa: S311 (order of examples, no secret)


@dataclass(frozen=True, slots=True)
class Example:
    """One training example as piece numbers; loss falls on the answer only."""

    prompt: tuple[int, ...]
    answer: tuple[int, ...]

    @property
    def length(self) -> int:
        """Tokens that go through the trunk: everything but the end mark."""
        return len(self.prompt) + len(self.answer) - 1


def request_of(item: Item, task: Task, *, hints: bool = True) -> Request:
    """What is asked of the engine, with the item's terms as hints or without."""
    targets = item.targets("en" if task is Task.TRANSLATE else "b1")
    given = tuple(Hint(normalise(nl), normalise(target)) for nl, target in targets)
    return Request(task, normalise(item.nl), given if hints else ())


def answer_of(item: Item, task: Task) -> str:
    """The reference."""
    return normalise(item.en if task is Task.TRANSLATE else item.b1)


def read_pairs(
    path: Path, sources: Mapping[str, Sequence[int]], seed: int
) -> list[tuple[str, str]]:
    """Choose Dutch–English pairs: natural sentences, by source, noise out."""
    chosen: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, nl, en = line.rstrip("\n").split("\t")
            rule = next((rule for rule in sources if fnmatch(source, rule)), None)
            if rule is None:
                continue
            dutch, english = normalise(nl), normalise(en)
            if is_natural(dutch, english, sources[rule][1]):
                chosen[source].append((dutch, english))
    pairs = []
    for source, found in sorted(chosen.items()):
        most = next(most for rule, (most, _) in sources.items() if fnmatch(source, rule))
        chance(seed, source).shuffle(found)
        pairs += found[:most]
    return pairs


def is_natural(nl: str, en: str, fewest_words: int) -> bool:
    """Whether a pair reads as a sentence and its translation."""
    if _MARKUP.search(nl) or _MARKUP.search(en) or not 0.5 < len(nl) / max(1, len(en)) < 2:
        return False
    dutch, english = ([w.lower() for w in _WORD.findall(text)] for text in (nl, en))
    if not fewest_words <= len(dutch) <= 60 or re.findall(r"\d+", nl) != re.findall(r"\d+", en):
        return False
    if len(set(dutch) & set(english)) > 0.4 * len(set(dutch)):
        return False
    return _share(_DUTCH, dutch) > _share(_ENGLISH, dutch) and _share(_ENGLISH, english) > _share(
        _DUTCH, english
    )


def _share(function_words: re.Pattern[str], words: Sequence[str]) -> int:
    return sum(function_words.fullmatch(word) is not None for word in words)


def read_lexicon(path: Path) -> dict[str, list[str]]:
    """Dutch word to English words, of FreeDict; longer words only, as terms are."""
    lexicon: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) >= 2 and len(columns[0]) >= 5:
            lexicon[columns[0].lower()] += [
                part.strip() for column in columns[1:] for part in re.split(r"[;,]", column)
            ]
    return lexicon


def pair_hints(
    nl: str, en: str, lexicon: Mapping[str, Sequence[str]], rng: random.Random
) -> tuple[Hint, ...]:
    """One to three terms that the pair itself shows, so that hints can be relied on."""
    english = {word.lower(): word for word in _WORD.findall(en)}
    found = []
    for word in _WORD.findall(nl):
        for target in lexicon.get(word.lower(), ()):
            form = next((english[f] for f in (target, target + "s") if f in english), None)
            if form and form.lower() != word.lower():
                found.append(Hint(word, form))
                break
        else:
            if (
                word[0].isupper()
                and len(word) > 3
                and word in english.values()
                and not nl.startswith(word)
            ):
                found.append(Hint(word, word))
    rng.shuffle(found)
    return tuple(found[: rng.randint(1, 3)])


class Encoder:
    """Turns requests and answers into examples, dropping those that are too long."""

    def __init__(self, tokenizer: Tokenizer, most_tokens: int) -> None:
        self._tokenizer = tokenizer
        self._end = tokenizer.id_of(END)
        self._most = most_tokens

    def __call__(self, request: Request, answer: str) -> list[Example]:
        """A list of one example, or of none."""
        ids = self._tokenizer.ids
        begin = self._tokenizer.id_of("<bos>")
        example = Example(
            (begin, *ids(prompt(request))), (*ids(" " + normalise(answer)), self._end)
        )
        return [example] if example.length <= self._most else []


def pair_examples(data: Path, settings: Mapping[str, Any], encode: Encoder) -> list[list[Example]]:
    """The chosen pairs, each as a list of one variant."""
    rng = chance(settings["seed"])
    lexicon = read_lexicon(data / "lexicon" / "freedict-nld-eng.tsv")
    pairs = read_pairs(data / "nl-en" / "base.tsv.xz", settings["sources"], settings["seed"])
    examples = []
    for nl, en in pairs:
        hints = pair_hints(nl, en, lexicon, rng) if rng.random() < settings["pair_hints"] else ()
        examples.append(encode(Request(Task.TRANSLATE, nl, hints), en))
    return [variants for variants in examples if variants]


def item_examples(
    items: Sequence[Item], settings: Mapping[str, Any], encode: Encoder
) -> list[list[Example]]:
    """Each item for both tasks; its variants are five draws of hints."""
    rng = chance(settings["seed"])
    examples = [
        [
            example
            for hints in _hint_draws(request_of(item, task).hints, settings["item_hints"], rng)
            for example in encode(Request(task, normalise(item.nl), hints), answer_of(item, task))
        ]
        for item in items
        for task in Task
    ]
    return [variants for variants in examples if variants]


def _hint_draws(
    hints: tuple[Hint, ...], share: float, rng: random.Random
) -> Iterator[tuple[Hint, ...]]:
    for draw in range(5):
        if draw < round(5 * share):
            yield tuple(rng.sample(hints, rng.randint(min(1, len(hints)), len(hints))))
        else:
            yield ()
