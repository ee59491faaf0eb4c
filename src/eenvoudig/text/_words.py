"""Whether the last piece of a line and the first of the next are one word.

The evidence is how often the whole is used against the parts (wordfreq, Robyn Speer 2022: Dutch
words down to one in a hundred million), whether the whole stands elsewhere in the same text, and
whether it is a compound of known words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log10

_LETTERS = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouyáéíóúàèëïöüâêîôû]", re.IGNORECASE)
_SUSPENDED = re.compile(
    r"(?:en|of|en/of|dan|tot|noch|als|alsmede|alsook|respectievelijk|resp\.|c\.q\.|t/m)\b"
)
_CLASH = re.compile(r"(?:aa|ae|ai|au|ee|ei|eu|ie|ii|ij|oe|oi|oo|ou|ui|uu)", re.IGNORECASE)
_HYPHENATED_WORDS = """
    niet non oud ex vice pro anti adjunct aspirant kandidaat interim loco pseudo quasi semi sociaal
    financieel politiek juridisch bestuurlijk technisch economisch noord zuid oost west midden
"""
_HYPHENATED = frozenset(_HYPHENATED_WORDS.split())
_FUNCTION_WORDS = """
    de het een en of van in op te ten ter der des den dat die dit deze er is zijn was waren wordt
    worden werd werden heeft hebben had hadden kan kunnen kon zal zullen zou zouden moet moeten mag
    mogen wil willen aan als bij door met na naar om onder over per sinds tegen tot uit via voor
    zonder tussen ook niet wel nog al dan maar want dus toch zo zich haar hun hem hij zij we wij ons
    onze u uw ik je men wat wie waar hoe omdat zodat hoewel indien terwijl doordat waarbij waarin
    waarmee waarop waarvan daarbij daarin daarmee daarop daarvan hierbij hierin hiermee hierop meer
    minder veel alle elke geen een twee drie vier vijf zes zeven acht negen tien één eigen meest
    binnen buiten mede zelf zeer heel mijn jouw zijn
"""
# Words that are never part of a compound that the word list does not have.
_FUNCTION = frozenset(_FUNCTION_WORDS.split())

# How a noun ends that a verb or an adjective has become, and what is often a compound's head.
_NOUN = re.compile(
    r"(?:(?:ing|schap|teit|atie|ment|last)(?:en)?|heid|heden|plan(?:nen)?|(?:age|procedure)s?"
    r"|beleid|plicht|(?<!in)middel(?:en)?|kosten|prij[sz](?:en)?)$"
)

# Heads that are hardly ever a word by themselves.
_BOUND = re.compile(
    r"(?:jarig|matig|vormig|talig|delig|voudig|zijdig|plichtig|achtig)(?:e|en|heid)?$"
)

_ENDINGS = frozenset({"en", "er", "es", "el", "et", "ig"})

# What is written in two words, though the two as one are often seen.
_APART_WORDS = """
    ten:aanzien ten:behoeve ten:dele ten:einde ten:gevolge ten:gunste ten:laste ten:minste
    ten:opzichte ten:slotte ten:tijde ter:beschikking ter:plaatse ter:zake openbaar:vervoer
"""
_APART = frozenset(_APART_WORDS.split())

# In powers of ten:
_UNSEEN = -1.3  # one word in twenty is not in the list …
_LETTER = -0.75  # … and each of its letters is one of some five and a half
_NAME = -6.0  # a name that is not in the list
_COMPOUND = -1.5  # a compound that is not in the list, where its parts are often in others
_PRIOR = -1.2  # one line end in fifteen breaks a word
_DOUBT = (-2.0, 1.5)  # between these a person should look
_NEVER = -30.0

_LONG = 6  # letters


@dataclass(frozen=True, slots=True)
class Join:
    """How two lines are joined.

    Attributes:
        glue: what comes between them: a space or nothing.
        drop: how many characters are left out at the end of the first line: a hyphen or none.
        certain: whether it needs no look.
    """

    glue: str
    drop: int = 0
    certain: bool = True


def vocabulary(texts: list[str]) -> Counter[str]:
    """The words inside the lines of a text, in lower case, hyphenated ones whole."""
    return Counter(
        word
        for text in texts
        # The first and last word of a line may be pieces.
        for token in text.split()[1:-1]
        for word in (token.strip("([{\"'“‘„.,;:!?…”’)]}").lower(),)
    )


def join(left: str, right: str, seen: Counter[str], *, told: bool | None = None) -> Join:
    """Decide how a line goes on in the next one.

    Args:
        left: the first line.
        right: the second line.
        seen: the words of the text, see `vocabulary`.
        told: True where the line's end says that it breaks a word (it lacks the space that other
            lines have), False where it says that it does not, None where it says nothing.
    """
    if left.endswith(("-", "\u00ad", "‐", "¬")) and len(left) > 1 and not left[-2].isspace():
        return _hyphen(left, right, seen, told=told)
    if told is False:
        return Join(" ")
    if left.endswith("/") or (left.endswith("–") and left[-2:-1].isdigit() and right[0].isdigit()):
        return Join("")
    if _is_address(left):
        return Join("", certain=False)
    score = _score(left, right, seen)
    if told:
        return Join("", certain=score > _DOUBT[0])
    return Join("" if score > 0 else " ", certain=not _DOUBT[0] < score < _DOUBT[1])


def is_hyphenated(left: str, right: str) -> bool:
    """Whether a line's end breaks a word with a hyphen, as a typesetter does."""
    return left[-2:-1].islower() and (
        left.endswith(("\u00ad", "¬"))
        or (left.endswith("-") and right[0].islower() and _SUSPENDED.match(right) is None)
    )


def whole(left: str, right: str, how: Join) -> str:
    """What a join makes of the two words at the line's end, as it stands in the text."""
    cut = left[: len(left) - how.drop]
    return f"{cut.split()[-1] if cut.split() else ''}{how.glue}{right.split(maxsplit=1)[0]}"


def _is_address(left: str) -> bool:
    last = left.rsplit(maxsplit=1)[-1]
    return last.startswith(("http", "www.")) and last.endswith(("/", ".", "=", "_", "&", "?"))


def _hyphen(left: str, right: str, seen: Counter[str], *, told: bool | None) -> Join:
    """A line that ends in a hyphen: a suspended one, one of the word's own, or a typesetter's."""
    if left[-1] in "\u00ad¬":
        return Join("", drop=1)
    if told is False or _SUSPENDED.match(right):
        return Join(" ")
    last, first = _LAST.search(left[:-1]), _FIRST.match(right)
    if last is None or first is None or (right[0].isupper() and not left[-2].isupper()):
        return Join("")
    part, rest = last.group(), first.group()
    if part.isupper() and not rest.isupper():
        return Join("")
    solid, hyphenated = (part + rest).lower(), f"{part}-{rest}".lower()
    if seen[solid] != seen[hyphenated]:
        return Join("", drop=int(seen[solid] > seen[hyphenated]))
    if solid in _frequencies():
        return Join("", drop=1, certain=part.lower() not in _HYPHENATED or not _is_common(rest))
    words = part.lower() in _frequencies() and rest.lower() in _frequencies()
    if words and (part.lower() in _HYPHENATED or _CLASH.fullmatch(part[-1] + rest[0])):
        return Join("", certain=False)
    return Join("", drop=1, certain=not words or _compound(solid) > _NEVER)


def _score(left: str, right: str, seen: Counter[str]) -> float:
    """By how many powers of ten one word is likelier than two."""
    last, first = _LAST.search(left), _FIRST.match(right)
    if last is None or first is None or not first.group().islower():
        return _NEVER
    part, rest = last.group().lower(), first.group().lower()
    if min(len(part), len(rest)) < 2 or not (_VOWEL.search(part) and _VOWEL.search(rest)):
        return _NEVER
    solid = part + rest
    # An acronym is not broken, and what stands before a hyphen is no piece.
    if f"{part}:{rest}" in _APART or (last.group().isupper() and len(part) > 1):
        return _NEVER
    if right[first.end() :].startswith("-") and part in _FUNCTION:
        return _NEVER
    # Syllables: "wer-ken", never "werk-en".
    if rest in _ENDINGS and not _VOWEL.match(part[-1]):
        return _NEVER
    # That a long word stands elsewhere in the text is no chance; "zij de" and "zijde" may be.
    if seen[solid] and len(solid) > _LONG:
        return 2 * _DOUBT[1]
    if solid not in _frequencies() and _is_common(rest) and not _BOUND.match(rest):
        if rest in _FUNCTION:
            return 2 * _DOUBT[0]
        if _is_common(part):
            # Two words that are never seen as one are two, but for a noun right before a noun.
            noun = part == last.group() and _is_modifier(part) and _NOUN.search(rest)
            return 0.5 if noun else 2 * _DOUBT[0]
    apart = _probability(part) + (_unseen(rest) if _BOUND.match(rest) else _probability(rest))
    if last.group()[0].isupper() and part not in _frequencies():
        apart = _NAME + _probability(rest)
    return _probability(solid) - apart + _PRIOR


@cache
def _frequencies() -> dict[str, float]:
    from wordfreq import get_frequency_dict

    return get_frequency_dict("nl", "best")  # type: ignore[no-any-return]  # wordfreq has no types


def _probability(word: str) -> float:
    """The base-10 logarithm of a word's probability."""
    known = _frequencies().get(word)
    if known is not None:
        return log10(known)
    return max(_unseen(word), _compound(word))


def _unseen(word: str) -> float:
    return _UNSEEN + _LETTER * len(word)


@lru_cache(maxsize=4096)
def _compound(word: str, depth: int = 2) -> float:
    """The same for the likeliest compound that the word can be."""
    best = _NEVER
    for at in range(3, len(word) - 3):
        modifier, head = word[:at], word[at:]
        stem = modifier if _is_part(modifier) else modifier.removesuffix("s")
        if not _is_part(stem):
            continue
        if _is_part(head):
            rest = log10(_frequencies()[head])
        else:
            rest = _compound(head, depth - 1) if depth > 1 else _NEVER
        if rest > _NEVER:
            best = max(best, log10(_frequencies()[stem]) + rest + _COMPOUND)
    return best


def _is_part(word: str) -> bool:
    """Whether a compound that is not in the list can have this part."""
    return len(word) > 2 and word not in _FUNCTION and _is_common(word)


@lru_cache(maxsize=4096)
def _is_modifier(word: str) -> bool:
    """Whether the list has more than two compounds that begin with a word, as with a noun's."""
    if not _is_part(word) or word.endswith(("e", "en")):
        return False
    words = _sorted()
    found = 0
    for at in range(bisect_left(words, word), len(words)):
        if not words[at].startswith(word):
            break
        head = words[at][len(word) :]
        found += len(head) > 3 and (_is_common(head) or _is_common(head.removeprefix("s")))
    return found > 2


@cache
def _sorted() -> list[str]:
    return sorted(_frequencies())


def _is_common(word: str) -> bool:
    return _frequencies().get(word, 0.0) > 1e-7
