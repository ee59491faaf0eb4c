"""Dates, as far as each side gives them."""

from __future__ import annotations

from decimal import Decimal

from eenvoudig.fidelity._equality import compatible
from eenvoudig.fidelity._pair import Pair, pair_quantities, verdict
from eenvoudig.fidelity._verdict import Verdict
from eenvoudig.text import CalendarDate, Quantity


def dates(pair: Pair) -> Verdict:
    """Every date has its equal on the other side, whatever its notation.

    A date may be taken apart: the day from a list ("7 en 9 mei"), the year from another sentence.
    """
    source, hypothesis = pair_quantities(pair)
    return verdict("dates", _missing(source, hypothesis), _missing(hypothesis, source))


def _missing(wanted: tuple[Quantity, ...], present: tuple[Quantity, ...]) -> list[str]:
    dates_present = [q.value for q in present if isinstance(q.value, CalendarDate)]
    numbers = {q.value for q in present if isinstance(q.value, Decimal)}
    return [
        quantity.text
        for quantity in wanted
        if quantity.certain
        and isinstance(quantity.value, CalendarDate)
        and not _accounted_for(quantity.value, dates_present, numbers)
    ]


def _accounted_for(
    date: CalendarDate, dates_present: list[CalendarDate], numbers: set[Decimal]
) -> bool:
    same = [other for other in dates_present if compatible(date, other)]
    years = numbers | {Decimal(other.year) for other in dates_present if other.year}
    if date.year is not None and Decimal(date.year) not in years:
        return False
    if any(date.day is None or other.day is not None for other in same):
        return True
    months = {other.month for other in dates_present}
    return date.month in months and date.day is not None and Decimal(date.day) in numbers
