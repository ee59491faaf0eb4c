from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.glossary import Language, annotate, expand, expand_all, load, unexplained
from tests.cases import Case, read_cases
from tests.glossary.documents import document

FIXTURES = Path(__file__).parent / "fixtures"
GLOSSARY = load()

SHORT = st.sampled_from(["BHOS", "TEI’s", "VN", "IOM", "AMvB", "MHPSS-team", "EU/VN", "DT&V"])
WORDS = st.sampled_from(
    [
        *("de", "(zie", "ook)", "(", ")", "[", "]", "`", "–", ":", ",", "IOM", "UN", "BHOS"),
        *("TEIs", "United", "Nations", "Verenigde", "Naties", "(VN)", "https://x.org/VN"),
        *("het", "plan.", "’s"),
    ]
)


@pytest.mark.parametrize("case", read_cases(FIXTURES / "expand.txt"), ids=lambda case: case.title)
def test_expand(case: Case) -> None:
    source, language, output, expected = case.parts
    uses = annotate(document(source), GLOSSARY).of(1)
    chosen: Language = "en" if language == "en" else "nl"
    expanded = expand(output, uses, chosen)
    assert expanded.text == expected
    assert bool(expanded.explained) == (output != expected)
    for bracket in expanded.explained:
        assert bracket in expected


@given(st.lists(SHORT), st.lists(st.one_of(SHORT, WORDS)), st.sampled_from(["nl", "en"]))
def test_doing_it_twice_changes_nothing(
    source: list[str], output: list[str], language: Language
) -> None:
    uses = annotate(document(" en ".join(source)), GLOSSARY).of(1)
    once = expand(" ".join(output), uses, language)
    assert expand(once.text, uses, language) == (once.text, ())


@given(st.lists(SHORT), st.lists(st.one_of(SHORT, WORDS)), st.sampled_from(["nl", "en"]))
def test_nothing_but_brackets_is_added(
    source: list[str], output: list[str], language: Language
) -> None:
    uses = annotate(document(" en ".join(source)), GLOSSARY).of(1)
    text = " ".join(output)
    expanded = expand(text, uses, language)
    left = expanded.text
    for bracket in expanded.explained:
        left = left.replace(f" {bracket}", "", 1)
    assert left == text


@given(st.lists(SHORT), st.lists(st.one_of(SHORT, WORDS)), st.sampled_from(["nl", "en"]))
def test_no_bracket_stands_inside_another(
    source: list[str], output: list[str], language: Language
) -> None:
    uses = annotate(document(" en ".join(source)), GLOSSARY).of(1)
    # What code has in brackets opens none in the text around it.
    text = " ".join(word for word in output if word != "`")
    expanded = expand(text, uses, language)
    start = 0
    for bracket in expanded.explained:
        start = expanded.text.index(bracket, start)
        depth = 0
        for char in expanded.text[:start]:
            depth = max(0, depth + (char in "([") - (char in ")]"))
        assert depth == 0
        start += len(bracket)


def test_each_abbreviation_is_explained_once_in_a_document() -> None:
    source = document("# BHOS\nDe BHOS-agenda.\nDe BHOS.\nNog eens BHOS.")
    annotations = annotate(source, GLOSSARY)
    outputs = {s.id: s.text for s in source.segments}
    expanded = expand_all(outputs, annotations, "nl")
    assert [bool(one.explained) for one in expanded.values()] == [False, True, False, False]


def test_what_has_no_place_is_explained_at_the_next_use() -> None:
    source = document("Hulp van OCHA.\nOCHA helpt.\nOCHA groeit.")
    annotations = annotate(source, GLOSSARY)
    outputs = {1: "Er komt hulp.", 2: "Er is hulp (van OCHA).", 3: "OCHA groeit."}
    expanded = expand_all(outputs, annotations, "nl")
    assert [bool(one.explained) for one in expanded.values()] == [False, False, True]
    (left,) = unexplained(outputs[1], annotations.of(1), "nl")
    assert left.surface == "OCHA"


def test_a_full_form_gets_the_abbreviation_that_comes_back() -> None:
    source = document("De IOM helpt.\nDe IOM groeit.")
    annotations = annotate(source, GLOSSARY)
    expanded = expand(
        "The International Organization for Migration helps.", annotations.of(1), "en"
    )
    assert expanded.text == "The International Organization for Migration (IOM) helps."
    last = annotate(document("De IOM helpt."), GLOSSARY)
    text = "The International Organization for Migration helps."
    assert expand(text, last.of(1), "en") == (text, ())
