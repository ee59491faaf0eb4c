"""From a plain text to blocks.

A text that was extracted from PDF is put together again (`Layout.FLOW`); any other keeps every
character outside its blocks (`Layout.KEEP`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from eenvoudig.document import Block, BlockKind, Document, Layout, Note, NoteKind, Span
from eenvoudig.text._furniture import furniture
from eenvoudig.text._groups import (
    Group,
    block_of,
    bullets_of,
    find_headings,
    item,
    notes_of,
    table_rows,
)
from eenvoudig.text._lines import BULLET, Line, Wraps, runs_on, split_lines, wraps_of
from eenvoudig.text._repair import CLEAR, Page, repair
from eenvoudig.text._words import join

if TYPE_CHECKING:
    from collections.abc import Sequence

# A text wrapped by hand or by an editor is not wider (characters).
_WIDEST = 140


def structure(document: Document, *, pdf_text: bool | None = None) -> Document:
    """Find the blocks of a plain text.

    Args:
        document: a document with a source and no blocks.
        pdf_text: whether the text was extracted from PDF; None looks at the text itself.

    Returns:
        The document with its blocks and notes. Every block's anchors lead each of its characters to
        the same character of the source; a joined line end counts as a space.
    """
    lines = split_lines(document.source)
    if not lines:
        return document
    extracted = _is_extracted(lines) if pdf_text is None else pdf_text
    page = Page.of(lines)
    if extracted:
        removed = furniture(lines)
        groups = repair(lines, removed, page)
        layout = Layout.FLOW
    else:
        removed = set()
        groups = _plain(lines, page)
        layout = Layout.KEEP
    notes = [
        Note(NoteKind.REMOVED, lines[i].text, Span(lines[i].start, lines[i].end)) for i in removed
    ]
    blocks: list[Block] = []
    for group in groups:
        block = block_of(group)
        blocks.append(block)
        notes.extend(notes_of(group, block))
    notes.sort(key=lambda note: note.span.start)
    return replace(document, blocks=tuple(blocks), layout=layout, notes=(*document.notes, *notes))


def _is_extracted(lines: Sequence[Line]) -> bool:
    """Whether a text looks like pages: lines run on, and no blank line parts the paragraphs."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    sure = [a for a, b in pairs if runs_on(a, b)]
    if len(sure) < 3 or len(sure) < 0.2 * len(pairs):
        return False
    if wraps_of(lines) is Wraps.SPACED or lines[-1].page or furniture(lines):
        return True
    page = Page.of(lines)
    return any(
        not b.text[0].islower()
        and not BULLET.match(b.text)
        and page.room(a, b) > CLEAR
        and page.measure.of(a.text) < 0.9 * page.measure.width
        for a, b in pairs
    )


def _plain(lines: Sequence[Line], page: Page) -> list[Group]:
    bullets = bullets_of(lines)
    rows = table_rows(lines)
    groups: list[Group] = []
    run: list[int] = []
    for i, line in enumerate(lines):
        if run and (line.gap or line.page != lines[run[-1]].page):
            groups.extend(_plain_run(lines, run, bullets, rows, page))
            run = []
        run.append(i)
    groups.extend(_plain_run(lines, run, bullets, rows, page))
    find_headings(groups)
    return groups


def _plain_run(
    lines: Sequence[Line], run: list[int], bullets: set[int], rows: set[int], page: Page
) -> list[Group]:
    """The blocks of lines with no blank line between them."""
    wrapped = _is_wrapped([lines[i] for i in run], bullets=[i in bullets for i in run])
    groups: list[Group] = []
    for i in run:
        line = lines[i]
        if i in bullets:
            groups.append(item(line))
        elif i in rows:
            groups.append(Group([line], [], BlockKind.TABLE_CELL))
        elif (
            groups
            and groups[-1].kind is not BlockKind.TABLE_CELL
            and (wrapped or (runs_on(groups[-1].last, line) and _is_hanging(groups[-1], line)))
        ):
            # Whoever wraps a text by hand or by editor breaks no words without a hyphen.
            told = False if groups[-1].last.text[-1].isalpha() else None
            groups[-1].joins.append(join(groups[-1].last.text, line.text, page.seen, told=told))
            groups[-1].lines.append(line)
        else:
            groups.append(Group([line], []))
    return groups


def _is_hanging(group: Group, line: Line) -> bool:
    return group.kind is BlockKind.LIST_ITEM and line.indent > 0


def _is_wrapped(run: Sequence[Line], bullets: Sequence[bool]) -> bool:
    """Whether lines are one paragraph wrapped to a width: no first word fits on the line before."""
    pairs = [(a, b) for (a, _), (b, item) in pairwise(zip(run, bullets, strict=True)) if not item]
    if not any(runs_on(a, b) for a, b in pairs):
        return False
    width = max(len(line.text) for line in run)
    tight = sum(len(a.text) + 1 + len(b.text.split(None, 1)[0]) > 0.93 * width for a, b in pairs)
    return width <= _WIDEST and tight >= 0.8 * len(pairs)
