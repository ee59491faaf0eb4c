"""Numbers that stand alone, as in a table's cell, in English notation.

No engine is asked for a text without words, so that "€ 1.250,50" would stay, and be read as a
little more than one euro.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?<![\w.,/-])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)(?![\w./]|,\d)")
"""With points between groups of three, or with a decimal comma; no date, no reference."""
_SWAPPED = str.maketrans(".,", ",.")
_SPACED_EURO = re.compile(r"€[ \u00a0\u202f](?=\d)")
_NO_CENTS = re.compile(r",[-–—](?!\d)")


def numbers_in_english(text: str) -> str:
    """A text without words in English notation: "€ 1.250,50" becomes "€1,250.50"."""
    text = _NO_CENTS.sub("", _SPACED_EURO.sub("€", text))
    return _NUMBER.sub(lambda number: number[0].translate(_SWAPPED), text)
