"""From lines to headings, paragraphs, list items, tables and notes."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise
from statistics import median

from eenvoudig.formats._pdf._furniture import furniture
from eenvoudig.formats._pdf._order import Column, box_of, columns, in_order, joined
from eenvoudig.formats._pdf._page import PLAIN, Line, Page
from eenvoudig.formats._pdf._tables import Table, aligned_tables, drawn_tables
from eenvoudig.text import BULLET, TERMINAL

_SMALL = 0.93
"""A note's letters, as a share of the text's."""
_LARGE = 1.07
"""A heading's letters, as a share of the text's."""
_LONGEST_HEADING = (4, 30)  # lines, words
_RAGGED = 0.1
"""How much shorter than the longest a full line may be, as a share of the width."""
_NARROWEST = 15.0
"""A column of running text is wider than this, in letter sizes."""
_MUCH_ROOM = 0.25
"""A line that leaves more room than this share of its column was ended on purpose."""
_LONGEST_WITH_STOP = 6
"""Words; a longer text with a full stop is a sentence in large letters."""
_LEADER = re.compile(r"(?:\s*[.…_·]){4,}\s*(?:\d{1,4}|[ivxlc]{1,7})?$")
_NOTE_MARK = re.compile(r"(\d{1,3}|[*†‡]{1,3})\)?")
_SURE_MARK = re.compile(r"[•·▪◦‣●○■□➢✓]\s|o\s+(?=[A-Z])")
_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")


class Kind(Enum):
    """What a part is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(slots=True)
class Part:
    """A heading, paragraph, list item or table.

    Attributes:
        kind: what it is.
        lines: its lines; those of one list run on, and each list ends on purpose.
        level: a heading's, from 1.
        mark: a list item's: "•", "a.".
        at: where an item's mark stands, from the left edge of its column.
        inset: where an item's text stands.
        table: the table that it is.
        margin: the right edge of its column.
        column: the number of its column, over all pages.
    """

    kind: Kind
    lines: list[list[Line]]
    level: int = 0
    mark: str = ""
    at: float = 0.0
    inset: float = 0.0
    table: Table | None = None
    margin: float = 0.0
    column: int = 0

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0][0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1][-1]

    @property
    def text(self) -> str:
        """Its text, as the lines have it."""
        return " ".join(line.text for run in self.lines for line in run)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at a page's foot: its number, its lines."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What pages hold.

    Attributes:
        parts: the running text, in reading order.
        footnotes: of each page, by its number.
        removed: headers, footers and page numbers.
    """

    parts: tuple[Part, ...]
    footnotes: dict[int, list[Footnote]]
    removed: tuple[Line, ...]


def lay_out(pages: Sequence[Page]) -> Layout:
    """Find what the lines of pages are."""
    drawn = [drawn_tables(page) for page in pages]
    rest = [
        [_dotted(line, page.dots) for line in joined(lines)]
        for page, (_, lines) in zip(pages, drawn, strict=True)
    ]
    repeated = furniture(pages, rest)
    removed = [line for lines in rest for line in lines if id(line) in repeated]
    rest = [[line for line in lines if id(line) not in repeated] for lines in rest]
    body = _body_size(line for lines in rest for line in lines)
    notes: dict[int, list[Footnote]] = {}
    found: list[Table | Column] = []
    for page, (tables, _), lines in zip(pages, drawn, rest, strict=True):
        notes[page.number], text = _footnotes(lines, body)
        aligned, text = aligned_tables(text, page.rules, page.width)
        items: list[Table | Column] = [*tables, *aligned, *columns(text, page.rules)]
        order = in_order([i.box if isinstance(i, Table) else box_of(i) for i in items])
        found += _asides_first([items[index] for index in order])
    text_columns = [item for item in found if not isinstance(item, Table)]
    widest = max((line.x1 - line.x0 for column in text_columns for line in column), default=0.0)
    reader = _Reader(body, _leading(text_columns), _frames(text_columns), widest)
    for number, item in enumerate(found):
        reader.take(item, number)
    parts = list(_listed(_with_whole_tables(reader.parts)))
    _find_headings(parts, body)
    return Layout(tuple(parts), notes, tuple(removed))


def _dotted(line: Line, dots: Sequence[tuple[float, float]]) -> Line:
    """The line with a list item's mark where a dot is drawn before it."""
    for x, y in dots:
        if line.x0 - 2.2 * line.size < x < line.x0 and line.y - line.size < y < line.y:
            first = replace(line.words[0], spaced=True)
            mark = replace(first, text="•", x0=x, x1=x, style=PLAIN, raised=False, spaced=False)
            return replace(line, words=(mark, first, *line.words[1:]))
    return line


def _asides_first(items: Sequence[Table | Column]) -> list[Table | Column]:
    """The same, with what stands in a margin before the text that it stands beside.

    The sender's address in a letter's margin would come between a page's text and the next page's.
    """
    result = list(items)
    for item in items:
        if isinstance(item, Table):
            continue
        x0, y0, x1, y1 = box_of(item)
        for at, other in enumerate(result):
            if other is item:
                break
            if isinstance(other, Table):
                continue
            ox0, oy0, ox1, oy1 = box_of(other)
            level = [line.x1 < x0 for line in other if y0 < line.y and line.y - line.size < y1]
            if level and all(level) and ox1 - ox0 > 1.6 * (x1 - x0) and oy1 - oy0 > y1 - y0:
                result = [one for one in result if one is not item]
                above, below = _cut(other, y0)
                result[at : at + 1] = [part for part in (above, item, below) if part]
                break
    return result


def _cut(column: Column, y: float) -> tuple[Column, Column]:
    """The lines of a column before and from the paragraph that begins last above a height."""
    gaps = [b.y - a.y for a, b in pairwise(column)]
    usual = 1.3 * sorted(gaps)[len(gaps) // 4] if gaps else 0.0
    begins = [0, *(at for at, gap in enumerate(gaps, 1) if gap > usual)]
    last = max((at for at in begins if column[at].y - column[at].size <= y + 3), default=0)
    return column[:last], column[last:]


def _body_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 10.0


def _leading(found: Sequence[Column]) -> dict[int, float]:
    """From one baseline to the next inside a paragraph, by the letters' size."""
    gaps: defaultdict[int, list[float]] = defaultdict(list)
    for column in found:
        for a, b in pairwise(column):
            if abs(a.size - b.size) < 0.3 and 0 < b.y - a.y < 1.9 * a.size:
                gaps[round(a.size)].append(b.y - a.y)
    # Between paragraphs there is more: the smaller half is inside them.
    return {size: median(sorted(of)[: len(of) // 2 + 1]) for size, of in gaps.items()}


def _frames(found: Sequence[Column]) -> list[tuple[float, float, int]]:
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


def _footnotes(lines: Sequence[Line], body: float) -> tuple[list[Footnote], list[Line]]:
    """The notes at a page's foot, and the lines above them."""
    large = [line for line in lines if line.size > _SMALL * body]
    small = [
        line
        for line in lines
        if line.size <= _SMALL * body
        and not any(
            other.y > line.y and min(line.x1, other.x1) - max(line.x0, other.x0) > 1
            for other in large
        )
    ]
    below: list[Line] = []
    notes: list[list[Line]] = []
    labels: list[str] = []
    for line in (line for column in columns(small) for line in column):
        label = _note_label(line, labels[-1] if labels else "")
        if label:
            labels.append(label)
            notes.append([line.without(1)])
            below.append(line)
        elif notes:
            notes[-1].append(line)
            below.append(line)
    taken = {id(line) for line in below}
    kept = [line for line in lines if id(line) not in taken]
    return [Footnote(label, tuple(own)) for label, own in zip(labels, notes, strict=True)], kept


def _note_label(line: Line, previous: str) -> str:
    """The number that a note begins with; nothing where it does not, or counts wrongly."""
    first = line.words[0]
    found = _NOTE_MARK.fullmatch(first.text)
    if found is None or len(line.words) < 2:
        return ""
    if not first.raised and not line.words[1].spaced and first.size >= line.words[1].size:
        return ""
    label = found[1]
    if previous.isdigit() and (not label.isdigit() or int(label) != int(previous) + 1):
        return ""
    return label


@dataclass(slots=True)
class _Reader:
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
        if line.size > _LARGE * self.body:
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
        sure = _SURE_MARK.match(following.text) is not None
        return sure or moved or beside or room > 0 or _ENDED.search(line.text) is not None

    def _open_part(self, line: Line, number: int) -> Part | None:
        """The part before this column that goes on in it."""
        lower = line.text[0].islower()
        if _mark(line)[0] or line.size > _LARGE * self.body:
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
    found = BULLET.match(line.text) or _SURE_MARK.match(line.text)
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


def _with_whole_tables(parts: Iterable[Part]) -> list[Part]:
    """The parts, with a table that goes on on the next page made one; its heads stand once."""
    result: list[Part] = []
    for part in parts:
        last = result[-1].table if result else None
        if last and part.table and _goes_on(last, part.table):
            rows = part.table.cells
            if [_words(cell) for cell in rows[0]] == [_words(cell) for cell in last.cells[0]]:
                rows = rows[1:]
            lines = (*last.lines, *part.table.lines)
            result[-1] = replace(
                result[-1], lines=[list(lines)], table=Table(lines, (*last.cells, *rows))
            )
        else:
            result.append(part)
    return result


def _goes_on(table: Table, following: Table) -> bool:
    """Whether a table is the rest of one on the page before: as many columns, at one place."""
    turned = following.lines[0].page == table.lines[-1].page + 1
    if not (turned and table.cells and following.cells) or table.pairs or following.pairs:
        return False
    same = abs(table.box[0] - following.box[0]) < 3
    return same and len(table.cells[0]) == len(following.cells[0])


def _words(cell: Sequence[Line]) -> str:
    return " ".join(line.text for line in cell)


def _listed(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts; what its mark alone does not make an item is a paragraph that begins with it."""
    for at, part in enumerate(parts):
        if part.kind is Kind.ITEM and not _is_in_list(parts, at):
            yield _as_paragraph(part)
        else:
            yield part


def _is_in_list(parts: Sequence[Part], at: int) -> bool:
    part = parts[at]
    if _SURE_MARK.match(f"{part.mark} A"):
        return True
    run = [line for line in part.lines[0][1:] if line.page == part.first.page]
    if run and all(abs(line.x0 - part.inset) < 0.6 * line.size for line in run):
        return True
    return any(
        other.kind is Kind.ITEM
        and other is not part
        and _alike(part.mark) == _alike(other.mark)
        and (abs(part.at - other.at) < 3 or other in parts[max(0, at - 1) : at + 2])
        for other in parts[max(0, at - 6) : at + 7]
    )


def _alike(mark: str) -> str:
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", mark))


def _as_paragraph(part: Part) -> Part:
    first = part.first
    width = len(part.mark) * first.size / 2
    marked = replace(first.words[0], text=part.mark, x0=first.x0 - width, x1=first.x0)
    words = (marked, replace(first.words[0], spaced=True), *first.words[1:])
    whole = replace(first, words=words)
    lines = [[whole, *part.lines[0][1:]], *part.lines[1:]]
    return replace(part, kind=Kind.PARAGRAPH, lines=lines, mark="")


def _find_headings(parts: list[Part], body: float) -> None:
    """Mark the parts that are headings, their levels by the size and weight of their letters."""
    ranks: set[tuple[float, bool, bool]] = set()
    found: list[tuple[Part, tuple[float, bool, bool]]] = []
    for at, part in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) else None
        rank = _heading_rank(part, following, body)
        if rank:
            found.append((part, rank))
            ranks.add(rank)
    order = sorted(ranks, reverse=True)
    for part, rank in found:
        if part.kind is Kind.ITEM:
            whole = _as_paragraph(part)
            part.lines, part.mark = whole.lines, ""
        part.kind = Kind.HEADING
        part.lines = [[line for run in part.lines for line in run]]
        part.level = min(6, order.index(rank) + 1)


def _heading_rank(
    part: Part, following: Part | None, body: float
) -> tuple[float, bool, bool] | None:
    """By what a heading's level is told, the highest first: size, bold, upright; None of others."""
    if part.kind is Kind.TABLE or part.table is not None:
        return None
    if part.kind is Kind.ITEM and not part.mark[0].isdigit():
        return None
    lines = [line for run in part.lines for line in run]
    words = len(part.text.split())
    if len(lines) > _LONGEST_HEADING[0] or words > _LONGEST_HEADING[1]:
        return None
    if not any(c.isalpha() for c in part.text) or part.text.endswith((",", ";")):
        return None
    if part.text.endswith(".") and words > _LONGEST_WITH_STOP:
        return None
    size = round(max(line.size for line in lines) * 2) / 2
    bold = all(line.bold for line in lines)
    if size > _LARGE * body:
        return size, bold, True
    if following is None or abs(size - body) > 0.07 * body or part.text.endswith((".", ":")):
        return None
    italic = all(line.italic for line in lines)
    lone = len(part.lines) == 1 and len(lines) < 3 and part.text[0].isalnum()
    plain = not (following.first.bold if bold else following.first.italic)
    if lone and plain and (bold or italic) and words < 20:
        return size, bold, not italic
    return None
