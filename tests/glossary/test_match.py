from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.glossary import Form, Glossary, Match, Pos, Term, load
from eenvoudig.glossary._match import Matcher
from tests.cases import Case, read_cases

FIXTURES = Path(__file__).parent / "fixtures"
GLOSSARY = load()


def described(match: Match) -> str:
    kinds = [match.form.value] + [kind for kind in ("plural", "compound") if getattr(match, kind)]
    return f"{match.surface} = {match.term.term} ({', '.join(kinds)})"


@pytest.mark.parametrize("case", read_cases(FIXTURES / "matches.txt"), ids=lambda case: case.title)
def test_matches(case: Case) -> None:
    text, expected = case.parts
    assert "\n".join(map(described, GLOSSARY.find(text))) == expected.removeprefix("nothing")


def test_offsets_are_those_of_the_text() -> None:
    text = "Via `code` en de VN-organisaties naar de EU."
    for match in GLOSSARY.find(text):
        assert text[match.start : match.end] == match.surface


@given(st.lists(st.sampled_from([t.term for t in GLOSSARY.terms] + ["en", "(", "VN", "-", "’s"])))
def test_matches_are_in_order_and_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for match in GLOSSARY.find(text):
        assert end <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.surface.split(" … ")[0]
        end = match.end


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    for match in GLOSSARY.find(text):
        assert text[match.start : match.end] == match.surface.split(" … ")[0]


@pytest.mark.parametrize("term", GLOSSARY.terms, ids=lambda term: term.term)
def test_every_form_of_every_term_is_found(term: Term) -> None:
    for form in (*term.terms, *term.abbreviations):
        text = f"Over {form} is gesproken."
        assert [match.surface for match in GLOSSARY.find(text)] == [form]


def test_an_abbreviation_with_two_meanings_has_the_first() -> None:
    glossary = Glossary((Term("Eerste Kamer", "EK"), Term("Europees kampioenschap", "EK")))
    (match,) = glossary.find("De EK stemt.")
    assert match.term.term == "Eerste Kamer"
    assert [term.term for term in glossary.by_abbreviation("EK")] == [
        "Eerste Kamer",
        "Europees kampioenschap",
    ]


def test_verbs_and_adjectives_are_found_in_their_forms() -> None:
    matcher = Matcher([Term("bekostigen", pos=Pos.VERB), Term("doelmatig", pos=Pos.ADJ)])
    text = "Het Rijk bekostigt en bekostigde het; doelmatige scholen worden bekostigd."
    assert [match.surface for match in matcher.find(text)] == [
        "bekostigt",
        "bekostigde",
        "doelmatige",
        "bekostigd",
    ]
    assert {match.form for match in matcher.find(text)} == {Form.FULL}


def test_work_does_not_grow_with_the_number_of_terms() -> None:
    # The walk is bounded by the longest term, not by how many there are: the same steps are taken.
    few = Matcher(GLOSSARY.terms)
    many = Matcher([*GLOSSARY.terms, *(Term(f"kwyx{n} zzq", f"ZQ{n}X") for n in range(20_000))])
    text = "Nederland steunt het BHOS-beleid van de VN. " * 50
    assert few.find(text) == many.find(text)


OWN = Glossary(
    (
        Term("toekennen", pos=Pos.VERB, english="grant"),
        Term("afwijzen", pos=Pos.VERB, english="reject"),
        Term("intrekken", pos=Pos.VERB, english="withdraw"),
        Term("maatschappelijke organisatie", english="civil society organisation"),
        Term("vergunning", english="permit"),
        Term("regeling", english="scheme"),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Het college kent de subsidie toe.", ["kent … toe"]),
        ("De minister wees het verzoek van 3 mei af omdat het laat was.", ["wees … af"]),
        ("Hij trekt, zo zegt hij, de vergunning per 1 mei in.", ["trekt … in", "vergunning"]),
        ("Een toegekende subsidie wordt niet ingetrokken.", ["toegekende", "ingetrokken"]),
        ("Er is reden de subsidie toe te kennen.", ["toe te kennen"]),
        ("Hij kent veel mensen. Toe maar.", []),
        ("De minister kent de zaak; hij ging er naar toe.", []),
        ("Zij trekt in de zomer naar zee.", []),
        (
            "Maatschappelijke en culturele organisaties helpen.",
            ["Maatschappelijke … organisaties"],
        ),
        (
            "Hulp van maatschappelijke, sociale en culturele organisaties.",
            ["maatschappelijke … organisaties"],
        ),
        ("Maatschappelijke en culturele vragen.", []),
        ("Een vergunninkje en twee regelinkjes.", ["vergunninkje", "regelinkjes"]),
    ],
)
def test_words_that_stand_apart_and_small_ones(text: str, expected: list[str]) -> None:
    assert [match.surface for match in OWN.find(text)] == expected


def test_twenty_thousand_terms_are_found_like_one() -> None:
    terms = tuple(Term(f"term{n} van {n}", english=f"term {n}") for n in range(20_000))
    [match] = Glossary(terms).find("Dit is term777 van 777, niet term777 van 778.")
    assert match.term.term == "term777 van 777"
