"""The real page: what has to come out of it, whatever model made it."""

from __future__ import annotations

import re

import pytest

import eenvoudig
from eenvoudig import Engine, Publication, Result
from eenvoudig.document import NoteKind

ABBREVIATIONS = {
    "both": ("MENA", "IOM", "COMPASS", "NDICI", "WFP", "CERF", "DRA", "OCHA", "ODSG", "MHPSS"),
    "nl": ("BHOS", "EU", "TEI", "NRK", "VN"),
    "en": ("BHOS", "EU", "TEI", "UN"),
}
NUMBERS = ("2022", "2023", "10%")
FULL = {
    "nl": {
        "BHOS": "Buitenlandse Handel en Ontwikkelingssamenwerking",
        "TEI": "Team Europe Initiative",
        "MHPSS": "(geestelijke gezondheidszorg en psychosociale steun|geestelijke hulp en steun)",
    },
    "en": {
        "BHOS": "Foreign Trade and Development Cooperation",
        "TEI": "Team Europe Initiative",
        "MHPSS": "[Mm]ental health and psychosocial support",
    },
}


@pytest.fixture(scope="module", params=["as it is", "without trailing spaces"])
def page(request: pytest.FixtureRequest, sample_page: str, engine: Engine) -> Publication:
    text = (
        sample_page
        if request.param == "as it is"
        else re.sub(r" +$", "", sample_page, flags=re.MULTILINE)
    )
    return eenvoudig.publish(eenvoudig.read(text), engine=engine)


@pytest.fixture(params=["plain", "english"])
def result(request: pytest.FixtureRequest, page: Publication) -> Result:
    chosen: Result = getattr(page, request.param)
    return chosen


def language(result: Result) -> str:
    return "nl" if result.task == "simplify" else "en"


def test_two_headings_and_nineteen_sentences(page: Publication) -> None:
    blocks = page.plain.document.blocks
    headings = [s for b in blocks if b.kind == "heading" for s in b.segments]
    sentences = [s for b in blocks if b.kind != "heading" for s in b.segments]
    assert (len(headings), len(sentences)) == (2, 19)
    assert [s.incomplete for s in sentences] == [False] * 18 + [True]


def test_the_footer_is_taken_out_and_told(result: Result) -> None:
    removed = [n.text for n in result.notes if n.kind is NoteKind.REMOVED]
    assert removed == ["Tweede Kamer, vergaderjaar 2022–2023, 36 360 XVII, nr. 1 22"]
    assert "36 360" not in result.text


def test_the_last_sentence_is_flagged(result: Result) -> None:
    assert "incomplete" in {flag.reason for flag in result.segments[-1].flags}


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_stay(result: Result, number: str) -> None:
    assert number in result.text.replace("10 per cent", "10%").replace("10 procent", "10%")


def test_abbreviations_stay(result: Result) -> None:
    wanted = ABBREVIATIONS["both"] + ABBREVIATIONS[language(result)]
    lost = [a for a in wanted if not re.search(rf"(?<!\w){a}", result.text)]
    assert [a for a in lost if not _written_out(a, result)] == []


def test_abbreviations_are_in_full_at_their_first_use(result: Result) -> None:
    for short, full in FULL[language(result)].items():
        place = re.search(rf"(?<!\w){short}", result.text)
        assert place, short
        around = result.text[max(0, place.start() - 120) : place.end() + 120]
        assert re.search(full, around), (short, around)


def test_nothing_is_unexplained(result: Result) -> None:
    assert result.annotations.undefined == ()


def _written_out(short: str, result: Result) -> bool:
    """Whether the text says in full what an abbreviation stands for, and so need not use it."""
    names = {
        u.term.english for r in result.segments for u in r.terms if u.term.abbreviation == short
    }
    return any(name and name in result.text for name in names)
