"""How good the fidelity checks are: what they let through that is right, and catch that is wrong.

The policy corpus's references are right, so a check that flags one costs a user a look for
nothing: acceptance is the share that passes. Each reference is then spoiled in one way at a time;
recall is the share of the spoiled ones that at least one check flags, and that the check aimed at
flags.

The figures are of the corpus's test part, which nobody looked at while the checks were written,
unless another is asked for; those of "train" were partly looked at.

    python -m bench.gate [--split train|dev|test] [--terms none|item] [--show CORRUPTION]
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, TypeAlias

from eenvoudig.fidelity import CHECKS, Pair, verify
from eenvoudig.text import QuantityKind, quantities
from models.corpus.load import SPLITS, Split, Version, read_corpus

TASKS: Mapping[Literal["en", "nl"], tuple[Version, str]] = MappingProxyType(
    {"en": ("en", "translate"), "nl": ("b1", "simplify")}
)

Corruption: TypeAlias = Callable[[Pair, random.Random], "str | None"]


def corpus_pairs(split: Split = "test", *, terms: bool = True) -> list[Pair]:
    """The references of a part of the corpus as pairs, both tasks."""
    return [
        Pair(item.nl, item.version(version), language, item.targets(version) if terms else ())
        for item in read_corpus(splits=[split])
        for language, (version, _) in TASKS.items()
    ]


def change_digit(pair: Pair, rng: random.Random) -> str | None:
    """Change one digit of a number of two digits or more."""
    places = list(re.finditer(r"(?<![\w.,/])\d[\d.,]*\d(?![\w/])", pair.hypothesis))
    if not places:
        return None
    match = rng.choice(places)
    at = rng.choice([i for i in range(*match.span()) if pair.hypothesis[i].isdigit()])
    digit = rng.choice([d for d in "123456789" if d != pair.hypothesis[at]])
    return pair.hypothesis[:at] + digit + pair.hypothesis[at + 1 :]


def drop_number(pair: Pair, rng: random.Random) -> str | None:
    """Leave out a number, amount or date, with its unit."""
    found = [q for q in quantities(pair.hypothesis, pair.language) if q.certain and q.value != 1]
    if not found:
        return None
    quantity = rng.choice(found)
    return _without(pair.hypothesis, quantity.start, quantity.end)


def swap_scale(pair: Pair, rng: random.Random) -> str | None:
    """Make millions billions, and the reverse."""
    scales = {
        "miljoen": "miljard",
        "miljard": "miljoen",
        "million": "billion",
        "billion": "million",
    }
    return _swap_word(pair.hypothesis, scales, rng)


def swap_unit(pair: Pair, rng: random.Random) -> str | None:
    """Make weeks months, months years, per cent percentage points."""
    units = {
        "weken": "maanden", "maanden": "jaar", "dagen": "weken", "uur": "dagen",
        "weeks": "months", "months": "years", "days": "weeks", "hours": "days",
    }  # fmt: skip
    found = [
        q
        for q in quantities(pair.hypothesis, pair.language)
        if q.certain and q.text.split()[-1] in units and q.kind is QuantityKind.NUMBER
    ]
    if not found:
        return None
    quantity = rng.choice(found)
    number, _, unit = quantity.text.rpartition(" ")
    head, tail = pair.hypothesis[: quantity.start], pair.hypothesis[quantity.end :]
    return f"{head}{number} {units[unit]}{tail}"


def drop_negation(pair: Pair, rng: random.Random) -> str | None:
    """Say the opposite by leaving a negation out."""
    patterns = {
        "nl": r"\bniet (?!alleen|meer dan|langer dan|later dan)|\bgeen (?!anders?)",
        "en": r"\bnot (?!only|more|exceed|later)|\bno (?!more|later|longer than)|\bcannot\b",
    }
    places = list(re.finditer(patterns[pair.language], pair.hypothesis))
    if not places:
        return None
    match = rng.choice(places)
    instead = {"cannot": "can", "geen ": "een "}.get(match[0], "")
    return pair.hypothesis[: match.start()] + instead + pair.hypothesis[match.end() :]


def add_negation(pair: Pair, rng: random.Random) -> str | None:
    """Say the opposite by putting a negation in, where the source has none."""
    if re.search(r"\b(?:niet|geen|nooit|noch|zonder)\b", pair.source):
        return None
    if pair.language == "en":
        pattern = r"\b(?:is|are|was|were|will|must|may|can|has|have|should|would)(?= [a-z])"
    else:
        pattern = r"\b(?:worden|wordt|heeft|hebben|kan|kunnen|moet|moeten|zijn)(?= [a-z])"
    places = list(re.finditer(pattern, pair.hypothesis))
    if not places:
        return None
    at = rng.choice(places).end()
    return (
        pair.hypothesis[:at] + (" not" if pair.language == "en" else " niet") + pair.hypothesis[at:]
    )


_OTHER_NAMES = {
    "en": ("Norway", "Chad", "Van Dongen", "Maastricht", "Peru", "Philips"),
    "nl": ("Noorwegen", "Tsjaad", "Van Dongen", "Maastricht", "Peru", "Philips"),
}


def swap_name(pair: Pair, rng: random.Random) -> str | None:
    """Put another name in the place of one that both sides have."""
    places = [
        match
        for match in re.finditer(
            r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ]+(?: [A-ZÀ-Þ][a-zà-ÿ]+)*", pair.hypothesis
        )
        if match[0] in pair.source or match[0] in _COUNTRIES
    ]
    others = [name for name in _OTHER_NAMES[pair.language] if name not in pair.hypothesis]
    if not places:
        return None
    old, new = rng.choice(places)[0], rng.choice(others)
    # A name is swapped wherever it stands, as a model would.
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, pair.hypothesis)


_COUNTRY_NAMES = """
    Ukraine Germany France Belgium Denmark Sweden Turkey Morocco Egypt Jordan Lebanon Sudan
    Syria Ethiopia Moldova Kenya Tunisia Italy Spain Russia China Suriname Israel Poland
    Austria
"""
_COUNTRIES = frozenset(_COUNTRY_NAMES.split())


def drop_abbreviation(pair: Pair, rng: random.Random) -> str | None:
    """Leave out an abbreviation of three capitals or more, wherever it stands."""
    found = sorted(set(re.findall(r"\b[A-Z]{3,}\b", pair.hypothesis)))
    found = [form for form in found if form in pair.source]
    if not found:
        return None
    form = rng.choice(found)
    return _tidy(re.sub(rf"\(?\b{form}\b(?:['’]s|s)?\)?(?:-\w+)?", "", pair.hypothesis))


def swap_abbreviation(pair: Pair, rng: random.Random) -> str | None:
    """Put another abbreviation in the place of one."""
    found = sorted(set(re.findall(r"\b[A-Z]{3,}\b", pair.hypothesis)))
    if not found:
        return None
    form = rng.choice(found)
    other = rng.choice([other for other in ("NVWA", "UNHCR", "KNMI", "ESM") if other != form])
    return re.sub(rf"\b{form}\b", other, pair.hypothesis)


def swap_modality(pair: Pair, rng: random.Random) -> str | None:
    """Make a duty a permission, and a permission a duty."""
    words = {
        "moet": "mag", "moeten": "mogen", "mag": "moet", "mogen": "moeten",
        "must": "may", "may": "must",
    }  # fmt: skip
    return _swap_word(pair.hypothesis, words, rng)


def drop_doubt(pair: Pair, rng: random.Random) -> str | None:
    """State as a fact what is expected or possible."""
    pattern = {
        "nl": r"\b(?:naar verwachting|waarschijnlijk|mogelijk|misschien|vermoedelijk) ",
        "en": r"\b(?:probably|possibly|perhaps|presumably|(?:is|are) (?:expected|likely) to) ",
    }[pair.language]
    places = list(re.finditer(pattern, pair.hypothesis))
    if not places:
        return None
    match = rng.choice(places)
    instead = "will " if "to " in match[0] else ""
    return pair.hypothesis[: match.start()] + instead + pair.hypothesis[match.end() :]


def cut_short(pair: Pair, rng: random.Random) -> str | None:
    """Stop in the middle: the last fifth of the words, or more, is missing."""
    words = pair.hypothesis.split(" ")
    if len(words) < 8:
        return None
    return " ".join(words[: int(len(words) * rng.uniform(0.5, 0.8))]).rstrip(".,;:?!")


def drop_clause(pair: Pair, rng: random.Random) -> str | None:
    """Leave the last sentence out, or what follows the last comma, and end properly."""
    del rng
    for mark in (r"[.?!] (?=[A-Z“‘0-9])", r"[,;] (?=\w)"):
        places = list(re.finditer(mark, pair.hypothesis))
        if places and len(pair.hypothesis) - places[-1].end() > 20:
            return f"{pair.hypothesis[: places[-1].start()]}."
    return None


def repeat_phrase(pair: Pair, rng: random.Random) -> str | None:
    """Say three to eight words twice in a row."""
    words = pair.hypothesis.split(" ")
    if len(words) < 9:
        return None
    length = rng.randint(3, 8)
    start = rng.randint(0, len(words) - length)
    return " ".join([*words[: start + length], *words[start:]])


def leave_dutch(pair: Pair, rng: random.Random) -> str | None:
    """Leave the last part of a translation, four to eight words, in Dutch."""
    words, source = pair.hypothesis.split(" "), pair.source.split(" ")
    length = rng.randint(4, 8)
    if pair.language != "en" or len(words) < 12 or len(source) < 12:
        return None
    return " ".join([*words[:-length], *source[-length:]])


def copy_source(pair: Pair, rng: random.Random) -> str | None:
    """Give the Dutch source for its translation."""
    del rng
    return pair.source if pair.language == "en" and len(pair.source.split()) > 4 else None


@dataclass(frozen=True, slots=True)
class Spoiling:
    """A way to spoil a reference and the checks that are aimed at it."""

    spoil: Corruption
    aimed: tuple[str, ...]


SPOILINGS = (
    Spoiling(change_digit, ("numbers", "amounts", "dates", "references")),
    Spoiling(drop_number, ("numbers", "amounts", "dates")),
    Spoiling(swap_scale, ("numbers", "amounts")),
    Spoiling(swap_unit, ("numbers",)),
    Spoiling(drop_negation, ("negation",)),
    Spoiling(add_negation, ("negation",)),
    Spoiling(swap_name, ("names",)),
    Spoiling(drop_abbreviation, ("abbreviations",)),
    Spoiling(swap_abbreviation, ("abbreviations",)),
    Spoiling(swap_modality, ("modality",)),
    Spoiling(drop_doubt, ("modality",)),
    Spoiling(cut_short, ("complete", "length")),
    Spoiling(drop_clause, ("length",)),
    Spoiling(repeat_phrase, ("repetition",)),
    Spoiling(leave_dutch, ("copied",)),
    Spoiling(copy_source, ("copied", "language")),
)


@dataclass(slots=True)
class Tally:
    """What became of the spoiled references of one kind."""

    made: int = 0
    caught: int = 0
    aimed: int = 0
    missed: list[Pair] = field(default_factory=list)


def acceptance(pairs: list[Pair]) -> dict[str, float]:
    """Per check, and for "all" together, the share of references that passes."""
    failed: Counter[str] = Counter()
    for pair in pairs:
        flagged = [verdict.check for verdict in verify(pair) if not verdict.passed]
        failed.update([*flagged, *(["all"] if flagged else [])])
    names = [*(check.__name__ for check in CHECKS), "all"]
    return {name: 1 - failed[name] / len(pairs) for name in names}


def recall(pairs: list[Pair]) -> dict[str, Tally]:
    """Per way of spoiling what was caught, over the references that pass as they are."""
    tallies = {spoiling.spoil.__name__: Tally() for spoiling in SPOILINGS}
    for pair in pairs:
        # One generator per source, so that a figure does not hang on the order of the corpus.
        rng = random.Random(hashlib.sha256(pair.source.encode()).digest())  # noqa: S311 (no secret)
        if any(not verdict.passed for verdict in verify(pair)):
            continue
        for spoiling, spoiled in _spoil(pair, rng):
            tally = tallies[spoiling.spoil.__name__]
            flagged = {verdict.check for verdict in verify(spoiled) if not verdict.passed}
            tally.made += 1
            tally.caught += bool(flagged)
            tally.aimed += bool(flagged & set(spoiling.aimed))
            if not flagged:
                tally.missed.append(spoiled)
    return tallies


def _spoil(pair: Pair, rng: random.Random) -> Iterator[tuple[Spoiling, Pair]]:
    for spoiling in SPOILINGS:
        text = spoiling.spoil(pair, rng)
        if text is not None and text != pair.hypothesis:
            yield spoiling, replace(pair, hypothesis=text)


def _swap_word(text: str, words: Mapping[str, str], rng: random.Random) -> str | None:
    places = list(re.finditer(rf"\b(?:{'|'.join(words)})\b", text))
    if not places:
        return None
    match = rng.choice(places)
    return text[: match.start()] + words[match[0]] + text[match.end() :]


def _without(text: str, start: int, end: int) -> str:
    return _tidy(text[:start] + text[end:])


def _tidy(text: str) -> str:
    return re.sub(r"\s+([.,;:?!])", r"\1", re.sub(r" {2,}", " ", text)).strip()


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--split", choices=SPLITS, default="test")
    parser.add_argument("--terms", choices=("item", "none"), default="item")
    parser.add_argument("--show", default="", help="print what was missed of this corruption")
    options = parser.parse_args()
    pairs = corpus_pairs(options.split, terms=options.terms == "item")
    by_task = {task: [p for p in pairs if p.language == lang] for lang, (_, task) in TASKS.items()}

    accepted = {task: acceptance(own) for task, own in by_task.items()}
    print(f"acceptance of references ({options.split}, terms: {options.terms})")
    print(f"{'check':<20}" + "".join(f"{task:>12}" for task in by_task))
    for check in accepted["translate"]:
        print(f"{check:<20}" + "".join(f"{accepted[task][check]:>12.1%}" for task in by_task))

    caught = {task: recall(own) for task, own in by_task.items()}
    print("\nrecall on spoiled references: number made, caught by any check, by the check aimed at")
    print(f"{'corruption':<20}" + "".join(f"{task:>24}" for task in by_task))
    for name in caught["translate"]:
        row = f"{name:<20}"
        for task in by_task:
            tally = caught[task][name]
            made = max(1, tally.made)
            row += f"{tally.made:>8}{tally.caught / made:>8.1%}{tally.aimed / made:>8.1%}"
        print(row)
        if name == options.show:
            for task in by_task:
                for pair in caught[task][name].missed[:20]:
                    print(f"  {task}: {pair.source}\n      {pair.hypothesis}")


if __name__ == "__main__":
    main()
