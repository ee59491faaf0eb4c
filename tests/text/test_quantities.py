"""Quantities as values: each notation of Dutch and English, and what is no quantity."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.text import CalendarDate, ClockTime, Quantity, QuantityKind, quantities
from tests.cases import Case, read_cases
from tests.text.spelling import dutch, english

FIXTURES = Path(__file__).parent / "fixtures"
LANGUAGES: dict[str, Literal["nl", "en"]] = {"nl": "nl", "en": "en"}
MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def render(quantity: Quantity) -> str:
    """A quantity as the fixtures write it: "amount 3200000 €", "date 2024-01-??"."""
    match quantity.value:
        case CalendarDate(year, month, day):
            value = f"{year or '????'}-{month or 0:02}-{f'{day:02}' if day else '??'}"
        case ClockTime(hour, minute):
            value = f"{hour:02}:{minute:02}"
        case number:
            value = f"{round(number, 4).normalize():f}"
    doubt = "" if quantity.certain else "?"
    return f"{quantity.kind} {value} {quantity.unit}".strip() + doubt


@pytest.mark.parametrize(
    "case", read_cases(FIXTURES / "quantities.txt"), ids=lambda case: case.title
)
def test_quantities(case: Case) -> None:
    text, expected = case.parts
    language = LANGUAGES[case.title[:2]]
    found = quantities(text, language)
    assert [render(quantity) for quantity in found] == expected.splitlines()
    assert all(text[q.start : q.end] == q.text for q in found)


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_both_notations_are_equal(whole: int, cents: int) -> None:
    ours = quantities(f"het zijn er {grouped(whole, '.')},{cents:02}", "nl")
    theirs = quantities(f"there are {grouped(whole, ',')}.{cents:02}", "en")
    assert [q.value for q in ours] == [q.value for q in theirs]
    assert ours[0].value == Decimal(f"{whole}.{cents:02}")


@given(st.integers(1000, 10**9), st.sampled_from([".", " ", "\u00a0", "\u202f"]))
def test_grouping_is_no_matter(number: int, mark: str) -> None:
    (found,) = quantities(f"€ {grouped(number, mark)}", "nl")
    assert (found.kind, found.value, found.unit) == (QuantityKind.AMOUNT, Decimal(number), "€")


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_dates_are_equal_in_every_notation(day: date) -> None:
    maand, month = (MONTHS[language].split()[day.month - 1] for language in ("nl", "en"))
    written = [
        quantities(f"op {day.day} {maand} {day.year}", "nl"),
        quantities(f"op {day.day}-{day.month}-{day.year}", "nl"),
        quantities(f"op {day.isoformat()}", "nl"),
        quantities(f"on {day.day} {month} {day.year}", "en"),
        quantities(f"on {month} {day.day}, {day.year}", "en"),
    ]
    values = {found[0].value for found in written if len(found) == 1}
    assert len(values) == 1
    assert values == {CalendarDate(day.year, day.month, day.day)}


@given(st.integers(2, 999_999))
def test_number_words_are_digits(number: int) -> None:
    assert [q.value for q in quantities(dutch(number), "nl")] == [number]
    assert [q.value for q in quantities(english(number), "en")] == [number]


@given(st.text(max_size=80), st.sampled_from(["nl", "en"]))
def test_spans_are_in_order_and_true(text: str, language: Literal["nl", "en"]) -> None:
    found = quantities(text, language)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.integers(0, 23), st.integers(0, 59))
def test_times_are_equal(hour: int, minute: int) -> None:
    half, twelve = ("a.m.", hour) if hour < 12 else ("p.m.", hour - 12)
    ours = quantities(f"om {hour}.{minute:02} uur", "nl")
    theirs = quantities(f"at {twelve or 12}.{minute:02} {half}", "en")
    assert [q.value for q in ours] == [q.value for q in theirs] == [ClockTime(hour, minute)]


def test_a_range_of_years_has_two_ends() -> None:
    start = date(2022, 1, 1)
    later = start + timedelta(days=366)
    found = quantities(f"in {start.year}–{later.year}", "nl")
    assert [q.value for q in found] == [2022, 2023]
