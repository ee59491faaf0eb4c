"""When two quantities say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from eenvoudig.text import CalendarDate, ClockTime, Quantity, QuantityKind

# What a unit comes to, exactly, in a smaller one: half a year is six months, not 26 weeks.
_CONVERSIONS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "year": ("month", 12),
        "month": ("month", 1),
        "week": ("day", 7),
        "day": ("day", 1),
        "hour": ("minute", 60),
        "minute": ("minute", 1),
        "km": ("m", 1000),
        "m": ("m", 1),
    }
)
_ONE = Decimal(1)
_TOLERANCE = Decimal("1e-9")
_SHARES = frozenset({QuantityKind.NUMBER, QuantityKind.PERCENTAGE})


def accounted_for(quantity: Quantity, others: Iterable[Quantity]) -> bool:
    """Whether one of the others says what this quantity says."""
    return any(same(quantity, other) for other in others)


def same(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities say the same, whatever the language and the notation.

    Half is 50%, half a year six months, "tweede" 2 and "10.30 uur" 10.30 a.m.; a number without a
    unit may stand for one with a unit ("drie of vier weken"), but weeks never for months.
    """
    first, second = one.value, other.value
    if isinstance(first, Decimal) and isinstance(second, Decimal):
        return _same_number(one, first, other, second)
    if isinstance(first, ClockTime) and isinstance(second, ClockTime):
        return first == second
    if isinstance(first, ClockTime) and isinstance(second, Decimal):
        return _is_time(first, second)
    if isinstance(first, Decimal) and isinstance(second, ClockTime):
        return _is_time(second, first)
    if isinstance(first, CalendarDate) and isinstance(second, CalendarDate):
        return compatible(first, second)
    return False


def compatible(one: CalendarDate, other: CalendarDate) -> bool:
    """Whether two dates contradict each other nowhere and share day or month."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return all(a is None or b is None or a == b for a, b in pairs)


def _same_number(one: Quantity, first: Decimal, other: Quantity, second: Decimal) -> bool:
    if QuantityKind.MAGNITUDE in (one.kind, other.kind) and one.kind is not other.kind:
        # "decennia" says ten years without certainty, so that "tientallen jaren" may stand for it.
        return first == second and not (one.certain and other.certain)
    if one.kind is not other.kind and {one.kind, other.kind} == _SHARES:
        percentage, share = (first, second) if one.unit == "%" else (second, first)
        if _close(percentage, 100 * share):
            return True
    unsure = not (one.certain and other.certain)
    if unsure and QuantityKind.ORDINAL in (one.kind, other.kind) and _close(first * second, _ONE):
        # "een derde" may be a third part or a third thing.
        return True
    if not one.unit or not other.unit or one.unit == other.unit:
        return _close(first, second)
    base, factor = _CONVERSIONS.get(one.unit, (one.unit, 1))
    other_base, other_factor = _CONVERSIONS.get(other.unit, (other.unit, 1))
    return base == other_base and _close(first * factor, second * other_factor)


def _close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _TOLERANCE * max(abs(one), abs(other))


def _is_time(time: ClockTime, number: Decimal) -> bool:
    return number == Decimal(time.hour) + Decimal(time.minute) / 100
