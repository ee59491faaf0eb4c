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

import html
import io
import re
import zipfile
import zlib
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

_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header|footer)\d*\.xml")
_MAIN = re.compile(r"word/document\d*\.xml")
_STYLES = "word/styles.xml"
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
_LARGEST = 300_000_000
"""Bytes that a file may unpack to."""
_RATIO = 200
"""How much larger than packed it may be, above a megabyte: text packs to a tenth."""
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
        lambda *_: lambda words: html.escape(words, quote=False),
        finish,
    )
    return _in_language(restore(document.source, text), language), notes


def restore(old: str, new: str) -> str:
    """The parts as they are in the file, each text box in its place, where `old` became `new`."""
    parts = zip(old.split(_BETWEEN), new.split(_BETWEEN), strict=True)
    return _BETWEEN.join(put_back(before, after) for before, after in parts)


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
                elif info.filename == _STYLES and language != "nl":
                    content = _in_language(content.decode(), language).encode()
                packed.writestr(info, content)
    return out.getvalue()


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
            entries = packed.namelist()
            if packed.testzip() or len(set(entries)) != len(entries):
                raise _broken(name)
            names = [entry for entry in entries if _PARTS.fullmatch(entry)]
            parts = {entry: packed.read(entry).decode("utf-8-sig") for entry in names}
            if _STYLES in entries:
                packed.read(_STYLES).decode()  # it is written anew too
    except (
        zipfile.BadZipFile,
        zlib.error,
        UnicodeDecodeError,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,  # zipfile's word for a member with a password
    ) as error:
        raise _broken(name) from error
    if not any(_MAIN.fullmatch(entry) for entry in parts):
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
