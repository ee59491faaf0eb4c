"""Documents written by hand: one line is one segment, and "# " makes it a heading."""

from __future__ import annotations

from eenvoudig.document import Anchor, Block, BlockKind, Document, Segment, Span


def document(text: str) -> Document:
    """A document with one block and one segment for each line."""
    blocks = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        heading = line.startswith("# ")
        content = line.removeprefix("# ")
        span = Span(start + len(line) - len(content), start + len(line))
        start += len(line) + 1
        kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
        segments = (Segment(number, content, 0, len(content), span),)
        anchors = (Anchor(0, span.start),)
        blocks.append(Block(kind, content, span, anchors, int(heading), segments=segments))
    return Document("by hand", text, tuple(blocks))
