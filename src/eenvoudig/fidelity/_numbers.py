"""Numbers: counts, years, ordinals, shares, measures and times of the day."""

from __future__ import annotations

from decimal import Decimal

from eenvoudig.fidelity._equality import accounted_for
from eenvoudig.fidelity._pair import Pair, pair_quantities, verdict
from eenvoudig.fidelity._verdict import Verdict
from eenvoudig.text import CalendarDate, Quantity, QuantityKind

_NUMBERS = frozenset(
    {QuantityKind.NUMBER, QuantityKind.ORDINAL, QuantityKind.TIME, QuantityKind.MAGNITUDE}
)


def numbers(pair: Pair) -> Verdict:
    """Every number has its equal on the other side.

    Numbers are compared as values, with their unit where both sides have one, and as a set: plain
    language may say a number twice, or once for two.
    """
    source, hypothesis = pair_quantities(pair)
    # Plain Dutch says "één uitzondering" where the source says "met uitzondering van".
    told = tuple(q for q in hypothesis if q.value != 1 or q.text.isdigit())
    return verdict("numbers", _missing(source, hypothesis), _missing(told, source))


def _missing(wanted: tuple[Quantity, ...], present: tuple[Quantity, ...]) -> list[str]:
    pool = [*present, *_date_parts(present)]
    return [
        quantity.text
        for quantity in wanted
        if quantity.certain and quantity.kind in _NUMBERS and not accounted_for(quantity, pool)
    ]


def _date_parts(found: tuple[Quantity, ...]) -> list[Quantity]:
    """Days and years of dates as numbers: "7 en 9 mei 2024" may become two dates, or one."""
    return [
        Quantity(
            QuantityKind.NUMBER, Decimal(part), "", quantity.text, quantity.start, quantity.end
        )
        for quantity in found
        if isinstance(quantity.value, CalendarDate)
        for part in (quantity.value.day, quantity.value.year)
        if part is not None
    ]
