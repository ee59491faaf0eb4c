"""A Word paragraph's content as nodes that two versions of it can be compared by."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from eenvoudig.formats._wordml import (
    BREAKS,
    Element,
    content_of,
    elements,
    field_content,
    is_text,
    units,
)

_END = re.compile("\x02(\\d+)\x03")
_WORD = re.compile(r"\s|[^\W_]+(?:[.,:'’/\u2011-][^\W_]+)*|.", re.DOTALL)
_CHARACTER = re.compile(r"&[^;]+;|\x02\d+\x03|.", re.DOTALL)
OTHERS = frozenset(("w:ins", "w:moveTo"))
"""Insertions by someone else: ours cannot stand in them, our deletions can."""
LANG = re.compile(r"<w:lang [^>]*/>")
_GROUPS = frozenset(
    (
        *("w:hyperlink", "w:smartTag", "w:sdt", "w:fldSimple", "w:customXml", "w:bdo", "w:dir"),
        *OTHERS,
    )
)
_UNTRACKED = frozenset(("w:lastRenderedPageBreak", "w:softHyphen"))
"""What stands in a run and means nothing by itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A run: its markup up to its content, and how it is formatted, whatever the language."""

    opening: str
    format: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a run's content: escaped characters, or an element."""

    run: Run
    xml: str
    text: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a space or a sign, in one run or over several."""

    pieces: tuple[Piece, ...]
    key: tuple[tuple[str, str], ...]
    """Its characters by format."""

    @property
    def length(self) -> int:
        return sum(len(text) for text, _ in self.key)


@dataclass(frozen=True, slots=True)
class Object:
    """What is no words and stands in a run: a note's number, an image, a tab."""

    piece: Piece

    @property
    def key(self) -> tuple[str, str]:
        return self.piece.xml, self.piece.run.format


@dataclass(frozen=True, slots=True)
class Point:
    """What cannot be deleted or inserted in a tracked way: a bookmark, another's deletion."""

    xml: str

    @property
    def key(self) -> str:
        return self.xml


@dataclass(frozen=True, slots=True)
class End:
    """The end of a segment."""

    key: int


@dataclass(frozen=True, slots=True)
class Group:
    """What stands around words: a link, a content control, a field.

    A field without words that are read is one with all of it in `opening`.
    """

    name: str
    opening: str
    closing: str = ""
    children: tuple[Node, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.opening, self.closing


Node = Word | Object | Point | End | Group


def end_of(segment: int) -> str:
    """What says in new XML that a segment ends; no XML has these characters."""
    return f"\x02{segment}\x03"


def taken_apart(xml: str, start: int, end: int, ends: Mapping[int, int]) -> list[Node]:
    """The nodes of a paragraph's content.

    Args:
        xml: what it stands in.
        start: where it begins.
        end: the offset after it.
        ends: of each segment, by the offset of its last character, its number; nothing where
            `end_of` stands in the XML.
    """
    parser = _Parser(xml, ends)
    parser.take(start, end)
    parser.close()
    return parser.nodes


@dataclass(slots=True)
class _Parser:
    """Takes a paragraph's content apart."""

    xml: str
    ends: Mapping[int, int]
    nodes: list[Node] = field(default_factory=list)
    letters: list[tuple[str, Run]] = field(default_factory=list)
    """Characters that have not become words yet."""
    ended: list[int] = field(default_factory=list)
    """Segments that have ended; what is no text and comes after still belongs to them."""

    def close(self) -> None:
        """Make nodes of what is left: words, and the ends of segments."""
        self._words()
        self.nodes += [End(number) for number in self.ended]
        self.ended.clear()

    def take(self, start: int, end: int) -> None:
        """Add what stands between two offsets."""
        for unit in units(self.xml, list(elements(self.xml, start, end))):
            element = unit.elements[0]
            raw = self.xml[unit.start : unit.end]
            if unit.is_field:
                words = field_content(self.xml, unit)
                if words is None:
                    self._group(Group("field", raw), None)
                else:
                    opening = self.xml[unit.start : words[0].start]
                    closing = self.xml[words[-1].end : unit.end]
                    inside = (words[0].start, words[-1].end)
                    self._group(Group("field", opening, closing), inside)
            elif element.name == "w:r":
                self._run(element)
            elif element.name in _GROUPS:
                inside = content_of(self.xml, element)
                opening = self.xml[element.start : inside[0]]
                closing = self.xml[inside[1] : element.end]
                self._group(Group(element.name, opening, closing), inside)
            else:
                self._words()
                self.nodes.append(Point(raw))

    def _group(self, group: Group, inside: tuple[int, int] | None) -> None:
        self._words()
        outside, self.nodes = self.nodes, []
        if inside:
            self.take(*inside)
            self._words()
        children, self.nodes = self.nodes, outside
        self.nodes.append(
            Group(group.name, group.opening, group.closing, tuple(children)) if inside else group
        )

    def _run(self, element: Element) -> None:
        children = list(elements(self.xml, element.inner_start, element.inner_end))
        properties = ""
        if children and children[0].name == "w:rPr":
            properties = self.xml[children[0].start : children[0].end]
            children = children[1:]
        if not children:
            self._words()
            self.nodes.append(Point(self.xml[element.start : element.end]))
            return
        opening = self.xml[element.start : element.inner_start] + properties
        run = Run(opening, _format(properties))
        for child in children:
            if is_text(self.xml, child):
                self._text(child, run)
            elif child.name == "w:noBreakHyphen":
                self._letter(self.xml[child.start : child.end], run, child.start)
            else:
                if child.name in BREAKS:
                    self.close()
                self._words()
                raw = self.xml[child.start : child.end]
                if child.name in _UNTRACKED:
                    self.nodes.append(Point(f"{opening}{raw}</w:r>"))
                else:
                    self.nodes.append(Object(Piece(run, raw)))

    def _text(self, element: Element, run: Run) -> None:
        at = element.inner_start
        for found in _CHARACTER.finditer(self.xml, at, element.inner_end):
            if number := _END.fullmatch(found[0]):
                self._words()
                self.ended.append(int(number[1]))
            else:
                self._letter(found[0], run, found.start())

    def _letter(self, xml: str, run: Run, at: int) -> None:
        if self.ended:
            self.close()
        self.letters.append((xml, run))
        if at in self.ends:
            self._words()
            self.ended.append(self.ends[at])

    def _words(self) -> None:
        """Make words of the characters so far."""
        text = "".join(_plain(xml) for xml, _ in self.letters)
        at = 0
        for found in _WORD.finditer(text):
            pieces: list[Piece] = []
            key: list[tuple[str, str]] = []
            # One element of `letters` is one character of `text`.
            for xml, run in self.letters[at : at + len(found[0])]:
                own = not xml.startswith("<")
                if own and pieces and pieces[-1].run is run and pieces[-1].text:
                    pieces[-1] = Piece(run, pieces[-1].xml + xml, text=True)
                else:
                    pieces.append(Piece(run, xml, text=own))
                if key and key[-1][1] == run.format:
                    key[-1] = (key[-1][0] + _plain(xml), run.format)
                else:
                    key.append((_plain(xml), run.format))
            self.nodes.append(Word(tuple(pieces), tuple(key)))
            at += len(found[0])
        self.letters.clear()


def _plain(xml: str) -> str:
    """The character that stands in the XML in this way."""
    return "\u2011" if xml.startswith("<") else html.unescape(xml)


def _format(properties: str) -> str:
    """How a run is formatted, whatever its language."""
    format_ = LANG.sub("", properties)
    return "" if format_ == "<w:rPr></w:rPr>" else format_
