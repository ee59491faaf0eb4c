"""Choosing, trying and seeing engines from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import Run
from tests.engines import tiny
from tests.engines.serving import Behaviour, serving


@pytest.fixture(scope="module")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.marian(tmp_path_factory.mktemp("opus"))


@pytest.fixture
def server() -> Iterator[str]:
    with serving(Behaviour()) as url:
        yield url


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built_model: Path) -> None:
    """A cache of one's own, in which the embedded model is there already."""
    (tmp_path / "cache/models").mkdir(parents=True)
    (tmp_path / "cache/models" / built_model.name).symlink_to(built_model)
    monkeypatch.setenv("EENVOUDIG_CACHE", str(tmp_path / "cache"))


def config(text: str) -> None:
    Path("eenvoudig.toml").write_text(text, encoding="utf-8")


def test_a_model_of_the_users_own_translates(run: Run, marian: Path) -> None:
    outcome = run(
        "translate", "-v", "--engine", f"transformers:{marian}", stdin="De raad besluit morgen."
    )
    assert outcome.code == 0
    assert outcome.out == "The council decides tomorrow.\n"
    assert f"model:{marian.name}" in outcome.err
    assert "leaves this machine" not in outcome.err


def test_a_task_it_does_not_do_is_wrong_use(run: Run, marian: Path) -> None:
    outcome = run("simplify", "--engine", f"transformers:{marian}", stdin="De raad besluit morgen.")
    assert outcome.code == 2
    assert "does not write plain Dutch" in outcome.err
    assert "--engine embedded" in outcome.err


def test_each_task_its_own_engine(run: Run, marian: Path) -> None:
    Path("nota.txt").write_text("De raad besluit morgen.\n", encoding="utf-8")
    outcome = run(
        "publish",
        "nota.txt",
        "--out-dir",
        "out",
        "--format",
        "json",
        "--engine",
        f"translate=transformers:{marian}",
    )
    assert outcome.code == 0
    engines = {
        name: json.loads(Path(f"out/nota.{name}.json").read_text())["signature"]["engine"]
        for name in ("b1", "en")
    }
    assert engines == {"b1": "embedded", "en": "transformers"}


def test_the_file_names_engines_and_says_which_to_use(run: Run, server: str, marian: Path) -> None:
    config(
        f'[engine]\ntranslate = "ministry"\n'
        f'[engine.ministry]\nuse = "openai:{server}"\nmodel = "tiny"\n'
        f'[engine.opus]\nuse = "transformers:{marian}"\n'
    )
    asked = run("translate", "-v", stdin="De raad besluit morgen.")
    assert asked.out == "The council decides tomorrow.\n"
    assert "engine:openai" in asked.err
    asked = run("translate", "-v", "--engine", "opus", stdin="De raad besluit morgen.")
    assert "engine:transformers" in asked.err
    Path("deeper/still").mkdir(parents=True)
    listed = run("engines", "list")
    assert listed.out.splitlines()[:3] == [
        "embedded  (default into plain Dutch)",
        "ministry  (default into English)",
        "opus",
    ]
    rows = json.loads(run("engines", "list", "--format", "json").out)["engines"]
    assert [row["engine"] for row in rows[:3]] == ["embedded", "ministry", "opus"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[engine", "cannot be read"),
        ("[motor]\n", "no setting motor"),
        ("engine = 3\n", "no setting engine"),
        ('[engine]\ntranslate = "nobody"\n', "There is no engine nobody"),
        ('[engine]\ntranslate = "own"\n[engine.own]\nuse = "openai:x"\n', "no address"),
    ],
)
def test_a_wrong_file_is_told(run: Run, text: str, message: str) -> None:
    config(text)
    outcome = run("translate", stdin="De raad besluit morgen.")
    assert outcome.code == 2
    assert message in outcome.err


def test_text_that_leaves_this_machine_is_told_before_it_goes(run: Run) -> None:
    # Nothing listens there; the warning comes first, and quiet does not hide it.
    outcome = run(
        "translate",
        "--quiet",
        "--engine",
        "openai:http://models.invalid/v1#m",
        stdin="De raad besluit morgen.",
    )
    assert outcome.code == 5
    first, second, *_ = outcome.err.splitlines()
    assert first == "! The text leaves this machine: it goes to models.invalid."
    assert "There is no server" in second


def test_trying_shows_speed_output_and_verdicts(run: Run, marian: Path, server: str) -> None:
    shown = run("engines", "try", "embedded").out
    assert "Into plain Dutch (" in shown
    assert "Into English (" in shown
    assert "words/s" in shown
    assert "passes every check" in shown
    tiny_one = run("engines", "try", f"transformers:{marian}").out
    assert "Into plain Dutch" not in tiny_one
    assert "lost" in tiny_one or "!" in tiny_one
    data = json.loads(run("engines", "try", f"openai:{server}", "--format", "json").out)
    assert [t["result"]["task"] for t in data["trials"]] == ["simplify", "translate"]
    assert len(data["trials"][0]["result"]["segments"]) == 3


def test_showing_what_an_engine_can_do(run: Run, marian: Path, server: str) -> None:
    shown = run("engines", "show", f"transformers:{marian}").out
    assert "runner: ctranslate2 int8 cpu" in shown
    assert "Rewrites: into English\n" in shown
    assert "Has not: is told the terms" in shown
    data = json.loads(run("engines", "show", f"openai:{server}", "--format", "json").out)
    assert data["tasks"] == ["simplify", "translate"]
    assert data["search"] is False
    assert data["remote"] == ""


def test_recommending_names_licence_size_and_what_was_not_measured(run: Run) -> None:
    shown = run("engines", "recommend").out
    assert "GB of memory" in shown.splitlines()[0]
    assert "measured by this project" in shown
    assert "not measured by this project" in shown
    data = json.loads(run("engines", "recommend", "--format", "json").out)
    assert data["machine"]["cores"] >= 1
    room = max(data["machine"]["memory"], data["machine"]["card_memory"])
    assert all(model["memory"] <= room and model["licence"] for model in data["models"])


def test_an_engine_is_measured_like_any_other(run: Run, marian: Path) -> None:
    Path("pairs.tsv").write_text(
        "".join(f"{nl}\t{en}\n" for nl, en in tiny.PAIRS), encoding="utf-8"
    )
    outcome = run(
        "evaluate", "pairs.tsv", "--engine", f"transformers:{marian}", "--format", "json", "-q"
    )
    found = json.loads(outcome.out)
    assert found["systems"][0]["chrf"]["value"] == 100
    assert found["signature"]["model"] == marian.name


def test_getting_a_model_without_a_hub(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    outcome = run("models", "get", "someone/model", "--yes")
    assert outcome.code == 5
    assert "The hub cannot be reached" in outcome.err
