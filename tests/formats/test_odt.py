"""OpenDocument texts: made by LibreOffice and pandoc (the fixtures), and by hand."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig import read as read_document
from eenvoudig import translate
from eenvoudig._errors import InputError
from eenvoudig.document import NoteKind
from eenvoudig.engines import Engine
from eenvoudig.formats import read_file, to_bytes, write
from tests.cases import Case, read_cases
from tests.formats.rewriting import converted, rewritten, whole_blocks

FIXTURES = Path(__file__).parent / "fixtures"
FILES = ("libreoffice.odt", "pandoc.odt")
MIMETYPE = "application/vnd.oasis.opendocument.text"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = (
    f'xmlns:office="{OASIS}:office:1.0" xmlns:text="{OASIS}:text:1.0" '
    f'xmlns:style="{OASIS}:style:1.0" xmlns:table="{OASIS}:table:1.0" '
    f'xmlns:draw="{OASIS}:drawing:1.0" xmlns:fo="{OASIS}:xsl-fo-compatible:1.0" '
    f'xmlns:svg="{OASIS}:svg-compatible:1.0" xmlns:number="{OASIS}:datastyle:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:officeooo="http://openoffice.org/2009/office"'
)
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{}"/>{}</manifest:manifest>'
)


def by_hand(body: str, styles: str = "", entries: str = "", **parts: str) -> bytes:
    """An odt with this body, and no more than a program needs to open it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        packed.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
        for name, content in parts.items():
            packed.writestr(f"{name}.xml", content)
        entries += (
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        )
        packed.writestr("META-INF/manifest.xml", MANIFEST.format(MIMETYPE, entries))
    return out.getvalue()


def part_of(data: bytes, name: str = "content.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name).decode()


def body_of(data: bytes) -> str:
    xml = part_of(data)
    fromstring(xml)  # it is XML still
    return xml.partition("<office:text>")[2].partition("</office:text>")[0]


def texts_of(data: bytes) -> list[str]:
    return [block.text for block in read_file(data, "a.odt").blocks]


def test_a_file_of_libreoffice_is_read() -> None:
    document = read_file((FIXTURES / "libreoffice.odt").read_bytes(), "libreoffice.odt")
    blocks = [(b.kind.value, b.level, b.text) for b in document.blocks]
    assert blocks[:9] == [
        ("heading", 1, "Subsidie voor buurthuizen in 2026"),
        ("paragraph", 0, "Datum:"),
        ("paragraph", 0, "3 mei 2025"),
        ("paragraph", 0, "Kenmerk:"),
        ("paragraph", 0, "SAM/2025/114"),
        ("paragraph", 0, "Onderwerp: "),
        ("paragraph", 0, "subsidie"),
        ("heading", 1, "Aanleiding"),
        (
            "paragraph",
            0,
            (
                "Het college van burgemeester en wethouders heeft op 3 mei 2025 besloten om de "
                "subsidie voor buurthuizen met ingang van 1 januari 2026 te verhogen. De aanvraag "
                "dient uiterlijk op 1 oktober 2025 te zijn ontvangen. Nadere informatie is te "
                "vinden op de website van de gemeente."
            ),
        ),
    ]
    assert ("list_item", 2, "In de zomermaanden volstaat 10 uur.") in blocks
    assert ("table_cell", 0, "Klein buurthuis") in blocks
    assert [text for _, _, text in blocks[-4:]] == [
        "Gemeente Waterhoek, afdeling Samenleving",
        "Pagina 1 van 1",
        "Zie de Algemene subsidieverordening van de gemeente.",
        "Let op: aanvragen die na 1 oktober 2025 binnenkomen, worden niet in behandeling genomen.",
    ]
    assert [note.text for note in document.notes] == [
        *("1× comment", "1× deleted text", "1× table of contents"),
    ]


def test_a_file_of_pandoc_is_read() -> None:
    document = read_file((FIXTURES / "pandoc.odt").read_bytes(), "pandoc.odt")
    assert [(b.kind.value, b.level, b.text) for b in document.blocks] == [
        ("heading", 1, "Nota over steun"),
        ("heading", 1, "Steun aan organisaties"),
        ("paragraph", 0, "De minister geeft steun aan drie organisaties. De formule is ."),
        ("list_item", 1, "De subsidie bedraagt ten hoogste € 5.000."),
        ("list_item", 2, "Dat geldt per jaar."),
        ("table_cell", 0, "Jaar"),
        ("table_cell", 0, "Besluit"),
        ("table_cell", 0, "2024"),
        ("table_cell", 0, "De raad & het college."),
        ("paragraph", 0, "1"),
        ("paragraph", 0, "Een noot over steun."),
    ]
    assert [note.text for note in document.notes] == ["1× equation"]


@pytest.mark.parametrize("name", FILES)
def test_unchanged_it_is_the_same_file(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    document = whole_blocks(read_file(data, name))
    text, notes = write(document, {s.id: s.text for s in document.segments})
    assert notes == ()
    assert to_bytes(document, text) == data


@pytest.mark.parametrize("name", FILES)
def test_only_the_words_change(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    new = rewritten(data, name, str.upper)
    before, after = (zipfile.ZipFile(io.BytesIO(file)) for file in (data, new))
    assert [(i.filename, i.compress_type) for i in after.infolist()] == [
        (i.filename, i.compress_type) for i in before.infolist()
    ]
    assert after.infolist()[0].filename == "mimetype"
    assert after.infolist()[0].compress_type == zipfile.ZIP_STORED
    for part in before.namelist():
        if part not in {"content.xml", "styles.xml"}:
            assert after.read(part) == before.read(part)
    document, again = read_file(data, name), read_file(new, name)
    assert [b.text for b in again.blocks] == [b.text.upper() for b in document.blocks]
    assert [(b.kind, b.level) for b in again.blocks] == [(b.kind, b.level) for b in document.blocks]
    assert [b.marks for b in again.blocks] == [b.marks for b in document.blocks]


@pytest.mark.parametrize("name", FILES)
def test_libreoffice_reads_the_same_words(name: str, tmp_path: Path) -> None:
    data = (FIXTURES / name).read_bytes()
    before, after = tmp_path / "before.odt", tmp_path / "after.odt"
    before.write_bytes(data)
    after.write_bytes(rewritten(data, name, str.upper))
    old, new = (
        path.read_text(encoding="utf-8-sig")
        for path in converted([before, after], "txt:Text", tmp_path)
    )
    assert new.upper().split() == old.upper().split()
    [first, *_] = read_file(data, name).blocks
    assert first.text.upper() in new
    assert first.text.upper() not in old


def test_a_translation_says_its_language() -> None:
    styles = (
        '<style:style style:name="P1" style:family="paragraph"><style:text-properties '
        'fo:language="nl" fo:country="BE"/></style:style>'
        '<number:date-style style:name="N1" number:country="NL" number:language="nl"/>'
        '<style:style style:name="P2" style:family="paragraph"><style:text-properties '
        'fo:language="fr" fo:country="FR"/></style:style>'
    )
    meta = f"<office:meta {NAMESPACES}><dc:language>nl-NL</dc:language></office:meta>"
    data = by_hand("<text:p>Een besluit.</text:p>", styles, meta=meta)
    english = rewritten(data, "a.odt", str.upper, "en")
    xml = part_of(english)
    assert 'fo:language="en" fo:country="GB"' in xml
    assert 'number:country="GB" number:language="en"' in xml
    assert 'fo:language="fr" fo:country="FR"' in xml
    assert "<dc:language>en-GB<" in part_of(english, "meta.xml")
    assert 'fo:language="nl" fo:country="BE"' in part_of(rewritten(data, "a.odt", str.upper))


BOLD = (
    '<style:style style:name="T1" style:family="text"><style:text-properties '
    'fo:font-weight="bold"/></style:style>'
)
UNSEEN = (
    '<style:style style:name="T2" style:family="text"><style:text-properties '
    'officeooo:rsid="001a" fo:language="nl" fo:country="NL"/></style:style>'
)
NOTE = (
    '<text:note text:id="n{0}" text:note-class="footnote"><text:note-citation>{0}'
    "</text:note-citation><text:note-body><text:p>{1}</text:p></text:note-body></text:note>"
)
BOX = "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>"


def span(words: str, style: str = "T1") -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


CASES = read_cases(FIXTURES / "odt.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_stands_around_and_between_words(case: Case) -> None:
    inside, texts, upper = case.parts
    data = by_hand(f"<text:p>{inside}</text:p>", BOLD + UNSEEN)
    assert texts_of(data) == texts.split("\n")
    assert body_of(rewritten(data, "a.odt", str.upper)) == f"<text:p>{upper}</text:p>"


def test_what_is_not_read_is_left_and_counted() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Inhoud</text:p></text:index-body>"
        "</text:table-of-content>"
        '<text:p><draw:frame><draw:object xlink:href="./Object 1"/><svg:title>Grafiek</svg:title>'
        '</draw:frame><draw:frame><draw:object-ole xlink:href="./Object 2"/></draw:frame></text:p>'
        "<text:p>wel</text:p>"
    )
    chart = (
        '<manifest:file-entry manifest:full-path="Object 1/" '
        'manifest:media-type="application/vnd.oasis.opendocument.chart"/>'
    )
    data = by_hand(body, entries=chart)
    document = read_file(data, "a.odt")
    assert [b.text for b in document.blocks] == ["wel"]
    assert {(n.kind, n.text) for n in document.notes} == {
        (NoteKind.UNREAD, f"1× {what}")
        for what in (
            *("deleted text", "table of contents", "image description", "chart"),
            "embedded object",
        )
    }
    assert body_of(rewritten(data, "a.odt", str.upper)) == body.replace(">wel<", ">WEL<")


def test_tables_in_tables_and_lists_in_cells() -> None:
    inner = (
        "<table:table><table:table-row><table:table-cell><text:p>binnen</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    body = (
        f"<table:table><table:table-row><table:table-cell>{inner}<text:list><text:list-item>"
        "<text:p>punt</text:p></text:list-item></text:list></table:table-cell></table:table-row>"
        "</table:table><text:h text:outline-level='3'>Kop</text:h>"
    )
    blocks = read_file(by_hand(body), "a.odt").blocks
    assert [(b.kind.value, b.level, b.text) for b in blocks] == [
        ("table_cell", 0, "binnen"),
        ("table_cell", 0, "punt"),
        ("heading", 3, "Kop"),
    ]


PIECES = (
    *("woord ", "twee", " Drie.", "<text:tab/>", "<text:s/>", "<text:bookmark text:name='b'/>"),
    *(span("dik"), span("ook dik "), span(f"dik {span('en schuin', 'Emphasis')}")),
    *(
        span("niets", "T2"),
        span(""),
        NOTE.format(1, "Een noot."),
        BOX.format("<text:p>kader</text:p>"),
    ),
    "<text:a xlink:href='x'>link</text:a>",
    f"<text:a xlink:href='y'>{span('dikke')} link</text:a>",
    span("dik <text:a xlink:href='z'>link</text:a> en<text:line-break/> verder"),
    "<text:page-number>1</text:page-number>",
    f"<text:a xlink:href='u'>{span('dik<text:tab/>')}na</text:a>",
)
CHANGES = (
    str.upper,
    lambda text: " ".join(reversed(text.split())),
    lambda text: text[: len(text) // 2].strip() or "niets",
    lambda text: f"{text} {text}",
    lambda _: "dik link & <meer>\x0b0 dik\x0b",
)


@given(st.lists(st.sampled_from(PIECES), unique=True), st.sampled_from(CHANGES))
def test_any_paragraph_stays_xml_and_loses_nothing(pieces: list[str], change: object) -> None:
    assert callable(change)
    data = by_hand(f"<text:p>{''.join(pieces)}</text:p>", BOLD + UNSEEN)
    document = whole_blocks(read_file(data, "a.odt"))
    assert to_bytes(document, write(document, {})[0]) == data
    body = body_of(rewritten(data, "a.odt", change))
    for kept in ("<text:note ", "<draw:frame>", "<text:tab/>", "<text:bookmark ", "<text:page-n"):
        assert body.count(kept) == "".join(pieces).count(kept)
    for target in re.findall(r"xlink:href='(\w)'", "".join(pieces)):
        assert f"xlink:href='{target}'" in body


def _zip(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name.replace("manifest", "META-INF/manifest") + ".xml", content)
    return out.getvalue()


ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><office:text>&a;</office:text>'
DEEP = f"{'<text:section>' * 400}<text:p>diep</text:p>{'</text:section>' * 400}"
ENCRYPTED = MANIFEST.format(MIMETYPE, "<manifest:encryption-data/>").encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 and no more", "damaged"),
        (b"no zip at all", "damaged"),
        (_zip(styles=b"<a/>"), "no OpenDocument text"),
        (_zip(content=b"<office:spreadsheet/>".replace(b"/", b' xmlns:office="x"/')), "no OpenDoc"),
        (_zip(content=b"<office:text xmlns:office='x'/>"), "damaged"),
        (_zip(content=b"<office:text>"), "damaged"),
        (_zip(content=b"\xff\xfe\x00"), "damaged"),
        (_zip(content=ENTITY), "damaged"),
        (_zip(content=b'<?xml version="1.0" encoding="utf-88"?><office:text/>'), "damaged"),
        (_zip(content=b" " * 50_000_000), "unpacks to 50 MB"),
        (_zip(content=b"\x8a\xff", manifest=ENCRYPTED), "protected by a password"),
        (by_hand(DEEP), "damaged"),
    ],
)
def test_bad_files_are_told(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_file(data, "a.odt")


def test_a_truncated_file_is_told() -> None:
    data = (FIXTURES / "pandoc.odt").read_bytes()
    for length in range(0, len(data), 997):
        with pytest.raises(InputError):
            read_file(data[:length], "a.odt")


def test_macros_are_kept() -> None:
    data = (FIXTURES / "pandoc.odt").read_bytes()
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("Basic/Standard/Module1.xml", "<module>Sub Main</module>")
    new = rewritten(out.getvalue(), "a.odt", str.upper)
    assert part_of(new, "Basic/Standard/Module1.xml") == "<module>Sub Main</module>"


def test_it_is_known_by_its_content() -> None:
    for name in FILES:
        data = (FIXTURES / name).read_bytes()
        assert read_file(data, "-").suffix == ".odt"


def test_ten_thousand_paragraphs() -> None:
    words = (f"Besluit {n * n} van de {span('raad')}." for n in range(10_000))
    note = NOTE.format(1, "Zie het besluit.")
    data = by_hand("".join(f"<text:p>{one}{note}</text:p>" for one in words), BOLD)
    document = whole_blocks(read_file(data, "a.odt"))
    assert len(document.blocks) == 20_000
    text, _ = write(document, {s.id: s.text.upper() for s in document.segments})
    assert part_of(to_bytes(document, text)).count(">ZIE HET BESLUIT.<") == 10_000


def test_the_whole_product_on_an_odt(engine: Engine) -> None:
    document = read_document(FIXTURES / "pandoc.odt")
    result = translate(document, engine=engine)
    body = body_of(result.content)
    assert re.search(r'The <text:span text:style-name="T1">minister</text:span>', body)
    assert "<text:note " in body
    assert "The minister" in result.text
    assert texts_of(result.content)[7] == "2024"
