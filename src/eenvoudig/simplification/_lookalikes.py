"""Look-alikes: no word of a near copy was taken for another that is written much like it.

A small model confuses words that look alike: "overtreft" (exceeds) becomes "overtreedt" (breaks a
law), "beloont" (rewards) "belooft" (promises). No fact is lost or added that another check sees.
In an editor's version such a pair is a coincidence, so only near copies are looked at, and there
only words that took each other's place. Of the 431 plain answers in bench/judged.jsonl this refuses
33, of which 26 are not true; of the corpus's own 4,307 references 26.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import product, takewhile

from eenvoudig.fidelity import Pair, Verdict

NEAR = 0.6
"""Likeness of the two as lists of words (difflib's ratio) from which on one is a near copy."""
SHORTEST = 4
"""Letters from which on a word is looked at."""
ALIKE, ALIKE_IN_LENGTH = 0.75, 0.66
"""Likeness of two words as strings of letters (difflib's ratio) from which on they look alike; the
second where they differ by one letter in length at most ("hecht", "heet")."""

_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = frozenset(
    "e en n s t d de te den ten ende end er ers ing ingen je jes st ste stens se ig ige isch ische "
    "lijk lijke heid ij iek m ns".split()
) | {""}
"""What forms and derivations of one word may differ in, after the letters that they share."""
_PRONOMINAL = re.compile(r"(?:daar|waar|hier)\w+")


def lookalikes(pair: Pair) -> Verdict:
    """No word of the source has become another that looks like it."""
    source, hypothesis = (_words(text) for text in (pair.source, pair.hypothesis))
    matcher = SequenceMatcher(None, source, hypothesis, autojunk=False)
    if matcher.ratio() < NEAR:
        return Verdict("lookalikes", passed=True)
    confused = {
        old: new
        for kind, start, end, other_start, other_end in matcher.get_opcodes()
        if kind == "replace"
        for old, new in product(source[start:end], hypothesis[other_start:other_end])
        if old not in hypothesis and new not in source and _are_confused(old, new)
    }
    return Verdict("lookalikes", not confused, tuple(confused), tuple(confused.values()))


def _are_confused(old: str, new: str) -> bool:
    """Whether two words look alike, and are not forms or derivations of one word."""
    if min(len(old), len(new)) < SHORTEST or _PRONOMINAL.match(old):
        return False
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    if shared < 2 or {old[shared:], new[shared:]} <= _ENDINGS:
        return False
    least = ALIKE_IN_LENGTH if abs(len(old) - len(new)) <= 1 else ALIKE
    if SequenceMatcher(None, old, new, autojunk=False).ratio() < least:
        return False
    return not _lemmas(old) & _lemmas(new)


def _lemmas(word: str) -> set[str]:
    """The lemma, and the stem that remains of it and of a participle."""
    from simplemma import lemmatize

    lemma = lemmatize(word, "nl").lower()
    return {lemma, _stem(lemma), _stem(word), _stem(word.removeprefix("ge"))}


def _stem(word: str) -> str:
    """A word without its ending, its vowel and last consonant single: "bedraagt" is "bedrag"."""
    for ending in ("en", "e", "t", "d"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word.removesuffix(ending)
            break
    return re.sub(r"(.)\1", r"\1", word)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
