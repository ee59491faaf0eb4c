"""Word documents (.docx): only the words change, in the body, tables, notes, headers and footers.

A docx is a zip of XML parts. The parts with running text, one after the other, are the document's
source; each paragraph is a block whose span runs from its first to its last run with text, and is
replaced like a block of any other format. A run that is formatted otherwise than most of its
paragraph, a link and a field are marks around words; what else stands between words (a note's
number, a tab, an image) is a mark without words. All other parts, and all XML outside those spans,
stay byte for byte.

A text box is read as paragraphs of its own, after those of its part. Of tracked changes in the file
what was inserted is read, and what was deleted stays as it is. Comments, descriptions of images,
equations, charts, diagrams and embedded objects are not read; all but equations are told.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eenvoudig._errors import InputError
from eenvoudig.document import Block, Document, Note, NoteKind, Span
from eenvoudig.formats._boxes import Piece, contents, lift, place_of, put_back
from eenvoudig.formats._docx_paragraph import blocks, finish
from eenvoudig.formats._marks import Renderings
from eenvoudig.formats._splice import splice
from eenvoudig.formats._word_styles import styles_of
from eenvoudig.formats._wordml import TAG, Element
from eenvoudig.formats._xml import escape
from eenvoudig.formats._zip import damaged, repack, texts, unpack

_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header|footer)\d*\.xml")
_MAIN = re.compile(r"word/document\d*\.xml")
_STYLES = "word/styles.xml"
_WRITTEN = re.compile(rf"{_PARTS.pattern}|{_STYLES}")
_KIND = ("Word", ".docx")
_COMMENTS = "word/comments.xml"
_TELLING = frozenset((_STYLES, _COMMENTS))
_ODD = {
    "chart": re.compile(r"word/charts/chart\d*\.xml"),
    "diagram": re.compile(r"word/diagrams/data\d*\.xml"),
    "embedded object": re.compile(r"word/embeddings/"),
}
"""Parts that have words, or may have."""
_DELETED = re.compile(r"<w:(?:del|moveFrom) [^>]*[^/]>")
_DESCRIBED = re.compile(r'<wp:docPr (?=[^>]*descr="[^"])[^>]*>')
_OLE = b"\xd0\xcf\x11\xe0"
"""How a file with a password begins, and one of Word before 2007."""
_BETWEEN = "\f"
"""Between two parts in the source; no XML has it."""
_ROOT = re.compile(r"<w:(document|footnotes|endnotes|hdr|ftr)[ >]")
_NOTES = frozenset(("footnotes", "endnotes"))
_NOTE = re.compile(r'<w:(footnote|endnote) [^>]*w:id="(-?\d+)"')
_LANG_VALUE = re.compile(r'(<w:lang [^>]*w:val=")nl(?:-\w+)?(?=")')
CODES = {"en": "en-GB", "nl": "nl-NL"}


def _other_parts(data: bytes) -> dict[str, str]:
    """All parts by name, with the text of those that tell something of the running text."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {
            name: packed.read(name).decode(errors="replace") if name in _TELLING else ""
            for name in packed.namelist()
        }


def _unread(source: str, others: Mapping[str, str]) -> dict[str, int]:
    """What has words that are not read, and how many of each there are."""
    return {
        "deleted text": len(_DELETED.findall(source)),
        "comment": others.get(_COMMENTS, "").count("<w:comment "),
        "image description": len(set(_DESCRIBED.findall(source))),
        **{what: sum(bool(part.match(name)) for name in others) for what, part in _ODD.items()},
    }


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a paragraph's content stands, and what stands for it in the body.

    Attributes:
        span: its content.
        anchor: of a note or a text box the pattern of what refers to it from the body; nothing for
            the body itself, None for headers and footers.
    """

    span: Span
    anchor: str | None


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
    source = _BETWEEN.join(lift(xml) for xml in parts.values())
    others = _other_parts(data)
    styles = styles_of(others.get(_STYLES, ""))
    found: list[Block] = []
    unread: Counter[str] = Counter()
    for piece in _pieces(source):
        for paragraph, in_cell in _paragraphs(source, piece):
            inside = source[paragraph.inner_start : paragraph.inner_end]
            if inside.count('"begin"') != inside.count('"end"'):
                unread["field over several paragraphs"] += 1
            else:
                found += blocks(source, paragraph, styles, in_cell=in_cell)
    unread.update(_unread(source, others))
    notes = [
        Note(NoteKind.UNREAD, f"{count}× {what}", Span(0, 0))
        for what, count in unread.items()
        if count
    ]
    return Document(name, source, tuple(found), notes=tuple(notes), container=data)


def passages(source: str) -> Iterator[Passage]:
    """The paragraphs of a source, in their order."""
    in_body = False
    for piece in _pieces(source):
        root = _ROOT.search(source, piece.start, piece.end)
        if root:
            in_body = root[1] == "document"
        anchor: str | None = None
        if not root and in_body:
            anchor = re.escape(place_of(piece.number))
        elif in_body:
            anchor = ""
        note = ""
        at = piece.start
        for paragraph, _ in _paragraphs(source, piece):
            if root and root[1] in _NOTES:
                for found in _NOTE.finditer(source, at, paragraph.start):
                    note = rf'<w:{found[1]}Reference [^>]*w:id="{found[2]}"'
                anchor = note or None
            at = paragraph.end
            yield Passage(Span(paragraph.inner_start, paragraph.inner_end), anchor)


def _pieces(source: str) -> Iterator[Piece]:
    """The parts and text boxes of a source."""
    start = 0
    for part in source.split(_BETWEEN):
        for piece in contents(part):
            yield Piece(piece.number, start + piece.start, start + piece.end)
        start += len(part) + len(_BETWEEN)


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
        finish,
    )
    return _in_language(restore(document.source, text), language), notes


def restore(old: str, new: str) -> str:
    """The parts as they are in the file, each text box in its place, where `old` became `new`."""
    parts = zip(old.split(_BETWEEN), new.split(_BETWEEN), strict=True)
    return _BETWEEN.join(put_back(before, after) for before, after in parts)


def pack(document: Document, source: str, language: str) -> bytes:
    """The file with these parts in the place of its own."""
    parts = texts(document.container, _WRITTEN)
    running = (name for name in parts if _PARTS.fullmatch(name))
    new = dict(zip(running, source.split(_BETWEEN), strict=True))
    styles = {name: _in_language(xml, language) for name, xml in parts.items() if name not in new}
    return repack(document.container, {**new, **styles})


def _in_language(xml: str, language: str) -> str:
    """The XML with Dutch text marked as text in the language, for Word's spelling check."""
    return xml if language == "nl" else _LANG_VALUE.sub(rf"\g<1>{CODES[language]}", xml)


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


def _paragraphs(xml: str, piece: Piece) -> Iterator[tuple[Element, bool]]:
    """The paragraphs in their order, not those inside another, and whether they are in a table."""
    stack: list[str] = []
    begun = inner = -1
    nested = 0
    for found in TAG.finditer(xml, piece.start, piece.end):
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
                yield Element(tag, begun, found.end(), inner, found.start()), "w:tc" in stack
        elif tag == "w:tc" and nested == 0:
            if closing:
                stack.pop()
            else:
                stack.append(tag)
