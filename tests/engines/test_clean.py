from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.engines._clean import clean
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "fixtures" / "clean.txt")
WORDS = st.lists(
    st.sampled_from("de raad besluit morgen geen 350 euro niet".split()), min_size=1, max_size=12
).map(lambda words: " ".join(words).capitalize() + ".")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_is_taken_off_and_what_stays(case: Case) -> None:
    source, answer, expected = case.parts
    assert clean(answer, source) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_cleaning_twice_changes_nothing(case: Case) -> None:
    source, _, expected = case.parts
    assert clean(expected, source) == expected


@given(WORDS, WORDS)
def test_a_plain_sentence_is_never_touched(answer: str, source: str) -> None:
    assert clean(answer, source) == answer


@given(
    WORDS,
    st.sampled_from(
        ["Hier is de herschreven tekst:\n\n", "Zeker!\n\n", "Vertaling: ", "<think>Hm.</think>\n"]
    ),
    st.sampled_from([("", ""), ('"', '"'), ("**", "**"), ("“", "”"), ("```\n", "\n```")]),
)
def test_wrappings_come_off_in_any_combination(
    answer: str, preamble: str, marks: tuple[str, str]
) -> None:
    assert clean(f"{preamble}{marks[0]}{answer}{marks[1]}", "De bron.") == answer
