"""What a document is: pure data, no reading or writing."""

from eenvoudig.document._model import (
    Anchor,
    Block,
    BlockKind,
    Document,
    Layout,
    Mark,
    Note,
    NoteKind,
    PageStart,
    Segment,
    Span,
)

__all__ = [
    "Anchor",
    "Block",
    "BlockKind",
    "Document",
    "Layout",
    "Mark",
    "Note",
    "NoteKind",
    "PageStart",
    "Segment",
    "Span",
]
