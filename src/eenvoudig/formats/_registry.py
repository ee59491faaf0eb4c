"""Which module reads and writes which suffix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePath
from types import MappingProxyType
from typing import Protocol

from eenvoudig._errors import InputError
from eenvoudig.document import Document, Note
from eenvoudig.formats import _docx, _html, _markdown, _plain, _tmx, _xliff
from eenvoudig.formats._decode import decode
from eenvoudig.formats._marks import Renderings
from eenvoudig.formats._marks import unplaced as _unplaced


class _Writer(Protocol):
    """A module that writes one format."""

    def write(
        self,
        document: Document,
        outputs: Mapping[int, str],
        language: str,
        renderings: Renderings,
        tails: Mapping[int, str],
    ) -> tuple[str, tuple[Note, ...]]: ...


class _Text(_Writer, Protocol):
    """A module that reads and writes one format of text."""

    def read(self, name: str, source: str) -> Document: ...


class _Container(_Writer, Protocol):
    """A module that reads and writes one format of which the text is but a part."""

    def is_one(self, data: bytes) -> bool: ...

    def read(self, name: str, data: bytes) -> Document: ...

    def pack(self, document: Document, source: str, language: str) -> bytes: ...


_TEXTS: Mapping[str, _Text] = {
    ".htm": _html,
    ".html": _html,
    ".markdown": _markdown,
    ".md": _markdown,
    ".text": _plain,
    ".txt": _plain,
}
_CONTAINERS: Mapping[str, _Container] = {
    ".docx": _docx,
    ".tmx": _tmx,
    ".xlf": _xliff,
    ".xliff": _xliff,
}
_WRITERS: Mapping[str, _Writer] = {**_CONTAINERS, **_TEXTS}
SUFFIXES = tuple(sorted(_WRITERS))
"""The file suffixes that are read, sorted."""
BINARY = tuple(sorted(_CONTAINERS))
"""Those of files that are no text."""

UNSTRUCTURED = tuple(suffix for suffix, module in _TEXTS.items() if module is _plain)
"""Those whose blocks are to be found by `eenvoudig.text.structure`."""


def read_file(
    data: bytes, name: str, suffix: str | None = None, encoding: str | None = None
) -> Document:
    """Read a file's content.

    Args:
        data: the whole file.
        name: its name, for messages and for its suffix.
        suffix: the format, instead of the name's own suffix.
        encoding: of a text; None is UTF-8.

    Raises:
        InputError: nothing reads it, or it is not what its suffix says.
        UsageError: there is no such encoding.
    """
    chosen = (suffix or PurePath(name).suffix).lower()
    for container, module in _CONTAINERS.items():
        if chosen == container or (chosen not in _WRITERS and module.is_one(data)):
            return replace(module.read(name, data), suffix=container, digest=_digest(data))
    return replace(read(name, decode(data, name, encoding), suffix), digest=_digest(data))


def read(name: str, text: str, suffix: str | None = None) -> Document:
    """Read `text` as the format that `suffix`, or else the suffix of `name`, stands for.

    A name without a suffix, such as "-", is plain text.

    Raises:
        InputError: nothing reads that suffix.
    """
    suffix = (suffix or PurePath(name).suffix).lower() or ".txt"
    if suffix not in _TEXTS:
        raise InputError(
            "{name}: the format {suffix} is not read yet; supported are {supported}.",
            "Save it as one of these, or say what it is with --input-format.",
            name=name,
            suffix=suffix,
            supported=", ".join(SUFFIXES),
        )
    newline = "\r\n" if "\r\n" in text and text.count("\n") == text.count("\r\n") else "\n"
    document = _TEXTS[suffix].read(name, text.replace(newline, "\n"))
    return replace(document, suffix=suffix, newline=newline, digest=_digest(text.encode()))


def write(
    document: Document,
    outputs: Mapping[int, str],
    language: str = "nl",
    renderings: Renderings = MappingProxyType({}),
    tails: Mapping[int, str] = MappingProxyType({}),
) -> tuple[str, tuple[Note, ...]]:
    """The document's text with the segments in `outputs`, by id, in place of their sources.

    Segments that are not in `outputs` stay as they are. A format that says which language its text
    is in says `language`. `renderings` says what words under a mark may be in the new text, `tails`
    what comes after a segment besides. Notes say which marks found no place.
    """
    text, notes = _WRITERS[document.suffix].write(document, outputs, language, renderings, tails)
    return text.replace("\n", document.newline), notes


def to_bytes(document: Document, written: str, language: str = "nl") -> bytes:
    """What `write` gave as the content of a file."""
    if module := _CONTAINERS.get(document.suffix):
        return module.pack(document, written, language)
    return written.encode()


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def unplaced(document: Document, outputs: Mapping[int, str]) -> tuple[str, ...]:
    """The words under marks that do not stand in the new texts as they were, each once."""
    words = (word for block in document.blocks for word in _unplaced(block, outputs))
    return tuple(dict.fromkeys(words))
