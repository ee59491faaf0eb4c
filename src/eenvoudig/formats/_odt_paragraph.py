"""A paragraph of OpenDocument in blocks: its words, and what stands around and between them.

The paragraph's content is mixed: words, `text:span` around words of another format, links and
fields around words, and elements between words (a note, a bookmark, an image). White space counts
as one space, as OpenDocument 1.3, part 3, section 6.1.2 has it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from eenvoudig.document import Anchor, Block, BlockKind, Mark, Span

HOLE = re.compile("\x0b(\\d+) ([a-z ]+)\x0b")
"""Stands in a paragraph for what has paragraphs of its own: its number, and what people call it.

No XML has this character.
"""
TOKEN = re.compile(
    r"<(?P<closing>/?)(?P<name>[\w:.-]+)"
    r"(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<alone>/?)>"
    rf"|(?P<hole>{HOLE.pattern})|(?P<words>[^<\x0b]+)"
    r"|<!--.*?-->|<\?.*?\?>|<!DOCTYPE(?:[^\[>]|\[.*?\])*>",
    re.DOTALL,
)
WRAPPERS = frozenset(
    (
        *("text:span", "text:a", "text:meta", "text:meta-field", "text:ruby", "text:ruby-base"),
        "loext:content-control",
    )
)
"""Elements around words that may have other elements in them."""
_NO_FIELDS = re.compile(
    r"text:(?:note|number|ruby-text|script|hidden-text|bookmark(?:-start|-end)?"
    r"|reference-mark(?:-start|-end)?|change(?:-start|-end)?|[\w-]*-mark(?:-start|-end)?"
    r"|p|h|list|section|table-of-content)"
)
"""Elements of text that stand between words; all others in a paragraph are fields."""
_BREAKS = frozenset(("text:tab", "text:line-break"))
"""What ends a line or a column: what comes after it is another block."""
_EDGE = re.compile(
    r"<(?:text:(?:bookmark|reference-mark)|office:annotation)(-start|-end|)(?=[\s/>])"
)
"""Where something begins or ends that people do not see in the text."""
_SILENT = frozenset(("text:soft-page-break",))
"""What means nothing once the words have changed."""
_COUNT = re.compile(r'\stext:c="(\d+)"')
_STYLE = re.compile(r'\stext:style-name="([^"]*)"')
_SPACES = " \t\r\n"
_PIECE = re.compile(rf"[{_SPACES}]+|(?P<reference>&[^;]+;)|[^&{_SPACES}]+(?: [^&{_SPACES}]+)*")
_LABELS = {
    "a": "link",
    "annotation": "comment",
    "annotation-end": "comment",
    "bookmark-start": "bookmark",
    "bookmark-end": "bookmark",
    "change": "deleted text",
    "change-start": "inserted text",
    "change-end": "inserted text",
    "content-control": "content control",
    "frame": "image",
    "meta": "field",
    "meta-field": "field",
    "reference-mark": "bookmark",
    "reference-mark-start": "bookmark",
    "reference-mark-end": "bookmark",
    "ruby": "field",
    "ruby-base": "field",
}
"""What people call what may stand around or between words."""


@dataclass(slots=True, eq=False)
class _Around:
    """An element around words.

    Attributes:
        name: of the element.
        opening: its tag.
        start: where its tag stands.
        end: the offset after its closing tag.
        look: what its format looks like, "" for no different; None for a link or a field.
        has_words: whether there are words in it.
    """

    name: str
    opening: str
    start: int
    end: int = -1
    look: str | None = None
    has_words: bool = False

    @property
    def closing(self) -> str:
        return f"</{self.name}>"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words, or an element between words, and what is around it from the outside in."""

    start: int
    end: int
    is_text: bool
    around: tuple[_Around, ...]
    label: str = ""
    """What people call what is no text."""


@dataclass(slots=True)
class _Group:
    """What stands between two breaks of the paragraph."""

    start: int
    end: int = -1
    pieces: list[_Piece] = field(default_factory=list)


def blocks_of(
    xml: str,
    start: int,
    end: int,
    looks: Mapping[str, str],
    kind: BlockKind,
    level: int,
    offset: int,
) -> Iterator[Block]:
    """A paragraph's blocks: one, or one for each part between tabs and line breaks.

    Args:
        xml: the part that has the paragraph.
        start: where the paragraph's content begins.
        end: where it ends.
        looks: for the name of a style what it looks like; of another style its name says it.
        kind: of the blocks.
        level: of the blocks.
        offset: where the part stands in the document's source.
    """
    for group in _Reader(xml, looks).read(start, end):
        block = _block(xml, group, kind, level, offset)
        if block:
            yield block


@dataclass(slots=True)
class _Reader:
    """Takes a paragraph apart in pieces, and in groups of pieces between breaks."""

    xml: str
    looks: Mapping[str, str]
    groups: list[_Group] = field(default_factory=list)
    stack: list[_Around] = field(default_factory=list)

    def read(self, start: int, end: int) -> list[_Group]:
        self.groups.append(_Group(start))
        whole = depth = begun = 0  # of an element that is taken as a whole
        for token in TOKEN.finditer(self.xml, start, end):
            name, closing, alone = token["name"], token["closing"], token["alone"]
            if depth:
                depth += 0 if name is None or alone else -1 if closing else 1
                if not depth:
                    self._element(self.xml[begun:whole], begun, token.end())
            elif token["words"]:
                self._words(token.start(), token.end())
            elif token["hole"]:
                self._point(token.start(), token.end(), HOLE.sub(r"\2", token["hole"]))
            elif name is None:
                continue  # a comment
            elif closing:
                self._close(token.end())
            elif alone:
                self._element(token[0], token.start(), token.end())
            elif name in WRAPPERS or _is_field(name):
                look = self._look(token[0]) if name == "text:span" else None
                self.stack.append(_Around(name, token[0], token.start(), look=look))
            else:
                depth, begun, whole = 1, token.start(), token.end()
        self.groups[-1].end = end
        return self.groups

    def _look(self, tag: str) -> str:
        style = _STYLE.search(tag)
        return self.looks.get(style[1], style[1]) if style else ""

    def _words(self, start: int, end: int) -> None:
        if not self.xml[start:end].isspace():
            for element in self.stack:
                element.has_words = True
        self._add(_Piece(start, end, is_text=True, around=tuple(self.stack)))

    def _add(self, piece: _Piece) -> None:
        self.groups[-1].pieces.append(piece)

    def _element(self, tag: str, start: int, end: int) -> None:
        """An element that is taken as a whole; `tag` opens it."""
        found = TOKEN.match(tag)
        name = found["name"] if found else ""
        count = _COUNT.search(tag)
        if name == "text:s" and (count is None or count[1] == "1"):
            self._add(_Piece(start, end, is_text=True, around=tuple(self.stack)))
        elif name == "text:s" or name in _BREAKS:
            self.groups[-1].end = start
            self.groups.append(_Group(end))
        elif name not in _SILENT and name != "text:span":
            self._point(start, end, _label(name))

    def _point(self, start: int, end: int, label: str) -> None:
        self._add(_Piece(start, end, is_text=False, around=tuple(self.stack), label=label))

    def _close(self, end: int) -> None:
        element = self.stack.pop()
        element.end = end
        group = self.groups[-1]
        if element.look is None and not element.has_words and element.start >= group.start:
            while group.pieces and group.pieces[-1].start >= element.start:
                group.pieces.pop()
            self._point(element.start, end, _label(element.name))


def _block(xml: str, group: _Group, kind: BlockKind, level: int, offset: int) -> Block | None:
    """The block that a group of pieces is; none where it has no words.

    Elements that are around all of it stay where they are. Of the others those that began before
    the group end before it, and those that end after it begin anew.
    """
    worded = [
        number
        for number, piece in enumerate(group.pieces)
        if piece.is_text and _is_word(xml[piece.start : piece.end])
    ]
    if not worded:
        return None
    pieces = group.pieces[worded[0] : worded[-1] + 1]
    first, last = pieces[0], pieces[-1]
    depth = len(first.around)
    for piece in pieces:
        depth = _common(first.around[:depth], piece.around)
    before = first.around[depth:]
    begun = sum(element.start < group.start for element in before)
    start = before[begun].start if begun < len(before) else first.start
    after = last.around[depth:]
    unended = sum(element.end > group.end for element in after)
    end = after[unended].end if unended < len(after) else last.end
    reader = _Words(xml, depth, offset)
    reader.take([piece for piece in group.pieces if start <= piece.start and piece.end <= end])
    if not reader.text.strip():  # spaces that were written as references
        return None
    return Block(
        kind,
        reader.text,
        Span(offset + start, offset + end),
        tuple(reader.anchors),
        level,
        prefix="".join(element.closing for element in reversed(before[:begun]))
        + reader.base.opening,
        suffix=reader.base.closing + "".join(element.opening for element in after[:unended]),
        marks=tuple(reader.marks),
    )


def _is_word(text: str) -> bool:
    return not text.isspace() and not text.startswith("<")


def _common(one: tuple[_Around, ...], other: tuple[_Around, ...]) -> int:
    """How many elements two pieces have around them that are the same."""
    for number, (left, right) in enumerate(zip(one, other, strict=False)):
        if left is not right:
            return number
    return min(len(one), len(other))


@dataclass(frozen=True, slots=True)
class _Format:
    """A format of words: the spans around them, from the outside in."""

    looks: tuple[str, ...] = ()
    opening: str = field(default="", compare=False)

    @property
    def closing(self) -> str:
        return "</text:span>" * len(self.looks)


@dataclass(slots=True)
class _Words:
    """The text of a block as it grows, with its anchors and marks.

    Where marks begin and end, the words around them have the format of most words (`base`). A link
    or field of one format may lie in a mark of that format; one of several has its own marks in it.
    """

    xml: str
    depth: int
    offset: int
    base: _Format = _Format()
    text: str = ""
    anchors: list[Anchor] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    mixed: set[_Around] = field(default_factory=set)
    """Links and fields of several formats."""
    opened: list[tuple[_Around, int]] = field(default_factory=list)
    """Links and fields that have begun, and where in the text."""
    format: _Format = _Format()
    begun: int = 0
    """Where in the text the format began."""

    def take(self, pieces: list[_Piece]) -> None:
        """Add these pieces."""
        self.base = self.format = self._usual(pieces)
        self._find_mixed(pieces)
        for piece in pieces:
            self._open_and_close(tuple(e for e in self._inside(piece) if e.look is None))
            own = self._format(piece)
            if own != self.format:
                self._end_format()
                self.format, self.begun = own, len(self.text)
            if piece.is_text:
                self._add(piece)
            else:
                self._point(piece, own)
        self._open_and_close(())
        self._end_format()

    def _find_mixed(self, pieces: list[_Piece]) -> None:
        formats: dict[_Around, _Format] = {}
        for piece in pieces:
            own = self._format(piece)
            for element in self._inside(piece):
                if element.look is None and formats.setdefault(element, own) != own:
                    self.mixed.add(element)

    def _inside(self, piece: _Piece) -> tuple[_Around, ...]:
        return piece.around[self.depth :]

    def _format(self, piece: _Piece) -> _Format:
        spans = [element for element in self._inside(piece) if element.look]
        return _Format(
            tuple(element.look or "" for element in spans),
            "".join(element.opening for element in spans),
        )

    def _usual(self, pieces: list[_Piece]) -> _Format:
        """The format of most letters, or none where a quarter of them has none.

        Letters in links count where there are no others.
        """
        letters: Counter[_Format] = Counter()
        inside: Counter[_Format] = Counter()
        for piece in pieces:
            if piece.is_text:
                linked = any(element.look is None for element in self._inside(piece))
                (inside if linked else letters)[self._format(piece)] += piece.end - piece.start
        counted = letters or inside
        if counted[_Format()] * 4 >= counted.total():
            return _Format()
        return counted.most_common(1)[0][0]

    def _open_and_close(self, links: tuple[_Around, ...]) -> None:
        """End the links and fields that these are not among, and begin those that are new."""
        same = _common(tuple(element for element, _ in self.opened), links)
        while len(self.opened) > same:
            element, begun = self.opened.pop()
            around = self._around_link(element)
            self._mark(
                begun,
                around.closing + element.opening + around.opening,
                around.closing + element.closing + around.opening,
                _label(element.name),
                carries=True,
            )
        for element in links[same:]:
            self._around_link(element)
            self.opened.append((element, len(self.text)))

    def _around_link(self, element: _Around) -> _Format:
        """The format to close before the edge of a link or field, and to open after it."""
        if element not in self.mixed:
            return _Format()
        self._end_format()
        self.format = self.base
        return self.base

    def _end_format(self) -> None:
        if self.format != self.base:
            self._mark(
                self.begun,
                self.base.closing + self.format.opening,
                self.format.closing + self.base.opening,
                "format",
            )

    def _mark(
        self, begun: int, opening: str, closing: str, label: str, *, carries: bool = False
    ) -> None:
        """A mark over the words from `begun` on, without the spaces at its ends."""
        words = self.text[begun:]
        start = begun + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start < end:
            self.marks.append(Mark(start, end, opening, closing, carries, label))

    def _add(self, piece: _Piece) -> None:
        """Text, of which each reference (`&amp;`) and each run of spaces is one character."""
        raw = self.xml[piece.start : piece.end]
        if raw.startswith("<"):
            self._space(piece.start)
            return
        for found in _PIECE.finditer(raw):
            at = piece.start + found.start()
            words = html.unescape(found[0]) if found["reference"] else found[0]
            if words.strip(_SPACES):
                self._anchor(at)
                self.text += words
            else:
                self._space(at)

    def _space(self, at: int) -> None:
        if self.text and not self.text.endswith(" "):
            self._anchor(at)
            self.text += " "

    def _anchor(self, at: int) -> None:
        self.anchors.append(Anchor(len(self.text), self.offset + at))

    def _point(self, piece: _Piece, own: _Format) -> None:
        """What stands between words and has none; in a format of its own, with that."""
        raw = self.xml[piece.start : piece.end]
        if own != self.base:
            raw = own.opening + raw + own.closing
        at = len(self.text)
        fallback: Literal["", "start", "end"] = ""
        if found := _EDGE.match(self.xml, piece.start):
            fallback = "end" if found[1] == "-end" else "start"
        self.marks.append(Mark(at, at, raw, carries=True, label=piece.label, fallback=fallback))


def _is_field(name: str) -> bool:
    return (
        name.startswith("text:")
        and name not in _BREAKS | _SILENT | {"text:s"}
        and not _NO_FIELDS.fullmatch(name)
    )


def _label(name: str) -> str:
    """What people call an element."""
    if _is_field(name) and name not in WRAPPERS:
        return "field"
    prefix, _, name = name.partition(":")
    return _LABELS.get(name, "image" if prefix == "draw" else name)
