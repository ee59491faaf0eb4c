"""Spelling: the hypothesis has no words that nobody writes.

A small model that is out of its depth makes words up. A word of the hypothesis is doubted when
wordfreq (R. Speer) has never seen it and it stands neither in the source nor in a term. Names are
left to their own check, short words to chance.
"""

from __future__ import annotations

import re
from typing import Literal

from eenvoudig.fidelity._pair import Pair, verdict
from eenvoudig.fidelity._verdict import Verdict

SHORTEST = 5
"""Letters from which on a word is looked at."""
PART = 4
"""Letters of the shortest part of a Dutch compound, and the frequency its parts have at least."""
COMMON = 3.0

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def spelling(pair: Pair) -> Verdict:
    """No word was made up."""
    known = " ".join([pair.source, *(form for _, form in pair.terms)]).lower()
    made_up = [
        word
        for word in _WORD.findall(pair.hypothesis)
        if len(word) >= SHORTEST
        and word.islower()
        and word not in known
        and not _exists(word, pair.language)
    ]
    return verdict("spelling", [], made_up)


def _exists(word: str, language: Literal["nl", "en"]) -> bool:
    """Whether somebody has written the word, or in Dutch the two words that it is made of."""
    from wordfreq import zipf_frequency

    def is_part(part: str) -> bool:
        return len(part) >= PART and zipf_frequency(part, "nl") >= COMMON

    if zipf_frequency(word, language) > 0:
        return True
    return language == "nl" and any(
        is_part(word[at:]) and (is_part(word[:at]) or is_part(word[:at].removesuffix("s")))
        for at in range(PART, len(word) - PART + 1)
    )
