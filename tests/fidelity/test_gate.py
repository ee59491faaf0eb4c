"""Floors under the checks: right references pass, spoiled ones are caught (bench/gate.py)."""

from __future__ import annotations

import pytest
from bench.gate import CORPUS, TASKS, acceptance, corpus_pairs, recall

from eenvoudig.fidelity import Pair

# Every fifth of the held-out items keeps the test short.
STEP = 5

pytestmark = pytest.mark.skipif(
    not any(CORPUS.glob("*.jsonl")), reason="the policy corpus is not in this copy of the project"
)

# A little under what all held-out items reach.
ACCEPTED = {"translate": 0.88, "simplify": 0.86}
CAUGHT = {
    "translate": {
        "change_digit": 0.98,
        "drop_number": 0.94,
        "swap_scale": 0.95,
        "swap_unit": 0.85,
        "swap_name": 0.85,
        "swap_abbreviation": 0.95,
        "swap_modality": 0.7,
        "drop_negation": 0.4,
        "add_negation": 0.4,
        "cut_short": 0.95,
        "repeat_phrase": 0.99,
        "leave_dutch": 0.95,
        "copy_source": 0.99,
    },
    "simplify": {
        "change_digit": 0.98,
        "drop_number": 0.94,
        "swap_scale": 0.95,
        "swap_unit": 0.85,
        "swap_name": 0.93,
        "swap_abbreviation": 0.95,
        "swap_modality": 0.12,
        "drop_negation": 0.18,
        "add_negation": 0.4,
        "cut_short": 0.95,
        "repeat_phrase": 0.99,
    },
}


@pytest.fixture(scope="module", params=TASKS)
def task(request: pytest.FixtureRequest) -> tuple[str, list[Pair]]:
    pairs = corpus_pairs("held-out")
    language = request.param
    return TASKS[language][1], [p for p in pairs if p.language == language][::STEP]


def test_right_references_pass(task: tuple[str, list[Pair]]) -> None:
    name, pairs = task
    assert len(pairs) > 100
    accepted = acceptance(pairs)
    assert accepted["all"] >= ACCEPTED[name]
    assert min(accepted[check] for check in accepted if check != "all") >= 0.9


def test_spoiled_references_are_caught(task: tuple[str, list[Pair]]) -> None:
    name, pairs = task
    tallies = recall(pairs)
    reached = {kind: tallies[kind].caught / max(1, tallies[kind].made) for kind in CAUGHT[name]}
    assert {k: r for k, r in reached.items() if r < CAUGHT[name][k]} == {}
