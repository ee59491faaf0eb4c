"""Tables: drawn as a grid, or rows of which the parts stand under each other.

A table whose cells are certain is one of cells; any other is kept as its lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from eenvoudig.formats._pdf._order import Box, box_of, columns, joined, rows_of
from eenvoudig.formats._pdf._page import Line, Page, Rule, Word, line_of

_TOUCH = 3.0
"""Drawn lines nearer than this meet (points)."""
_NUMBER = re.compile(r"[€$£(+–-]{0,3}\s*\d[\d.,:/\s-]*\s*%?\)?|[-–—]|€|n\.v\.t\.|p\.?m\.?")
_LABEL_WORDS = 4

Cells = tuple[tuple[tuple[Line, ...], ...], ...]
"""For each row for each column its lines."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        lines: all its lines, from top to bottom.
        cells: for each row for each column its lines; empty where they are not certain.
        pairs: a label and what stands beside it on each row, and no more.
    """

    lines: tuple[Line, ...]
    cells: Cells = ()
    pairs: bool = False

    @property
    def box(self) -> Box:
        """The box around its lines."""
        return box_of(self.lines)


def drawn_tables(page: Page) -> tuple[list[Table], list[Line]]:
    """The tables that are drawn as a grid, and the lines that are in none."""
    lines = list(page.lines)
    tables: list[Table] = []
    for grid in _grids(page.rules):
        inside = [line for line in lines if _is_inside(line, grid)]
        table = _table_in(grid, inside)
        if table:
            taken = {id(line) for line in inside}
            lines = [line for line in lines if id(line) not in taken]
            tables.append(table)
    return tables, lines


@dataclass(frozen=True, slots=True)
class _Grid:
    """Drawn lines that meet: where columns and rows part."""

    rules: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]


def _grids(rules: Sequence[Rule]) -> Iterator[_Grid]:
    left = list(rules)
    while left:
        group = [left.pop()]
        for rule in group:  # grows as it is walked
            meeting = [other for other in left if _meet(rule, other)]
            group += meeting
            taken = {id(other) for other in meeting}
            left = [other for other in left if id(other) not in taken]
        across = [rule for rule in group if rule.across]
        down = [rule for rule in group if not rule.across]
        if not across or not down:
            continue
        xs = _clustered([*(r.x0 for r in group), *(r.x1 for r in group)], [r.x0 for r in down])
        ys = _clustered([*(r.y0 for r in group), *(r.y1 for r in group)], [r.y0 for r in across])
        if len(xs) > 2 and len(ys) > 2:
            yield _Grid(tuple(group), xs, ys)


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one.x0 <= other.x1 + _TOUCH
        and other.x0 <= one.x1 + _TOUCH
        and one.y0 <= other.y1 + _TOUCH
        and other.y0 <= one.y1 + _TOUCH
    )


def _clustered(ends: Sequence[float], inner: Sequence[float]) -> tuple[float, ...]:
    """The places of drawn lines, and of the outer edges that need not be drawn."""
    places: list[float] = []
    for place in sorted([min(ends), *inner, max(ends)]):
        if not places or place - places[-1] > _TOUCH:
            places.append(place)
    return tuple(places)


def _is_inside(line: Line, grid: _Grid) -> bool:
    middle = (line.x0 + line.x1) / 2
    height = line.y - 0.3 * line.size
    return grid.xs[0] < middle < grid.xs[-1] and grid.ys[0] < height < grid.ys[-1]


def _table_in(grid: _Grid, lines: Sequence[Line]) -> Table | None:
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    found: list[list[list[Line]]] = [[[] for _ in range(columns)] for _ in range(rows)]
    for line in lines:
        row = _slot(grid.ys, line.y - 0.3 * line.size)
        for column, words in _by_column(grid.xs, line):
            found[row][column].append(replace(line_of(words, line.page), spaced=line.spaced))
    filled = [[bool(cell) for cell in row] for row in found]
    if sum(any(row) for row in filled) < 2 or sum(map(any, zip(*filled, strict=True))) < 2:
        return None
    # A row or column without words is the room between two drawn lines.
    kept = [c for c in range(columns) if any(row[c] for row in filled)]
    cells = tuple(
        tuple(tuple(joined(found[r][c])) for c in kept) for r in range(rows) if any(filled[r])
    )
    whole = all(_is_whole(grid, r, filled[r]) for r in range(rows) if any(filled[r]))
    ordered = tuple(sorted(lines, key=lambda line: (line.y, line.x0)))
    return Table(ordered, cells if whole else ())


def _slot(places: Sequence[float], place: float) -> int:
    return max(0, min(sum(p <= place for p in places) - 1, len(places) - 2))


def _by_column(xs: Sequence[float], line: Line) -> Iterator[tuple[int, list[Word]]]:
    """The words of a line by the column that they stand in."""
    now = -1
    words: list[Word] = []
    for word in line.words:
        column = _slot(xs, (word.x0 + word.x1) / 2)
        if column != now and words:
            yield now, words
            words = []
        now = column
        words.append(replace(word, spaced=word.spaced and bool(words)))
    yield now, words


def _is_whole(grid: _Grid, row: int, filled: Sequence[bool]) -> bool:
    """Whether each cell of a row is closed on all sides, or one cell fills the row."""
    if sum(filled) == 1 and filled[0]:
        return True
    top, bottom = grid.ys[row], grid.ys[row + 1]
    for x in grid.xs[1:-1]:
        middle = (top + bottom) / 2
        if not any(
            not r.across and abs(r.x0 - x) <= _TOUCH and r.y0 <= middle <= r.y1 for r in grid.rules
        ):
            return False
    for left, right in pairwise(grid.xs):
        middle = (left + right) / 2
        for y in (top, bottom):
            outer = y in {grid.ys[0], grid.ys[-1]}
            if not outer and not any(
                r.across and abs(r.y0 - y) <= _TOUCH and r.x0 <= middle <= r.x1 for r in grid.rules
            ):
                return False
    return True


def aligned_tables(
    lines: Sequence[Line], rules: Sequence[Rule], width: float
) -> tuple[list[Table], list[Line]]:
    """The tables of which only the places of the parts tell, and the lines that are in none.

    Args:
        lines: of a page, put together by `joined`.
        rules: the drawn lines of the page.
        width: of the page.
    """
    alone = _alone(lines)
    tables: list[Table] = []
    left = [line for line in lines if id(line) in alone]
    for run in _runs(rows_of(line for line in lines if id(line) not in alone)):
        table = _table_of(run, rules, width)
        if table:
            tables.append(table)
        else:
            left += [line for row in run for line in row]
    return tables, left


def _alone(lines: Sequence[Line]) -> set[int]:
    """The lines, by `id`, in columns whose lines are not those of what stands beside them."""
    places = sorted(line.y for line in lines)

    def beside(line: Line) -> bool:
        low = bisect_left(places, line.y - 0.05 * line.size)
        return bisect_left(places, line.y + 0.05 * line.size) - low > 1

    return {
        id(line)
        for column in columns(lines)
        if len(column) > 2 and sum(map(beside, column)) < 0.5 * len(column)
        for line in column
        if not beside(line)
    }


def _runs(rows: Sequence[list[Line]]) -> Iterator[list[list[Line]]]:
    """Rows one after the other that may be a table, and each other row alone."""
    run: list[list[Line]] = []
    for row in rows:
        near = bool(run) and row[0].y - run[-1][0].y < 2.6 * max(row[0].size, run[-1][0].size)
        if run and (not near or (len(row) == 1 and len(run[-1]) == 1) or _crosses(run, row)):
            yield from _trimmed(run)
            run = []
        if run or len(row) > 1:
            run.append(row)
        else:
            yield [row]
    if run:
        yield from _trimmed(run)


def _crosses(run: Sequence[Sequence[Line]], row: Sequence[Line]) -> bool:
    """Whether parts of a row stand under several columns of the rows above it, as in no table."""
    if len(row) < 2:
        return False
    intervals = _intervals(line for other in run if len(other) > 1 for line in other)
    return any(
        sum(line.x0 < x1 - 1 and line.x1 > x0 + 1 for x0, x1 in intervals) > 1 for line in row
    )


def _trimmed(run: list[list[Line]]) -> Iterator[list[list[Line]]]:
    """A run without what at its end stands alone, which follows by itself."""
    end = len(run)
    while end > 1 and len(run[end - 1]) == 1 and not _is_under(run[end - 1][0], run[: end - 1]):
        end -= 1
    yield run[:end]
    for row in run[end:]:
        yield [row]


def _is_under(line: Line, rows: Sequence[Sequence[Line]]) -> bool:
    """Whether a lone line stands under a part of a row that is not its first, as a cell does."""
    return any(abs(line.x0 - other.x0) < 2 for row in rows for other in row[1:])


def _table_of(run: Sequence[Sequence[Line]], rules: Sequence[Rule], width: float) -> Table | None:
    parted = [row for row in run if len(row) > 1]
    intervals = _intervals(line for row in parted for line in row)
    count = len(intervals)
    if len(parted) < 2 or count < 2:
        return None
    lines = tuple(line for row in run for line in row)
    beyond_first = [line for row in parted for line in row[1:]]
    numeric = sum(is_figure(line.text) for line in beyond_first)
    share = numeric / len(beyond_first)
    if _is_prose(parted, intervals, share) or (share < 0.3 and _interleaved(run)):
        return None
    if count == 2 and share < 0.5:
        return _pairs(run, intervals, width)
    if len(parted) < 3 and count == 2:
        return None
    cells = _by_anchors(run, intervals) or _by_rules(run, intervals, rules)
    return Table(lines, cells)


def _by_anchors(run: Sequence[Sequence[Line]], intervals: Sequence[tuple[float, float]]) -> Cells:
    """The cells where nearly full rows stand, and each other line belongs to the nearest of them.

    None where that is not certain: a line between two rows may belong to either.
    """
    anchors = [row for row in run if len(row) >= max(2, len(intervals) - 1)]
    places = [[_column(intervals, line) for line in row] for row in anchors]
    if len(anchors) < 2 or any(
        -1 in row or len(set(row)) < len(row) or (number and 0 not in row)
        for number, row in enumerate(places)
    ):
        return ()
    cells: list[list[list[Line]]] = [[[] for _ in intervals] for _ in anchors]
    for row in run:
        for line in row:
            column = _column(intervals, line)
            far = sorted((abs(line.y - anchor[0].y), n) for n, anchor in enumerate(anchors))
            (nearest, number), (second, _) = far[0], far[1]
            sure = nearest < 0.3 * line.size or (
                nearest < 2 * line.size and second > 1.25 * nearest and not is_figure(line.text)
            )
            if column < 0 or not sure:
                return ()
            cells[number][column].append(line)
    return tuple(tuple(tuple(cell) for cell in row) for row in cells)


def is_figure(text: str) -> bool:
    """Whether a cell's text is a number, an amount or what stands for none."""
    return _NUMBER.fullmatch(text) is not None


def _interleaved(run: Sequence[Sequence[Line]]) -> bool:
    """Whether rows stand nearer to each other than lines do: those of two columns of text."""
    return any(b[0].y - a[0].y < 0.8 * min(a[0].size, b[0].size) for a, b in pairwise(run))


def _intervals(lines: Iterator[Line]) -> list[tuple[float, float]]:
    """The columns: where from left to right there are words in any row."""
    found: list[tuple[float, float]] = []
    for line in sorted(lines, key=lambda line: line.x0):
        if found and line.x0 - found[-1][1] < 0.4 * line.size:
            found[-1] = (found[-1][0], max(found[-1][1], line.x1))
        else:
            found.append((line.x0, line.x1))
    return found


def _column(intervals: Sequence[tuple[float, float]], line: Line) -> int:
    """The column that a line stands in; -1 where it stands in several or in none."""
    over = [n for n, (x0, x1) in enumerate(intervals) if line.x0 < x1 - 1 and line.x1 > x0 + 1]
    return over[0] if len(over) == 1 else -1


def _is_prose(
    parted: Sequence[Sequence[Line]], intervals: Sequence[tuple[float, float]], share: float
) -> bool:
    """Whether rows are lines of text in columns: many words, and nearly full."""
    parts = [line for row in parted for line in row]
    words = sum(len(line.text.split()) for line in parts) / len(parts)
    if share > 0.2 or words < 2.5:
        return False
    fills: dict[int, list[float]] = {}
    for line in parts:
        at = _column(intervals, line)
        if at >= 0:
            x0, x1 = intervals[at]
            fills.setdefault(at, []).append((line.x1 - line.x0) / (x1 - x0))
    full = [sum(fill > 0.7 for fill in of) / len(of) for of in fills.values()]
    return bool(full) and min(full) >= 0.5 and words >= 3.5


def _pairs(
    run: Sequence[Sequence[Line]], intervals: Sequence[tuple[float, float]], width: float
) -> Table | None:
    """Labels with what stands beside them: "Datum  12 maart"."""
    labels = [row[0] for row in run if len(row) > 1]
    narrow = intervals[0][1] - intervals[0][0] < 0.3 * width
    short = all(len(label.text.split()) <= _LABEL_WORDS for label in labels)
    begun = any(label.text.endswith(":") for label in labels) or all(
        label.text[0].isupper() for label in labels
    )
    inside = all(_column(intervals, line) >= 0 for row in run for line in row)
    if not (narrow and short and begun and inside and len(run[0]) > 1):
        return None
    rows: list[tuple[list[Line], list[Line]]] = []
    for row in run:
        if len(row) > 1 or _column(intervals, row[0]) == 0:
            rows.append(([], []))
        for line in row:
            rows[-1][_column(intervals, line)].append(line)
    cells = tuple((tuple(label), tuple(value)) for label, value in rows)
    return Table(tuple(line for row in run for line in row), cells, pairs=True)


def _by_rules(
    run: Sequence[Sequence[Line]],
    intervals: Sequence[tuple[float, float]],
    rules: Sequence[Rule],
) -> Cells:
    """The cells where drawn lines part its rows, and each row has one text in each column."""
    lines = [line for row in run for line in row]
    x0, top, x1, bottom = box_of(lines)
    parts = sorted(
        r.y0
        for r in rules
        if r.across and r.x1 - r.x0 > 0.8 * (x1 - x0) and top - 2 < r.y0 < bottom + 2
    )
    bounds = _clustered([top - 3, bottom + 3], parts)
    if len(bounds) < 4 or any(_column(intervals, line) < 0 for line in lines):
        return ()
    cells: list[list[list[Line]]] = [[[] for _ in intervals] for _ in bounds[1:]]
    for line in lines:
        cells[_slot(bounds, line.y - 0.3 * line.size)][_column(intervals, line)].append(line)
    # Where two lines of the first column stand between the same two rules, a row may be two.
    figures = [
        cell for row in cells for cell in row[1:] if len(cell) > 1 and _NUMBER.search(cell[0].text)
    ]
    if figures:
        return ()
    return tuple(tuple(tuple(cell) for cell in row) for row in cells if any(row))
