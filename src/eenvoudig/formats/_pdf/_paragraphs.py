"""The lines of columns put together: where a paragraph, an item or a line ends."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from eenvoudig.formats._pdf._order import Column, box_of
from eenvoudig.formats._pdf._page import Line
from eenvoudig.formats._pdf._parts import Kind, Part
from eenvoudig.formats._pdf._tables import Table
from eenvoudig.text import BULLET, TERMINAL

LARGE = 1.07
"""A heading's letters, as a share of the text's."""
_MUCH_ROOM = 0.25
"""A line that leaves more room than this share of its column was ended on purpose."""
_RAGGED = 0.1
"""How much shorter than the longest a full line may be, as a share of the width."""
_NARROWEST = 15.0
"""A column of running text is wider than this, in letter sizes."""
_LEADER = re.compile(r"(?:\s*[.…_·]){4,}\s*(?:\d{1,4}|[ivxlc]{1,7})?$")
SURE_MARK = re.compile(r"[•·▪◦‣●○■□➢✓]\s|o\s+(?=[A-Z])")
"""A list item's mark that is nothing else."""
_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")


def leading_of(found: Sequence[Column]) -> dict[int, float]:
    """From one baseline to the next inside a paragraph, by the letters' size."""
    gaps: defaultdict[int, list[float]] = defaultdict(list)
    for column in found:
        for a, b in pairwise(column):
            if abs(a.size - b.size) < 0.3 and 0 < b.y - a.y < 1.9 * a.size:
                gaps[round(a.size)].append(b.y - a.y)
    # Between paragraphs there is more: the smaller half is inside them.
    return {size: median(sorted(of)[: len(of) // 2 + 1]) for size, of in gaps.items()}


def frames_of(found: Sequence[Column]) -> list[tuple[float, float, int]]:
    """The left and right edges of columns of running text, and their pages.

    Lines that surely run on end at the right edge, or a word's length before it. Lines that begin
    at one place may be of columns of several widths.
    """
    starts: defaultdict[tuple[int, int], list[tuple[Line, bool]]] = defaultdict(list)
    for column in found:
        for line, following in pairwise([*column, column[-1]]):
            sure = following.text[0].islower() and not _ENDED.search(line.text)
            starts[line.page, round(line.x0 / 2)].append((line, sure and line is not following))
    frames: list[tuple[float, float, int]] = []
    for (page, _), own in starts.items():
        left = min(line.x0 for line, _ in own)
        narrowest = _NARROWEST * min(line.size for line, _ in own)
        ends = sorted(line.x1 for line, sure in own if sure)
        for at, right in enumerate(ends):
            near = _RAGGED * (right - left)
            full = sum(right - near < end <= right for end in ends)
            beyond = sum(end <= right + near for end in ends[at + 1 :])
            if beyond < 0.3 * full and right - left > narrowest:
                longest = max(line.x1 for line, _ in own if line.x1 <= right + near / 2)
                frames.append((left, max(right, longest), page))
    return frames


@dataclass(slots=True)
class Reader:
    """Puts the lines of columns together."""

    body: float
    leading: dict[int, float]
    frames: list[tuple[float, float, int]]
    widest: float
    parts: list[Part] = field(default_factory=list)
    _margin: float = 0.0
    _left: float = 0.0
    _now: Part | None = None

    def take(self, item: Table | Column, number: int) -> None:
        """Add the parts of a column or table."""
        if isinstance(item, Table):
            if item.pairs:
                self.parts += _pairs(item, number)
            else:
                self.parts.append(Part(Kind.TABLE, [list(item.lines)], table=item, column=number))
            return
        lines = [stripped for line in item if (stripped := _without_leader(line)).words]
        if not lines:
            return
        self._left, _ = self._frame(lines)
        margins = [
            margin
            for stanza in self._stanzas(lines)
            for margin in [self._frame(stanza)[1]] * len(stanza)
        ]
        self._now = self._open_part(lines[0], number)
        previous: Line | None = None
        for line, margin in zip(lines, margins, strict=True):
            how = self._break(previous, line) if previous else ""
            self._margin, previous = margin, line
            if self._now is None or how == "part":
                self._now = self._begin(line, number)
                self.parts.append(self._now)
            elif how == "line":
                self._now.lines.append([line])
            else:
                self._now.lines[-1].append(line)
            self._now.column, self._now.margin = number, margin

    def _stanzas(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        """The lines between which there is no more room than in a paragraph."""
        now: list[Line] = []
        for line in lines:
            if now and self._is_apart(now[-1], line):
                yield now
                now = []
            now.append(line)
        yield now

    def _is_apart(self, line: Line, following: Line) -> bool:
        """Whether more room is between two lines than in a paragraph, or their sizes differ."""
        size = max(line.size, following.size)
        leading = self.leading.get(round(following.size), 1.2 * following.size)
        gap = following.y - line.y
        return (
            gap > max(1.25 * leading, leading + 0.2 * size)
            or abs(line.size - following.size) > 0.08 * size
        )

    def _frame(self, lines: Sequence[Line]) -> tuple[float, float]:
        """The edges of the column of text in which lines stand; no right edge where it is none.

        The page's own columns go before those of other pages.
        """
        left, _, right, _ = box_of(lines)
        around = [f for f in self.frames if f[0] <= left + 2 and f[1] >= right - 2]
        own = [f for f in around if f[2] == lines[0].page]
        wide = right - left > 0.6 * self.widest
        otherwise = (left, right if wide else math.inf, 0)
        return min(own or around, key=lambda f: f[1] - f[0], default=otherwise)[:2]

    def _begin(self, line: Line, number: int) -> Part:
        mark, rest = _mark(line)
        if not mark:
            return Part(Kind.PARAGRAPH, [[line]], margin=self._margin, column=number)
        return Part(
            Kind.ITEM,
            [[rest]],
            mark=mark,
            at=line.x0 - self._left,
            inset=rest.x0,
            margin=self._margin,
            column=number,
        )

    def _break(self, line: Line, following: Line) -> str:
        """What comes between two lines of a column: a new "part", a new "line", or nothing."""
        if self._is_apart(line, following):
            return "part"
        if line.size > LARGE * self.body:
            return "part" if _LEADER.search(line.text) else ""
        if (line.bold, line.italic) != (following.bold, following.italic) and (
            self._room(line, following) > 0 or TERMINAL.search(line.text)
        ):
            return "part"
        return self._break_in_text(line, following)

    def _break_in_text(self, line: Line, following: Line) -> str:
        size = following.size
        part = self._now
        room = self._room(line, following)
        if self._is_item(line, following, room):
            return "part"
        ended = TERMINAL.search(line.text) is not None
        if part and part.kind is Kind.ITEM:
            hangs = abs(following.x0 - part.inset) < 0.6 * size
            level = abs(following.x0 - self._left - part.at) < 0.6 * size
            if not hangs and (not level or (ended and room > 0)):
                return "part"
        elif following.x0 - line.x0 > 0.8 * size and abs(line.x0 - self._left) < 0.8 * size:
            # The first line of a paragraph is indented, unless all are in the middle.
            centred = abs((line.x0 + line.x1) - (following.x0 + following.x1)) < size
            if not centred and (ended or room > 0):
                return "part"
        broken = line.text.endswith(("-", "\u00ad")) and following.text[0].islower()
        if room <= 0 or broken:
            return ""
        if ended or line.text.endswith(":"):
            return "part"
        full = room < _MUCH_ROOM * (self._margin - self._left)
        if following.text[0].islower() and full and not following.text.startswith("www."):
            return ""
        return "line"

    def _room(self, line: Line, following: Line) -> float:
        """How much room was left on a line after the next one's first word (points)."""
        first = following.words[0]
        until = first.x1
        for word in following.words[1:]:
            if word.spaced:
                break
            until = word.x1
        return self._margin - line.x1 - (until - first.x0) - 0.4 * line.size

    def _is_item(self, line: Line, following: Line, room: float) -> bool:
        if not _mark(following)[0]:
            return False
        moved = abs(following.x0 - line.x0) > 0.5 * following.size
        at = following.x0 - self._left
        now = self._now
        beside = now is not None and now.kind is Kind.ITEM and abs(at - now.at) < 2
        sure = SURE_MARK.match(following.text) is not None
        return sure or moved or beside or room > 0 or _ENDED.search(line.text) is not None

    def _open_part(self, line: Line, number: int) -> Part | None:
        """The part before this column that goes on in it."""
        lower = line.text[0].islower()
        if _mark(line)[0] or line.size > LARGE * self.body:
            return None
        candidates = [part for part in self.parts[-12:] if part.kind is not Kind.TABLE]
        for part in reversed(candidates):
            last = part.last
            tail = part is self._last_of(part.column)
            alike = abs(last.size - line.size) < 0.05 * line.size and last.bold == line.bold
            ended = _ENDED.search(last.text) is not None and not last.text.endswith(",")
            if not (tail and alike) or ended:
                continue
            full = part.margin - last.x1 < 0.25 * (part.margin - last.x0)
            if lower and (full or last.text.endswith(("-", ","))):
                return part
            near = part is candidates[-1] and part.column == number - 1
            size = last.size
            if near and part.margin - last.x1 < 3 * size and len(part.lines[-1]) > 1:
                return part
        return None

    def _last_of(self, column: int) -> Part | None:
        return next((p for p in reversed(self.parts) if p.column == column), None)


def _pairs(table: Table, number: int) -> Iterator[Part]:
    """Labels and what stands beside them as one part, a line for each."""
    runs: list[list[Line]] = []
    for label, value in table.cells:
        words = [word for line in label for word in line.words]
        for line in value:
            first = replace(line.words[0], spaced=True)
            words += [first, *line.words[1:]]
        # The label and its value are one line; nothing is broken between them.
        one = (*label, *value)[0]
        runs.append([replace(one, words=tuple(words))])
    yield Part(Kind.PARAGRAPH, runs, column=number)


def _mark(line: Line) -> tuple[str, Line]:
    """A list item's mark and the line without it; no mark where there is none."""
    found = BULLET.match(line.text) or SURE_MARK.match(line.text)
    if not found:
        return "", line
    mark = found.group().strip()
    count, seen = 0, ""
    while count < len(line.words) and seen != mark:
        seen += line.words[count].text
        count += 1
    if seen != mark or count == len(line.words):
        return "", line
    return mark, line.without(count)


def _without_leader(line: Line) -> Line:
    """The line of a table of contents without its dots and page number."""
    found = _LEADER.search(line.text)
    if found is None:
        return line
    drop = sum(not character.isspace() for character in found.group())
    words = list(line.words)
    while drop and words:
        word = words.pop()
        if len(word.text) > drop:
            width = (word.x1 - word.x0) * drop / len(word.text)
            words.append(replace(word, text=word.text[:-drop], x1=word.x1 - width))
            break
        drop -= len(word.text)
    return replace(line, words=tuple(words))
