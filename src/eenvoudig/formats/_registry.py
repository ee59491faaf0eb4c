"""Which module reads and writes which suffix."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, Protocol

from eenvoudig._errors import InputError, UsageError
from eenvoudig.document import Document, Note
from eenvoudig.formats import (
    _csv,
    _docx,
    _html,
    _jsonl,
    _markdown,
    _odt,
    _pandoc,
    _pdf,
    _plain,
    _records,
    _tmx,
    _tracked,
    _xliff,
)
from eenvoudig.formats._decode import MAX_PARAGRAPH, decode
from eenvoudig.formats._marks import Renderings
from eenvoudig.formats._marks import unplaced as _unplaced
from eenvoudig.formats._render import render

_NONE: Mapping[Any, Any] = MappingProxyType({})


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


class _Origin(Protocol):
    """A module that reads one format to a document of another."""

    def is_one(self, data: bytes) -> bool: ...

    def read(self, name: str, data: bytes) -> Document: ...


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
_RECORDS: Mapping[str, _records.Finder] = {
    ".csv": _csv,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".tsv": _csv,
}
_CONTAINERS: Mapping[str, _Container] = {
    ".docx": _docx,
    ".odt": _odt,
    ".pandoc-json": _pandoc,
    ".tmx": _tmx,
    ".xlf": _xliff,
    ".xliff": _xliff,
}
_ORIGINS: Mapping[str, _Origin] = {".pdf": _pdf}
_WRITERS: Mapping[str, _Writer] = {**_CONTAINERS, **_TEXTS}
_ZIP = b"PK\x03\x04"
_LONGEST_RECORD = 100 * MAX_PARAGRAPH
"""Characters that the line of a record may hold, of which only some fields are text to rewrite."""
SUFFIXES = tuple(sorted((*_WRITERS, *_ORIGINS, *_RECORDS)))
"""The file suffixes that are read, sorted."""
BINARY = tuple(sorted(_CONTAINERS))
"""Those of files that are no text."""
TRACKED = (".docx",)
"""Those of files that can hold tracked changes."""

UNSTRUCTURED = tuple(suffix for suffix, module in _TEXTS.items() if module is _plain)
"""Those whose blocks are to be found by `eenvoudig.text.structure`."""


def read_file(
    data: bytes,
    name: str,
    suffix: str | None = None,
    encoding: str | None = None,
    fields: Mapping[str, str] = _NONE,
) -> Document:
    """Read a file's content.

    Args:
        data: the whole file.
        name: its name, for messages and for its suffix.
        suffix: the format, instead of the name's own suffix.
        encoding: of a text; None is UTF-8.
        fields: as in `read`.

    Raises:
        InputError: nothing reads it, or it is not what its suffix says.
        UsageError: there is no such encoding; the fields are not what the format asks.
    """
    if not data:
        raise InputError("{name} is empty.", "Give a text with words in it.", name=name)
    chosen = (suffix or PurePath(name).suffix).lower()
    for origin, reader in _ORIGINS.items():
        if chosen == origin or reader.is_one(data):
            _refuse(name, fields)
            return replace(reader.read(name, data), digest=_digest(data))
    for container, module in _CONTAINERS.items():
        if chosen == container or (chosen not in SUFFIXES and module.is_one(data)):
            _refuse(name, fields)
            return replace(module.read(name, data), suffix=container, digest=_digest(data))
        if data.startswith(_ZIP) and module.is_one(data):
            raise InputError(
                "{name} is a {suffix} file, whatever its name says.",
                "Give it that suffix, or add --input-format {suffix}.",
                name=name,
                suffix=container.removeprefix("."),
            )
    longest = _LONGEST_RECORD if chosen in _RECORDS else MAX_PARAGRAPH
    document = read(name, decode(data, name, encoding, longest=longest), suffix, fields)
    marked = encoding is None and data.startswith(codecs.BOM_UTF8)
    return replace(document, mark="\ufeff" if marked else "", digest=_digest(data))


def read(
    name: str, text: str, suffix: str | None = None, fields: Mapping[str, str] = _NONE
) -> Document:
    """Read `text` as the format that `suffix`, or else the suffix of `name`, stands for.

    A name without a suffix, such as "-", is plain text. Of records `fields` says what is rewritten:
    the names of fields, each with the format of its values as a file suffix.

    Raises:
        InputError: nothing reads that suffix, or it is not what its suffix says.
        UsageError: records without fields or with others, or fields of what has none.
    """
    suffix = (suffix or PurePath(name).suffix).lower() or ".txt"
    if suffix not in _TEXTS and suffix not in _RECORDS:
        raise InputError(
            "{name}: the format {suffix} is not read yet; supported are {supported}.",
            "Save it as one of these, or say what it is with --input-format.",
            name=name,
            suffix=suffix,
            supported=", ".join(suffix for suffix in SUFFIXES if "-" not in suffix),
        )
    newline = "\r\n" if "\r\n" in text and text.count("\n") == text.count("\r\n") else "\n"
    source = text.replace(newline, "\n")
    if finder := _RECORDS.get(suffix):
        document = _records.read(finder, name, source, fields)
    else:
        _refuse(name, fields)
        document = _TEXTS[suffix].read(name, source)
    return replace(document, suffix=suffix, newline=newline, digest=_digest(text.encode()))


def _refuse(name: str, fields: Mapping[str, str]) -> None:
    if fields:
        raise UsageError(
            "{name} has no fields to choose from.",
            "--field is for records: {formats}.",
            name=name,
            formats=", ".join(sorted(_RECORDS)),
        )


def write(
    document: Document,
    outputs: Mapping[int, str],
    language: str = "nl",
    renderings: Renderings = _NONE,
    tails: Mapping[int, str] = _NONE,
) -> tuple[str, tuple[Note, ...]]:
    """The document's text with the segments in `outputs`, by id, in place of their sources.

    Segments that are not in `outputs` stay as they are. A format that says which language its text
    is in says `language`. `renderings` says what words under a mark may be in the new text, `tails`
    what comes after a segment besides. Notes say which marks found no place.
    """
    if finder := _RECORDS.get(document.suffix):
        text, notes = _records.write(finder, document, outputs, language, renderings, tails)
    else:
        writer = _WRITERS[document.suffix]
        text, notes = writer.write(document, outputs, language, renderings, tails)
    return text.replace("\n", document.newline), notes


_KINDS = {".htm": ".html", ".markdown": ".md", ".text": ".txt"}
"""Suffixes that stand for the same format as another."""
_RENDERED = (".docx", ".html", ".md", ".txt")
"""What running text without a layout to keep can be written as."""


def same(suffix: str, other: str) -> bool:
    """Whether two suffixes stand for one format."""
    return _KINDS.get(suffix, suffix) == _KINDS.get(other, other)


def targets(suffix: str) -> tuple[str, ...]:
    """The formats that a document of one format can be written as, its own among them."""
    kind = _KINDS.get(suffix, suffix)
    return _RENDERED if kind in {".md", ".txt"} else (kind,)


def is_target(suffix: str, target: str) -> bool:
    """Whether a document of one format can be written under the suffix `target`.

    A suffix that stands for no format says nothing, and goes with each that is text.
    """
    known = {*SUFFIXES, *_RENDERED}
    if target not in known:
        return suffix not in BINARY
    return _KINDS.get(target, target) in targets(suffix)


def convert(
    document: Document,
    outputs: Mapping[int, str],
    suffix: str,
    language: str = "nl",
    renderings: Renderings = MappingProxyType({}),
    tails: Mapping[int, str] = MappingProxyType({}),
) -> bytes:
    """The content of a file of the format `suffix`; other arguments are those of `write`.

    Raises:
        UsageError: a document of its format is not written as that one.
    """
    target, own = (_KINDS.get(s, s) for s in (suffix, document.suffix))
    if target == own or target not in {*SUFFIXES, *_RENDERED}:
        text, _ = write(document, outputs, language, renderings, tails)
        return to_bytes(document, text, language)
    if target not in targets(own):
        raise UsageError(
            "{name} has the format {suffix}, which is not written as {target}.",
            "Give the result a name that ends in {suffix}.",
            name=document.name,
            suffix=own,
            target=target,
        )
    if own == ".txt":
        markdown = _plain.to_markdown(document, outputs, renderings, tails)
    else:
        markdown, _ = _markdown.write(document, outputs, language, renderings, tails)
    if target == ".md":
        return markdown.encode()
    title = PurePath(document.name).stem.lstrip("-")
    return render(markdown, target, title=title, language=language)


def to_bytes(document: Document, written: str, language: str = "nl") -> bytes:
    """What `write` gave as the content of a file."""
    if module := _CONTAINERS.get(document.suffix):
        return module.pack(document, written, language)
    return (document.mark + written).encode()


def track_changes(
    document: Document,
    outputs: Mapping[int, str],
    language: str = "nl",
    renderings: Renderings = MappingProxyType({}),
    comments: Mapping[int, str] = MappingProxyType({}),
    date: datetime | None = None,
) -> bytes:
    """The document as a file in which the outputs are tracked changes, with comments.

    Accepting all changes gives what `write` gives; rejecting all gives the document.

    Args:
        document: read from a format that knows tracked changes, with segments.
        outputs: new texts by segment id; what is not in it stays.
        language: of the outputs.
        renderings: for words under a mark, what they may be in the new text.
        comments: by segment id; each line is a paragraph. A header or footer has no comments.
        date: of the changes and comments; None is now.

    Raises:
        UsageError: the document's format has no tracked changes.
    """
    refuse_untracked(document)
    return _tracked.track_changes(document, outputs, language, renderings, comments, date)


def refuse_untracked(document: Document) -> None:
    """Stop where a document's format has no tracked changes.

    Raises:
        UsageError: it has none.
    """
    if document.suffix not in TRACKED:
        raise UsageError(
            "{name}: tracked changes are made in Word files only, and this is {suffix}.",
            "Save it as .docx, or leave out --track-changes.",
            name=document.name,
            suffix=document.suffix,
        )


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def unplaced(document: Document, outputs: Mapping[int, str]) -> tuple[str, ...]:
    """The words under marks that do not stand in the new texts as they were, each once."""
    words = (word for block in document.blocks for word in _unplaced(block, outputs))
    return tuple(dict.fromkeys(words))
