"""Amounts of money and percentages, each with its unit."""

from __future__ import annotations

import re
from decimal import Decimal

from eenvoudig.fidelity._equality import accounted_for
from eenvoudig.fidelity._pair import Pair, pair_quantities, verdict
from eenvoudig.fidelity._verdict import Verdict
from eenvoudig.text import Quantity, QuantityKind

_RATE = re.compile(r"percentage", re.IGNORECASE)
_AMOUNTS = frozenset({QuantityKind.AMOUNT, QuantityKind.PERCENTAGE})


def amounts(pair: Pair) -> Verdict:
    """Every amount and percentage has its equal, in the same unit, on the other side."""
    source, hypothesis = pair_quantities(pair)
    lost, added = _missing(source, hypothesis), _missing(hypothesis, source)
    if _RATE.search(pair.source):
        # "een vergoedingspercentage van 96" is 96%.
        bare = {q.value for q in source if q.kind is QuantityKind.NUMBER and not q.unit}
        added = [
            text
            for text in added
            if not any(q.text == text and q.value in bare for q in hypothesis)
        ]
    return verdict("amounts", lost, added)


def _missing(wanted: tuple[Quantity, ...], present: tuple[Quantity, ...]) -> list[str]:
    return [
        quantity.text
        for quantity in wanted
        if quantity.kind in _AMOUNTS and not accounted_for(quantity, _comparable(quantity, present))
    ]


def _comparable(quantity: Quantity, others: tuple[Quantity, ...]) -> list[Quantity]:
    """Those in the same unit; for a percentage also shares below one ("een derde", "half")."""
    shares = quantity.kind is QuantityKind.PERCENTAGE
    return [
        other
        for other in others
        if other.unit == quantity.unit
        or (shares and isinstance(other.value, Decimal) and not other.unit and other.value < 1)
    ]
