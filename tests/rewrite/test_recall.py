"""What was approved before is used first, is checked, and is shown beside what is only like it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

import eenvoudig
from eenvoudig import Engine, Memory, load_engine
from eenvoudig.engines import Example, Task
from eenvoudig.glossary import load
from eenvoudig.memory import Entry
from eenvoudig.rewrite import Origin, Reason, SegmentResult
from eenvoudig.rewrite._recall import examples, recall

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads(next(DOCS.rglob("result*.schema.json")).read_text(encoding="utf-8"))
SOURCE = "De minister stelt in 2024 een bedrag van € 25 miljoen beschikbaar voor noodhulp."
APPROVED = {
    Task.SIMPLIFY: "De minister geeft in 2024 € 25 miljoen aan noodhulp.",
    Task.TRANSLATE: "In 2024, the minister is giving €25 million for emergency aid.",
}
WRONG = {
    Task.SIMPLIFY: "De minister geeft in 2024 € 52 miljoen aan noodhulp.",
    Task.TRANSLATE: "In 2024, the minister is giving €52 million for emergency aid.",
}
tasks = pytest.mark.parametrize("task", list(Task))


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.sqlite", create=True) as opened:
        yield opened


def run(task: Task, text: str, engine: Engine, memory: Memory | Path | None) -> SegmentResult:
    """The result for the one segment of a text."""
    function = eenvoudig.simplify if task is Task.SIMPLIFY else eenvoudig.translate
    result = function(text, engine=engine, memory=memory)
    jsonschema.validate(result.to_dict(), SCHEMA)
    assert ("memory" in result.signature) == (memory is not None)
    assert result.summary.from_memory == sum(r.origin is Origin.MEMORY for r in result.segments)
    (segment,) = result.segments
    return segment


@tasks
def test_what_was_approved_stands_and_no_engine_is_asked(
    engine: Engine, memory: Memory, task: Task
) -> None:
    memory.add([Entry(task, SOURCE, APPROVED[task], approved_by="A. de Vries")])
    segment = run(task, SOURCE.replace(" bedrag", "  bedrag"), engine, memory)
    assert segment.output == APPROVED[task]
    assert (segment.origin, segment.attempts, segment.flags) == (Origin.MEMORY, 0, ())
    assert segment.verdicts
    assert [match.entry.approved_by for match in segment.recalled] == ["A. de Vries"]
    assert next(memory.entries()).uses == 1


@tasks
def test_what_was_approved_for_the_other_task_is_not_used(
    engine: Engine, memory: Memory, task: Task
) -> None:
    (other,) = set(Task) - {task}
    memory.add([Entry(other, SOURCE, APPROVED[other])])
    segment = run(task, SOURCE, engine, memory)
    assert segment.origin is not Origin.MEMORY
    assert segment.recalled == ()


@tasks
def test_a_slip_in_what_was_approved_is_flagged(engine: Engine, memory: Memory, task: Task) -> None:
    memory.add([Entry(task, SOURCE, WRONG[task])])
    segment = run(task, SOURCE, engine, memory)
    assert segment.output == WRONG[task]
    assert segment.origin is Origin.MEMORY
    assert [flag.reason for flag in segment.flags] == [Reason.FAILED_CHECK]
    assert "52" in segment.flags[0].detail


def test_a_term_that_got_another_name_since_is_flagged(
    engine: Engine, memory: Memory, tmp_path: Path
) -> None:
    terms = tmp_path / "terms.csv"
    source, approved = "De noodhulp komt op tijd aan.", "The emergency aid arrives on time."
    memory.add([Entry(Task.TRANSLATE, source, approved)])
    for english, flagged in (("emergency aid", False), ("humanitarian relief", True)):
        terms.write_text(f"term,english\nnoodhulp,{english}\n", encoding="utf-8")
        result = eenvoudig.translate(
            source, engine=engine, terms=load([], extra=[terms]), memory=memory
        )
        (segment,) = result.segments
        assert (segment.output, segment.origin) == (approved, Origin.MEMORY)
        assert bool(segment.flags) == flagged
        assert all("terms" in flag.detail for flag in segment.flags)


@tasks
def test_what_is_like_a_source_is_shown_and_not_used(
    engine: Engine, memory: Memory, task: Task
) -> None:
    memory.add([Entry(task, SOURCE, APPROVED[task])])
    segment = run(task, SOURCE.replace("2024", "2026"), engine, memory)
    assert segment.origin is not Origin.MEMORY
    assert segment.output != APPROVED[task]
    (match,) = segment.recalled
    assert match.entry.target == APPROVED[task]
    assert 0.85 <= match.similarity < 1
    assert next(memory.entries()).uses == 0


def test_the_segment_before_it_chooses_among_texts(memory: Memory) -> None:
    memory.add(
        [
            Entry(Task.TRANSLATE, "Dat mag niet.", "Parking is not allowed.", "U parkeert hier."),
            Entry(Task.TRANSLATE, "Dat mag niet.", "Smoking is not allowed.", "U rookt hier."),
        ]
    )
    document = eenvoudig.read("U parkeert hier. Dat mag niet. U rookt hier. Dat mag niet.")
    found = recall(document, memory, Task.TRANSLATE)
    targets = {number: match[0].entry.target for number, match in found.items() if match}
    assert targets == {2: "Parking is not allowed.", 4: "Smoking is not allowed."}


def test_an_engine_elsewhere_is_shown_no_sentences_of_other_documents(memory: Memory) -> None:
    memory.add([Entry(Task.TRANSLATE, SOURCE, APPROVED[Task.TRANSLATE])])
    matches = memory.similar(Task.TRANSLATE, SOURCE.replace("2024", "2026"))
    here = load_engine("openai:http://localhost:9/v1#model")
    elsewhere = load_engine("openai:https://models.example.nl/v1#model")
    assert examples(matches, here) == (Example(SOURCE, APPROVED[Task.TRANSLATE]),)
    assert examples(matches, elsewhere) == ()


def test_an_engine_that_takes_no_examples_gets_none(engine: Engine, memory: Memory) -> None:
    memory.add([Entry(Task.TRANSLATE, SOURCE, APPROVED[Task.TRANSLATE])])
    assert examples(memory.similar(Task.TRANSLATE, SOURCE), engine) == ()


def test_publish_takes_the_file_of_a_memory(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with Memory.open(path, create=True) as memory:
        memory.add(Entry(task, SOURCE, text) for task, text in APPROVED.items())
    both = eenvoudig.publish(SOURCE, engine=engine, memory=path)
    assert both.plain.text.strip() == APPROVED[Task.SIMPLIFY]
    assert both.english.text.strip() == APPROVED[Task.TRANSLATE]


def test_without_a_memory_nothing_is_recalled(engine: Engine) -> None:
    assert run(Task.TRANSLATE, "De minister komt.", engine, None).recalled == ()
