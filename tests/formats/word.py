"""Word files made by hand, and what Word does when all changes are accepted or rejected."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from eenvoudig.document import Document, Segment

WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACE = f'xmlns:w="{WORDML}" xmlns:r="r" xmlns:mc="mc" xmlns:wp="wp" xmlns:m="m" xmlns:v="v"'
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>paragraaf 3</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def by_hand(body: str, **parts: str) -> bytes:
    """A docx with this body, other parts of word/ by name, and what Word needs to open it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        packed.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        packed.writestr(
            "word/document.xml",
            f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>",
        )
        for name, xml in parts.items():
            packed.writestr(f"word/{name}.xml", xml)
    return out.getvalue()


def part(data: bytes, name: str = "word/document.xml") -> str:
    """One part of a docx."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name).decode()


def body_of(data: bytes) -> str:
    """What is in the body of a docx."""
    return part(data).partition("<w:body>")[2].partition("</w:body>")[0]


def whole_blocks(document: Document) -> Document:
    """The document with each block as one segment."""
    blocks = [
        replace(b, segments=(Segment(n, b.text, 0, len(b.text), b.source_span(0, len(b.text))),))
        for n, b in enumerate(document.blocks, 1)
    ]
    return replace(document, blocks=tuple(blocks))


def accepted(xml: str, *, author: str = "eenvoudig") -> etree._Element:
    """The part with all changes of this author accepted."""
    return _settled(xml, "ins", "del", author)


def rejected(xml: str, *, author: str = "eenvoudig") -> etree._Element:
    """The part with all changes of this author rejected."""
    return _settled(xml, "del", "ins", author)


def _settled(xml: str, kept: str, dropped: str, author: str) -> etree._Element:
    root = etree.fromstring(xml.encode())
    for change in list(root.iter(_w(dropped), _w(kept))):
        parent = _parent(change)
        if change.get(_w("author")) != author or parent.tag == _w("rPr"):
            continue
        if change.tag == _w(kept):
            for child in change:
                change.addprevious(child)
        parent.remove(change)
    for tag, plain in (("delText", "t"), ("delInstrText", "instrText")):
        for element in root.iter(_w(tag)):
            if not any(a.tag == _w("del") for a in element.iterancestors()):
                element.tag = _w(plain)
    for simple in list(root.iter(_w("fldSimple"))):
        _as_runs(simple)
    for link in list(root.iter(_w("hyperlink"))):
        if not len(link):  # Word drops a link without words
            _parent(link).remove(link)
    return root


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _as_runs(simple: etree._Element) -> None:
    """Write a simple field as the field of several runs that it is the same as."""
    code = simple.get(_w("instr"))
    mark = '<w:r xmlns:w="{}"><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = (
        f'<w:r xmlns:w="{WORDML}"><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    )
    for xml in (mark.format(WORDML, "begin"), instruction, mark.format(WORDML, "separate")):
        simple.addprevious(etree.fromstring(xml))
    for child in simple:
        simple.addprevious(child)
    simple.addprevious(etree.fromstring(mark.format(WORDML, "end")))
    _parent(simple).remove(simple)


def letters(root: etree._Element) -> list[list[tuple[str, str, str]]]:
    """Of each paragraph its letters and other content, each with its format and what is around it.

    Language is no format. Where runs and comments begin and end does not matter, nor where a
    deletion of someone else stands.
    """
    return [list(_letters(paragraph)) for paragraph in root.iter(_w("p"))]


def _letters(paragraph: etree._Element) -> Iterator[tuple[str, str, str]]:
    for run in paragraph.iter(_w("r")):
        if next(run.iterancestors(_w("p"))) is not paragraph:
            continue
        properties = run.find(_w("rPr"))
        names = [] if properties is None else sorted(_xml(p) for p in properties)
        format_ = "".join(name for name in names if not name.startswith("<w:lang"))
        around = "".join(
            f"{etree.QName(a).localname}{sorted(a.attrib.values())}"
            for a in run.iterancestors()
            if a.tag in {_w("hyperlink"), _w("sdt")}
        )
        if any(a.tag == _w("del") for a in run.iterancestors()):
            continue
        for child in run:
            if child.tag == _w("t"):
                yield from ((letter, format_, around) for letter in child.text or "")
            elif child.tag == _w("noBreakHyphen"):
                yield "\u2011", format_, around
            elif child.tag not in {_w("rPr"), _w("commentReference"), _w("softHyphen")}:
                box = child.find(f".//{_w('txbxContent')}") is not None  # its paragraphs come later
                yield child.tag if box else _xml(child), format_, around


def _xml(element: etree._Element) -> str:
    text = etree.tostring(element, with_tail=False).decode()
    for name in element.nsmap:
        text = text.replace(f' xmlns:{name}="{element.nsmap[name]}"', "")
    return text


def _w(name: str) -> str:
    return f"{{{WORDML}}}{name}"
