"""What programs read is as docs/schemas says, of every command that tells them something."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.command import Run

FOLDER = Path(__file__).parents[2] / "docs/schemas"
SCHEMAS: dict[str, Any] = {p.name: json.loads(p.read_text()) for p in FOLDER.glob("*.schema.json")}
REGISTRY = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)
COMMANDS = {
    "candidates": ["glossary", "candidates", "brief.txt"],
    "engine": ["engines", "show", "embedded"],
    "engines": ["engines", "list"],
    "evaluation": ["evaluate", "plain.jsonl", "--task", "simplify"],
    "findings": ["glossary", "check", "own.csv"],
    "memory": ["memory", "list"],
    "memory-stats": ["memory", "stats"],
    "models": ["models", "list"],
    "recommendation": ["engines", "recommend"],
    "result": ["translate", "brief.txt", "--exit-zero"],
    "terms": ["glossary", "lookup", "AMvB"],
    "trials": ["engines", "try", "embedded"],
    "verification": ["models", "verify"],
}


@pytest.fixture
def inputs(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("De XYQ helpt het COA. Zie de XYQ.\n", encoding="utf-8")
    (tmp_path / "own.csv").write_text("term,english\na,x\na,y\n", encoding="utf-8")
    pair = {"source": "De raad besluit.", "reference": "De raad beslist."}
    (tmp_path / "plain.jsonl").write_text(json.dumps(pair), encoding="utf-8")


@pytest.mark.usefixtures("inputs")
@pytest.mark.parametrize("name", COMMANDS)
def test_the_output_is_as_its_schema_says(run: Run, name: str) -> None:
    done = run(*COMMANDS[name], "--format", "json")
    data = json.loads(done.out)
    assert data["schema"] == f"eenvoudig/{name}/1"
    schema = SCHEMAS[f"{name}-1.schema.json"]
    validator = Draft202012Validator(schema, registry=REGISTRY)
    assert [error.message for error in validator.iter_errors(data)] == []
    # A schema that takes anything would say yes too.
    assert list(validator.iter_errors(data | {"something": 1}))


def test_there_is_a_schema_for_each_and_a_line_about_it() -> None:
    assert {f"{name}-1.schema.json" for name in COMMANDS} == set(SCHEMAS)
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name, schema in SCHEMAS.items():
        Draft202012Validator.check_schema(schema)
        assert f"({name})" in page
        assert schema["title"] == schema["properties"]["schema"]["const"]
