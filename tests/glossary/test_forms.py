from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.glossary import Pos, load
from eenvoudig.glossary._forms import (
    diminutives,
    finite_forms,
    fold,
    phrase_forms,
    plural_en,
    plural_nl,
    separable,
    stem,
)
from tests.cases import read_cases

FIXTURES = Path(__file__).parent / "fixtures"
CASES = {case.title: case.parts[0].split("\n") for case in read_cases(FIXTURES / "forms.txt")}


@pytest.mark.parametrize("case", CASES["plurals"])
def test_plurals(case: str) -> None:
    singular, plural = case.split(" ")
    assert plural_nl(singular) == plural


@pytest.mark.parametrize("case", CASES["noun phrases"])
def test_plural_noun_phrases(case: str) -> None:
    singular, plural = case.split("|")
    assert plural_nl(singular) == plural


@pytest.mark.parametrize("case", CASES["English noun phrases"])
def test_english_plurals(case: str) -> None:
    singular, plural = case.split("|")
    assert plural_en(singular) == plural


@pytest.mark.parametrize("case", CASES["adjectives"])
def test_adjectives(case: str) -> None:
    bare, inflected = case.split(" ")
    for one, other in ((bare, inflected), (inflected, bare)):
        assert other in phrase_forms(one, Pos.ADJ)[0]


@pytest.mark.parametrize("case", CASES["verbs"])
def test_verbs(case: str) -> None:
    infinitive, *forms = case.split(" ")
    assert set(forms) <= phrase_forms(infinitive, Pos.VERB)[0].keys()


@pytest.mark.parametrize("case", CASES["diminutives"])
def test_diminutives(case: str) -> None:
    noun, small = case.split(" ")
    assert small in diminutives(noun)
    assert not phrase_forms(noun, Pos.NOUN)[0][small]
    assert phrase_forms(noun, Pos.NOUN)[0][small + "s"]


@pytest.mark.parametrize("case", CASES["separable verbs"])
def test_separable_verbs(case: str) -> None:
    infinitive, part, *forms = case.split(" ")
    found, rest = separable(infinitive)
    assert found == part
    assert set(forms) <= set(finite_forms(rest))


@pytest.mark.parametrize(
    ("word", "other"), [("wet", "weten"), ("lid", "leiden"), ("raad", "raden"), ("motie", "motief")]
)
def test_what_is_no_form_of_a_word(word: str, other: str) -> None:
    assert other not in phrase_forms(word, Pos.NOUN)[0] or word == "raad"


def test_all_forms_of_a_noun_have_its_stem() -> None:
    for term in load().terms:
        for name in term.terms:
            small = {s + end for s in diminutives(fold(name)) for end in ("", "s")}
            for forms in phrase_forms(name, term.pos):
                words = [form for form in forms if "'" not in form and form not in small]
                words = [form for form in words if len(form) > 3]  # "II" and "en" have no forms
                if term.pos is not Pos.VERB:  # each form of a verb has a key of its own
                    assert len({stem(word) for word in words}) <= 1, name


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
