"""SARI, with the figures worked out by hand from its definitions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.evaluation import sari, sari_by_sentence

TEXTS = st.lists(
    st.lists(st.sampled_from("de raad besluit morgen over het plan".split()), min_size=4).map(
        " ".join
    ),
    min_size=3,
    max_size=3,
)


def test_the_source_unchanged() -> None:
    # Of the source's words, pairs, threes, fours the reference keeps 3/4, 2/3, 1/2, 0: recall of
    # what was kept is 1, precision (3/4 + 2/3 + 1/2 + 0) / 4 = 23/48, recall (1 + 1 + 1 + 0) / 4.
    precision, recall = 23 / 48, 3 / 4
    kept = 2 * precision * recall / (precision + recall)
    source, reference = "de raad besluit morgen", "de raad besluit vandaag"
    assert sari([source], [source], [reference]) == pytest.approx(100 * kept / 3)


def test_by_sentence_nothing_deleted_counts_as_right() -> None:
    # By n: kept 2pr/(p+r) with recall 1, of fours 0 of 1 with nothing to keep, recall 1, so 0;
    # nothing added though a word was wanted, precision 1, recall 0; nothing deleted, 1.
    source, reference = "de raad besluit morgen", "de raad besluit vandaag"
    kept = sum(2 * p / (p + 1) for p in (3 / 4, 2 / 3, 1 / 2, 0)) / 4
    expected = 100 * (kept + 0 + 1) / 3
    assert sari_by_sentence([source], [source], [reference]) == pytest.approx(expected)


def test_capitals_and_the_space_before_a_full_stop_make_no_difference() -> None:
    written = ["De Raad besluit morgen."], ["de raad besluit later."], ["De raad stemt later."]
    spaced = [[text.lower().replace(".", " .") for text in texts] for texts in written]
    assert sari(*written) == sari(*spaced) > 0


@given(TEXTS)
def test_between_nothing_and_all(texts: list[str]) -> None:
    source, output, reference = ([text] for text in texts)
    assert 0 <= sari(source, output, reference) <= 100 + 1e-9
    assert 0 <= sari_by_sentence(source, output, reference) <= 100 + 1e-9


@given(TEXTS)
def test_the_reference_is_best_by_sentence_where_no_word_returns(texts: list[str]) -> None:
    source, _, reference = (" ".join(dict.fromkeys(text.split())) for text in texts)
    assert sari_by_sentence([source], [reference], [reference]) == pytest.approx(100)
