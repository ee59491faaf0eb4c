"""Records (JSON Lines, CSV): the values of some fields change, every other character stays.

A value is a small text of its own, in the format of its field: it is read and written as that
format is, and put back as its file wants it. `_jsonl` and `_csv` say where the values stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from eenvoudig import text
from eenvoudig._errors import InputError, UsageError
from eenvoudig.document import Anchor, Block, Document, Note, NoteKind, Span
from eenvoudig.formats import _html, _markdown, _plain
from eenvoudig.formats._decode import MAX_PARAGRAPH
from eenvoudig.formats._marks import Renderings

_FORMATS = {".html": _html, ".md": _markdown, ".txt": _plain}
FIELD_FORMATS = tuple(sorted(_FORMATS))
"""The formats, as file suffixes, that a field's values may have."""
_UNFIT = re.compile("[\0\ud800-\udfff]")
"""What a value can say in escapes and no text has."""


@dataclass(frozen=True, slots=True)
class Value:
    """One field's value in one record.

    Attributes:
        field: the field's name.
        record: the number of its record, from 1.
        start: where its characters begin in the source, after a quote.
        end: where they end, before a quote.
        text: what they mean.
    """

    field: str
    record: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Records:
    """What a file of records holds.

    Attributes:
        names: the fields that may be rewritten.
        values: of all of them, in order.
        escape: what in the source stands for one character, where that is not itself.
        encode: for a value and its new text, what takes the place of its characters.
    """

    names: tuple[str, ...]
    values: tuple[Value, ...]
    escape: re.Pattern[str]
    encode: Callable[[Value, str], str]


class Finder(Protocol):
    """A module that knows one format of records."""

    def find(self, name: str, source: str) -> Records: ...


def read(finder: Finder, name: str, source: str, fields: Mapping[str, str]) -> Document:
    """A document whose blocks are those of the values of `fields`.

    Args:
        finder: the format's module.
        name: the file's name, for messages.
        source: its text.
        fields: the names of the fields to rewrite, each with the format of its values.

    Raises:
        InputError: it is not of that format, or a value is no text.
        UsageError: no fields are named, or one that is not there.
    """
    records = finder.find(name, source)
    _check(name, records, fields)
    blocks: list[Block] = []
    notes: list[Note] = []
    for value in records.values:
        if value.field in fields:
            _check_value(name, source, value)
            inner = _inner(value, fields)
            places = _places(source, value, records.escape)
            blocks += [_placed(block, value, places) for block in inner.blocks]
            notes += [_placed_note(note, places) for note in inner.notes]
    return Document(name, source, tuple(blocks), notes=_together(notes), fields=dict(fields))


def write(
    finder: Finder,
    document: Document,
    outputs: Mapping[int, str],
    language: str,
    renderings: Renderings,
    tails: Mapping[int, str],
) -> tuple[str, tuple[Note, ...]]:
    """The source with the values replaced that change."""
    source = document.source
    records = finder.find(document.name, source)
    blocks = iter(document.blocks)
    pieces: list[str] = []
    notes: list[Note] = []
    end = 0
    for value in records.values:
        if value.field not in document.fields:
            continue
        inner = _inner(value, document.fields)
        own = list(islice(blocks, len(inner.blocks)))
        inner = replace(
            inner,
            blocks=tuple(
                replace(block, segments=outer.segments)
                for block, outer in zip(inner.blocks, own, strict=True)
            ),
        )
        writer = _FORMATS[inner.suffix]
        new, lost = writer.write(inner, outputs, language, renderings, tails)
        if lost:
            places = _places(source, value, records.escape)
            notes += [_placed_note(note, places) for note in lost]
        if new != inner.source:
            new = new.replace("\n", inner.newline)
            pieces += [source[end : value.start], records.encode(value, new)]
            end = value.end
    return "".join([*pieces, source[end:]]), tuple(notes)


def _check(name: str, records: Records, fields: Mapping[str, str]) -> None:
    shown = ", ".join(records.names)
    if not fields:
        raise UsageError(
            "{name} has records, and nothing says which of their fields are to be rewritten.",
            "Name them with --field, once for each: {fields}.",
            name=name,
            fields=shown,
        )
    for field, suffix in fields.items():
        if field not in records.names:
            raise UsageError(
                "{name} has no text in a field {field}.",
                "The fields with text are: {fields}.",
                name=name,
                field=field,
                fields=shown,
            )
        if suffix not in _FORMATS:
            raise UsageError(
                "A field cannot have the format {suffix}.",
                "Give one of these: {formats}.",
                suffix=suffix,
                formats=", ".join(known.removeprefix(".") for known in FIELD_FORMATS),
            )


def _check_value(name: str, source: str, value: Value) -> None:
    if _UNFIT.search(value.text) or max(map(len, value.text.split("\n"))) > MAX_PARAGRAPH:
        raise InputError(
            "Line {line} of {name}: the value of {field} is no running text.",
            "Check it, or leave that field out.",
            name=name,
            line=source.count("\n", 0, value.start) + 1,
            field=value.field,
        )


def _inner(value: Value, fields: Mapping[str, str]) -> Document:
    """The value as a document of its own."""
    suffix = fields[value.field]
    newline = _newline(value.text)
    source = value.text.replace(newline, "\n")
    document: Document = _FORMATS[suffix].read(value.field, source)
    if suffix == ".txt":
        document = text.structure(document, pdf_text=False)
    return replace(document, suffix=suffix, newline=newline)


def _newline(words: str) -> str:
    crlf = words.count("\r\n")
    return "\r\n" if crlf and crlf == words.count("\n") else "\n"


def _places(source: str, value: Value, escape: re.Pattern[str]) -> list[int]:
    """Where each character of the value's document stands in the source, and where it ends."""
    places: list[int] = []
    at = value.start
    if value.end - value.start > len(value.text):
        for found in escape.finditer(source, value.start, value.end):
            places += range(at, found.start() + 1)
            at = found.end()
    places += range(at, value.end)
    if _newline(value.text) != "\n":
        places = [
            place
            for place, character, following in zip(
                places, value.text, value.text[1:] + " ", strict=True
            )
            if character + following != "\r\n"
        ]
    return [*places, value.end]


def _placed(block: Block, value: Value, places: list[int]) -> Block:
    """The block of a value as one of the file."""
    return replace(
        block,
        span=Span(places[block.span.start], places[block.span.end]),
        anchors=tuple(_anchors(block, places)),
        record=value.record,
    )


def _anchors(block: Block, places: list[int]) -> Iterator[Anchor]:
    """The block's anchors, and one more wherever an escape puts the file out of step."""
    ends = [anchor.text for anchor in block.anchors[1:]] + [len(block.text)]
    for anchor, end in zip(block.anchors, ends, strict=True):
        step = places[anchor.source] - anchor.text
        yield Anchor(anchor.text, places[anchor.source])
        for offset in range(anchor.text + 1, end):
            place = places[anchor.source + offset - anchor.text]
            if place - offset != step:
                step = place - offset
                yield Anchor(offset, place)


def _placed_note(note: Note, places: list[int]) -> Note:
    return replace(note, span=Span(places[note.span.start], places[note.span.end]))


def _together(notes: list[Note]) -> tuple[Note, ...]:
    """The notes, with what was not read ("2× alt") counted over all values."""
    unread: Counter[str] = Counter()
    others = []
    for note in notes:
        count, _, what = note.text.partition("× ")
        if note.kind is NoteKind.UNREAD and count.isdigit():
            unread[what] += int(count)
        else:
            others.append(note)
    counted = (
        Note(NoteKind.UNREAD, f"{count}× {what}", Span(0, 0))
        for what, count in sorted(unread.items())
    )
    return (*counted, *others)
