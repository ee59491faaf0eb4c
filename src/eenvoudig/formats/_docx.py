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
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from eenvoudig._errors import InputError
from eenvoudig.document import Anchor, Block, BlockKind, Document, Mark, Note, NoteKind, Span
from eenvoudig.formats._marks import Renderings
from eenvoudig.formats._splice import splice

SUFFIX = ".docx"
_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_LANGUAGE_PARTS = re.compile(
    r"word/(?:styles|document|footnotes|endnotes|header\d*|footer\d*)\.xml"
)
_BETWEEN = "\f"
"""Between two parts in the source; no XML has it."""
_LARGEST = 300_000_000
"""Bytes that a file may unpack to."""
_RATIO = 200
"""How much larger than packed it may be, above a megabyte: text packs to a tenth."""
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
_SILENT = frozenset(("w:lastRenderedPageBreak", "w:softHyphen"))
"""What in a run means nothing once its words have changed."""
_SPACES = frozenset(("w:tab", "w:br", "w:cr", "w:ptab"))
"""What in a run parts words as a space does."""
_CODES = {"en": "en-GB", "nl": "nl-NL"}


@dataclass(frozen=True, slots=True)
class _Element:
    """An element of the XML: its name, where it stands, where its content does."""

    name: str
    start: int
    end: int
    inner_start: int
    inner_end: int


def read(name: str, data: bytes) -> Document:
    """A document whose blocks are the paragraphs, headings, list items and table cells.

    Raises:
        InputError: it is no docx, is protected by a password, or unpacks to too much.
    """
    parts = _unpacked(name, data)
    source = _BETWEEN.join(parts.values())
    blocks: list[Block] = []
    boxes = offset = 0
    for xml in parts.values():
        for paragraph, in_cell in _paragraphs(xml):
            block = _block(xml, paragraph, in_cell=in_cell, offset=offset)
            if block:
                blocks.append(block)
            boxes += xml.count("<w:txbxContent>", paragraph.start, paragraph.end)
        offset += len(xml) + len(_BETWEEN)
    unread = [Note(NoteKind.UNREAD, f"{boxes}× text box", Span(0, 0))] if boxes else []
    return Document(name, source, tuple(blocks), notes=tuple(unread), container=data)


def write(
    document: Document, outputs: Mapping[int, str], language: str, renderings: Renderings
) -> tuple[str, tuple[Note, ...]]:
    """The source with the changed paragraphs replaced; `pack` makes a file of it."""
    text, notes = splice(
        document,
        outputs,
        renderings,
        lambda *_: lambda words: html.escape(words, quote=False),
        _finish,
    )
    return _in_language(text, language), notes


def pack(document: Document, source: str, language: str) -> bytes:
    """The file with these parts in the place of its own."""
    with zipfile.ZipFile(io.BytesIO(document.container)) as old:
        names = [name for name in old.namelist() if _PARTS.fullmatch(name)]
        new = dict(zip(names, source.split(_BETWEEN), strict=True))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for info in old.infolist():
                content = old.read(info)
                if info.filename in new:
                    content = new[info.filename].encode()
                elif language != "nl" and _LANGUAGE_PARTS.fullmatch(info.filename):
                    content = _in_language(content.decode(), language).encode()
                packed.writestr(info, content)
    return out.getvalue()


def _finish(block: Block, text: str) -> str:
    """A paragraph's runs, without those that have nothing in them."""
    whole = _opening(block.base) + text + _RUN_CLOSE
    return _EMPTY_RUN.sub("", whole)


def _in_language(xml: str, language: str) -> str:
    """The XML with Dutch text marked as text in the language, for Word's spelling check."""
    if language == "nl":
        return xml
    return xml.replace('w:val="nl-NL"', f'w:val="{_CODES[language]}"')


def _unpacked(name: str, data: bytes) -> dict[str, str]:
    """The parts with running text, by name, in the order of the file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(info.file_size for info in packed.infolist())
            if size > _LARGEST or (size > 1_000_000 and size > _RATIO * len(data)):
                raise InputError(
                    "{name} unpacks to {size} MB; that is not read.",
                    "Check where the file comes from.",
                    name=name,
                    size=size // 1_000_000,
                )
            names = [entry for entry in packed.namelist() if _PARTS.fullmatch(entry)]
            parts = {entry: packed.read(entry).decode("utf-8-sig") for entry in names}
    except (
        zipfile.BadZipFile,
        UnicodeDecodeError,
        EOFError,
        NotImplementedError,
        OSError,
    ) as error:
        raise _broken(name) from error
    except RuntimeError as error:  # zipfile's word for a member with a password
        raise _broken(name) from error
    if "word/document.xml" not in parts:
        raise InputError(
            "{name} is no Word document: there is no word/document.xml in it.",
            "Open it in Word and save it as .docx.",
            name=name,
        )
    for part in parts.values():
        _check(name, part)
    return parts


def _check(name: str, xml: str) -> None:
    """Refuse what is no XML, or declares entities, or has another prefix than Word's own."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        fromstring(xml.encode())
    except (ParseError, DefusedXmlException, RecursionError) as error:
        raise _broken(name) from error
    if "<w:" not in xml[:4000]:
        raise _broken(name)


def _broken(name: str) -> InputError:
    return InputError(
        "{name} is damaged, or no Word document.",
        "Open it in Word and save it again as .docx.",
        name=name,
    )


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


def _block(xml: str, paragraph: _Element, *, in_cell: bool, offset: int) -> Block | None:
    """A paragraph with words as a block."""
    properties = ""
    children = list(_elements(xml, paragraph.inner_start, paragraph.inner_end))
    if children and children[0].name == "w:pPr":
        properties = xml[children[0].start : children[0].end]
        children = children[1:]
    with_text = [place for place, child in enumerate(children) if _has_words(xml, child)]
    if not with_text:
        return None
    base = _usual_format(xml, paragraph)
    reader = _Paragraph(xml, base, offset)
    reader.take(children[with_text[0] : with_text[-1] + 1])
    if not reader.text.strip():
        return None
    kind, level = _kind_of(properties, in_cell=in_cell)
    span = Span(offset + children[with_text[0]].start, offset + children[with_text[-1]].end)
    return Block(
        kind,
        reader.text,
        span,
        tuple(reader.anchors),
        level,
        marks=tuple(reader.marks),
        base=base,
    )


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


def _usual_format(xml: str, paragraph: _Element) -> str:
    """The format (`w:rPr`) in which most of a paragraph's letters stand."""
    letters: Counter[str] = Counter()

    def count(start: int, end: int) -> None:
        for element in _elements(xml, start, end):
            if element.name == "w:r":
                letters[_format(xml, element)] += sum(
                    child.inner_end - child.inner_start
                    for child in _elements(xml, element.inner_start, element.inner_end)
                    if child.name == "w:t"
                )
            elif element.name in _WRAPPERS:
                count(element.inner_start, element.inner_end)

    count(paragraph.inner_start, paragraph.inner_end)
    return letters.most_common(1)[0][0]


def _format(xml: str, run: _Element) -> str:
    for child in _elements(xml, run.inner_start, run.inner_end):
        return xml[child.start : child.end] if child.name == "w:rPr" else ""
    return ""


def _opening(properties: str) -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">'


@dataclass(slots=True)
class _Paragraph:
    """The text of a paragraph as it grows, with its anchors and marks."""

    xml: str
    base: str
    offset: int
    text: str = ""
    anchors: list[Anchor] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    fields: list[tuple[int, int]] = field(default_factory=list)
    """Fields that have begun: where in the text their outcome starts, where in the XML they do."""

    def take(self, elements: list[_Element]) -> None:
        """Add the content of these elements of the paragraph."""
        for element in elements:
            if element.name == "w:r":
                self._run(element)
            elif element.name in _WRAPPERS and _has_words(self.xml, element):
                self._wrapper(element)
            else:
                self._point(self.xml[element.start : element.end])

    def _run(self, run: _Element) -> None:
        properties = _format(self.xml, run)
        begun = len(self.text)
        other = _LANG.sub("", properties) != _LANG.sub("", self.base)
        for child in _elements(self.xml, run.inner_start, run.inner_end):
            raw = self.xml[child.start : child.end]
            if child.name == "w:t":
                self._words(child)
            elif child.name == "w:rPr" or child.name in _SILENT:
                continue
            elif child.name == "w:noBreakHyphen":
                self.anchors.append(Anchor(len(self.text), self.offset + child.start))
                self.text += "\u2011"
            elif child.name == "w:fldChar":
                self._field(raw, run, properties)
            else:
                if child.name in _SPACES and self.text and not self.text.endswith(" "):
                    self.anchors.append(Anchor(len(self.text), self.offset + child.start))
                    self.text += " "
                self._point(f"<w:r>{properties}{raw}</w:r>")
        if other and len(self.text) > begun:
            self._format_over(begun, properties)

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
        last = self.marks[-1] if self.marks else None
        if last and last.end == begun and last.opening == opening:  # one format over several runs
            self.marks[-1] = replace(last, end=len(self.text))
            return
        closing = _RUN_CLOSE + _opening(self.base)
        self.marks.append(Mark(begun, len(self.text), opening, closing, label=_label(properties)))

    def _wrapper(self, element: _Element) -> None:
        """A link, a content control or an inserted change around runs."""
        begun = len(self.text)
        children = list(_elements(self.xml, element.inner_start, element.inner_end))
        inside = [child for child in children if _has_words(self.xml, child)]
        first, last = inside[0], inside[-1]
        self.take([c for c in children if first.start <= c.start <= last.start])
        opening = _RUN_CLOSE + self.xml[element.start : first.start] + _opening(self.base)
        closing = _RUN_CLOSE + self.xml[last.end : element.end] + _opening(self.base)
        carries = element.name in {"w:hyperlink", "w:sdt", "w:fldSimple"}
        label = element.name.removeprefix("w:")
        self.marks.append(Mark(begun, len(self.text), opening, closing, carries, label))

    def _field(self, raw: str, run: _Element, properties: str) -> None:
        """A field (a cross-reference, a page number): its code goes before the words it gives."""
        whole = f"<w:r>{properties}{raw}</w:r>"
        del run
        if 'w:fldCharType="begin"' in raw:
            self.fields.append((len(self.marks), len(self.text)))
            self._point(whole)
        elif 'w:fldCharType="end"' in raw and self.fields:
            number, begun = self.fields.pop()
            # What the field began with, up to its outcome, stood alone until now.
            before = [m for m in self.marks[number:] if m.start == m.end == begun]
            self.marks[number:] = [m for m in self.marks[number:] if m not in before]
            opening = "".join(m.opening for m in before)
            opening = _joined(opening, self.base)
            if len(self.text) > begun:
                closing = _RUN_CLOSE + whole + _opening(self.base)
                mark = Mark(begun, len(self.text), opening, closing, carries=True, label="field")
                self.marks.append(mark)
            else:
                self.marks.append(Mark(begun, begun, opening, carries=True, label="field"))
                self._point(whole)
        else:
            self._point(whole)

    def _point(self, raw: str) -> None:
        """What stands between words and has none."""
        at = len(self.text)
        whole = _RUN_CLOSE + raw + _opening(self.base)
        names = _NAME.findall(raw)
        label = next((n for n in names if n not in {"r", "rPr", "rStyle"}), names[0])
        self.marks.append(Mark(at, at, whole, carries=True, label=label))


def _label(properties: str) -> str:
    """What people call a format: its style, or the names of what it sets."""
    style = re.search(r'<w:rStyle w:val="([^"]*)"', properties)
    return style[1] if style else ", ".join(_NAME.findall(properties)[1:4]) or "format"


def _joined(opening: str, base: str) -> str:
    """Several openings in a row without the empty runs between them."""
    return opening.replace(_opening(base) + _RUN_CLOSE, "")
