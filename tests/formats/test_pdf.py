"""PDFs: by LibreOffice and Chromium (the fixtures), and by hand where these can't."""

from __future__ import annotations

import importlib.util
import re
import shutil
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eenvoudig import InputError, read
from eenvoudig.document import BlockKind, Document, NoteKind
from eenvoudig.formats import read_file
from eenvoudig.formats._markdown import literal, literal_start
from tests.formats.pdfs import PICTURE, Shown, lines, pdf, words

FIXTURES = Path(__file__).parent / "fixtures/pdf"
NAMES = sorted(path.stem for path in FIXTURES.glob("*.md"))
LONG = (
    "De minister stuurt de Kamer een brief over de noodhulp in de",
    "regio, en gaat daarin ook in op de kosten van de hulp en op de",
    "vraag hoe lang die nog nodig is.",
)


def source(*pages: list[Shown | str] | list[Shown], rotate: int = 0) -> str:
    return read_file(pdf(*pages, rotate=rotate), "a.pdf").source


def notes(document: Document) -> list[tuple[str, str, int | None]]:
    return [(n.kind.value, n.text, document.page_of_note(n)) for n in document.notes]


@pytest.mark.parametrize("name", NAMES)
def test_files_of_other_programs(name: str) -> None:
    document = read(FIXTURES / f"{name}.pdf")
    assert document.source == (FIXTURES / f"{name}.md").read_text(encoding="utf-8")
    assert document.suffix == ".md"
    assert document.name.endswith(f"{name}.pdf")


@pytest.mark.parametrize("name", ["brief", "jaarverslag", "rapport", "tabel"])
def test_every_word_that_went_in_comes_out(name: str) -> None:
    _, _, text = (FIXTURES / f"{name}.txt").read_text(encoding="utf-8").partition("\n---\n")
    footnotes = " ".join(re.findall(r"\^([^^]+)\^", text))
    went_in = Counter(words(re.sub(r"\^[^^]+\^", "", text) + " " + footnotes))
    came_out = Counter(w for b in read(FIXTURES / f"{name}.pdf").blocks for w in b.text.split())
    assert went_in == came_out


def test_headings_lists_and_cells_are_what_they_were() -> None:
    blocks = read(FIXTURES / "rapport.pdf").blocks
    headings = [(b.level, b.text) for b in blocks if b.kind is BlockKind.HEADING]
    assert headings[:5] == [
        (1, "Schuldhulpverlening in middelgrote gemeenten"),
        (2, "1 Aanleiding"),
        (2, "2 Opzet van het onderzoek"),
        (2, "3 Uitkomsten"),
        (3, "Huisbezoek werkt het best"),
    ]
    assert sum(b.kind is BlockKind.LIST_ITEM for b in blocks) == 6
    table = [b.text for b in read(FIXTURES / "jaarverslag.pdf").blocks if b.kind == "table_cell"]
    assert table[12:16] == [
        "Onderhoud van sluizen, stuwen en gemalen in het hele beheergebied",
        "107,4",
        "108,2",
        "0,8",
    ]


def test_headers_and_footers_are_taken_out_and_told() -> None:
    document = read(FIXTURES / "brief.pdf")
    assert [(text, page) for kind, text, page in notes(document) if kind == "removed"] == [
        ("Directie Stabiliteit en Humanitaire Hulp", 1),
        ("Ministerie van Buitenlandse Zaken — Pagina 1 van 2", 1),
        ("Directie Stabiliteit en Humanitaire Hulp", 2),
        ("Ministerie van Buitenlandse Zaken — Pagina 2 van 2", 2),
    ]


def test_a_segment_knows_its_page() -> None:
    document = read(FIXTURES / "rapport.pdf")
    pages = {s.text.split()[0]: document.page_of(s.span.start) for s in document.segments}
    assert (pages["Inwoners"], pages["Ten"]) == (1, 2)
    assert read("Een tekst.").page_of(0) is None


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["rapport"])
def test_a_pdf_made_now(name: str, tmp_path: Path) -> None:
    made = _make().make(name, tmp_path)
    assert words(read(made).source) == words((FIXTURES / f"{name}.md").read_text("utf-8"))


def _make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", FIXTURES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_lines_are_joined_and_a_short_line_ends_a_paragraph() -> None:
    shown = lines(*LONG, "Dit is een nieuwe alinea.")
    assert source(shown) == f"{' '.join(LONG)}\n\nDit is een nieuwe alinea.\n"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("een brief over de noodhulpmid-", "delen van het kabinet", "noodhulpmiddelen van"),
        ("een brief over de EU-", "begroting van dit jaar, die nu", "EU-begroting van"),
        ("een brief over de herkomst-", "en transitlanden in de regio", "herkomst- en trans"),
        ("een brief over de subsidie\xad", "regeling van het kabinet nu", "subsidieregeling"),
    ],
)
def test_words_that_a_line_end_breaks(first: str, second: str, joined: str) -> None:
    shown = lines("De minister stuurt de Kamer " + first, second, "en over de kosten ervan.")
    assert joined in source(shown)


def test_a_paragraph_goes_on_in_the_next_page() -> None:
    first, second = lines(*LONG[:2], y=760), lines(LONG[2], y=100)
    numbers = [[Shown(str(n), 300, 815)] for n in (1, 2)]
    document = read_file(pdf([*first, *numbers[0]], [*second, *numbers[1]]), "a.pdf")
    assert document.source == " ".join(LONG) + "\n"
    assert document.page_of(document.source.index("vraag")) == 2
    assert notes(document) == [("removed", "1", 1), ("removed", "2", 2)]


def test_what_means_something_in_markdown_is_shown_as_it_is() -> None:
    texts = ["# Geen kop", "1. 5 * 3 = 15 [sic] <niet> _zo_", "- `code` &amp; {{x}} | \\ ~"]
    document = read_file(pdf([Shown(t, 70, 100 + 60 * n) for n, t in enumerate(texts)]), "a.pdf")
    assert [block.text for block in document.blocks] == texts


@given(st.text(st.characters(codec="cp1252", exclude_categories=["C", "Z"]), max_size=30))
def test_any_words_are_literal(text: str) -> None:
    blocks = read_file(literal_start(literal(f"{text} en woord")).encode(), "a.md").blocks
    assert [block.text for block in blocks] == [f"{text} en woord".strip()]


WORD = st.from_regex(r"[a-zA-Z0-9(€é.,]{1,12}", fullmatch=True)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        # An "o" by itself may be the sign before an item of a list.
        st.lists(WORD.filter(lambda word: word != "o"), min_size=1, max_size=8),
        min_size=1,
        max_size=12,
    )
)
def test_no_word_is_lost_whatever_the_lines_are(texts: list[list[str]]) -> None:
    texts = [["De", "raad", "besluit", "over", "water."], *texts]  # more than a page's number
    document = read_file(pdf(lines(*(" ".join(words) for words in texts))), "a.pdf")
    removed = sorted(note.text for note in document.notes if note.kind is NoteKind.REMOVED)
    shown = re.sub(r"\\(.)|\\\n|[|*#`\s-]", r"\1", document.source)
    expected = "".join("".join(words) for words in texts)
    assert sorted(shown + "".join(removed)) == sorted(re.sub(r"[|*#`\s-]", "", expected))


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_on_its_side(rotate: int) -> None:
    """Text that runs from below to above is read upright, whatever the page says of itself."""
    turned = [Shown(t, 100 + 14 * n, 700, turned=True) for n, t in enumerate(LONG)]
    assert source(turned, rotate=rotate) == " ".join(LONG) + "\n"


def test_text_across_the_margin_is_not_read_and_told() -> None:
    aside = Shown("Concept van 3 maart", 30, 500, turned=True)
    document = read_file(pdf([*lines(*LONG), aside]), "a.pdf")
    assert notes(document) == [("unread", "turned text", 1)]
    assert "Concept" not in document.source


def test_a_page_with_nothing_but_its_number_has_no_text() -> None:
    with pytest.raises(InputError, match="no text on its pages"):
        read_file(pdf(lines("7")), "a.pdf")


def test_what_is_cut_off_the_page_is_not_read() -> None:
    shown = [*lines(*LONG), Shown("Snijlijn", 70, 835)]
    assert "Snijlijn" not in read_file(pdf(shown, box="20 20 575 822"), "a.pdf").source


def test_rows_of_which_the_cells_are_not_certain_stay_as_they_are() -> None:
    rows = [("Post", "2024", "2025"), ("Hulp", "12,1", "13,0"), ("Opvang", "8,0", "9,5")]
    shown = [
        Shown(cell, 70 + 120 * column, 200 + 14 * number)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
    ]
    between = Shown("waarvan in de regio en elders", 70, 200 + 14 * 1.5)
    document = read_file(pdf([*lines(*LONG), *shown, between]), "a.pdf")
    assert "Hulp                 12,1" in re.sub(" {5,}", " " * 17, document.source)
    assert ("unread", "table", 1) in notes(document)
    assert not any(block.kind is BlockKind.TABLE_CELL for block in document.blocks)
    certain = read_file(pdf([*lines(*LONG), *shown]), "a.pdf")
    assert "| Opvang | 8,0 | 9,5 |" in certain.source


def test_a_note_and_its_number() -> None:
    number = Shown("1", 133, 96, size=6)
    note = [Shown("1", 70, 780, size=6), Shown("Zie de brief van 2 mei 2025.", 78, 783, size=8)]
    document = read_file(pdf([*lines("De begroting", *LONG[1:]), number, *note]), "a.pdf")
    assert document.source.endswith("[^1]: Zie de brief van 2 mei 2025.\n")
    assert "begroting[^1]" in document.source


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf([PICTURE]), "pictures of pages and no text.*ocrmypdf"),
        (pdf([]), "no text on its pages"),
        (b"%PDF-1.7 enzovoort", "damaged, or no PDF"),
        ((FIXTURES / "brief.pdf").read_bytes()[:2000], "damaged, or no PDF"),
        ((FIXTURES / "wachtwoord.pdf").read_bytes(), "protected by a password"),
        (pdf(*[lines("Een regel")] * 2001), "has 2001 pages"),
    ],
)
def test_what_cannot_be_read(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=f"(?s)a.pdf .*{words}"):
        read_file(data, "a.pdf")


def test_a_scanned_page_among_others_is_told() -> None:
    end = lines("Slot van de brief.")
    document = read_file(pdf(lines(*LONG), [PICTURE], end, [PICTURE]), "a.pdf")
    assert notes(document) == [("unread", "scanned page", 2), ("unread", "scanned page", 4)]


def test_a_pdf_is_known_by_its_content() -> None:
    assert read(pdf(lines(*LONG))).source == " ".join(LONG) + "\n"
