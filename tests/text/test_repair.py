"""Floors under the repair of broken words, on the policy corpus set as pages (bench/repair.py)."""

from __future__ import annotations

import pytest

from bench.repair import STYLES, Style, measure
from models.corpus.load import ITEMS

# Of the broken words, at least so many are joined; of the other line ends, at most so many are.
FLOORS = dict(zip(STYLES, [(1.0, 0.0), (0.93, 0.006), (0.99, 0.001)], strict=True))


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_floors(style: Style) -> None:
    counts = measure(ITEMS, style)
    recall, false_joins = FLOORS[style]
    assert counts["BREAK"] > 400
    assert counts["BREAK right"] >= recall * counts["BREAK"]
    assert counts["SPACE"] - counts["SPACE right"] <= false_joins * counts["SPACE"]
    assert not counts["split"]
    # What is wrong is flagged, nearly always.
    assert counts["wrong"] - counts["wrong flagged"] <= 0.002 * counts["SPACE"]
