"""From lines in the order of the file to columns in the order in which people read them.

Columns are put in order by two rules of T. M. Breuel (High performance document layout analysis,
2003): what stands above goes first where the two overlap from left to right; what stands left goes
first, unless something between them spans both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from eenvoudig.formats._pdf._page import Line, Rule, line_of

_WORD_GAP = 0.9
"""Up to here a gap is one between words, in letter sizes …"""
_WIDEST_WORD_GAP = 5.0
"""… and up to here it is where the lines around it run on."""
_WIDEST_MARK_GAP = 5.0
"""What stands further from its mark belongs to something else."""
_LOOSE = 1.4
"""A line set to a width may have gaps up to here between all its words, in letter sizes."""
_NEAR = 2.4
"""How far down a neighbouring line is, in letter sizes."""
_COLUMN_GAP = 4.0
"""More room than this between two lines, in letter sizes, parts them in two columns' pieces."""
_FAR = 15.0
"""How far above a line a column beside the one over it may end, in letter sizes."""
_NO_COLUMN = 0.8
"""What is nearer from left to right, in letter sizes, is in one column: an indented line."""
_MOST_BOXES = 150
"""A page with more has no order but that from top to bottom: a map, a drawing."""
_MARK = re.compile(
    r"[-–—•·▪◦‣●○■□➢✓*o]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+"
)
"""What stands alone before a list item or a heading, some room between."""
_NOTE_NUMBER = re.compile(r"\d{1,3}|[*†‡]{1,3}")
_BARE_NUMBER = re.compile(r"\d{1,2}")

_NEAREST_COLUMN = 7.0
"""What is nearer than this stands under each other, not beside (points)."""

Column = list[Line]
"""Lines under each other."""
Box = tuple[float, float, float, float]
"""Left, top, right and lower edge."""


def joined(lines: Iterable[Line]) -> list[Line]:
    """The lines with those put together that a file gives in parts, from top to bottom."""
    rows = rows_of(_with_raised(lines))
    result: list[Line] = []
    for at, row in enumerate(rows):
        near = [*_near(rows, at, -1), *_near(rows, at, 1)]
        even = _even_gaps(row)
        now = row[0]
        for number, following in enumerate(row[1:]):
            gap = following.x0 - now.x1
            size = max(now.size, following.size)
            loose = min(_LOOSE * size, 1.25 * max(_word_gap(now), _word_gap(following)))
            room = now.x1, following.x0
            parted = gap > _WORD_GAP * size and _parts(near, *room)
            between_words = gap <= max(_WORD_GAP * size, loose) or (
                gap <= _WIDEST_WORD_GAP * size and (number in even or _runs_through(near, *room))
            )
            if (between_words and not parted) or _is_mark(row, now, following):
                now = _together(now, following)
            else:
                result.append(now)
                now = following
        result.append(now)
    return result


def _with_raised(lines: Iterable[Line]) -> list[Line]:
    """The lines, with a note's number that the file gives by itself at the line that it follows."""
    own = list(lines)
    for mark in [
        line for line in own if len(line.words) == 1 and _NOTE_NUMBER.fullmatch(line.text)
    ]:
        for at, line in enumerate(own):
            raised = 0.1 * line.size < line.y - mark.y < 0.6 * line.size
            close = abs(mark.x0 - line.x1) < 0.3 * line.size
            if raised and close and mark.size < 0.85 * line.size:
                first = replace(mark.words[0], spaced=False)
                own[at] = line_of([*line.words, first], line.page, spaced=mark.spaced)
                own = [one for one in own if one is not mark]
                break
    return own


def _near(rows: Sequence[list[Line]], at: int, step: int) -> Iterator[list[Line]]:
    """The rows above or below a row in which a column's next line may stand."""
    size = max(line.size for line in rows[at])
    following = at + step
    while 0 <= following < len(rows) and abs(rows[following][0].y - rows[at][0].y) < _NEAR * size:
        yield rows[following]
        following += step


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines by their baselines, from top to bottom, each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.y, line.x0)):
        if rows and line.y - rows[-1][0].y < 0.3 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _runs_through(near: Sequence[Sequence[Line]], x0: float, x1: float) -> bool:
    """Whether a line above or below runs on where a gap is."""
    return any(line.x0 < x0 and line.x1 > x1 for row in near for line in row)


def _parts(near: Sequence[Sequence[Line]], x0: float, x1: float) -> bool:
    """Whether a row above or below has a gap there too, in line with this one."""
    return any(
        left.x1 < (x0 + x1) / 2 < right.x0
        and (abs(right.x0 - x1) < 0.5 * right.size or abs(left.x1 - x0) < 0.2 * left.size)
        for row in near
        for left, right in pairwise(row)
        if right.x0 - left.x1 > _WORD_GAP * left.size
    )


def _even_gaps(row: Sequence[Line]) -> set[int]:
    """The gaps of a row that are as wide as one beside them, as in a line set to a width."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
    words = [any(c.isalpha() for c in line.text) for line in row]
    return {
        at
        for pair in pairwise(range(len(gaps)))
        if abs(gaps[pair[0]] - gaps[pair[1]]) < 0.03 * row[0].size
        and all(words[pair[0] : pair[1] + 2])
        for at in pair
    }


def _word_gap(line: Line) -> float:
    """The widest gap between the words of a line: in a line set to a width all are alike."""
    gaps = (b.x0 - a.x1 for a, b in pairwise(line.words) if b.spaced)
    return max(gaps, default=0.0)


def _is_mark(row: Sequence[Line], line: Line, following: Line) -> bool:
    """Whether a part of a row is the mark or the number of what stands beside it."""
    if line is not row[0] or following.x0 - line.x1 > _WIDEST_MARK_GAP * following.size:
        return False
    if _MARK.fullmatch(line.text):
        return True
    number = _BARE_NUMBER.fullmatch(line.text) is not None
    return number and len(row) == 2 and following.text[:1].isupper()


def _together(line: Line, following: Line) -> Line:
    gap = following.x0 - line.x1
    spaced = line.spaced or gap > 0.15 * max(line.size, following.size)
    first = replace(following.words[0], spaced=spaced)
    words = [*line.words, first, *following.words[1:]]
    return line_of(words, line.page, spaced=following.spaced)


def columns(lines: Iterable[Line], rules: Iterable[Rule] = ()) -> list[Column]:
    """Lines under each other, where each is the only one under the one before it.

    Args:
        lines: of a page.
        rules: the drawn lines; what is drawn between two lines parts them.
    """
    across = [rule for rule in rules if rule.across]
    return _stacked(sorted(lines, key=lambda line: (line.y, line.x0)), across)


def box_of(lines: Sequence[Line]) -> Box:
    """The box around lines."""
    return (
        min(line.x0 for line in lines),
        min(line.y - line.size for line in lines),
        max(line.x1 for line in lines),
        max(line.y for line in lines),
    )


def in_order(boxes: Sequence[Box]) -> list[int]:
    """The indices of the boxes on a page in the order in which they are read."""
    count = len(boxes)
    if count > _MOST_BOXES:
        return sorted(range(count), key=lambda i: (boxes[i][1], boxes[i][0]))
    boxes = [_as_wide_as_meant(box, boxes) for box in boxes]
    before = [[_precedes(boxes, i, j) for j in range(count)] for i in range(count)]
    left = set(range(count))
    ordered: list[int] = []
    while left:
        free = [i for i in left if not any(before[j][i] for j in left if j != i)] or list(left)
        # Of several that may come next, the one furthest up.
        chosen = min(free, key=lambda i: (boxes[i][1], boxes[i][0]))
        ordered.append(chosen)
        left.remove(chosen)
    return ordered


def _as_wide_as_meant(box: Box, boxes: Sequence[Box]) -> Box:
    """A box under two columns, as wide as the page: its text may be short, but is not of one."""
    x0, y0, x1, y1 = box
    above = [
        (ox0, ox1)
        for ox0, _, ox1, oy1 in boxes
        if oy1 < y0 and min(x1, ox1) - max(x0, ox0) > _NEAREST_COLUMN
    ]
    if any(a[1] < b[0] for a in above for b in above):
        return min(b[0] for b in boxes), y0, max(b[2] for b in boxes), y1
    return box


def _stacked(lines: Sequence[Line], rules: Sequence[Rule]) -> list[Column]:
    below: dict[int, int] = {}
    above: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        first: list[int] = []
        for j in range(i + 1, len(lines)):
            other = lines[j]
            if other.y - line.y > _COLUMN_GAP * max(line.size, other.size):
                break
            beside = other.y - line.y < 0.3 * line.size
            hidden = any(_overlap(lines[k], other) for k in first)
            if not beside and not hidden and _overlap(line, other):
                first.append(j)
        if len(first) == 1:
            below[i] = first[0]
        for j in first:
            above.setdefault(j, []).append(i)
    chained = {
        i: j
        for i, j in below.items()
        if above[j] == [i] and not _is_parted(lines[i], lines[j], rules)
    }
    over = {j: i for i, j in chained.items()}
    for i, j in list(chained.items()):
        if not _spans(lines, i, j, rules):
            continue
        # What stands nearer to the wide line than to the column above it belongs to the wide one.
        h = over.get(i)
        up = lines[i].y - lines[h].y if h is not None else math.inf
        nearer = lines[j].y - lines[i].y < (1.25 if up > 1.5 * lines[i].size else 0.9) * up
        if nearer and not _stands_beside(lines, i):
            if h is not None:
                chained.pop(h, None)
        else:
            del chained[i]
    starts = set(range(len(lines))) - set(chained.values())
    found: list[Column] = []
    for start in sorted(starts):
        now = start
        column = [lines[now]]
        while now in chained:
            now = chained[now]
            column.append(lines[now])
        found.append(column)
    return found


def _is_parted(line: Line, below: Line, rules: Iterable[Rule]) -> bool:
    """Whether a drawn line stands between two lines; one that underlines words does not."""
    return any(
        line.y + 0.25 * line.size < rule.y0 < below.y - 0.6 * below.size
        and min(rule.x1, line.x1, below.x1) - max(rule.x0, line.x0, below.x0) > 0
        and rule.x1 - rule.x0 > 4 * line.size
        for rule in rules
    )


def _spans(lines: Sequence[Line], i: int, j: int, rules: Sequence[Rule]) -> bool:
    """Whether line j is under line i and under another column beside it too."""
    for other in reversed(lines[:j]):
        if lines[j].y - other.y > _FAR * lines[j].size:
            break
        if (
            other.y < lines[j].y - 0.3 * lines[j].size
            and _overlap(other, lines[j])
            and not _overlap(other, lines[i])
            and not _is_parted(other, lines[j], rules)
        ):
            return True
    return False


def _stands_beside(lines: Sequence[Line], i: int) -> bool:
    """Whether something stands beside a line."""
    return any(
        other is not lines[i] and abs(other.y - lines[i].y) < lines[i].size for other in lines
    )


def _overlap(one: Line, other: Line) -> bool:
    room = _NO_COLUMN * min(one.size, other.size)
    return min(one.x1, other.x1) - max(one.x0, other.x0) > -room


def _precedes(boxes: Sequence[tuple[float, float, float, float]], i: int, j: int) -> bool:
    """Whether column i is read before column j."""
    (ax0, ay0, ax1, _), (bx0, by0, bx1, _) = boxes[i], boxes[j]
    if min(ax1, bx1) - max(ax0, bx0) > -_NEAREST_COLUMN:
        return (ay0, i) < (by0, j)
    if ax1 > bx0:
        return False
    low, high = sorted((ay0, by0))
    return not any(
        low < cy0 < high and cx0 < ax1 - 1 and cx1 > bx0 + 1
        for k, (cx0, cy0, cx1, _) in enumerate(boxes)
        if k not in {i, j}
    )
