"""Omission: a near copy of the source has all its words, or others in their place.

A small model's versions are often near copies, and the words that those lose are lost by accident:
"wie bovenaan de lijst staat" becomes "wie op de lijst staat". An editor's version differs so much
that nothing can be said of single words; it is not looked at. Of the 64 of
an earlier adapter's answers in bench/judged.jsonl that it was rather sure of, this check and that
for invented words refuse 27, of which 19 were not true.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from eenvoudig.fidelity import Pair, Verdict

NEAR = 0.6
"""Likeness of the two as lists of words (difflib's ratio) from which on one is a near copy."""
MANY = 3
"""A passage that is replaced by one so many words shorter has lost some."""

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
_EMPTY = frozenset(
    "de het een er dan die dat dit deze te om reeds al nu zo dus wel hetgeen waarbij daarbij "
    "hierbij hiermee daarmee t.w".split()
)
"""Words whose loss changes nothing by itself."""


def omission(pair: Pair) -> Verdict:
    """No word of the source is lost from a near copy of it; a term may have gone with its words."""
    source, hypothesis = _words(pair.source), _words(pair.hypothesis)
    matcher = SequenceMatcher(None, source, hypothesis, autojunk=False)
    if matcher.ratio() < NEAR:
        return Verdict("omission", passed=True)
    spared = _EMPTY.union(hypothesis, *(_words(form) for form, _ in pair.terms))
    lost: list[str] = []
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        # A word that has moved here from elsewhere in the source replaces nothing.
        new = [word for word in hypothesis[other_start:other_end] if word not in source]
        if kind in {"delete", "replace"} and (not new or end - start - len(new) >= MANY):
            lost += [word for word in source[start:end] if word not in spared]
    return Verdict("omission", not lost, lost=tuple(lost))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
