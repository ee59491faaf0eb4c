"""Joining the lines of a text of which it is known which are one paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from eenvoudig.text._words import Join, is_hyphenated, join, vocabulary


@dataclass(frozen=True, slots=True)
class Joiner:
    """Joins lines by the words of the whole text.

    Attributes:
        seen: how often each word stands inside a line.
        spaced: lines that go on end in white space mostly, so that one without may break a word.
    """

    seen: Counter[str] = field(default_factory=Counter)
    spaced: bool = False

    @classmethod
    def of(cls, lines: Sequence[tuple[str, bool]]) -> Joiner:
        """Look at the lines, each with whether white space ends it."""
        texts = [text for text, _ in lines if text]
        seen = vocabulary(texts)
        sure = [
            (text, spaced)
            for (text, spaced), (following, _) in pairwise(lines)
            if text[-1:].isalpha() and following[:1].islower()
        ]
        ended = sum(spaced for _, spaced in sure)
        # A file that breaks words with hyphens shows them; only one that drops them is in need.
        hyphens = sum(is_hyphenated(a, b) for (a, _), (b, _) in pairwise(lines) if a and b)
        told = 0 < ended < len(sure) and ended >= 0.6 * len(sure) and hyphens < 2
        return cls(seen, told)

    def join(self, line: str, following: str, *, spaced: bool) -> Join:
        """Decide how a line goes on in the next one of its paragraph.

        Args:
            line: without white space at its end.
            following: without white space at its start.
            spaced: white space ends the line.
        """
        broken = self.spaced and not spaced and following[0].islower()
        told = False if line[-1].isalnum() and not broken else None
        return join(line, following, self.seen, told=told)
