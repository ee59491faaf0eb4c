"""Word documents (.docx): only the words change, in the body, tables, notes, headers and footers.

A docx is a zip of XML parts. The parts with running text, one after the other, are the document's
source; each paragraph is a block whose span runs from its first to its last run with text, and is
replaced like a block of any other format. A run that is formatted otherwise than most of its
paragraph, a link and a field are marks around words; what else stands between words (a note's
number, a tab, an image) is a mark without words. All other parts, and all XML outside those spans,
stay byte for byte.

What is inside a drawing's text box, an equation or a deleted tracked change is not read.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from eenvoudig._errors import InputError
from eenvoudig.document import Anchor, Block, BlockKind, Document, Mark, Note, NoteKind, Span
from eenvoudig.formats._marks import Renderings
from eenvoudig.formats._splice import splice
from eenvoudig.formats._xml import escape
from eenvoudig.formats._zip import damaged, repack, texts, unpack

_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header|footer)\d*\.xml")
_MAIN = re.compile(r"word/document\d*\.xml")
_STYLES = "word/styles.xml"
_WRITTEN = re.compile(rf"{_PARTS.pattern}|{_STYLES}")
_KIND = ("Word", ".docx")
_OLE = b"\xd0\xcf\x11\xe0"
"""How a file with a password begins, and one of Word before 2007."""
_BETWEEN = "\f"
"""Between two parts in the source; no XML has it."""
_TAG = re.compile(r"<(/?)([\w:.-]+)([^<>]*?)(/?)>|<[!?][^>]*>")
_RUN_CLOSE = "</w:t></w:r>"
_EMPTY_RUN = re.compile(
    r'<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve"></w:t></w:r>'
)
_STYLE = re.compile(r'<w:pStyle [^>]*w:val="([^"]*)"')
_HEADING = re.compile(r"(?:heading|kop|titre)\s*(\d)|(title|titel)$", re.IGNORECASE)
_NAME = re.compile(r"<\w+:(\w+)")
_LANG = re.compile(r"<w:lang [^>]*/>")
_WRAPPERS = frozenset(
    (
        *("w:hyperlink", "w:ins", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple"),
        *("w:customXml", "w:moveTo", "w:bdo", "w:dir"),
    )
)
"""Elements around runs."""
_SILENT = frozenset(("w:lastRenderedPageBreak", "w:softHyphen", "w:proofErr", "w:noProof"))
"""What means nothing once the words have changed."""
_BREAKS = frozenset(("w:tab", "w:br", "w:cr", "w:ptab"))
"""What in a run ends a line or a column: what comes after it is another block."""
_LABELS = {
    "hyperlink": "link",
    "ins": "inserted text",
    "del": "deleted text",
    "fldSimple": "field",
    "fldChar": "field",
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "drawing": "image",
    "pict": "image",
    "AlternateContent": "drawing",
    "object": "object",
    "br": "line break",
    "tab": "tab",
    "bookmarkStart": "bookmark",
    "bookmarkEnd": "bookmark",
    "commentRangeStart": "comment",
    "commentRangeEnd": "comment",
    "commentReference": "comment",
    "sdt": "content control",
    "oMath": "equation",
    "sym": "symbol",
}
"""What people call what may stand between words."""
_LANG_VALUE = re.compile(r'(<w:lang [^>]*w:val=")nl(?:-\w+)?(?=")')
_CODES = {"en": "en-GB", "nl": "nl-NL"}


@dataclass(frozen=True, slots=True)
class _Element:
    """An element of the XML: its name, where it stands, where its content does."""

    name: str
    start: int
    end: int
    inner_start: int
    inner_end: int


def is_one(data: bytes) -> bool:
    """Whether a file's content is that of a Word file, whatever the file is called."""
    return data.startswith(b"PK\x03\x04") and b"word/document" in data


def read(name: str, data: bytes) -> Document:
    """A document whose blocks are the paragraphs, headings, list items and table cells.

    A tab or a line break in a paragraph parts it in blocks. A paragraph in which a field begins or
    ends that does not end or begin there, as in a table of contents, is not read.

    Raises:
        InputError: it is no docx, is protected by a password, or unpacks to too much.
    """
    parts = _unpacked(name, data)
    source = _BETWEEN.join(parts.values())
    blocks: list[Block] = []
    unread: Counter[str] = Counter()
    offset = 0
    for xml in parts.values():
        for paragraph, in_cell in _paragraphs(xml):
            inside = xml[paragraph.inner_start : paragraph.inner_end]
            unread["text box"] += inside.count("<w:txbxContent>") - inside.count("<mc:Fallback>")
            if inside.count('"begin"') != inside.count('"end"'):
                unread["field over several paragraphs"] += 1
                continue
            blocks += _blocks(xml, paragraph, in_cell=in_cell, offset=offset)
        offset += len(xml) + len(_BETWEEN)
    notes = [
        Note(NoteKind.UNREAD, f"{count}× {what}", Span(0, 0))
        for what, count in unread.items()
        if count > 0
    ]
    return Document(name, source, tuple(blocks), notes=tuple(notes), container=data)


def write(
    document: Document,
    outputs: Mapping[int, str],
    language: str,
    renderings: Renderings,
    tails: Mapping[int, str],
) -> tuple[str, tuple[Note, ...]]:
    """The source with the changed paragraphs replaced; `pack` makes a file of it."""
    text, notes = splice(
        document,
        outputs,
        renderings,
        tails,
        lambda *_: escape,
        _finish,
    )
    return _in_language(text, language), notes


def pack(document: Document, source: str, language: str) -> bytes:
    """The file with these parts in the place of its own."""
    parts = texts(document.container, _WRITTEN)
    running = (name for name in parts if _PARTS.fullmatch(name))
    new = dict(zip(running, source.split(_BETWEEN), strict=True))
    styles = {name: _in_language(xml, language) for name, xml in parts.items() if name not in new}
    return repack(document.container, {**new, **styles})


def _finish(block: Block, text: str) -> str:
    """A paragraph's runs, without those that have nothing in them."""
    return _EMPTY_RUN.sub("", block.prefix + text + block.suffix)


def _in_language(xml: str, language: str) -> str:
    """The XML with Dutch text marked as text in the language, for Word's spelling check."""
    return xml if language == "nl" else _LANG_VALUE.sub(rf"\g<1>{_CODES[language]}", xml)


def _unpacked(name: str, data: bytes) -> dict[str, str]:
    """The parts with running text, by name, in the order of the file."""
    if data.startswith(_OLE):
        raise InputError(
            "{name} is protected by a password, or is a Word file from before 2007 (.doc).",
            "Open it in Word and save it as .docx without a password.",
            name=name,
        )
    written = unpack(name, data, _WRITTEN, *_KIND)
    parts = {part: xml for part, xml in written.items() if _PARTS.fullmatch(part)}
    if not any(_MAIN.fullmatch(part) for part in parts):
        raise InputError(
            "{name} is no Word document: there is no word/document.xml in it.",
            "Open it in Word and save it as .docx.",
            name=name,
        )
    if not all("<w:" in xml[:4000] for xml in parts.values()):  # another prefix than Word's own
        raise damaged(name, *_KIND)
    return parts


def _elements(xml: str, start: int, end: int) -> Iterator[_Element]:
    """The elements between two offsets, not those inside them."""
    depth = 0
    begun = inner = start
    name = ""
    for found in _TAG.finditer(xml, start, end):
        closing, tag, _, alone = found.groups()
        if tag is None:
            continue
        if closing:
            depth -= 1
            if depth == 0:
                yield _Element(name, begun, found.end(), inner, found.start())
        elif alone:
            if depth == 0:
                yield _Element(tag, found.start(), found.end(), found.end(), found.end())
        else:
            if depth == 0:
                name, begun, inner = tag, found.start(), found.end()
            depth += 1


def _paragraphs(xml: str) -> Iterator[tuple[_Element, bool]]:
    """The paragraphs in their order, not those inside another, and whether they are in a table."""
    stack: list[str] = []
    begun = inner = -1
    nested = 0
    for found in _TAG.finditer(xml):
        closing, tag, _, alone = found.groups()
        if tag is None or alone:
            continue
        if tag == "w:p":
            if not closing:
                if nested == 0:
                    begun, inner = found.start(), found.end()
                nested += 1
                continue
            nested -= 1
            if nested == 0:
                yield _Element(tag, begun, found.end(), inner, found.start()), "w:tc" in stack
        elif tag == "w:tc" and nested == 0:
            if closing:
                stack.pop()
            else:
                stack.append(tag)


def _blocks(xml: str, paragraph: _Element, *, in_cell: bool, offset: int) -> Iterator[Block]:
    """A paragraph's blocks: one, or one for each part between tabs and line breaks."""
    children = list(_elements(xml, paragraph.inner_start, paragraph.inner_end))
    properties = ""
    if children and children[0].name == "w:pPr":
        properties = xml[children[0].start : children[0].end]
        children = children[1:]
    kind, level = _kind_of(properties, in_cell=in_cell)
    base = _usual_format(xml, children)
    for units in _between_breaks(xml, _units(xml, children)):
        with_words = [place for place, unit in enumerate(units) if unit.has_words(xml)]
        if not with_words:
            continue
        inside = units[with_words[0] : with_words[-1] + 1]
        reader = _Paragraph(xml, base, offset)
        reader.take(inside)
        if reader.text.strip():
            yield Block(
                kind,
                reader.text,
                Span(offset + inside[0].start, offset + inside[-1].end),
                tuple(reader.anchors),
                level,
                prefix=inside[0].before + _opening(base),
                suffix=_RUN_CLOSE + inside[-1].after,
                marks=tuple(reader.marks),
            )


@dataclass(frozen=True, slots=True)
class _Unit:
    """What of a paragraph stays together: an element, a whole field, or a part of a run.

    Attributes:
        elements: the elements; of a part of a run its content.
        start: where it stands in the XML.
        end: the offset after it.
        run: the run's format, where this is a part of a run.
        before: what the XML needs before what takes this unit's place, where it begins in a run.
        after: what it needs after it, where it ends in a run.
    """

    elements: tuple[_Element, ...]
    start: int
    end: int
    run: str | None = None
    before: str = ""
    after: str = ""

    @property
    def is_field(self) -> bool:
        return len(self.elements) > 1 and self.run is None

    def has_words(self, xml: str) -> bool:
        """Whether there are words in it that are read."""
        if self.run is not None:
            return any(e.name == "w:t" and e.inner_end > e.inner_start for e in self.elements)
        return any(_has_words(xml, element) for element in self.elements)


def _units(xml: str, children: list[_Element]) -> list[_Unit]:
    """The elements of a paragraph or wrapper, each field's runs together."""
    units: list[_Unit] = []
    field_: list[_Element] = []
    depth = 0
    for child in children:
        raw = xml[child.start : child.end]
        change = raw.count('w:fldCharType="begin"') - raw.count('w:fldCharType="end"')
        whole = child.name == "w:r" and "w:fldCharType=" in raw
        if depth or (whole and change > 0):
            field_.append(child)
            depth += change
            if depth <= 0:
                units.append(_Unit(tuple(field_), field_[0].start, child.end))
                field_, depth = [], 0
        else:
            units.append(_Unit((child,), child.start, child.end))
    units += [_Unit((child,), child.start, child.end) for child in field_]
    return units


def _between_breaks(xml: str, units: list[_Unit]) -> Iterator[list[_Unit]]:
    """The units between tabs and line breaks; a run that has one inside it is taken apart."""
    now: list[_Unit] = []
    for unit in units:
        element = unit.elements[0]
        parts = [unit]
        if not unit.is_field and element.name == "w:r":
            parts = _parts_of_run(xml, element) or [unit]
        for part in parts:
            if part.run is not None and not part.elements:  # a break
                yield now
                now = []
            else:
                now.append(part)
    yield now


def _parts_of_run(xml: str, run: _Element) -> list[_Unit]:
    """A run in parts, with an empty one for each break; none where it has no break."""
    children = list(_elements(xml, run.inner_start, run.inner_end))
    properties = _format(xml, run)
    content = [child for child in children if child.name != "w:rPr"]
    if not any(child.name in _BREAKS for child in content):
        return []
    parts: list[_Unit] = []
    now: list[_Element] = []

    def part(*, last: bool) -> None:
        if not now:
            return
        first = now[0] is content[0]
        parts.append(
            _Unit(
                tuple(now),
                run.start if first else now[0].start,
                run.end if last else now[-1].end,
                properties,
                "" if first else "</w:r>",
                "" if last else f"<w:r>{properties}",
            )
        )
        now.clear()

    for child in content:
        if child.name in _BREAKS:
            part(last=False)
            parts.append(_Unit((), child.start, child.end, properties))
        else:
            now.append(child)
    part(last=True)
    return parts


def _kind_of(properties: str, *, in_cell: bool) -> tuple[BlockKind, int]:
    style = _STYLE.search(properties)
    heading = _HEADING.match(style[1]) if style else None
    if heading:
        return BlockKind.HEADING, int(heading[1] or 1)
    if in_cell:
        return BlockKind.TABLE_CELL, 0
    if "<w:numPr>" in properties:
        return BlockKind.LIST_ITEM, 1
    return BlockKind.PARAGRAPH, 0


def _has_words(xml: str, element: _Element) -> bool:
    """Whether an element of a paragraph has words that are read."""
    if element.name == "w:r":
        return any(
            child.name == "w:t" and child.inner_end > child.inner_start
            for child in _elements(xml, element.inner_start, element.inner_end)
        )
    return element.name in _WRAPPERS and any(
        _has_words(xml, child) for child in _elements(xml, element.inner_start, element.inner_end)
    )


def _usual_format(xml: str, children: list[_Element]) -> str:
    """The format (`w:rPr`) of most letters; those in links count where there are no others."""
    letters: Counter[str] = Counter()
    inside: Counter[str] = Counter()

    def count(elements: list[_Element], into: Counter[str]) -> None:
        for element in elements:
            if element.name == "w:r":
                into[_format(xml, element)] += sum(
                    child.inner_end - child.inner_start
                    for child in _elements(xml, element.inner_start, element.inner_end)
                    if child.name == "w:t"
                )
            elif element.name in _WRAPPERS:
                count(list(_elements(xml, element.inner_start, element.inner_end)), inside)

    count(children, letters)
    usual = (letters if letters.total() else inside).most_common(1)
    return usual[0][0] if usual else ""


def _format(xml: str, run: _Element) -> str:
    for child in _elements(xml, run.inner_start, run.inner_end):
        return xml[child.start : child.end] if child.name == "w:rPr" else ""
    return ""


def _opening(properties: str) -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">'


@dataclass(slots=True)
class _Paragraph:
    """The text of a block as it grows, with its anchors and marks."""

    xml: str
    base: str
    offset: int
    text: str = ""
    anchors: list[Anchor] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    joins: bool = False
    """Whether the next run stands beside the last one, in the same link or in none."""

    def take(self, units: list[_Unit]) -> None:
        """Add the content of these units."""
        for unit in units:
            element = unit.elements[0]
            if unit.run is not None:
                self._run(list(unit.elements), unit.run)
            elif unit.is_field:
                self._field(unit)
            elif element.name == "w:r":
                children = list(_elements(self.xml, element.inner_start, element.inner_end))
                self._run(children, _format(self.xml, element))
            elif element.name in _WRAPPERS and _has_words(self.xml, element):
                self._wrapper(element)
            elif element.name not in _SILENT:
                self._point(self.xml[element.start : element.end])

    def _run(self, children: list[_Element], properties: str) -> None:
        begun = len(self.text)
        other = _LANG.sub("", properties) != _LANG.sub("", self.base)
        for child in children:
            if child.name == "w:t":
                self._words(child)
            elif child.name == "w:noBreakHyphen":
                self.anchors.append(Anchor(len(self.text), self.offset + child.start))
                self.text += "\u2011"
            elif child.name != "w:rPr" and child.name not in _SILENT:
                if child.name in _BREAKS and self.text and not self.text.endswith(" "):
                    self.anchors.append(Anchor(len(self.text), self.offset + child.start))
                    self.text += " "
                raw = self.xml[child.start : child.end]
                self._point(f"<w:r>{properties}{raw}</w:r>")
        if other and len(self.text) > begun:
            self._format_over(begun, properties)
        self.joins = True

    def _words(self, element: _Element) -> None:
        """Text, of which each reference (`&amp;`) is a character of its own."""
        at = element.inner_start
        for piece in re.split(r"(&[^;]+;)", self.xml[element.inner_start : element.inner_end]):
            if piece:
                self.anchors.append(Anchor(len(self.text), self.offset + at))
                self.text += html.unescape(piece)
                at += len(piece)

    def _format_over(self, begun: int, properties: str) -> None:
        """The words from `begun` on are formatted in another way than most."""
        opening = _RUN_CLOSE + _opening(properties)
        last = self.marks[-1] if self.marks and self.joins else None
        if last and last.end == begun and last.opening == opening:  # one format over several runs
            self.marks[-1] = replace(last, end=len(self.text))
            return
        closing = _RUN_CLOSE + _opening(self.base)
        self.marks.append(Mark(begun, len(self.text), opening, closing, label="format"))

    def _wrapper(self, element: _Element) -> None:
        """A link, a content control or an inserted change around runs."""
        begun = len(self.text)
        self.joins = False
        units = _units(self.xml, list(_elements(self.xml, element.inner_start, element.inner_end)))
        with_words = [place for place, unit in enumerate(units) if unit.has_words(self.xml)]
        inside = units[with_words[0] : with_words[-1] + 1]
        self.take(inside)
        self.joins = False
        opening = _RUN_CLOSE + self.xml[element.start : inside[0].start] + _opening(self.base)
        closing = _RUN_CLOSE + self.xml[inside[-1].end : element.end] + _opening(self.base)
        carries = element.name in {"w:hyperlink", "w:sdt", "w:fldSimple"}
        label = _label(element.name)
        self.marks.append(Mark(begun, len(self.text), opening, closing, carries, label))

    def _field(self, unit: _Unit) -> None:
        """A field (a cross-reference, a page number): its code goes before the words it gives.

        One with another in it, or without words, stands for itself as a whole.
        """
        raw = self.xml[unit.start : unit.end]
        ends = [
            place
            for place, element in enumerate(unit.elements)
            if 'w:fldCharType="separate"' in self.xml[element.start : element.end]
        ]
        outcome = unit.elements[ends[0] + 1 : -1] if len(ends) == 1 else ()
        nested = raw.count('w:fldCharType="begin"') > 1
        if nested or not any(_has_words(self.xml, element) for element in outcome):
            self._point(raw)
            return
        begun = len(self.text)
        self.joins = False
        self.take([_Unit((element,), element.start, element.end) for element in outcome])
        self.joins = False
        opening = _RUN_CLOSE + self.xml[unit.start : outcome[0].start] + _opening(self.base)
        closing = _RUN_CLOSE + self.xml[outcome[-1].end : unit.end] + _opening(self.base)
        self.marks.append(
            Mark(begun, len(self.text), opening, closing, carries=True, label="field")
        )

    def _point(self, raw: str) -> None:
        """What stands between words and has none."""
        at = len(self.text)
        names = [name for name in _NAME.findall(raw) if name not in {"r", "rPr", "rStyle"}]
        whole = _RUN_CLOSE + raw + _opening(self.base)
        label = _label(names[0]) if names else "format"
        self.marks.append(Mark(at, at, whole, carries=True, label=label))


def _label(name: str) -> str:
    """What people call an element."""
    name = name.removeprefix("w:")
    return _LABELS.get(name, name)
