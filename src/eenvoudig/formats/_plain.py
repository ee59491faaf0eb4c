"""Plain text: what its lines mean is found out later, in the room `text`."""

from __future__ import annotations

from collections.abc import Mapping

from eenvoudig.document import Document, Layout, Note
from eenvoudig.formats._marks import Renderings
from eenvoudig.formats._splice import flow, splice


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
