"""Completeness: a hypothesis that was cut off."""

from __future__ import annotations

import re

from eenvoudig.fidelity._pair import Pair, verdict
from eenvoudig.fidelity._verdict import Verdict

_CLOSERS = "\"'”’»)]*_ "
_END = re.compile(r"[.?!…:;]$")
_BRACKETS = (("(", ")"), ("[", "]"), ("“", "”"))
# Words that no sentence ends with.
_OPEN_ENDS = {
    "nl": re.compile(r"\b(?:de|het|een|en|of|van|voor|met|op|te|dat|die|aan|door|bij|om|als)$"),
    "en": re.compile(r"\b(?:the|a|an|and|or|of|for|with|to|that|by|from|as|is|are|was|be|in)$"),
}


def complete(pair: Pair) -> Verdict:
    """The hypothesis ends where a sentence ends if the source does, and closes what it opens."""
    source, hypothesis = pair.source.strip(), pair.hypothesis.strip()
    if not hypothesis:
        return Verdict("complete", not source, (source,) if source else ())
    lost = []
    tail = " ".join(hypothesis.split()[-3:])
    if _END.search(source.rstrip(_CLOSERS)) and not _END.search(hypothesis.rstrip(_CLOSERS)):
        lost.append(tail)
    for opening, closing in _BRACKETS:
        balanced = source.count(opening) == source.count(closing)
        if balanced and hypothesis.count(opening) > hypothesis.count(closing):
            lost.append(tail)
    if _OPEN_ENDS[pair.language].search(hypothesis) and not _OPEN_ENDS["nl"].search(source):
        lost.append(tail)
    return verdict("complete", lost, [])
