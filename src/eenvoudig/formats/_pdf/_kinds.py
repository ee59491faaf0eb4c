"""What parts are: which are items of a list, which are headings, which tables are one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from eenvoudig.formats._pdf._page import Line
from eenvoudig.formats._pdf._paragraphs import LARGE, SURE_MARK
from eenvoudig.formats._pdf._parts import Kind, Part
from eenvoudig.formats._pdf._tables import Table

_LONGEST_HEADING = (4, 30)  # lines, words
_LONGEST_WITH_STOP = 6
"""Words; a longer text with a full stop is a sentence in large letters."""


def with_whole_tables(parts: Iterable[Part]) -> list[Part]:
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


def listed(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts; what its mark alone does not make an item is a paragraph that begins with it."""
    for at, part in enumerate(parts):
        if part.kind is Kind.ITEM and not _is_in_list(parts, at):
            yield _as_paragraph(part)
        else:
            yield part


def _is_in_list(parts: Sequence[Part], at: int) -> bool:
    part = parts[at]
    if SURE_MARK.match(f"{part.mark} A"):
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


def find_headings(parts: list[Part], body: float) -> None:
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
    if size > LARGE * body:
        return size, bold, True
    if following is None or abs(size - body) > 0.07 * body or part.text.endswith((".", ":")):
        return None
    italic = all(line.italic for line in lines)
    lone = len(part.lines) == 1 and len(lines) < 3 and part.text[0].isalnum()
    plain = not (following.first.bold if bold else following.first.italic)
    if lone and plain and (bold or italic) and words < 20:
        return size, bold, not italic
    return None
