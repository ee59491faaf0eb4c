from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.readability import measure, syllables

WORDS = [
    line.split()
    for line in (Path(__file__).parent / "fixtures/syllables.txt").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("count", "word"), WORDS, ids=lambda value: value)
def test_syllables(count: str, word: str) -> None:
    assert syllables(word) == int(count)


@given(st.text(min_size=1))
def test_every_word_has_a_syllable_and_no_more_than_letters(word: str) -> None:
    assert 1 <= syllables(word) <= max(1, len(word))


def test_a_text_by_hand() -> None:
    # Two sentences of 4 and 6 words; 1+1+2+2 and 1+1+1+3+1+2 syllables.
    found = measure(["De raad vergadert morgen.", "Hij praat dan over het water."])
    assert (found.sentences, found.words, found.words_per_sentence) == (2, 10, 5)
    assert found.syllables_per_word == pytest.approx((1 + 1 + 3 + 2 + 1 + 1 + 1 + 2 + 1 + 2) / 10)
    assert found.flesch_douma == pytest.approx(206.835 - 0.93 * 5 - 77 * found.syllables_per_word)


def test_rare_words_are_counted_without_names_and_numbers() -> None:
    assert measure(["De man van Zwijndrecht is 43 jaar."]).rare_words == 0
    assert measure(["De perceelsgewijze herverkaveling is klaar."]).rare_words == pytest.approx(0.4)


def test_plain_text_reads_easier_than_its_source() -> None:
    hard = measure(["De verlening van de subsidie geschiedt onder voorbehoud van goedkeuring."])
    plain = measure(["U krijgt de subsidie als de minister dat goed vindt."])
    assert plain.flesch_douma > hard.flesch_douma + 30


def test_a_text_without_words_is_told() -> None:
    with pytest.raises(ValueError, match="no words"):
        measure(["…", "  "])
