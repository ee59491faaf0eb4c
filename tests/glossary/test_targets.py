from __future__ import annotations

from pathlib import Path

import pytest

from eenvoudig.glossary import (
    Glossary,
    Language,
    Mode,
    Pos,
    Term,
    annotate,
    equivalents,
    hints,
    load,
    missing,
)
from eenvoudig.glossary._forms import gerund_en
from tests.cases import Case, read_cases
from tests.glossary.documents import document

FIXTURES = Path(__file__).parent / "fixtures"
GLOSSARY = load()


def all_hints(text: str, language: Language) -> str:
    source = document(text)
    annotations = annotate(source, GLOSSARY)
    pairs = [pair for s in source.segments for pair in hints(annotations.of(s.id), language)]
    return "\n".join(f"{one} -> {other}" for one, other in pairs) or "nothing"


@pytest.mark.parametrize("case", read_cases(FIXTURES / "hints.txt"), ids=lambda case: case.title)
def test_hints(case: Case) -> None:
    text, english, dutch = case.parts
    assert all_hints(text, "en") == english
    assert all_hints(text, "nl") == dutch


@pytest.mark.parametrize("case", read_cases(FIXTURES / "missing.txt"), ids=lambda case: case.title)
def test_missing(case: Case) -> None:
    text, language, output, expected = case.parts
    uses = annotate(document(text), GLOSSARY).of(1)
    lost = missing(output, uses, "en" if language == "en" else "nl")
    assert ("\n".join(use.surface for use in lost) or "nothing") == expected


def test_a_forbidden_term_must_give_way_to_its_plain_form() -> None:
    glossary = Glossary((Term("middels", english="by means of", plain="met", mode=Mode.FORBID),))
    uses = annotate(document("Middels dit besluit."), glossary).of(1)
    assert hints(uses, "nl") == (("Middels", "met"),)
    assert missing("Middels dit besluit.", uses, "nl") == uses
    assert missing("Met dit besluit.", uses, "nl") == ()
    assert missing("Met dit besluit, middels de wet.", uses, "nl") == uses


def test_equivalents_have_every_form_that_may_stand_for_a_term() -> None:
    uses = annotate(document("De VN vergadert."), GLOSSARY).of(1)
    assert {("VN", "United Nations"), ("VN", "UN")} <= set(equivalents(uses, "en"))
    assert {("VN", "Verenigde Naties"), ("VN", "VN")} <= set(equivalents(uses, "nl"))


def test_a_segment_without_terms_has_no_hints() -> None:
    assert hints((), "en") == hints((), "nl") == ()


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("Bij het inwaarden van land gaat dat mis.", "bringing within the floodplain"),
        ("Wij gaan dit land inwaarden.", "bring within the floodplain"),
    ],
)
def test_a_verb_that_is_used_as_a_noun_is_a_noun_in_english(source: str, english: str) -> None:
    glossary = Glossary((Term("inwaarden", pos=Pos.VERB, english="bring within the floodplain"),))
    assert hints(annotate(document(source), glossary).of(1), "en") == (("inwaarden", english),)


def test_a_doubled_consonant_in_a_gerund() -> None:
    assert gerund_en("submit a claim") == "submitting a claim"
