"""`eenvoudig evaluate`, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command import Run

PAIR = "De minister is verantwoordelijk.\tThe minister is responsible.\n"


def test_the_table_has_the_controls_and_the_counts(run: Run) -> None:
    Path("pairs.tsv").write_text(PAIR * 2, encoding="utf-8")
    outcome = run("evaluate", "pairs.tsv", "--limit", "1", "--quiet")
    assert outcome.code == 0
    assert outcome.err == ""
    rows = [line.split("  ")[0] for line in outcome.out.splitlines()[:4]]
    assert rows == ["", "eenvoudig", "source unchanged", "a fifth of the words dropped"]
    assert "Segments changed: 1 of 1 (100.0%)" in outcome.out
    assert "nrefs:1|bs:1000" in outcome.out


def test_plain_dutch_as_json(run: Run) -> None:
    line = {"source": "De raad besluit morgen.", "reference": "De raad besluit morgen."}
    Path("plain.jsonl").write_text(json.dumps(line), encoding="utf-8")
    outcome = run("evaluate", "plain.jsonl", "--task", "simplify", "--format", "json")
    found = json.loads(outcome.out)
    assert found["schema"] == "eenvoudig/evaluation/1"
    assert found["systems"][0]["name"] == "eenvoudig"
    assert found["systems"][0]["measures"]["words_per_sentence"] == 4
    # A plain sentence is not given to the engine at all.
    assert found["counts"]["asked"] == 0


def test_a_wrong_line_is_named(run: Run) -> None:
    Path("pairs.tsv").write_text(PAIR + "De raad besluit.\n", encoding="utf-8")
    outcome = run("evaluate", "pairs.tsv")
    assert outcome.code == 3
    assert "pairs.tsv, line 2, is no example" in outcome.err
