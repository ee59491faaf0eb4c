from __future__ import annotations

from pathlib import Path

import pytest

from eenvoudig._errors import InputError
from eenvoudig.engines import Engine, Task
from eenvoudig.evaluation import Example, evaluate, read_examples

EXAMPLES = [
    Example("De minister is verantwoordelijk.", "The minister is responsible."),
    Example(
        "Het ministerie verleent in 2025 subsidie. De bijdrage bedraagt € 3,2 miljoen.",
        "The ministry will award a grant in 2025. The contribution amounts to €3.2 million.",
    ),
]


def test_a_translation_stands_beside_its_controls(engine: Engine) -> None:
    found = evaluate(EXAMPLES, Task.TRANSLATE, engine=engine)
    ours, source, dropped = found.systems
    assert [s.name for s in found.systems] == ["eenvoudig", "source", "words dropped"]
    assert ours.chrf.value > source.chrf.value > dropped.chrf.value > 0
    assert ours.chrf.low <= ours.chrf.value <= ours.chrf.high
    assert ours.sari is None
    assert ours.measures is None
    assert (found.counts.examples, found.counts.segments) == (2, 3)
    assert found.counts.asked == found.counts.changed == 3
    assert found.counts.unflagged_quantity_faults == 0
    assert found.signatures[1].startswith("nrefs:1|")
    assert found.signature["task"] == "translate"


def test_plain_dutch_is_measured_for_reading_too(engine: Engine) -> None:
    examples = [
        Example(
            "De minister is voornemens middels een subsidie de gemeenten te ondersteunen.",
            "De minister wil gemeenten helpen met een subsidie.",
        )
    ]
    found = evaluate(examples, Task.SIMPLIFY, engine=engine)
    reference = found.systems[-1]
    assert reference.name == "reference"
    source = next(s for s in found.systems if s.name == "source")
    assert reference.measures
    assert source.measures
    assert reference.sari
    assert source.sari
    assert reference.sari > source.sari > 0
    assert reference.measures.flesch_douma > source.measures.flesch_douma
    assert found.to_dict()["counts"]["examples"] == 1


def test_examples_in_columns_and_in_json(tmp_path: Path) -> None:
    columns, lines = tmp_path / "a.tsv", tmp_path / "a.jsonl"
    columns.write_text("een\tone\n\ntwee\ttwo\n", encoding="utf-8")
    lines.write_text('{"source": "een", "reference": "one"}\n', encoding="utf-8")
    assert read_examples(columns) == [Example("een", "one"), Example("twee", "two")]
    assert read_examples(columns, 1) == read_examples(lines) == [Example("een", "one")]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.tsv", "een\tone\ntwee\n", "a.tsv, line 2, is no example"),
        ("a.tsv", "een\t \n", "a.tsv, line 1, is no example"),
        ("a.tsv", "een\tone\t1\n", "a.tsv, line 1, is no example"),
        ("a.jsonl", '{"source": "een"}\n', "a.jsonl, line 1, is no example"),
        ("a.jsonl", "een\tone\n", "a.jsonl, line 1, is no example"),
        ("a.tsv", "\n", "a.tsv is empty"),
    ],
)
def test_a_file_that_has_none(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_examples(path)
    assert message in str(caught.value)


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_examples(tmp_path / "a.tsv")
