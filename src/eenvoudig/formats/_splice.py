"""Putting new segments into a document's text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eenvoudig.document import Block, BlockKind, Document, Note
from eenvoudig.formats._marks import Renderings, place


def splice(
    document: Document,
    outputs: Mapping[int, str],
    renderings: Renderings,
    tails: Mapping[int, str],
    escape: Callable[[str, Block], Callable[[str], str]] = lambda *_: str,
    finish: Callable[[Block, str], str] = lambda _, text: text,
) -> tuple[str, tuple[Note, ...]]:
    """Replace the spans of the blocks that change; every other character stays.

    Args:
        document: with segments.
        outputs: new texts by segment id.
        renderings: for words under a mark, what they may be in the new text.
        tails: what comes after a segment besides, by its id.
        escape: for the source and a block, what makes new text safe where the format gives some
            characters a meaning.
        finish: makes of a block's text what takes the place of its span.
    """
    pieces: list[str] = []
    notes: list[Note] = []
    end = 0
    for block in document.blocks:
        if all(outputs.get(s.id, s.text) == s.text and s.id not in tails for s in block.segments):
            continue
        text, lost = place(block, outputs, escape(document.source, block), renderings, tails)
        pieces += [document.source[end : block.span.start], finish(block, text)]
        notes += lost
        end = block.span.end
    return "".join([*pieces, document.source[end:]]), tuple(notes)


def flow(
    document: Document,
    outputs: Mapping[int, str],
    renderings: Renderings,
    tails: Mapping[int, str],
) -> tuple[str, tuple[Note, ...]]:
    """Write the blocks one after the other, a blank line between them, list items together."""
    pieces: list[str] = []
    notes: list[Note] = []
    previous: Block | None = None
    for block in document.blocks:
        text, lost = place(block, outputs, str, renderings, tails)
        notes += lost
        if previous:
            together = previous.kind == block.kind and block.kind in _TOGETHER
            pieces.append("\n" if together else "\n\n")
        pieces += [block.prefix, text]
        previous = block
    return "".join([*pieces, "\n"]), tuple(notes)


_TOGETHER = {BlockKind.LIST_ITEM, BlockKind.TABLE_CELL}
