"""Repetition: a model that has lost its way says the same again and again."""

from __future__ import annotations

import re
from collections import Counter

from eenvoudig.fidelity._pair import Pair, verdict
from eenvoudig.fidelity._verdict import Verdict

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_PHRASE = 5
"""Words of a phrase that may not come back more often than the source repeats itself."""
_LOOP = re.compile(r"(?<!\w)((?:\w+\W+){1,11}?\w+)(?:\W+\1(?!\w))+")
_STUTTER = re.compile(r"(?<!\w)(\w{2,})(?:\s+\1(?!\w)){1,}")
# "dat dat", "die die", "had had" are good Dutch and English now and then.
_DOUBLES = frozenset({"dat", "die", "van", "had", "that"})


def repetition(pair: Pair) -> Verdict:
    """No word group is said twice in a row, and no phrase of five words three times.

    Plain Dutch repeats the subject at the start of its sentences, so that a phrase may come twice.
    """
    source, hypothesis = pair.source.lower(), pair.hypothesis.lower()
    added = [m[0] for m in _LOOP.finditer(hypothesis) if m[0] not in source]
    added += [
        m[0]
        for m in _STUTTER.finditer(hypothesis)
        if m[1] not in _DOUBLES and not m[1].isdigit() and m[0] not in source
    ]
    before, after = _phrases(source), _phrases(hypothesis)
    added += [
        " ".join(phrase)
        for phrase, count in after.items()
        if count >= 3 and count > before[phrase] + 1
    ]
    return verdict("repetition", [], added)


def _phrases(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + _PHRASE]) for i in range(len(words) - _PHRASE + 1))
