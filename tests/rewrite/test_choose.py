"""What is kept, what falls back, what is flagged: answers as data, checks as they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from eenvoudig.document import Segment, Span
from eenvoudig.engines import Hypothesis
from eenvoudig.glossary import Form, Pos, Term, TermUse
from eenvoudig.rewrite import Job, Origin, Reason, Strategy, decide
from eenvoudig.simplification import STRATEGY as SIMPLIFY
from eenvoudig.translation import STRATEGY as TRANSLATE

SOURCE = "Het kabinet heeft in 2022 niet meer dan 10% van het budget besteed."
FAITHFUL = {
    "nl": "Het kabinet gaf in 2022 niet meer dan 10% van het geld uit.",
    "en": "In 2022 the government spent no more than 10% of the budget.",
}
LOST_NUMBER = {
    "nl": "Het kabinet gaf in 2022 niet meer dan een deel van het geld uit.",
    "en": "In 2022 the government spent no more than a part of the budget.",
}
WRONG = {
    "nl": "Het kabinet gaf in 2023 wel 100% van het geld uit.",
    "en": "In 2023 the government spent 100% of the budget.",
}
both = pytest.mark.parametrize("strategy", [SIMPLIFY, TRANSLATE], ids=["simplify", "translate"])


def job(strategy: Strategy, *, incomplete: bool = False) -> Job:
    return Job(Segment(1, SOURCE, 0, len(SOURCE), Span(0, len(SOURCE)), incomplete), strategy)


def answer(text: str, score: float = -0.5, *, complete: bool = True) -> Hypothesis:
    return Hypothesis(text, score, complete)


@both
def test_a_faithful_answer_is_kept_without_a_flag(strategy: Strategy) -> None:
    one = job(strategy)
    assert not one.done
    one.add([answer(FAITHFUL[strategy.language])])
    assert one.done
    result = decide(one)
    assert (result.output, result.origin, result.flags) == (
        FAITHFUL[strategy.language],
        Origin.GENERATED,
        (),
    )


@both
def test_a_likelier_answer_that_lost_a_fact_does_not_win(strategy: Strategy) -> None:
    answers = [
        answer(LOST_NUMBER[strategy.language], -0.1),
        answer(FAITHFUL[strategy.language], -0.9),
        answer(WRONG[strategy.language], -0.2),
    ]
    for order in permutations(answers):
        one = job(strategy)
        one.add(order)
        assert decide(one).output == FAITHFUL[strategy.language]


@both
def test_of_faithful_answers_the_likeliest_wins(strategy: Strategy) -> None:
    one = job(strategy)
    faithful = FAITHFUL[strategy.language]
    other = faithful.replace("%", " %")
    one.add([answer(other, -0.9), answer(faithful, -0.3)])
    assert decide(one).output == faithful


def test_simplify_keeps_the_source_and_says_why() -> None:
    one = job(SIMPLIFY)
    one.add([answer(WRONG["nl"]), answer(LOST_NUMBER["nl"])])
    assert not one.only_unsure
    result = decide(one)
    assert (result.output, result.origin) == (SOURCE, Origin.SOURCE)
    assert result.rejected == LOST_NUMBER["nl"]
    (flag,) = result.flags
    assert flag.reason is Reason.KEPT_SOURCE
    assert "-10%" in flag.detail


def test_translate_keeps_the_best_and_says_why() -> None:
    one = job(TRANSLATE)
    one.add([answer(WRONG["en"]), answer(LOST_NUMBER["en"])])
    result = decide(one)
    assert (result.output, result.origin) == (LOST_NUMBER["en"], Origin.GENERATED)
    (flag,) = result.flags
    assert flag.reason is Reason.FAILED_CHECK
    assert "-10%" in flag.detail


def test_the_engines_own_words_are_kept_where_terms_were_put_right() -> None:
    term = Term("Verenigde Naties", "VN", Pos.NAME, english="United Nations")
    use = TermUse(replace(term, english_abbreviation="UN"), "VN", 3, 5, Form.SHORT)
    source = "De VN heeft in 2022 in 34 landen voedselhulp verleend."
    segment = Segment(1, source, 0, len(source), Span(0, len(source)))
    own = "The VN provided food aid in 34 countries in 2022."
    one = Job(segment, TRANSLATE, (use,))
    one.add([answer(own)])
    result = decide(one)
    assert (result.output, result.unrepaired) == (own.replace("VN", "UN"), own)
    right = Job(segment, TRANSLATE, (use,))
    right.add([answer(own.replace("VN", "UN"))])
    assert not decide(right).unrepaired


@both
def test_an_answer_that_was_cut_off_never_passes(strategy: Strategy) -> None:
    one = job(strategy)
    one.add([answer(FAITHFUL[strategy.language], complete=False)])
    assert not one.done
    assert "length_limit" in decide(one).flags[0].detail


@both
def test_an_empty_answer_never_passes(strategy: Strategy) -> None:
    one = job(strategy)
    one.add([answer("", -0.01)])
    assert not one.done


@both
def test_a_source_that_stops_is_flagged_whatever_the_answer(strategy: Strategy) -> None:
    one = job(strategy, incomplete=True)
    one.add([answer(FAITHFUL[strategy.language])])
    assert Reason.INCOMPLETE in {flag.reason for flag in decide(one).flags}


@both
def test_the_same_answer_counts_once(strategy: Strategy) -> None:
    one = job(strategy)
    one.add([answer(FAITHFUL[strategy.language])] * 3)
    one.add([answer(FAITHFUL[strategy.language])])
    assert decide(one).attempts == 1


@both
def test_an_answer_that_the_engine_is_not_sure_of_never_passes(strategy: Strategy) -> None:
    one = replace(job(strategy), least_score=-0.3)
    one.add([answer(FAITHFUL[strategy.language], -0.31)])
    assert not one.done
    assert one.only_unsure
    assert "confidence" in decide(one).flags[0].detail
    one.add([answer(FAITHFUL[strategy.language].replace("2022", "2022 "), -0.29)])
    assert not one.done
    one.add([answer(FAITHFUL[strategy.language].replace("%", " %"), -0.29)])
    assert one.done


def test_of_the_source_itself_there_is_no_doubt() -> None:
    one = replace(job(SIMPLIFY), least_score=-0.3)
    one.add([answer(SOURCE, -0.9)])
    assert one.done


@both
def test_an_answer_begins_as_its_source_does(strategy: Strategy) -> None:
    one = job(strategy)
    faithful = FAITHFUL[strategy.language]
    one.add([answer(f" {faithful[0].lower()}{faithful[1:]}\n")])
    assert decide(one).output == faithful
