"""XLIFF and TMX of translators' programs: targets come in, all else stays."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eenvoudig import InputError, translate
from eenvoudig import read as read_document
from eenvoudig.document import Document, NoteKind, Segment
from eenvoudig.engines import Engine
from eenvoudig.formats import parse, read_file, to_bytes, write
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "fixtures/xliff.txt")
UNIT = '<trans-unit id="1"><source>{}</source></trans-unit>'
FILE = (
    '<xliff version="1.2"><file source-language="nl" target-language="en"><body>{}</body></file>'
    "</xliff>"
)
PIECES = (
    *("<g id='1'>", "</g>", "<x id='2'/>", "<bpt id='3'>b</bpt>", "<ept id='3'>e</ept>", "\n", " "),
    *("<mrk mtype='x'>", "</mrk>", "<ph id='4'>{}</ph>", "&amp;", "&#233;", "woord", "Twee.", ">"),
    *("<!-- x -->", "<![CDATA[<g>]]>", "<bx id='5'/>", "<ex id='5'/>"),
)
MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="nl"/><body>
  <tu tuid="1">
    <prop type="x">y</prop>
    <tuv xml:lang="nl-NL"><seg>De <hi>raad</hi> besluit.</seg></tuv>
  </tu>
  <tu><tuv lang="NL"><seg>Klaar.</seg></tuv><tuv lang="EN"><seg>Done.</seg></tuv></tu>
  <tu><tuv xml:lang="de"><seg>Nein.</seg></tuv><tuv xml:lang="nl"><seg>Nee.</seg></tuv></tu>
</body></tmx>
"""


def whole_blocks(document: Document) -> Document:
    """The document with each block as one segment."""
    blocks = [
        replace(b, segments=(Segment(n, b.text, 0, len(b.text), b.source_span(0, len(b.text))),))
        for n, b in enumerate(document.blocks, 1)
    ]
    return replace(document, blocks=tuple(blocks))


def in_capitals(data: bytes, name: str = "a.xlf", language: str = "en") -> bytes:
    document = whole_blocks(read_file(data, name))
    text, _ = write(document, {s.id: s.text.upper() for s in document.segments}, language)
    return to_bytes(document, text, language)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_targets_come_in_and_all_else_stays(case: Case) -> None:
    source, expected, written = case.parts
    document = whole_blocks(read_file(source.encode(), "a.xlf"))
    assert [block.text for block in document.blocks] == expected.split("\n")
    text, notes = write(document, {s.id: s.text.upper() for s in document.segments}, "en")
    assert (text, notes) == (written, ())
    parse("a.xlf", text.encode())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_unchanged_is_byte_for_byte(case: Case) -> None:
    data = codecs.BOM_UTF8 + case.parts[0].replace("\n", "\r\n").encode()
    document = read_document(data, name="a.xlf")
    assert to_bytes(document, write(document, {})[0]) == data


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_source_that_is_xml_gets_a_target_that_is(inside: str) -> None:
    data = FILE.format(UNIT.format(f"Een {inside}")).encode()
    try:
        document = whole_blocks(read_file(data, "a.xlf"))
    except InputError:
        return
    text, _ = write(document, {s.id: s.text.upper() for s in document.segments}, "en")
    assert text.startswith(data.decode().partition("</source>")[0])
    kept = [m.opening for b in document.blocks for m in b.marks if m.carries]
    target = text.partition("<target")[2]
    assert all(target.count(opening) >= kept.count(opening) for opening in kept)


def test_what_is_left_alone_is_told() -> None:
    case = next(case for case in CASES if "left alone" in case.title)
    notes = read_file(case.parts[0].encode(), "a.xlf").notes
    assert [(note.kind, note.text) for note in notes] == [
        (NoteKind.UNREAD, "3× segment that has its target"),
        (NoteKind.UNREAD, "2× segment that is not to be translated"),
    ]


def test_a_file_for_another_language_is_refused() -> None:
    data = FILE.replace('"en"', '"de-DE"').format(UNIT.format("De raad.")).encode()
    with pytest.raises(InputError, match="is for targets in the language de-DE"):
        in_capitals(data)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8"])
def test_encodings(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n' + FILE.format(UNIT.format("Eén raad."))
    data = text.encode(encoding)
    document = read_file(data, "a.xlf")
    assert to_bytes(document, document.source) == data
    written = in_capitals(data)
    assert "EÉN RAAD." in written.decode()
    assert b'encoding="UTF-8"' in written


def test_what_is_not_called_so_is_known_by_its_content() -> None:
    assert read_file(FILE.format(UNIT.format("De raad.")).encode(), "a.xml").suffix == ".xlf"
    assert read_file(MEMORY.encode(), "geheugen").suffix == ".tmx"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_memory_gets_the_new_text_beside_its_dutch(language: str) -> None:
    document = whole_blocks(read_file(MEMORY.encode(), "a.tmx"))
    assert [block.text for block in document.blocks] == ["De raad besluit.", "Nee."]
    assert [note.text for note in document.notes] == ["1× unit that has its target"]
    assert to_bytes(document, write(document, {})[0]) == MEMORY.encode()
    code = {"en": "en-GB", "nl": "nl-simple"}[language]
    first = '<tuv xml:lang="nl-NL"><seg>De <hi>raad</hi> besluit.</seg></tuv>'
    second = '<tuv xml:lang="nl"><seg>Nee.</seg></tuv>'
    new = f'<tuv xml:lang="{code}"><seg>'
    assert in_capitals(MEMORY.encode(), "a.tmx", language).decode() == MEMORY.replace(
        first, f"{first}\n    {new}DE <hi>RAAD</hi> BESLUIT.</seg></tuv>"
    ).replace(second, f"{second}{new}NEE.</seg></tuv>")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlf", b"", "is empty"),
        ("a.xlf", b"<xliff version='1.2'><file>", "is no XML: line 1"),
        ("a.xlf", b"<xliff version='3.0'/>", "no XLIFF of version 1.2 or 2"),
        ("a.xlf", b"<tmx/>", "no XLIFF of version 1.2 or 2"),
        ("a.tmx", b"<xliff version='1.2'/>", "is no TMX"),
        ("a.xlf", b"<?xml version='1.0' encoding='klingon'?><xliff/>", "no XML|no known encoding"),
        ("a.tmx", b"<!DOCTYPE t [<!ENTITY e 'e'>]><tmx>&e;</tmx>", "declares entities"),
        ("a.tmx", b"<!DOCTYPE t [<!ENTITY e SYSTEM 'file:///etc/hosts'>]><tmx/>", "entities"),
        ("a.xlf", b"<xliff>" * 300, "nests too deep"),
    ],
)
def test_what_is_not_read(name: str, data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_file(data, name)


def test_with_the_real_engine(engine: Engine) -> None:
    source = FILE.format(UNIT.format("De raad betaalt <g id='1'>350 euro</g> aan elke school."))
    result = translate(read_document(source.encode(), name="a.xlf"), engine=engine)
    written = result.content.decode()
    assert "<g id='1'>350 euros</g>" in written
    assert '<target state="needs-review-translation">' in written
