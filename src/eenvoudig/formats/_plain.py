"""Plain text: what its lines mean is found out later, in the room `text`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from eenvoudig.document import Block, BlockKind, Document, Layout, Note
from eenvoudig.formats._markdown import literal, literal_start
from eenvoudig.formats._marks import Renderings, place
from eenvoudig.formats._splice import flow, splice

_TOGETHER = {BlockKind.LIST_ITEM, BlockKind.TABLE_CELL}
_ORDERED = re.compile(r"\d{1,9}[.)]")


def read(name: str, source: str) -> Document:
    """A document that has its source and no blocks yet."""
    return Document(name, source)


def write(
    document: Document,
    outputs: Mapping[int, str],
    language: str,
    renderings: Renderings,
    tails: Mapping[int, str],
) -> tuple[str, tuple[Note, ...]]:
    """The text with its new segments, laid out as the document's layout says."""
    del language
    return (flow if document.layout is Layout.FLOW else splice)(
        document, outputs, renderings, tails
    )


def to_markdown(
    document: Document,
    outputs: Mapping[int, str],
    renderings: Renderings,
    tails: Mapping[int, str],
) -> str:
    """The blocks with their new segments as Markdown, rows of a table as they are."""
    pieces: list[str] = []
    previous: Block | None = None
    for block in document.blocks:
        row = block.kind is BlockKind.TABLE_CELL
        text, _ = place(block, outputs, str if row else literal, renderings, tails)
        if block.kind is BlockKind.HEADING:
            text = "#" * max(1, min(6, block.level)) + " " + text
        elif block.kind is BlockKind.LIST_ITEM:
            mark = block.prefix.strip()
            if not _ORDERED.fullmatch(mark):
                mark = f"- {mark}" if mark[-2:-1].isalnum() else "-"
            text = f"{mark} {literal_start(text)}"
        elif not row:
            text = literal_start(text)
        together = (
            previous is not None
            and previous.kind is block.kind
            and block.kind in _TOGETHER
            and previous.prefix[:1].isdigit() == block.prefix[:1].isdigit()
        )
        if row and not together:
            text = f"```\n{text}"
        if previous and previous.kind is BlockKind.TABLE_CELL and not together:
            pieces.append("\n```")
        if previous:
            pieces.append("\n" if together else "\n\n")
        pieces.append(text)
        previous = block
    if previous and previous.kind is BlockKind.TABLE_CELL:
        pieces.append("\n```")
    return "".join([*pieces, "\n"])
