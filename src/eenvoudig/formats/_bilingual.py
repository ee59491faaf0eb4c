"""What XLIFF and TMX have in common: elements at their offsets, words with codes among them.

The file's XML is the document's source, a segment's source text a block. What takes a block's
place is that source, letter by letter, with the new text as the target after it; so everything else
in the file stays as it was.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from eenvoudig.document import Anchor, Mark
from eenvoudig.formats._parse import parse

_TOKEN = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>|<!\[CDATA\[(?P<cdata>.*?)\]\]>"
    r"|<(?P<closing>/?)(?P<name>[^\s/<>!?]+)"
    r"(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<alone>/?)>"
    r"|(?P<reference>&[^;&<]+;)|(?P<newline>[ \t]*[\r\n]\s*)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_ENCODING = re.compile(r"(<\?xml[^>]*?encoding\s*=\s*[\"'])[\w.:-]+(?=[\"'])")
_AROUND = frozenset(("g", "pc", "mrk", "hi"))
"""Elements with words in them."""
_OPENING = {"bpt": ("rid", "i", "id"), "bx": ("rid", "id"), "sc": ("id",), "sm": ("id",)}
_CLOSING = {
    "ept": ("bpt", ("rid", "i", "id")),
    "ex": ("bx", ("rid", "id")),
    "ec": ("sc", ("startRef", "id")),
    "em": ("sm", ("startRef",)),
}
"""Codes that begin or end something around words, and the attributes that tie them together."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the XML: its name without prefix, its tag, and where it stands."""

    name: str
    tag: str
    start: int
    end: int
    inner_start: int
    inner_end: int

    @property
    def attributes(self) -> dict[str, str]:
        """Its attributes by name."""
        found = _ATTRIBUTE.finditer(self.tag)
        return {m[1]: html.unescape(m[2] if m[2] is not None else m[3]) for m in found}

    @property
    def qualified(self) -> str:
        """Its name with its prefix."""
        name = re.match(r"<([^\s/>]+)", self.tag)
        return name[1] if name else self.name


def decoded(name: str, data: bytes) -> str:
    """The text of an XML file that can be read safely, without byte order mark.

    Raises:
        InputError: it can't.
    """
    parse(name, data)
    return _decoded(data)


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8)[:200])
    return data.decode(declared[1].decode() if declared else "utf-8-sig").removeprefix("\ufeff")


def encoded(text: str, data: bytes) -> bytes:
    """A text as a file again: the old one where nothing changed; else UTF-8, marked as before."""
    if text == _decoded(data):
        return data
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + _ENCODING.sub(r"\g<1>UTF-8", text, count=1).encode()


def elements(xml: str, start: int, end: int) -> Iterator[Element]:
    """The elements between two offsets, not those inside them."""
    depth = begun = inner = 0
    tag = ""
    for found in _TOKEN.finditer(xml, start, end):
        if found["name"] is None:
            continue
        if found["closing"]:
            depth -= 1
            if depth == 0:
                yield Element(_local(tag), tag, begun, found.end(), inner, found.start())
        elif found["alone"]:
            if depth == 0:
                at = found.end()
                yield Element(_local(found[0]), found[0], found.start(), at, at, at)
        else:
            if depth == 0:
                tag, begun, inner = found[0], found.start(), found.end()
            depth += 1


def _local(tag: str) -> str:
    name = re.match(r"<([^\s/>]+)", tag)
    return name[1].rpartition(":")[2] if name else ""


def with_attributes(tag: str, values: Mapping[str, str | None]) -> str:
    """A start tag with these attributes set, or taken off where the value is None.

    A tag of an element without content becomes one that has some.
    """
    tag = re.sub(r"\s*/?>$", "", tag)
    for name, value in values.items():
        pattern = re.compile(rf"\s+{re.escape(name)}\s*=\s*(?:\"[^\"]*\"|'[^']*')")
        new = "" if value is None else f' {name}="{html.escape(value)}"'
        place = pattern.search(tag)
        start, end = place.span() if place else (len(tag), len(tag))
        tag = tag[:start] + new + tag[end:]
    return f"{tag}>"


@dataclass(slots=True)
class Words:
    """The words of a source as they are read, with their anchors, and codes as marks."""

    xml: str
    text: str = ""
    anchors: list[Anchor] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    _open: dict[tuple[str, str], int] = field(default_factory=dict)
    """By name and key the place in `marks` of a code that waits for the one that ends it."""

    def take(self, start: int, end: int) -> Words:
        """Add what stands between two offsets."""
        children = {child.start: child for child in elements(self.xml, start, end)}
        at = start
        for found in _TOKEN.finditer(self.xml, start, end):
            if found.start() < at:
                continue
            self._add(self.xml[at : found.start()], at)
            at = found.end()
            if child := children.get(found.start()):
                self._child(child)
                at = child.end
            elif found["cdata"] is not None:
                self._add(found["cdata"], found.start("cdata"))
            elif found["reference"]:
                self._add(html.unescape(found[0]), found.start())
            elif found["newline"]:
                self._add(" ", found.start())
        self._add(self.xml[at:end], at)
        return self

    def _add(self, words: str, at: int) -> None:
        if words:
            self.anchors.append(Anchor(len(self.text), at))
            self.text += words

    def _child(self, element: Element) -> None:
        raw = self.xml[element.start : element.end]
        values = element.attributes
        begun = len(self.text)
        if element.name in _AROUND and not _is_protected(values):
            self.take(element.inner_start, element.inner_end)
            if _is_term(values):
                return
            closing = self.xml[element.inner_end : element.end]
            opening = element.tag if closing else raw
            label = element.name
            carries = element.name != "mrk"
            self.marks.append(Mark(begun, len(self.text), opening, closing, carries, label))
            return
        if element.name in _CLOSING:
            name, keys = _CLOSING[element.name]
            place = self._open.pop((name, _key(values, keys)), None)
            if place is not None:
                opened = self.marks[place]
                self.marks[place] = replace(opened, opening="")  # taken out below, places kept
                self.marks.append(replace(opened, end=begun, closing=raw))
                return
        elif element.name in _OPENING:
            key = (element.name, _key(values, _OPENING[element.name]))
            self._open[key] = len(self.marks)
        self.marks.append(Mark(begun, begun, raw, carries=True, label=element.name))

    @property
    def codes(self) -> tuple[Mark, ...]:
        """The marks, those that belong together as one."""
        return tuple(mark for mark in self.marks if mark.opening)


def _key(values: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if name in values), "")


def _is_protected(values: Mapping[str, str]) -> bool:
    """Whether the words in a marker must stay as they are."""
    return values.get("translate") == "no" or values.get("mtype") == "protected"


def _is_term(values: Mapping[str, str]) -> bool:
    """Whether it only says that its words are a term; a target needs no such marker."""
    return "term" in {values.get("type"), values.get("mtype")}
