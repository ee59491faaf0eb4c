"""From lines to what pages hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from eenvoudig.formats._pdf._footnotes import footnotes
from eenvoudig.formats._pdf._furniture import furniture
from eenvoudig.formats._pdf._kinds import find_headings, listed, with_whole_tables
from eenvoudig.formats._pdf._order import Column, box_of, columns, in_order, joined
from eenvoudig.formats._pdf._page import PLAIN, Line, Page
from eenvoudig.formats._pdf._paragraphs import Reader, frames_of, leading_of
from eenvoudig.formats._pdf._parts import Footnote, Layout
from eenvoudig.formats._pdf._tables import Table, aligned_tables, drawn_tables


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
        notes[page.number], text = footnotes(lines, body)
        aligned, text = aligned_tables(text, page.rules, page.width)
        items: list[Table | Column] = [*tables, *aligned, *columns(text, page.rules)]
        order = in_order([i.box if isinstance(i, Table) else box_of(i) for i in items])
        found += _asides_first([items[index] for index in order])
    text_columns = [item for item in found if not isinstance(item, Table)]
    widest = max((line.x1 - line.x0 for column in text_columns for line in column), default=0.0)
    reader = Reader(body, leading_of(text_columns), frames_of(text_columns), widest)
    for number, item in enumerate(found):
        reader.take(item, number)
    parts = list(listed(with_whole_tables(reader.parts)))
    find_headings(parts, body)
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
