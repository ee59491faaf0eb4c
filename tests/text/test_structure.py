from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eenvoudig.document import BlockKind, Document, Layout, NoteKind
from eenvoudig.text import segment, structure

PAGES = sorted((Path(__file__).parent / "fixtures/pages").glob("*.txt"))
ROOT = Path(__file__).parents[2]
NOTE = ROOT / "samples/nota-humanitaire-hulp.txt"
KAMERSTUK = ROOT.parent / "shared/samples/kamerstuk-36360-XVII-1-p22.txt"


def read(path: Path) -> str:
    # Line ends are evidence: nothing translates them.
    return path.read_bytes().decode("utf-8")


def bare(source: str) -> str:
    """The text without the spaces that tell soft line ends from hard ones."""
    return "\n".join(line.rstrip(" ") for line in source.split("\n"))


def parse(source: str, *, pdf_text: bool | None = None) -> Document:
    return segment(structure(Document("-", source), pdf_text=pdf_text))


def show(document: Document) -> str:
    """A document as the expected files have it: blocks, a segment a line, then the notes."""
    lines = [f"layout {document.layout.value}"]
    for block in document.blocks:
        mark = f" {block.prefix!r}" if block.prefix else ""
        level = f" {block.level}" if block.level else ""
        lines += ["", f"[{block.kind.value}{level}{mark}]"]
        lines += [s.text + (" <incomplete>" if s.incomplete else "") for s in block.segments]
    notes = [f"{note.kind.value}: {note.text}" for note in document.notes]
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def check_anchors(document: Document) -> None:
    """Every character of every block is the source's, a white-space one counting as a space."""
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end
        end = block.span.end
        for at, character in enumerate(block.text):
            source = document.source[block.source_offset(at)]
            assert source == character or (character == " " and source.isspace())
        covered = [(s.start, s.end) for s in block.segments]
        edges = [0, *(edge for pair in covered for edge in pair), len(block.text)]
        assert not "".join(
            block.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)
        ).strip()
    for segment_ in document.segments:
        assert document.source[segment_.span.start] == segment_.text[0]
        assert document.source[segment_.span.end - 1] == segment_.text[-1]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages(path: Path) -> None:
    document = parse(read(path))
    assert show(document) == path.with_suffix(".expected").read_text("utf-8")
    check_anchors(document)


@pytest.mark.parametrize("spaces", [True, False], ids=["spaces", "bare"])
def test_sample_note(spaces: bool) -> None:
    source = read(NOTE) if spaces else bare(read(NOTE))
    document = parse(source)
    check_anchors(document)
    kinds = [block.kind for block in document.blocks]
    assert (kinds.count(BlockKind.HEADING), kinds.count(BlockKind.LIST_ITEM)) == (7, 3)
    assert len(document.segments) == 63
    assert [s.id for s in document.segments if s.incomplete] == [63]
    removed = [n.text for n in document.notes if n.kind is NoteKind.REMOVED]
    footer = "Ministerie van Buitenlandse Zaken – Nota humanitaire hulp 2024 – pagina {} van 18"
    assert removed == [footer.format(7), footer.format(8)]
    text = " ".join(block.text for block in document.blocks)
    assert "de opvang in de regio in 2024 ondersteund" in text
    assert "rapportage- en verantwoordingsverplichtingen" in text
    # With the spaces nothing is in doubt; without them a person is asked about three words.
    doubts = [n.text for n in document.notes if n.kind is NoteKind.UNCERTAIN_JOIN]
    assert doubts == ([] if spaces else ["teruggevorderd", "voorwaarden", "meegeteld"])


FOOTER = "Ministerie van Buitenlandse Zaken – Nota humanitaire hulp 2024 – pagina {} van 18\n"
EXTRACTIONS = {
    "line ends of another system": lambda text: text.replace("\n", "\r\n"),
    "bare page numbers": lambda text: text.replace(FOOTER.format(7), "7\n").replace(
        FOOTER.format(8), "8\n"
    ),
    "form feeds, blank lines and a header": lambda text: (
        text.replace(FOOTER.format(7), f"\n\n{FOOTER.format(7)}\n\fNota humanitaire hulp\n\n")
        + "\f"
    ),
    "form feeds only": lambda text: text.replace(FOOTER.format(7), "\f").replace(
        FOOTER.format(8), "\f"
    ),
}


@pytest.mark.parametrize("extraction", EXTRACTIONS)
@pytest.mark.parametrize("spaces", [True, False], ids=["spaces", "bare"])
def test_other_extractions_of_the_sample_note(extraction: str, spaces: bool) -> None:
    source = read(NOTE) if spaces else bare(read(NOTE))
    expected = [(b.kind, b.text) for b in parse(source).blocks]
    document = parse(EXTRACTIONS[extraction](source))
    assert [(b.kind, b.text) for b in document.blocks] == expected
    assert document.segments[-1].incomplete
    check_anchors(document)


def test_a_space_after_every_line_says_nothing() -> None:
    source = bare(read(NOTE))
    spaced = source.replace("\n", " \n")
    assert [b.text for b in parse(spaced).blocks] == [b.text for b in parse(source).blocks]


def test_numbered_questions_are_no_page_numbers() -> None:
    answer = (
        "Antwoord\nNee. Dat is\nniet zo, want het\nkan niet.\nDat blijkt ook\nuit het rapport.\n"
    )
    source = "".join(f"{n}\nKlopt het dat dit gebeurt?\n{answer}" for n in (1, 2, 3))
    document = parse(source, pdf_text=True)
    assert not document.notes
    assert [b.text for b in document.blocks if b.text.isdigit()] == ["1", "2", "3"]


@pytest.mark.parametrize("spaces", [True, False], ids=["spaces", "bare"])
def test_kamerstuk(spaces: bool) -> None:
    if not KAMERSTUK.exists():
        pytest.skip("the sample page is not beside this checkout")
    source = read(KAMERSTUK) if spaces else bare(read(KAMERSTUK))
    document = parse(source)
    check_anchors(document)
    headings = [b.text for b in document.blocks if b.kind is BlockKind.HEADING]
    assert headings == [
        "Migratiesamenwerking",
        "Noodhulp en humanitaire diplomatie: crisisrespons en bescherming van burgers",
    ]
    assert len(document.segments) - len(headings) == 19
    last = document.segments[-1]
    assert last.text == "Daarnaast kunnen humanitaire organisaties met"
    assert [s.id for s in document.segments if s.incomplete] == [last.id]
    assert [(n.kind, n.text) for n in document.notes] == [
        (NoteKind.INCOMPLETE, last.text),
        (NoteKind.REMOVED, "Tweede Kamer, vergaderjaar 2022–2023, 36 360 XVII, nr. 1 22"),
    ]
    words = " ".join(block.text for block in document.blocks)
    for word in (
        "het COMPASS-partnerschap die in 2022",
        "internationale samenwerking op",
        "mensenhandel- en smokkel",
        "mensenhandel en -smokkel",
        "ministerieel",
        "herkomst- en transitlanden",
        "West- en Centraal-Mediterrane",
    ):
        assert word in words


LINES = (
    "De minister|samen|werking|EU-|lidstaten |en smokkel|partner|schap.|mensenhandel-|- |"
    "• een punt|1. een|2. twee|a. x|Pagina 3 van 12|12|100 200 300|Kop|é|(zie|!|\u00ad|\t|   |"
    "\n|\n\n| \n|\f|\r\n"
)
PIECES = st.lists(st.sampled_from(LINES.split("|")), max_size=40).map("".join)


@given(PIECES | st.text(max_size=80), st.sampled_from([True, False, None]))
@example("", None)
@example("\ufeff\n \u00a0\n", True)
@example("a-\nb", True)
@example("-", True)
def test_anchors(source: str, pdf_text: bool | None) -> None:
    check_anchors(parse(source, pdf_text=pdf_text))


@given(PIECES | st.text(max_size=80))
def test_no_text_is_lost_from_a_page(source: str) -> None:
    """Every letter and digit is in a block, a mark, or a note of what was removed."""
    document = parse(source, pdf_text=True)
    kept = "".join(block.prefix + block.text for block in document.blocks)
    kept += "".join(note.text for note in document.notes if note.kind is NoteKind.REMOVED)
    letters = sorted(c for c in source if c.isalnum())
    assert sorted(c for c in kept if c.isalnum()) == letters


@given(PIECES | st.text(max_size=80))
def test_plain_text_keeps_what_is_outside_its_blocks(source: str) -> None:
    document = parse(source, pdf_text=False)
    outside = source
    for block in reversed(document.blocks):
        outside = outside[: block.span.start] + outside[block.span.end :]
    assert document.layout is Layout.KEEP
    # What is left is white space and the marks of list items.
    marks = "".join(block.prefix for block in document.blocks)
    assert sorted(c for c in outside if c.isalnum()) == sorted(c for c in marks if c.isalnum())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_told_what_it_is(path: Path) -> None:
    """What a text is told to be goes before what it looks like."""
    source = read(path)
    assert structure(Document("-", source), pdf_text=True).layout is Layout.FLOW
    assert structure(Document("-", source), pdf_text=False).layout is Layout.KEEP


def test_a_number_goes_on_after_a_word_that_awaits_it() -> None:
    source = (
        "Het aandeel van het spoor in het goederenvervoer over land is in tien jaar tijd gedaald\n"
        "van 6,1 naar 5,3 procent, terwijl de ambitie juist een stijging tot\n"
        "8 procent behelsde. Vervoerders noemen als voornaamste belemmering de vergoeding voor\n"
        "het gebruik van het spoor. Daarnaast speelt dat het net vol is en dat er te weinig\n"
        "machinisten zijn.\n"
    )
    (block,) = parse(source, pdf_text=True).blocks
    assert "een stijging tot 8 procent behelsde" in block.text
