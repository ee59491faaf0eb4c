"""Word files: made by pandoc and LibreOffice (the fixtures), by python-docx, and by hand."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig import read as read_document
from eenvoudig import translate
from eenvoudig._errors import InputError
from eenvoudig.document import NoteKind
from eenvoudig.engines import Engine
from eenvoudig.formats import read_file, to_bytes, write
from tests.formats.word import BOLD, FIELD, NAMESPACE, RUN, body_of, by_hand, whole_blocks

FIXTURES = Path(__file__).parent / "fixtures"
LONG = (
    "De minister geeft steun aan drie organisaties. Indien u voornemens bent een aanvraag in te "
    "dienen, dient u dit uiterlijk op 1 maart 2026 te doen."
)
FILES = ("pandoc.docx", "libreoffice.docx")


def rewritten(data: bytes, change: Callable[[str], str], language: str = "nl") -> bytes:
    document = whole_blocks(read_file(data, "a.docx"))
    text, _ = write(document, {s.id: change(s.text) for s in document.segments}, language)
    return to_bytes(document, text, language)


@pytest.mark.parametrize("name", FILES)
def test_files_of_other_programs_are_read(name: str) -> None:
    blocks = read_file((FIXTURES / name).read_bytes(), name).blocks
    assert [(b.kind.value, b.level, b.text) for b in blocks] == [
        ("heading", 1, "Nota over steun"),
        ("heading", 1, "Steun aan organisaties"),
        (
            "paragraph",
            0,
            LONG,
        ),
        ("list_item", 1, "De subsidie bedraagt ten hoogste € 5.000."),
        ("list_item", 1, "Aanvragen die te laat zijn, worden niet in behandeling genomen."),
        ("table_cell", 0, "Jaar"),
        ("table_cell", 0, "Bedrag"),
        ("table_cell", 0, "2024"),
        ("table_cell", 0, "De raad betaalt 350 euro."),
        ("table_cell", 0, "2025"),
        ("table_cell", 0, "De raad & het college besluiten."),
        ("heading", 2, "Vervolg"),
        ("paragraph", 0, "Tekst met code en een regel"),
        ("paragraph", 0, "die doorloopt."),
        ("paragraph", 0, " Zie het besluit van 3 mei 2024."),
    ]


def test_a_file_under_review_is_read() -> None:
    """Made by LibreOffice, with tracked changes, a comment, a text box and a table in a table."""
    document = read_file((FIXTURES / "reviewed.docx").read_bytes(), "reviewed.docx")
    assert [(b.kind.value, b.level, b.text) for b in document.blocks] == [
        ("heading", 1, "Nota over de toelage"),
        (
            "paragraph",
            0,
            (
                "De raad heeft gisteren de regeling ingrijpend gewijzigd, zie de toelichting en "
                "bijlage 2."
            ),
        ),
        ("paragraph", 0, "Een kader:  en tekst erna."),
        ("list_item", 1, "Eerste punt van de lijst."),
        ("list_item", 2, "Een punt eronder."),
        ("table_cell", 0, "Links staat een tabel."),
        ("table_cell", 0, "Binnenste cel van de tabel."),
        (
            "paragraph",
            0,
            "Slot met een bladwijzer en een verwijzing naar een bladwijzer, pagina 1.",
        ),
        ("paragraph", 0, "Rechts staat dit."),
        ("paragraph", 0, "En hieronder dat."),
        ("paragraph", 0, "Let op: u dient dit tijdig te melden."),
        ("paragraph", 0, "Doe dat schriftelijk."),
        ("paragraph", 0, "Vastgesteld op 3 mei 2026."),
    ]
    assert [note.text for note in document.notes] == ["1× deleted text", "1× comment"]


@pytest.mark.parametrize("name", [*FILES, "reviewed.docx"])
def test_unchanged_every_part_is_the_same(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    document = whole_blocks(read_file(data, name))
    text, notes = write(document, {s.id: s.text for s in document.segments})
    assert notes == ()
    old, new = (zipfile.ZipFile(io.BytesIO(d)) for d in (data, to_bytes(document, text)))
    assert old.namelist() == new.namelist()
    assert all(old.read(part) == new.read(part) for part in old.namelist())


@pytest.mark.parametrize("name", FILES)
def test_formats_links_and_notes_stay_around_their_words(name: str) -> None:
    data = rewritten((FIXTURES / name).read_bytes(), str.upper)
    opened = docx.Document(io.BytesIO(data))
    paragraph = opened.paragraphs[2]
    bold = [run.text for run in paragraph.runs if run.bold]
    assert bold == ["MINISTER", "1 MAART 2026"]
    assert [run.text for run in paragraph.runs if run.italic] == ["DRIE"]
    assert [link.text for link in paragraph.hyperlinks] == ["STEUN"]
    assert paragraph.hyperlinks[0].address.startswith("https://example.nl")
    assert paragraph._p.xml.count("footnoteReference ") == 1
    assert opened.tables[0].cell(2, 1).text == "DE RAAD & HET COLLEGE BESLUITEN."
    assert "\n" in opened.paragraphs[-1].text  # the line break


@pytest.mark.parametrize("name", FILES)
def test_libreoffice_opens_what_was_written(name: str, tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    path = tmp_path / "new.docx"
    path.write_bytes(rewritten((FIXTURES / name).read_bytes(), str.upper, "en"))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "txt:Text", "--outdir", tmp_path, path],
        check=True,
        capture_output=True,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    text = (tmp_path / "new.txt").read_text(encoding="utf-8-sig")
    assert "DE MINISTER GEEFT STEUN AAN DRIE ORGANISATIES." in text


def test_python_docx_headers_tables_and_runs() -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Ministerie van Financiën"
    made.add_heading("Besluit", 2)
    paragraph = made.add_paragraph("De raad ")
    paragraph.add_run("besl")  # split by a spelling check: one word, one format
    paragraph.add_run("uit")
    paragraph.add_run(" morgen").bold = True
    paragraph.add_run("\ten\novermorgen.")
    outer = made.add_table(1, 1).cell(0, 0)
    outer.text = "buiten"
    outer.add_table(1, 1).cell(0, 0).text = "binnen"
    data = io.BytesIO()
    made.save(data)
    document = read_file(data.getvalue(), "a.docx")
    texts = [b.text for b in document.blocks]
    assert "Besluit" in texts
    assert {"De raad besluit morgen", "en", "overmorgen."} <= set(texts)  # a tab, a line break
    assert {"buiten", "binnen", "Ministerie van Financiën"} <= set(texts)
    opened = docx.Document(io.BytesIO(rewritten(data.getvalue(), str.upper)))
    assert opened.sections[0].header.paragraphs[0].text == "MINISTERIE VAN FINANCIËN"
    assert [r.text for r in opened.paragraphs[1].runs if r.bold] == [" MORGEN"]
    assert opened.paragraphs[1].text == "DE RAAD BESLUIT MORGEN\tEN\nOVERMORGEN."


@pytest.mark.parametrize(
    ("inside", "text", "kept"),
    [
        (f"<w:r><w:t>Zie </w:t></w:r>{FIELD}<w:r><w:t>.</w:t></w:r>", "Zie paragraaf 3.", "REF a"),
        (
            '<w:r><w:t>Een</w:t></w:r><w:bookmarkStart w:id="1"/><w:r><w:t> twee</w:t></w:r>',
            "Een twee",
            '<w:bookmarkStart w:id="1"/>',
        ),
        (
            (
                '<w:ins w:author="A"><w:r><w:t>Nieuw</w:t></w:r></w:ins>'
                '<w:del w:author="A"><w:r><w:delText>oud</w:delText></w:r></w:del>'
                "<w:r><w:t> woord</w:t></w:r>"
            ),
            "Nieuw woord",
            "<w:delText>oud</w:delText>",
        ),
        (
            (
                "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:r><w:t>Naam</w:t></w:r>"
                "</w:sdtContent></w:sdt><w:r><w:t> hier</w:t></w:r>"
            ),
            "Naam hier",
            "<w:sdtPr><w:alias/></w:sdtPr>",
        ),
        (
            "<w:r><w:t>Drie</w:t><w:noBreakHyphen/><w:t>daags &amp; &lt;kort&gt;</w:t></w:r>",
            "Drie\u2011daags & <kort>",
            "&amp; &lt;KORT&gt;",
        ),
    ],
)
def test_what_word_puts_between_words(inside: str, text: str, kept: str) -> None:
    data = by_hand(f"<w:p>{inside}</w:p>")
    [block] = read_file(data, "a.docx").blocks
    assert block.text == text
    body = body_of(rewritten(data, str.upper))
    assert kept in body
    words = re.sub(r"<w:delText>.*?</w:delText>|<w:instrText>.*?</w:instrText>", "", body)
    plain = re.sub(r"<[^>]+>", "", words)
    assert plain == text.upper().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def test_a_field_at_the_end_stays_whole() -> None:
    number, total = PAGE.format(1), PAGE.format(12)
    data = by_hand(f"<w:p>{RUN.format('Pagina ')}{number}{RUN.format(' van ')}{total}</w:p>")
    [block] = read_file(data, "a.docx").blocks
    assert block.text == "Pagina 1 van 12"
    body = body_of(rewritten(data, lambda text: text.replace("Pagina", "Page")))
    kinds = re.findall(r'fldCharType="(\w+)"|<w:t[^>]*>([^<]+)</w:t>', body)
    assert [kind or words for kind, words in kinds] == [
        *("Page ", "begin", "separate", "1", "end"),
        *(" van ", "begin", "separate", "12", "end"),
    ]


def test_a_field_in_a_field_stands_for_itself() -> None:
    inner = PAGE.format("x").replace("PAGE", "MERGEFIELD a")
    outer = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        f'{inner}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{RUN.format("ja")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    data = by_hand(f"<w:p>{RUN.format('Het is ')}{outer}{RUN.format(' zo.')}</w:p>")
    assert outer in body_of(rewritten(data, str.upper))


def test_a_table_of_contents_is_left_and_that_is_told() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = f"<w:p>{begin}{RUN.format('Kop 1')}</w:p><w:p>{RUN.format('Kop 2')}{end}</w:p>"
    document = read_file(by_hand(body), "a.docx")
    assert document.blocks == ()
    assert [n.text for n in document.notes] == ["2× field over several paragraphs"]


def test_tabs_and_breaks_part_a_paragraph_and_stay_where_they_are() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    body = (
        f"<w:p><w:r>{bold}<w:t>Datum:</w:t><w:tab/><w:t>3 maart</w:t></w:r>"
        f"<w:r><w:tab/></w:r>{RUN.format('Kenmerk')}<w:r><w:br/><w:t>einde</w:t></w:r></w:p>"
    )
    data = by_hand(body)
    texts = [b.text for b in read_file(data, "a.docx").blocks]
    assert texts == ["Datum:", "3 maart", "Kenmerk", "einde"]
    opened = docx.Document(io.BytesIO(_in_a_whole_file(rewritten(data, str.upper))))
    assert opened.paragraphs[0].text == "DATUM:\t3 MAART\tKENMERK\nEINDE"
    assert [r.text for r in opened.paragraphs[0].runs if r.bold and r.text.strip()] == [
        *("DATUM:", "3 MAART"),
    ]


def _in_a_whole_file(data: bytes) -> bytes:
    """A docx made by hand, its body in one that python-docx can open."""
    made = docx.Document()
    out = io.BytesIO()
    made.save(out)
    body = body_of(data)
    whole = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(whole, "w") as new:
        for info in old.infolist():
            content = old.read(info).decode() if info.filename == "word/document.xml" else ""
            if content:
                pattern = re.compile(r"(<w:body>).*?(<w:sectPr)", re.DOTALL)
                content = pattern.sub(rf"\1{body}\2", content)
            new.writestr(info, content.encode() if content else old.read(info))
    return whole.getvalue()


def test_an_image_between_two_sentences_stays(engine: Engine) -> None:
    image = "<w:r><w:drawing><a/></w:drawing></w:r>"
    data = by_hand(
        f"<w:p>{RUN.format('De raad besluit morgen. ')}{image}{RUN.format(' Het is klaar.')}</w:p>"
    )
    document = read_document(data, name="a.docx")
    result = translate(document, engine=engine)
    assert result.content.count(b"PK") > 0
    assert "<w:drawing>" in body_of(result.content)
    assert body_of(result.content).index("drawing") < body_of(result.content).rindex("<w:t")


BOX = "<w:txbxContent><w:p>{}</w:p></w:txbxContent>"


def test_text_boxes_and_their_copies() -> None:
    """A box in a box, a copy that is the same and one that is not."""
    inner = f"<w:r><w:pict>{BOX.format(RUN.format('binnenste'))}</w:pict></w:r>"
    box = BOX.format(RUN.format("binnen") + inner)
    other = BOX.format("<w:proofErr/>" + RUN.format("binnen"))
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
        "<mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    for copy in (box, other):
        data = by_hand(
            f"<w:p>{RUN.format('buiten ')}{drawing.format(copy)}{RUN.format('om')}</w:p>"
        )
        document = read_file(data, "a.docx")
        assert [b.text for b in document.blocks] == ["buiten om", "binnen", "binnenste"]
        assert document.notes == ()
        assert body_of(rewritten(data, str)) == body_of(data)
        body = body_of(rewritten(data, str.upper))
        assert body.count(">BINNEN<") == body.count(">BINNENSTE<") == 2
        assert body.index("BUITEN") < body.index("BINNEN") < body.index("OM")


STYLES = (
    f"<w:styles {NAMESPACE}>"
    '<w:style w:type="paragraph" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="K2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Huisstijl kop"/>'
    '<w:basedOn w:val="K2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Op"><w:name w:val="Opsomming"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Op2"><w:name w:val="x"/><w:basedOn w:val="Op"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Kring"><w:name w:val="y"/><w:basedOn w:val="Kring"/>'
    "</w:style></w:styles>"
)


@pytest.mark.parametrize(
    ("properties", "kind", "level"),
    [
        ('<w:pStyle w:val="Standaard"/>', "paragraph", 0),
        ('<w:pStyle w:val="K2"/>', "heading", 2),
        ('<w:pStyle w:val="Eigen"/>', "heading", 2),
        ('<w:pStyle w:val="Eigen"/><w:outlineLvl w:val="0"/>', "heading", 1),
        ('<w:pStyle w:val="Op"/>', "list_item", 2),
        ('<w:pStyle w:val="Op2"/>', "list_item", 2),
        ('<w:pStyle w:val="Op"/><w:numPr><w:numId w:val="0"/></w:numPr>', "paragraph", 0),
        ('<w:numPr><w:numId w:val="3"/></w:numPr>', "list_item", 1),
        ('<w:pStyle w:val="Kring"/>', "paragraph", 0),
        ('<w:pStyle w:val="Kop3"/>', "heading", 3),  # a style that the file does not have
    ],
)
def test_styles_make_headings_and_list_items(properties: str, kind: str, level: int) -> None:
    body = f"<w:p><w:pPr>{properties}</w:pPr>{RUN.format('Woorden.')}</w:p>"
    [block] = read_file(by_hand(body, styles=STYLES), "a.docx").blocks
    assert (block.kind.value, block.level) == (kind, level)


def test_what_is_not_read_is_told() -> None:
    gone = '<w:del w:id="1" w:author="A"><w:r><w:delText>oud</w:delText></w:r></w:del>'
    image = '<w:r><w:drawing><wp:docPr id="1" descr="Een kaart van de wijk"/></w:drawing></w:r>'
    plain = '<w:r><w:drawing><wp:docPr id="2" descr=""/></w:drawing></w:r>'
    data = by_hand(
        f"<w:p>{RUN.format('De wijk ')}{gone}{image}{plain}</w:p>",
        **{
            "comments": f'<w:comments {NAMESPACE}><w:comment w:id="1"/></w:comments>',
            "charts/chart1": "<c:chart/>",
            "embeddings/blad": "x",
        },
    )
    notes = read_file(data, "a.docx").notes
    assert [(n.kind, n.text) for n in notes] == [
        (NoteKind.UNREAD, f"1× {what}")
        for what in ("deleted text", "comment", "image description", "chart", "embedded object")
    ]


COMMENTED = (
    '<w:bookmarkStart w:id="4" w:name="b"/><w:commentRangeStart w:id="0"/>{}'
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    '<w:bookmarkEnd w:id="4"/>'
)


@pytest.mark.parametrize(
    ("output", "inside"),
    [
        ("Nu betaalt de raad drie euro aan u.", "drie euro"),
        ("Nu betaalt de raad drie en een halve euro.", "drie en een halve euro"),
        ("Vandaag krijgt u euro drie.", "drie."),  # its end would come first
        ("Geld is er.", "Geld is er."),
    ],
)
def test_a_comment_keeps_its_words_and_no_noise(output: str, inside: str) -> None:
    words = f"{RUN.format('De raad betaalt ')}{COMMENTED.format(RUN.format('drie euro'))}"
    document = whole_blocks(
        read_file(by_hand(f"<w:p>{words}{RUN.format(' aan u.')}</w:p>"), "a.docx")
    )
    text, notes = write(document, {1: output})
    assert notes == ()
    body = body_of(to_bytes(document, text))
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    assert re.sub("<[^>]*>", "", body.partition(start)[2].partition(end)[0]) == inside
    assert re.sub("<[^>]*>", "", body) == output


def test_what_does_not_break_stays_bound() -> None:
    source = "De boete is €\u00a05.000 per 1\u00a0mei; zie de e\u2011mail."
    document = whole_blocks(read_file(by_hand(f"<w:p>{RUN.format(source)}</w:p>"), "a.docx"))
    text, _ = write(document, {1: "Zie de e-mail: u betaalt € 5.000 vanaf 1 mei."})
    assert "Zie de e\u2011mail: u betaalt €\u00a05.000 vanaf 1\u00a0mei." in text


def test_bold_with_the_space_after_it() -> None:
    data = by_hand(f"<w:p>{BOLD.format('Let op: ')}{RUN.format('indien u verhuist.')}</w:p>")
    document = whole_blocks(read_file(data, "a.docx"))
    text, notes = write(document, {1: "Let op: als u verhuist."})
    assert notes == ()
    assert BOLD.format("Let op: ").replace("<w:t>", '<w:t xml:space="preserve">') in text


def test_right_to_left_and_emoji() -> None:
    arabic = "<w:r><w:rPr><w:rtl/></w:rPr><w:t>مرحبا</w:t></w:r>"
    data = by_hand(f"<w:p>{RUN.format('Welkom 👩🏽‍💻 en ')}{arabic}{RUN.format(' 🇳🇱!')}</w:p>")
    [block] = read_file(data, "a.docx").blocks
    assert block.text == "Welkom 👩🏽‍💻 en مرحبا 🇳🇱!"
    body = body_of(rewritten(data, str.upper))
    assert re.sub("<[^>]*>", "", body) == "WELKOM 👩🏽‍💻 EN مرحبا 🇳🇱!"
    assert "<w:rtl/></w:rPr><w:t" in body


PIECES = (
    RUN.format("woord "),
    RUN.format("twee"),
    "<w:r><w:rPr><w:b/></w:rPr><w:t>dik</w:t></w:r>",
    "<w:r><w:tab/></w:r>",
    "<w:r><w:br/><w:t>na</w:t></w:r>",
    '<w:hyperlink r:id="x"><w:r><w:t>link</w:t></w:r></w:hyperlink>',
    "<w:proofErr/>",
    FIELD,
    "<w:r><w:rPr><w:i/></w:rPr></w:r>",
)


@given(st.lists(st.sampled_from(PIECES), unique=True))
def test_any_paragraph_comes_back_and_stays_xml(pieces: list[str]) -> None:
    data = by_hand(f"<w:p><w:pPr><w:jc/></w:pPr>{''.join(pieces)}</w:p>".replace("r:id", "w:id"))
    document = whole_blocks(read_file(data, "a.docx"))
    assert write(document, {})[0] == document.source
    changed = rewritten(data, str.upper)
    again = read_file(changed, "a.docx")  # it is XML still
    assert [b.text for b in again.blocks] == [b.text.upper() for b in document.blocks]
    body = body_of(changed)
    for piece in ("<w:hyperlink", "<w:tab/>", "REF a"):
        assert body.count(piece) == "".join(pieces).count(piece)


def _with(entry: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(entry, content)
    return out.getvalue()


ENTITY = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document><w:p>&a;</w:p>'
    b"</w:document>"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 and no more", "damaged"),
        (b"no zip at all", "damaged"),
        (b"\xd0\xcf\x11\xe0 and more", "protected by a password"),
        (_with("content.xml", b"<a/>"), "no word/document.xml"),
        (_with("word/document.xml", b"<w:document><w:p>"), "damaged"),
        (_with("word/document.xml", b"\xff\xfe\x00"), "damaged"),
        (_with("word/document.xml", ENTITY), "damaged"),
        (_with("word/document.xml", b"<x:document/>"), "damaged"),
        (_with("word/document.xml", b" " * 50_000_000), "unpacks to 50 MB"),
    ],
)
def test_bad_files_are_told(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_file(data, "a.docx")


def test_a_truncated_file_is_told() -> None:
    data = (FIXTURES / "pandoc.docx").read_bytes()
    for length in range(0, len(data), 997):
        with pytest.raises(InputError):
            read_file(data[:length], "a.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
def test_damaged_parts_are_told_before_any_work(part: str) -> None:
    data = bytearray((FIXTURES / "pandoc.docx").read_bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        info = packed.getinfo(part)
    middle = info.header_offset + 60 + info.compress_size // 2
    data[middle : middle + 8] = b"\xff" * 8
    with pytest.raises(InputError, match="damaged"):
        read_file(bytes(data), "a.docx")


def test_a_word_file_is_known_by_its_content() -> None:
    data = (FIXTURES / "pandoc.docx").read_bytes()
    assert read_file(data, "-").suffix == ".docx"
    assert read_file(data, "brief").suffix == ".docx"


def test_ten_thousand_paragraphs() -> None:
    data = by_hand(f"<w:p>{RUN.format('De raad besluit.')}</w:p>" * 10_000)
    assert len(read_file(data, "a.docx").blocks) == 10_000


def test_the_whole_product_on_a_word_file(engine: Engine) -> None:
    document = read_document(FIXTURES / "pandoc.docx")
    result = translate(document, engine=engine)
    opened = docx.Document(io.BytesIO(result.content))
    assert "The minister" in opened.paragraphs[2].text
    assert opened.tables[0].cell(1, 0).text == "2024"
    assert "The minister" in result.text
    assert result.document.line_of(document.blocks[2].span.start) == 3


@pytest.mark.parametrize("name", ["brief.md", "brief.csv", "brief.html"])
def test_a_word_file_under_another_name_is_told(name: str) -> None:
    with pytest.raises(InputError, match=f"{name} is a docx file, whatever its name says"):
        read_file((FIXTURES / "pandoc.docx").read_bytes(), name)


def test_a_file_with_nothing_in_it_is_empty() -> None:
    with pytest.raises(InputError, match="is empty"):
        read_file(b"", "brief.docx")
