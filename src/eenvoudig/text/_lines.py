"""The lines of a text: where they end, how wide they are, how they are wrapped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BREAK = re.compile(r"\r\n|[\n\r\f\v\u2028\u2029]")
_NARROW = frozenset("iljftrI.,:;'’‘|!()[]-/ ")
_WIDE = frozenset("mwMW%@")

TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")
"""The end of a line at which a sentence may end."""

BULLET = re.compile(
    r"(?:[-–—•·▪◦‣●○■□➢*\uf0b7]|\d{1,2}[.)]|[a-z][.)]|\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|[ivx]{1,4}[.)])"
    r"[ \t\u00a0]+(?=\S)"
)
"""A list item's mark at the start of a line, with the white space after it."""


class Wraps(Enum):
    """What tells the end of a paragraph from the end of a line."""

    SPACED = "spaced"
    """A line that goes on ends in a space; one without is an end, or a broken word."""
    BARE = "bare"
    """Nothing but widths, punctuation, capitals and words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    Attributes:
        text: the line without white space around it.
        start: the offset in the source of its first character.
        end: the offset after its last character; white space stands there, or the source ends.
        indent: how many white-space characters stand before it.
        spaced: white space follows on the same line.
        page: the number of form feeds before it.
        gap: a blank line stands before it.
    """

    text: str
    start: int
    end: int
    indent: int
    spaced: bool
    page: int
    gap: bool


def split_lines(source: str) -> list[Line]:
    """The lines of a text that are not blank."""
    lines: list[Line] = []
    page, gap, start = 0, False, 0
    for found in [*_BREAK.finditer(source), None]:
        stop = found.start() if found else len(source)
        raw = source[start:stop]
        text = raw.strip()
        if text.replace("\u00ad", "").strip():
            begin = start + len(raw) - len(raw.lstrip())
            end = begin + len(text)
            lines.append(Line(text, begin, end, begin - start, stop > end, page, gap))
            gap = False
        else:
            gap = bool(lines) and (found is None or found.group() != "\f" or gap)
        if found:
            start = found.end()
            if found.group() == "\f":
                page += 1
    return lines


_EXPECTANT = frozenset(
    "de het een van tot en of per te der des circa ruim bijna artikel lid".split()
)
"""Words after which a number goes on, and no paragraph ends."""


def awaits_number(line: Line, following: Line) -> bool:
    """Whether a line stops at a word that the number on the next line belongs to."""
    return following.text[0].isdigit() and line.text.split()[-1].lower() in _EXPECTANT


def runs_on(line: Line, following: Line) -> bool:
    """Whether the next line surely goes on where this one stops: in the middle of a sentence."""
    return (
        not following.gap
        and (following.text[0].islower() or awaits_number(line, following))
        and BULLET.match(following.text) is None
        and TERMINAL.search(line.text) is None
        and not line.text.endswith((";", ":"))
    )


def wraps_of(lines: Sequence[Line]) -> Wraps:
    """How the lines are wrapped, by the lines of which it is sure that they run on."""
    sure = [a for a, b in pairwise(lines) if runs_on(a, b)]
    spaced = sum(line.spaced for line in sure)
    # Where every line ends in a space, the space says nothing.
    told = any(not line.spaced for line in lines[:-1])
    return Wraps.SPACED if sure and told and spaced >= 0.6 * len(sure) else Wraps.BARE


def proportional(text: str) -> float:
    """The width of a text in a proportional letter, in widths of an average small letter."""
    return sum(
        0.5 if c in _NARROW else 1.5 if c in _WIDE else 1.25 if c.isupper() else 1.0 for c in text
    )


@dataclass(frozen=True, slots=True)
class Measure:
    """The width that the text is set to.

    Attributes:
        width: the widest that a line gets.
        of: gives a text's width, in the same unit.
    """

    width: float
    of: Callable[[str], float]

    def room(self, line: Line, following: str) -> float:
        """How much room is left when `following` comes after the line, as a share of the width.

        Below 0 it does not fit; well above 0 the line was ended on purpose.
        """
        return (self.width - self.of(f"{line.text} {following}")) / self.width


def measure(lines: Sequence[Line]) -> Measure:
    """Find the width of the text, and whether its letters are of one width.

    Lines that surely run on are nearly full; the unit in which they differ least is the right one.
    """
    sure = [a.text for a, b in pairwise(lines) if runs_on(a, b)] or [line.text for line in lines]
    best = (float("inf"), Measure(1.0, proportional))
    for of in (proportional, lambda text: float(len(text))):
        widths = sorted(of(text) for text in sure)
        widest = widths[int(0.95 * (len(widths) - 1))]
        spread = (widest - widths[len(widths) // 2]) / max(widest, 1.0)
        best = min(best, (spread, Measure(max(widest, 1.0), of)), key=lambda pair: pair[0])
    return best[1]
