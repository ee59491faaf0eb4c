"""Document, Block, Segment: where every piece of text came from, and what became of the rest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Literal


class BlockKind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"


class Layout(StrEnum):
    """How a document is written back."""

    KEEP = "keep"
    """Each block's span in the source is replaced; every other character stays as it was."""
    FLOW = "flow"
    """The blocks were put together from a page's lines: they are written one after the other."""


class NoteKind(StrEnum):
    """What reading a document had to decide that a person may want to know."""

    REMOVED = "removed"
    """A running header, footer or page number was taken out."""
    UNCERTAIN_JOIN = "uncertain_join"
    """A word broken over two lines was joined, or left, without certainty."""
    INCOMPLETE = "incomplete"
    """The text stops in the middle of a sentence, as at the end of a page."""
    LOST_MARK = "lost_mark"
    """Bold, a link or another inline mark found no place in the new text."""
    UNREAD = "unread"
    """The file has words that its format's reader does not take, such as an image's description."""
    OTHER_LANGUAGE = "other_language"
    """The document is not in Dutch; the note's text is the code of its language."""


@dataclass(frozen=True, slots=True)
class Span:
    """The characters from `start` up to `end` (not included) of a document's source."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """One decision of the reader: what kind, about which text, where in the source.

    `page` is the page of the file that it is about, where that is not the one of its place: what
    was not read of a page has no place in the source.
    """

    kind: NoteKind
    text: str
    span: Span
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """From offset `text` of a block on, its characters are those of the source from `source` on."""

    text: int
    source: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup over the characters `start` up to `end` of a block's text.

    `opening` and `closing` are the markup as it stands in the source: `**`, `[` and `](https://…)`.
    A mark over no characters (an image, a footnote's number) has it all in `opening`. One that
    `carries` more than emphasis (a link, a note, code) must never be lost. Where the markup says
    nothing to people, messages call the mark by its `label`.

    A mark over no characters with a `fallback` is an end of something that people don't see, such
    as a bookmark: without a certain place it goes to that end of its segment, and none is told.
    """

    start: int
    end: int
    opening: str
    closing: str = ""
    carries: bool = False
    label: str = ""
    fallback: Literal["", "start", "end"] = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that is rewritten on its own: a sentence, a heading, a list item's sentence.

    Attributes:
        id: its number in the document, from 1.
        text: the segment as it goes to the engine.
        start: its first character's offset in the block's text.
        end: the offset after its last character in the block's text.
        span: where it stands in the document's source.
        incomplete: the text stops before the sentence does.
    """

    id: int
    text: str
    start: int
    end: int
    span: Span
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table cell.

    Attributes:
        kind: what it is.
        text: its text on one line, line breaks joined and broken words repaired.
        span: the characters of the source that it stands for.
        anchors: how offsets in `text` map to the source, in order; the first has `text` 0.
        level: a heading's level from 1; a list item's depth from 1; 0 elsewhere.
        prefix: what comes before the text when the block is written anew (a bullet: "- ").
        marks: inline markup over the text.
        segments: the text split in sentences; empty until `eenvoudig.text.segment` has run.
        suffix: what comes after the text when its span is replaced.
        record: the number of the record that it belongs to, where the document holds texts that are
            read apart.
    """

    kind: BlockKind
    text: str
    span: Span
    anchors: tuple[Anchor, ...]
    level: int = 0
    prefix: str = ""
    marks: tuple[Mark, ...] = ()
    segments: tuple[Segment, ...] = ()
    suffix: str = ""
    record: int = 0

    def source_offset(self, offset: int) -> int:
        """Where the character at `offset` of the text stands in the source."""
        anchor = self.anchors[bisect_right(self.anchors, offset, key=lambda a: a.text) - 1]
        return anchor.source + offset - anchor.text

    def source_span(self, start: int, end: int) -> Span:
        """Where the characters `start` up to `end` of the text stand in the source."""
        return Span(self.source_offset(start), self.source_offset(max(start, end - 1)) + 1)


@dataclass(frozen=True, slots=True)
class PageStart:
    """From character `offset` of the source on, the text stands on page `page`, from 1."""

    offset: int
    page: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its blocks, each traceable to a place in the source.

    Attributes:
        name: what messages call it: a file's name, or "-" for standard input.
        source: the whole text as it was read.
        blocks: in order, spans not overlapping, but for what a tag in a sentence says; empty until
            the text has been structured.
        layout: how it is written back.
        suffix: the format, as a file suffix: ".txt", ".md".
        newline: how lines end in the file; in `source` they always end in a line feed.
        notes: what reading it had to decide.
        container: the whole file, where the source is only what of it has running text.
        pages: which page of the file the source's characters stand on, where it has pages.
        digest: the SHA-256 of the whole file, or of a text that came from none, in hex.
        fields: of records, the names of the fields that are rewritten, each with the format of its
            values as a file suffix.
        mark: the byte order mark with which the file begins, if it does.
    """

    name: str
    source: str
    blocks: tuple[Block, ...] = ()
    layout: Layout = Layout.KEEP
    suffix: str = ".txt"
    newline: str = "\n"
    notes: tuple[Note, ...] = ()
    container: bytes = field(default=b"", repr=False)
    pages: tuple[PageStart, ...] = ()
    digest: str = ""
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    mark: str = ""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments, in order."""
        return tuple(segment for block in self.blocks for segment in block.segments)

    @property
    def records(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks, those of each record together: all of them where there are no records."""
        groups = groupby(self.blocks, key=lambda block: block.record)
        return tuple(tuple(blocks) for _, blocks in groups)

    def line_of(self, offset: int) -> int:
        """The line of the source, from 1, on which `offset` stands; of a container the block."""
        if self.container:
            return max(1, bisect_right(self.blocks, offset, key=lambda block: block.span.start))
        return self.source.count("\n", 0, offset) + 1

    def page_of_note(self, note: Note) -> int | None:
        """The page of the file, from 1, that a note is about; None where it has no pages."""
        return note.page or self.page_of(note.span.start)

    def page_of(self, offset: int) -> int | None:
        """The page of the file, from 1, on which `offset` stands; None where it has no pages."""
        if not self.pages:
            return None
        return self.pages[max(0, bisect_right(self.pages, offset, key=lambda p: p.offset) - 1)].page

    def place_of(self, offset: int) -> int:
        """What people know `offset` by: its page if the file has pages, else its line."""
        page = self.page_of(offset)
        return self.line_of(offset) if page is None else page
