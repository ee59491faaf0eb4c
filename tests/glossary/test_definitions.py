from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.glossary import Definition, definitions, load
from tests.cases import Case, read_cases

FIXTURES = Path(__file__).parent / "fixtures"
GLOSSARY = load()


def described(definition: Definition) -> str:
    conflict = f" ! {definition.conflict.term}" if definition.conflict else ""
    return f"{definition.short} = {definition.long}{conflict}"


@pytest.mark.parametrize(
    "case", read_cases(FIXTURES / "definitions.txt"), ids=lambda case: case.title
)
def test_definitions(case: Case) -> None:
    text, expected = case.parts
    assert "\n".join(map(described, definitions(text, GLOSSARY))) == expected.removeprefix(
        "nothing"
    )


def test_the_glossarys_term_is_used_where_it_is_the_same_thing() -> None:
    text = "De Internationale Organisatie van Migratie (IOM) helpt."
    (definition,) = definitions(text, GLOSSARY)
    assert definition.term.english == "International Organization for Migration"
    assert text[definition.start : definition.end] == definition.long
    assert text[definition.short_start :].startswith("IOM)")


def test_an_english_full_form_is_its_own_english() -> None:
    (definition,) = definitions("Het Forum for Rural Exchange (FRE) opent.", GLOSSARY)
    assert definition.term.english == "Forum for Rural Exchange"
    (definition,) = definitions("Het Forum Landelijke Zaken (FLZ) opent.", GLOSSARY)
    assert definition.term.english == ""


@given(
    st.lists(st.sampled_from(["de", "IOM", "(", ")", "Raad", "van", "RvS", "(EU)", ",", ":", "x"]))
)
def test_any_brackets_can_be_read(parts: list[str]) -> None:
    text = " ".join(parts)
    for definition in definitions(text, GLOSSARY):
        assert text[definition.start : definition.end] == definition.long
