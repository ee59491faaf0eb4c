from __future__ import annotations

import pytest
import sacrebleu
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.rewrite._consensus import consensus

TEXTS = st.text(st.characters(categories=["Lu", "Ll", "Nd", "Zs", "Po"]), max_size=40)


def test_the_outlier_loses() -> None:
    near = consensus(
        {
            "The minister pays 350 euros.": 1,
            "The minister will pay 350 euros.": 1,
            "The minister paid out 350 euros.": 1,
            "Ministers are paid.": 1,
        }
    )
    assert min(near, key=near.__getitem__) == "Ministers are paid."


def test_what_was_given_more_often_counts_more() -> None:
    near = consensus({"De raad besluit.": 5, "Het college betaalt.": 1})
    assert max(near, key=near.__getitem__) == "De raad besluit."


def test_one_answer_agrees_with_itself() -> None:
    assert consensus({"De raad besluit.": 1}) == {"De raad besluit.": 1.0}
    assert consensus({}) == {}


@given(TEXTS, TEXTS)
def test_two_answers_are_as_near_as_the_field_says(one: str, other: str) -> None:
    """Sacrebleu is the reference for chrF; of two answers each is as near as its chrF."""
    if one == other or not "".join(one.split()) or not "".join(other.split()):
        return
    near = consensus({one: 1, other: 1})
    expected = sacrebleu.sentence_chrf(one, [other], eps_smoothing=False).score / 100
    assert near[one] == pytest.approx(expected, abs=0.02)


@given(st.dictionaries(TEXTS, st.integers(1, 3), max_size=6))
def test_nearness_is_a_share(votes: dict[str, int]) -> None:
    near = consensus(votes)
    assert near.keys() == votes.keys()
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in near.values())
