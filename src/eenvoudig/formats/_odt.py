"""OpenDocument texts (.odt): only the words change, in the body, tables, notes, headers, footers.

An odt is a zip of XML parts, of which `content.xml` has the text and `styles.xml` the headers and
footers (OpenDocument 1.3, part 3). The two, one after the other, are the document's source. What
stands in a paragraph and has paragraphs of its own (a footnote, a text box) comes after them, with
a hole where it stood, so that no block lies in another. All other parts, and all XML outside the
blocks' spans, stay byte for byte.

Text that was inserted while changes were tracked is read, text that was deleted is not. Nor are
comments, tables of contents and indexes (which the word processor makes anew), descriptions of
images, charts, equations and embedded objects: a note counts them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eenvoudig._errors import InputError
from eenvoudig.document import Block, BlockKind, Document, Note, NoteKind, Span
from eenvoudig.formats._marks import Renderings
from eenvoudig.formats._odt_paragraph import HOLE, TOKEN, WRAPPERS, blocks_of
from eenvoudig.formats._splice import splice
from eenvoudig.formats._xml import escape
from eenvoudig.formats._zip import damaged, repack, texts, unpack

_KIND = ("OpenDocument", ".odt")
_CONTENT, _META = "content.xml", "meta.xml"
_PARTS = frozenset((_CONTENT, "styles.xml"))
_WRITTEN = re.compile(r"(?:content|styles|meta)\.xml")
_MANIFEST = re.compile(r"META-INF/manifest\.xml")
_MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
"""How a zip begins that has this entry first, after its header."""
_NAMESPACE = '"urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
_BETWEEN = "\f"
"""Between two parts in the source; no XML has it."""
_PARAGRAPHS = frozenset(("text:p", "text:h"))
_LEFT = frozenset(
    (
        *("text:tracked-changes", "office:annotation", "text:table-of-content"),
        *("text:illustration-index", "text:table-index", "text:object-index", "text:user-index"),
        *("text:alphabetical-index", "text:bibliography"),
    )
)
"""Elements whose paragraphs are not read."""
_LISTS = frozenset(("text:list", "text:numbered-paragraph"))
_CELL = "table:table-cell"
_UNREAD = {
    "comment": re.compile(r"<office:annotation[\s>]"),
    "deleted text": re.compile(r"<text:deletion[\s>]"),
    "table of contents": re.compile(r"<text:table-of-content[\s>]"),
    "index": re.compile(
        r"<text:(?:(?:illustration|table|object|user|alphabetical)-index|bibliography)[\s>]"
    ),
    "image description": re.compile(r"<svg:(?:title|desc)>\s*[^\s<]"),
    "form field": re.compile(r"<form:[^<>]* form:label=\"[^\"]"),
}
"""What has words that are not read."""
_OBJECT = re.compile(r"<draw:object(?:-ole)?(?:\s[^<>]*?xlink:href=\"(?:\./)?([^\"]*?)/?\")?")
_ENTRY = re.compile(r"<manifest:file-entry\s([^<>]*)>")
_OBJECTS = {"chart": "chart", "formula": "equation"}
_EMPTY = re.compile(r"<text:span[^<>]*></text:span>")
_EDGES = re.compile(r"\s([\w:-]+)=(?:\"([^\"]*)\"|'([^']*)')")
_HEADING = re.compile(r"(?:heading|kop)(?:_20_)?(\d+)|(?:title|titel)$", re.IGNORECASE)
_NO_LOOK = re.compile(
    r"officeooo:.*|(?:fo|style):(?:language|country|script|rfc-language)(?:-\w+)?"
)
"""Properties of text that nobody sees."""
_DUTCH = re.compile(r"<[^<>]*?\s[\w-]+:language=\"nl\"[^<>]*>")
_DC_LANGUAGE = re.compile(r"(<dc:language>)nl(?:-\w+)?(?=</dc:language>)")
_COUNTRIES = {"en": "GB", "nl": "NL"}


def is_one(data: bytes) -> bool:
    """Whether a file's content is that of an OpenDocument text, whatever the file is called."""
    return data.startswith(b"PK\x03\x04") and _MIMETYPE in data[:120]


def read(name: str, data: bytes) -> Document:
    """A document whose blocks are the paragraphs, headings, list items and table cells.

    A tab, a line break and three spaces or more in a paragraph part it in blocks.

    Raises:
        InputError: it is no odt, is protected by a password, or unpacks to too much.
    """
    manifest = "".join(unpack(name, data, _MANIFEST, *_KIND).values())
    if "encryption-data" in manifest:
        raise InputError(
            "{name} is protected by a password.",
            "Open it in LibreOffice and save it without a password.",
            name=name,
        )
    parts = _running(unpack(name, data, _WRITTEN, *_KIND))
    if "<office:text" not in parts.get(_CONTENT, ""):
        raise InputError(
            "{name} is no OpenDocument text: there is no content.xml with text in it.",
            "Open it in LibreOffice and save it as .odt.",
            name=name,
        )
    if _NAMESPACE not in parts[_CONTENT]:
        raise damaged(name, *_KIND)
    sections = _sections(list(parts.values()))
    styles = [_Styles.of(xml) for xml in parts.values()]
    blocks: list[Block] = []
    offset = 0
    for section in sections:
        style = styles[section.part]
        for paragraph in _paragraphs(section.xml, style):
            blocks += blocks_of(
                section.xml,
                paragraph.start,
                paragraph.end,
                style.looks,
                paragraph.kind,
                paragraph.level,
                offset,
            )
        offset += len(section.xml) + len(_BETWEEN)
    source = _BETWEEN.join(section.xml for section in sections)
    return Document(name, source, tuple(blocks), notes=_notes(parts, manifest), container=data)


def write(
    document: Document,
    outputs: Mapping[int, str],
    language: str,
    renderings: Renderings,
    tails: Mapping[int, str],
) -> tuple[str, tuple[Note, ...]]:
    """The source with the changed paragraphs replaced; `pack` makes a file of it."""
    text, notes = splice(document, outputs, renderings, tails, lambda *_: escape, _finish)
    return _in_language(text, language), notes


def pack(document: Document, source: str, language: str) -> bytes:
    """The file with these parts in the place of its own."""
    sections = source.split(_BETWEEN)
    for number in reversed(range(len(sections))):  # what is in a hole has a higher number
        sections[number] = HOLE.sub(lambda hole: sections[int(hole[1])], sections[number])
    parts = texts(document.container, _WRITTEN)
    new = dict(zip(_running(parts), sections, strict=False))
    if language != "nl" and _META in parts:
        code = f"{language}-{_COUNTRIES[language]}"
        new[_META] = _DC_LANGUAGE.sub(rf"\g<1>{code}", parts[_META])
    return repack(document.container, new)


def _running(parts: Mapping[str, str]) -> dict[str, str]:
    """The parts with running text, the body before headers and footers."""
    return {name: xml for name, xml in sorted(parts.items()) if name in _PARTS}


def _finish(block: Block, text: str) -> str:
    """A paragraph's content, without the spans that have nothing in them."""
    text = block.prefix + text + block.suffix
    while (less := _EMPTY.sub("", text)) != text:
        text = less
    return text


def _in_language(xml: str, language: str) -> str:
    """The XML with Dutch text marked as text in the language, for spelling checks and dates."""

    def changed(found: re.Match[str]) -> str:
        tag = re.sub(r'(\s[\w-]+:language=")nl"', rf'\g<1>{language}"', found[0])
        return re.sub(r'(\s[\w-]+:country=")[A-Z]{2}"', rf'\g<1>{_COUNTRIES[language]}"', tag)

    return xml if language == "nl" else _DUTCH.sub(changed, xml)


@dataclass(frozen=True, slots=True)
class _Section:
    """A part, or what stood in a hole, and the number of the part that it comes from."""

    xml: str
    part: int


def _sections(parts: list[str]) -> list[_Section]:
    """The parts, and after them what has paragraphs and stood in paragraphs."""
    sections = [_Section(xml, part) for part, xml in enumerate(parts)]
    for part, xml in enumerate(parts):
        outer, *inner = _taken_apart(xml, len(sections))
        sections[part] = _Section(outer, part)
        sections += [_Section(taken, part) for taken in inner]
    return sections


@dataclass(slots=True)
class _Level:
    """A paragraph that has begun: at which depth, and what in it is to be taken out."""

    paragraph: int
    taken: int | None = None


def _taken_apart(xml: str, number: int) -> list[str]:
    """The XML with holes, and what stood in them; the first hole gets this number."""
    taken = sorted(_with_paragraphs(xml))
    texts_: list[list[str]] = [[] for _ in range(len(taken) + 1)]
    edges = [(start, 1, place) for place, (start, _) in enumerate(taken, 1)]
    edges += [(end, 0, place) for place, (_, end) in enumerate(taken, 1)]
    inside = [0]
    last = 0
    for at, begins, place in sorted(edges):
        texts_[inside[-1]].append(xml[last:at])
        last = at
        if begins:
            texts_[inside[-1]].append(f"\x0b{number + place - 1} {_name_of(xml, at)}\x0b")
            inside.append(place)
        else:
            inside.pop()
    texts_[0].append(xml[last:])
    return ["".join(pieces) for pieces in texts_]


def _with_paragraphs(xml: str) -> Iterator[tuple[int, int]]:
    """Where the elements in paragraphs stand that have paragraphs of their own."""
    stack: list[tuple[str, int]] = []
    levels: list[_Level] = []
    for token, opens in _tags(xml):
        if opens:
            stack.append((token["name"], token.start()))
            if token["name"] in _PARAGRAPHS:
                if levels and levels[-1].taken is None:
                    around = range(levels[-1].paragraph + 1, len(stack))
                    levels[-1].taken = next(n for n in around if stack[n][0] not in WRAPPERS)
                levels.append(_Level(len(stack) - 1))
        else:
            _, start = stack.pop()
            if levels and len(stack) == levels[-1].paragraph:
                levels.pop()
            if levels and len(stack) == levels[-1].taken:
                yield start, token.end()
                levels[-1].taken = None


def _name_of(xml: str, at: int) -> str:
    """What people call the element that begins here."""
    tag = xml[at : xml.index(">", at)]
    if tag.startswith("<text:note"):
        return "endnote" if '"endnote"' in tag else "footnote"
    return "text box"


def _tags(xml: str) -> Iterator[tuple[re.Match[str], bool]]:
    """The tags of the elements that are not empty, and whether they open one; not what is left."""
    depth = 0
    for token in TOKEN.finditer(xml):
        if token["name"] is None or token["alone"]:
            continue
        opens = not token["closing"]
        if depth or (opens and token["name"] in _LEFT):
            depth += 1 if opens else -1
        else:
            yield token, opens


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the automatic styles of a part say.

    Attributes:
        looks: for a style of text what can be seen of it.
        parents: for any style the style that it is made from.
    """

    looks: Mapping[str, str]
    parents: Mapping[str, str]

    @classmethod
    def of(cls, xml: str) -> _Styles:
        looks: dict[str, str] = {}
        parents: dict[str, str] = {}
        begin = xml.find("<office:automatic-styles")
        end = xml.find("</office:automatic-styles>")
        now = ""
        for token in TOKEN.finditer(xml, max(0, begin), max(0, end)):
            values = _attributes(token[0])
            if token["name"] == "style:style" and not token["closing"]:
                now = values.get("style:name", "")
                parents[now] = values.get("style:parent-style-name", "")
                if values.get("style:family") == "text":
                    looks[now] = parents[now]
            elif token["name"] == "style:text-properties" and now in looks:
                seen = (f"{k}={v}" for k, v in sorted(values.items()) if not _NO_LOOK.fullmatch(k))
                looks[now] = " ".join([looks[now], *seen]).strip()
        return cls(looks, parents)


def _attributes(tag: str) -> dict[str, str]:
    return {name: one or other for name, one, other in _EDGES.findall(tag)}


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph's content: where it stands, and what it is."""

    start: int
    end: int
    kind: BlockKind
    level: int


def _paragraphs(xml: str, styles: _Styles) -> Iterator[_Paragraph]:
    """The paragraphs in their order."""
    cells = lists = 0
    start, kind, level = 0, BlockKind.PARAGRAPH, 0
    for token, opens in _tags(xml):
        name = token["name"]
        if name == _CELL:
            cells += 1 if opens else -1
        elif name in _LISTS:
            lists += 1 if opens else -1
        elif name in _PARAGRAPHS and opens:
            start = token.end()
            kind, level = _kind_of(token[0], styles, cells, lists)
        elif name in _PARAGRAPHS:
            yield _Paragraph(start, token.start(), kind, level)


def _kind_of(tag: str, styles: _Styles, cells: int, lists: int) -> tuple[BlockKind, int]:
    values = _attributes(tag)
    style = values.get("text:style-name", "")
    heading = _HEADING.match(styles.parents.get(style) or style)
    if tag.startswith("<text:h") or heading:
        level = values.get("text:outline-level") or (heading[1] if heading else None) or "1"
        return BlockKind.HEADING, int(level) if level.isdecimal() else 1
    if cells:
        return BlockKind.TABLE_CELL, 0
    return (BlockKind.LIST_ITEM, lists) if lists else (BlockKind.PARAGRAPH, 0)


def _notes(parts: Mapping[str, str], manifest: str) -> tuple[Note, ...]:
    """What has words that are not read, counted."""
    types = {}
    for entry in _ENTRY.findall(manifest):
        values = _attributes(f" {entry}")
        types[values.get("manifest:full-path", "").rstrip("/")] = values.get("manifest:media-type")
    unread: Counter[str] = Counter()
    for xml in parts.values():
        for what, pattern in _UNREAD.items():
            unread[what] += len(pattern.findall(xml))
        for found in _OBJECT.finditer(xml):
            kind = str(types.get(found[1] or "", "")).rpartition(".")[2]
            inline = xml.startswith("<math", xml.find(">", found.start()) + 1)
            unread["equation" if inline else _OBJECTS.get(kind, "embedded object")] += 1
    return tuple(
        Note(NoteKind.UNREAD, f"{count}× {what}", Span(0, 0))
        for what, count in unread.items()
        if count
    )
