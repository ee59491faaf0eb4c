from __future__ import annotations

import pytest

from eenvoudig._messages import set_language
from eenvoudig.review._figures import figures, number
from eenvoudig.simplification import STRATEGY as SIMPLIFY
from tests.review.results import result_of

LONG = "De subsidieverstrekking wordt geheel of deels met terugwerkende kracht herzien."
SHORT = "Wij kijken opnieuw naar het geld dat u krijgt, als u dat wilt."


def test_each_paragraph_has_a_point_and_a_line_in_the_table() -> None:
    source = f"# Kop\n\n{LONG}\n\nTe kort.\n\n{SHORT}\n"
    answers = {"Kop": "Kop", LONG: SHORT, "Te kort.": "Te kort.", SHORT: SHORT}
    found = figures(result_of(source, answers, SIMPLIFY))
    assert found
    words, ease, rare = found.figures
    assert [line.segment for line in found.lines] == [2, 4]
    first, second = words.points
    assert first.after < first.before  # nearer to the top: two words more
    assert second.after == second.before
    harder = "Of 2 paragraphs, 0 became easier, 1 became harder and 1 stayed the same."
    easier = "Of 2 paragraphs, 1 became easier, 0 became harder and 1 stayed the same."
    assert [words.words, ease.words, rare.words] == [harder, easier, easier]
    assert words.after.bar > words.before.bar
    assert rare.after.bar < rare.before.bar


def test_a_text_of_short_paragraphs_has_figures_but_no_points() -> None:
    found = figures(result_of("Te kort.\n", {"Te kort.": "Te kort."}, SIMPLIFY))
    assert found
    assert [(f.before.text, f.points) for f in found.figures[:1]] == [("2.0", ())]
    assert found.lines == ()


def test_without_running_text_there_are_none() -> None:
    assert figures(result_of("# Kop\n", {"Kop": "Kop"}, SIMPLIFY)) is None


@pytest.mark.parametrize(("language", "shown"), [("en", "−17.5"), ("nl", "−17,5")])
def test_a_number_is_written_as_the_language_has_it(language: str, shown: str) -> None:
    set_language(language)
    try:
        assert number(-17.46) == shown
    finally:
        set_language("en")
