"""Each check on pairs of its own, and what must hold for every pair."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.fidelity import CHECKS, Pair, Verdict, verify
from tests.cases import Case, read_cases

FIXTURES = Path(__file__).parent / "fixtures"
LANGUAGES: dict[str, Literal["nl", "en"]] = {"nl": "nl", "en": "en"}
CASES = [
    pytest.param(case, id=f"{path.stem}: {case.title}")
    for path in sorted(FIXTURES.glob("*.txt"))
    for case in read_cases(path)
]


def failing(pair: Pair) -> dict[str, Verdict]:
    return {verdict.check: verdict for verdict in verify(pair) if not verdict.passed}


@pytest.mark.parametrize("case", CASES)
def test_checks(case: Case) -> None:
    source, hypothesis, expected = case.parts
    language, flagged = expected.split(": ")
    found = failing(Pair(source, hypothesis, LANGUAGES[language]))
    assert sorted(found) == ([] if flagged == "passes" else flagged.split())


def test_every_check_has_fixtures_for_both_outcomes() -> None:
    outcomes = {
        check.__name__: {
            check.__name__ in case.parts[2].split(": ")[1].split()
            for case in read_cases(FIXTURES / f"{check.__name__}.txt")
        }
        for check in CHECKS
    }
    assert all(seen == {True, False} for seen in outcomes.values()), outcomes


def test_verdicts_quote_both_sides() -> None:
    pair = Pair("Er is € 3,2 mln. voor 12 scholen.", "There is €3.2 billion for 13 schools.", "en")
    found = failing(pair)
    assert found["numbers"] == Verdict("numbers", False, ("12",), ("13",))
    assert found["amounts"] == Verdict("amounts", False, ("€ 3,2 mln.",), ("€3.2 billion",))


def test_verdicts_come_in_the_order_of_the_checks() -> None:
    verdicts = verify(Pair("Het park gaat open.", "The park is opening.", "en"))
    assert [v.check for v in verdicts] == [check.__name__ for check in CHECKS]
    assert verify(Pair("a", "b", "en"), CHECKS[:2]) == verify(Pair("a", "b", "en"))[:2]


@pytest.mark.parametrize(
    ("source", "hypothesis", "terms"),
    [
        (
            "De begroting van BHOS daalt.",
            "The Foreign Trade and Development Cooperation budget is falling.",
            (("BHOS", "Foreign Trade and Development Cooperation"),),
        ),
        (
            "Het fonds van de ODSG groeit.",
            "The fund of the donor group is growing.",
            (("ODSG", "donor group"),),
        ),
        (
            "Het kabinet volgt het advies van Verbruggen op.",
            "The government is following the Bridgemakers report.",
            (("advies van Verbruggen", "Bridgemakers report"),),
        ),
    ],
)
def test_terms_account_for_what_they_replace(
    source: str, hypothesis: str, terms: tuple[tuple[str, str], ...]
) -> None:
    assert failing(Pair(source, hypothesis, "en", terms)) == {}


def test_a_term_vouches_for_itself_only() -> None:
    terms = (("Oekraïne-fonds", "Ukraine facility"),)
    pair = Pair("Het Oekraïne-fonds en Moldavië", "The Ukraine facility and Kenya", "en", terms)
    assert set(failing(pair)) == {"names"}


@pytest.mark.parametrize("text", ["", " ", "…", "12", "(", "1. 2. 3."])
def test_odd_texts_have_verdicts(text: str) -> None:
    for language in LANGUAGES.values():
        assert len(verify(Pair("Het park gaat open.", text, language))) == len(CHECKS)
        assert len(verify(Pair(text, "The park is opening.", language))) == len(CHECKS)


def test_nothing_for_something_never_passes() -> None:
    assert "complete" in failing(Pair("Het park gaat open.", "", "nl"))


TOKENS = """
    De gemeente betaalt niet meer dan 12 procent van € 3,2 mln. aan BHOS in Oekraïne vóór 1 mei
    2024 ; het bedrag mag naar verwachting stijgen tot artikel 13b zonder www.voorbeeld.nl derde één
    tientallen Kamerstuk 36 360 motie-Kok twee derde (zie bijlage) anderhalf jaar .
"""
WORDS = st.sampled_from(TOKENS.split())


@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join))
def test_a_text_is_faithful_to_itself(text: str) -> None:
    # Whether a heap of words is Dutch, or ends well, is no matter of faith.
    assert set(failing(Pair(text, text, "nl"))) <= {"language", "repetition", "complete"}


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["nl", "en"]))
def test_no_text_breaks_a_check(
    source: str, hypothesis: str, language: Literal["nl", "en"]
) -> None:
    verdicts = verify(Pair(source, hypothesis, language))
    assert all(v.passed != bool(v.lost or v.added) for v in verdicts)
