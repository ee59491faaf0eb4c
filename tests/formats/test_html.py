from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig import read as read_document
from eenvoudig import translate
from eenvoudig.document import Document, NoteKind, Segment
from eenvoudig.engines import Engine
from eenvoudig.formats import read, write
from eenvoudig.review import with_flags
from eenvoudig.rewrite import Flag, Reason
from eenvoudig.text import segment
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "fixtures/html.txt")
PIECES = (
    *("<p>", "</p>", "<b>", "</b>", "<a href='x'>", "</a>", "<br>", "<li>", "<ul>", "</ul>"),
    *("<code>", "</code>", "<!--", "-->", "&amp;", "&", "<", ">", "\n", " ", "woord", "Twee."),
    *("<img alt='foto'>", '<b title="Uitleg. Twee.">', "<picture>", "</picture>"),
    *("<span lang=en>", "</span>", "<sup>", "</sup>", "1", "<td>", "<script>", "</script>"),
)


def whole_blocks(document: Document) -> Document:
    """The document with each block as one segment."""
    blocks = [
        replace(b, segments=(Segment(n, b.text, 0, len(b.text), b.source_span(0, len(b.text))),))
        for n, b in enumerate(document.blocks, 1)
    ]
    return replace(document, blocks=tuple(blocks))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_blocks(case: Case) -> None:
    source, expected, _ = case.parts
    blocks = read("a.html", source).blocks
    assert [f"{b.kind} {b.level}: {b.text}" for b in blocks] == expected.split("\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_only_the_words_change(case: Case) -> None:
    source, _, expected = case.parts
    document = whole_blocks(read("a.html", source))
    text, notes = write(document, {s.id: s.text.upper() for s in document.segments})
    assert (text, notes) == (expected, ())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_unchanged_is_byte_for_byte(case: Case) -> None:
    source = case.parts[0]
    document = whole_blocks(read("a.html", source))
    assert write(document, {s.id: s.text for s in document.segments}) == (source, ())


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_page_reads_and_comes_back(source: str) -> None:
    document = whole_blocks(read("a.html", source))
    assert write(document, {}) == (source, ())
    end = 0
    for block in document.blocks:
        assert block.span.start < block.span.end <= len(source)
        if source[block.span.start - 1] not in {"'", '"'}:  # what a tag says lies in a sentence
            assert end <= block.span.start
            end = block.span.end


@given(st.text(alphabet="ab <>/&;!-=\"'p\n", max_size=60))
def test_any_text_reads_and_comes_back(source: str) -> None:
    assert write(whole_blocks(read("a.html", source)), {}) == (source, ())


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_rewriting_keeps_every_mark_that_carries(source: str) -> None:
    document = whole_blocks(read("a.html", source))
    text, _ = write(document, {s.id: s.text.upper() for s in document.segments})
    kept = [m.opening.upper() for b in document.blocks for m in b.marks if m.carries]
    assert all(text.upper().count(opening) >= kept.count(opening) for opening in kept)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<html lang="nl"><p>Een</p></html>', '<html lang="en"><p>ONE</p></html>'),
        ("<html class=a lang=nl-NL><p>Een", '<html class=a lang="en"><p>ONE'),
        ("<HTML><p>Een", '<HTML lang="en"><p>ONE'),
        ("<p lang=nl>Een", '<p lang="en">ONE'),
        (
            '<!--[if IE]><html lang="nl"><![endif]--><html xml:lang="nl-NL"><p>Een',
            '<!--[if IE]><html lang="nl"><![endif]--><html lang="en" xml:lang="en"><p>ONE',
        ),
        ('<meta charset="iso-8859-1"><p>Een', '<meta charset="utf-8"><p>ONE'),
    ],
)
def test_the_page_says_which_language_it_is_in(page: str, expected: str) -> None:
    document = whole_blocks(read("a.html", page))
    outputs = {s.id: "ONE" for s in document.segments}
    assert write(document, outputs, "en")[0] == expected
    assert write(document, {}, "nl")[0] == page


def test_words_in_tags_are_read_where_they_stand_between_quotes() -> None:
    page = '<p title="Uitleg">Een <img alt=Foto> <img alt=""> <a title=" ">b</a>'
    document = read("a.html", page)
    assert [" ".join(block.text.split()) for block in document.blocks] == ["Uitleg", "Een b"]
    assert [(note.kind, note.text) for note in document.notes] == [(NoteKind.UNREAD, "1× alt")]


PICTURE = (
    "<p>De raad <img src='a.png' alt='De zaal &amp; de tuin' title=\"De zaal\"> vergadert.</p>"
    '<picture><img src="b.png" alt="Een kaart"></picture>'
    '<p translate="no" title="Niet">x</p><p lang="en" title="Not">y</p>'
)


@pytest.mark.parametrize("changed", [{1, 2, 3, 4}, {1, 2}, {3}, {2, 3}, {4}])
def test_words_in_tags_change_with_their_sentence_and_without_it(changed: set[int]) -> None:
    document = whole_blocks(read("a.html", PICTURE))
    texts = {s.id: s.text for s in document.segments}
    assert list(texts.values()) == [
        "De zaal & de tuin", "De zaal", "De raad  vergadert.", "Een kaart"
    ]  # fmt: skip
    text, notes = write(document, {n: t.upper() for n, t in texts.items() if n in changed})
    expected = PICTURE
    if 1 in changed:
        expected = expected.replace("'De zaal &amp; de tuin'", "'DE ZAAL &amp; DE TUIN'")
    if 2 in changed:
        expected = expected.replace('"De zaal"', '"DE ZAAL"')
    if 3 in changed:
        expected = expected.replace("De raad", "DE RAAD").replace("vergadert.", "VERGADERT.")
    if 4 in changed:
        expected = expected.replace("Een kaart", "EEN KAART")
    assert (text, notes) == (expected, ())


def test_a_quote_does_not_end_an_attribute() -> None:
    document = whole_blocks(read("a.html", "<img alt='Kaart'>"))
    assert write(document, {1: 'Een "kaart" van \'t Gooi'})[0] == (
        "<img alt='Een &quot;kaart&quot; van &#x27;t Gooi'>"
    )


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Een zin. <img src=a> Twee zinnen.</p>", "<p>EEN ZIN. <img src=a> TWEE ZINNEN.</p>"),
        ("<p><i class=x></i> Bel ons.</p>", "<p><i class=x></i> BEL ONS.</p>"),
        ("<p>Een zin.<a id=b></a> Nog een.</p>", "<p>EEN ZIN.<a id=b></a> NOG EEN.</p>"),
        ("<p>Een zin. <a id=b></a>Nog een.</p>", "<p>EEN ZIN. <a id=b></a>NOG EEN.</p>"),
        ("<p>Slot. <script>x</script></p>", "<p>SLOT. <script>x</script></p>"),
        ("<p>U krijgt <?= $x ?> euro.</p>", "<p>U KRIJGT <?= $x ?> EURO.</p>"),
        ("<p>Beste {{ naam }}, hallo.</p>", "<p>BESTE {{ naam }}, HALLO.</p>"),
        ("<label><input type=radio> Ja</label>", "<label><input type=radio> JA</label>"),
        (
            "<p lang=en>No end.<p>Wel.<li lang=en>No<li>Wel",
            "<p lang=en>No end.<p>WEL.<li lang=en>No<li>WEL",
        ),
        ("<div><p lang=en>No end.</div><p>Wel.", "<div><p lang=en>No end.</div><p>WEL."),
    ],
)
def test_what_stands_between_sentences_stays(page: str, expected: str) -> None:
    document = segment(read("a.html", page))
    text, notes = write(document, {s.id: s.text.upper() for s in document.segments})
    assert (text, notes) == (expected, ())


def test_flags_in_the_text_leave_its_markup_alone(engine: Engine) -> None:
    page = "<p>De <b>raad</b> van 12.500 leden ontkende <a href=x>het besluit</a> niet.</p>"
    result = translate(read_document(page, suffix=".html"), engine=engine)
    flagged = replace(
        result,
        segments=tuple(
            replace(s, flags=(Flag(Reason.FAILED_CHECK, "x"),)) for s in result.segments
        ),
    )
    marked = with_flags(flagged).decode()
    assert re.sub(r" \[CHECK: [^\]]*\]", "", marked) == result.content.decode()
    assert marked.count("CHECK") == 1


def test_a_link_that_finds_no_place_goes_to_the_end() -> None:
    document = whole_blocks(read("a.html", '<p>De <a href="x">steun</a> is er.'))
    text, notes = write(document, {1: "There is aid."})
    assert text == '<p>There is aid. (<a href="x">steun</a>)'
    assert [note.kind for note in notes] == [NoteKind.LOST_MARK]


def test_the_whole_product_on_a_page(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        '<html lang="nl"><h1>Besluit</h1><p>De raad betaalt <b>350 euro</b> aan elke school.</p>'
        "<p>Dit besluit is genomen door de gemeenteraad van de stad.</p></html>",
        encoding="utf-8",
    )
    result = translate(read_document(path), engine=engine)
    assert re.match(r'<html lang="en"><h1>[A-Z][a-z ]+</h1><p>', result.text)
    assert "<b>350 euros</b>" in result.text  # the same words in the other language
    assert result.notes == ()
