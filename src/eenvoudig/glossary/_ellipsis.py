"""Words of which a coordination leaves out a part.

Dutch writes the part that two compounds share only once, with a hyphen in its place: "herkomst- en
transitlanden", "mensenhandel en -smokkel", "mensen- en drugshandel".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HANGING = re.compile(
    r"(?P<one>[^\W_]{2,})-(?=,? (?:(?:de |het )?[^\W_]+-,? )*"
    r"(?:en|of|en/of|als|alsook) (?:de |het |een )?(?P<two>[^\W_]{3,}))"
)
_LEADING = re.compile(
    r"(?P<one>[^\W_]{5,}) (?:en|of|en/of|als|alsook) (?P<lead>-(?P<two>[^\W_]{3,}))"
)
_SHORTEST = 3
"""A part of a compound has at least this many letters."""


def elliptic(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Where a part of a word is left out: start, end, and what the whole word may be."""
    for found in _HANGING.finditer(text):
        one, two = found["one"], found["two"]
        cuts = range(_SHORTEST, len(two) - _SHORTEST + 1)
        yield found.start(), found.end(), [one + two[cut:] for cut in cuts]
        # Also written with the hyphen in the wrong place: "mensenhandel- en smokkel".
        yield *found.span("two"), _with_beginning_of(one, two)
    for found in _LEADING.finditer(text):
        yield *found.span("lead"), _with_beginning_of(found["one"], found["two"])


def _with_beginning_of(one: str, two: str) -> list[str]:
    return [one[:cut] + two for cut in range(len(one) - _SHORTEST, _SHORTEST - 1, -1)]
