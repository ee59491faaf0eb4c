from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.document import Document, NoteKind, Segment
from eenvoudig.formats import convert, read, unplaced, write
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "fixtures/markdown.txt")


def whole_blocks(document: Document) -> Document:
    """The document with each block as one segment."""
    blocks = [
        replace(b, segments=(Segment(n, b.text, 0, len(b.text), b.source_span(0, len(b.text))),))
        for n, b in enumerate(document.blocks, 1)
    ]
    return replace(document, blocks=tuple(blocks))


def rewritten(source: str, old: str, new: str) -> tuple[str, list[str]]:
    """`source` with `old` replaced in the text of its segments, and the marks without a place."""
    document = whole_blocks(read("a.md", source))
    outputs = {s.id: s.text.replace(old, new) for s in document.segments}
    text, notes = write(document, outputs)
    assert all(note.kind is NoteKind.LOST_MARK for note in notes)
    return text, [note.text for note in notes]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.title)
def test_blocks(case: Case) -> None:
    source, expected, _ = case.parts
    blocks = read("a.md", source).blocks
    assert [f"{b.kind} {b.level}: {b.text}" for b in blocks] == expected.split("\n")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.title)
def test_only_the_words_change(case: Case) -> None:
    source, _, expected = case.parts
    document = whole_blocks(read("a.md", source))
    text, notes = write(document, {s.id: s.text.upper() for s in document.segments})
    assert (text, notes) == (expected, ())


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.title)
def test_unchanged_is_byte_for_byte(case: Case) -> None:
    source = case.parts[0]
    document = whole_blocks(read("a.md", source))
    assert write(document, {s.id: s.text for s in document.segments}) == (source, ())


@given(st.text(alphabet="ab *_`[]()!<>\\#->|\n1.&;^:~", max_size=80))
def test_any_text_reads_and_comes_back(source: str) -> None:
    document = whole_blocks(read("a.md", source))
    assert write(document, {}) == (source, ())
    ends = [0]
    for block in document.blocks:
        assert ends[-1] <= block.span.start < block.span.end <= len(source)
        ends.append(block.span.end)
        for offset, character in enumerate(block.text):
            at = source[block.source_offset(offset)]
            assert character in {at, " "} or at in "\\&", (block, offset)


def test_a_paragraph_that_is_not_understood_is_left() -> None:
    document = read("a.md", "![`[`]()s\n\nEen zin.\n")
    assert [b.text for b in document.blocks] == ["Een zin."]


def test_a_lone_carriage_return_ends_a_line() -> None:
    document = read("a.md", "# Kop\rEen zin\rover twee regels.\r\n\nNog een.")
    assert [b.text for b in document.blocks] == ["Kop", "Een zin over twee regels.", "Nog een."]


def test_windows_line_ends_come_back() -> None:
    source = "# Kop\r\n\r\nEen zin\r\nover twee regels.\r\n"
    document = whole_blocks(read("a.md", source))
    assert [b.text for b in document.blocks] == ["Kop", "Een zin over twee regels."]
    assert write(document, {1: "Titel"})[0] == source.replace("Kop", "Titel")


def test_emphasis_without_a_place_is_left_off_and_reported() -> None:
    text, lost = rewritten("De **middels** regeling.", "middels", "met de")
    assert (text, lost) == ("De met de regeling.", ["**middels**"])


def test_a_link_without_a_place_goes_to_the_end_and_is_reported() -> None:
    text, lost = rewritten("Zie [de nota](https://x.nl) nu.", "de nota", "het plan")
    assert text == "Zie het plan nu. ([de nota](https://x.nl))"
    assert lost == ["[de nota](https://x.nl)"]


def test_a_footnote_without_a_place_goes_to_the_end_and_is_reported() -> None:
    text, lost = rewritten("De kosten[^1] stijgen.", "kosten", "uitgaven")
    assert (text, lost) == ("De uitgaven stijgen.[^1]", ["[^1]"])


def test_bold_over_the_whole_stays_over_the_whole() -> None:
    assert rewritten("**Let op.**", "Let op.", "Pas op!") == ("**Pas op!**", [])


def test_a_word_that_occurs_twice_gets_no_mark_by_chance() -> None:
    text, lost = rewritten("Het *plan* is af.", "plan is af", "plan, het plan, is af")
    assert (text, lost) == ("Het plan, het plan, is af.", ["*plan*"])


def test_new_text_means_what_it_says() -> None:
    assert rewritten("Een zin.", "zin", "*[_zin")[0] == "Een \\*\\[\\_zin."


def test_a_mark_goes_around_what_its_words_are_in_the_other_language() -> None:
    document = whole_blocks(read("a.md", "De **minister** geeft [steun](x) aan drie."))
    outputs = {1: "The minister gives aid to three."}
    assert unplaced(document, outputs) == ("steun",)
    text, notes = write(document, outputs, "en", {"steun": ["support", "aid"]})
    assert (text, notes) == ("The **minister** gives [aid](x) to three.", ())


def test_of_two_places_neither_is_certain() -> None:
    document = whole_blocks(read("a.md", "De raad geeft [steun](x)."))
    text, notes = write(document, {1: "Aid is aid."}, "en", {"steun": ["aid"]})
    assert text == "Aid is aid. ([steun](x))"
    assert [note.kind for note in notes] == [NoteKind.LOST_MARK]


@pytest.mark.parametrize("written", ["lang: {}", 'language: "{}"', "lang: '{}' "])
def test_the_front_matter_says_the_new_language(written: str) -> None:
    page = "---\nauthor: lang\n" + written + "\n---\n\nEen zin.\n\nlang: nl\n"
    document = whole_blocks(read("a.md", page.format("nl-NL")))
    expected = page.format("en").replace("Een zin.", "A line.")
    assert write(document, {1: "A line."}, "en")[0] == expected
    assert write(document, {}, "nl")[0] == document.source


@pytest.mark.parametrize(
    ("line", "new", "expected"),
    [
        ("title: Hulp", "Aid: more", 'title: "Aid: more"'),
        ("title: Hulp", '"Aid"', 'title: "\\"Aid\\""'),
        ("title: 'Hulp'", "It's aid", "title: 'It''s aid'"),
        ('title: "Hulp"', 'An "aid" \\ more', 'title: "An \\"aid\\" \\\\ more"'),
        ("title: Hulp", "*Aid* and [more]", 'title: "*Aid* and [more]"'),
        ("title: Hulp", "Aid *and* more", "title: Aid *and* more"),
    ],
)
def test_a_value_in_the_front_matter_stays_a_value(line: str, new: str, expected: str) -> None:
    document = whole_blocks(read("a.md", f"---\n{line}\n---\n"))
    text = write(document, {1: new})[0]
    assert text == f"---\n{expected}\n---\n"
    assert yaml.safe_load(text.split("---")[1]) == {"title": new}


def test_a_page_has_the_title_of_the_front_matter() -> None:
    document = whole_blocks(read("a.md", "---\ntitle: Hulp\n---\n# Kop\n"))
    page = convert(replace(document, suffix=".md"), {1: "Aid"}, ".html", "en").decode()
    assert "<title>Aid</title>" in page
