"""Building, checking and removing the model by command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.command import Run


@pytest.fixture
def own_cache(built_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, with a copy of the built model; returns that copy's folder."""
    monkeypatch.setenv("EENVOUDIG_CACHE", str(tmp_path / "cache"))
    copy = tmp_path / "cache/models" / built_model.name
    shutil.copytree(built_model, copy)
    return copy


def test_list_path_verify_remove(run: Run, own_cache: Path) -> None:
    assert f"* {own_cache.name}" in run("models", "list").out
    assert run("models", "path").out == f"{own_cache}\n"
    assert "intact" in run("models", "verify").out
    assert run("models", "build").out == f"{own_cache}\n"
    assert run("models", "remove").code == 0
    assert not own_cache.exists()
    gone = run("models", "path")
    assert gone.code == 5
    assert "eenvoudig models build" in gone.err


def test_for_programs(run: Run, own_cache: Path) -> None:
    (model,) = json.loads(run("models", "list", "--format", "json").out)["models"]
    assert (model["name"], model["path"], model["current"]) == (
        own_cache.name,
        str(own_cache),
        True,
    )
    assert json.loads(run("models", "verify", "--format", "json").out)["intact"] is True


@pytest.mark.parametrize("command", [["models", "verify"], ["simplify"]])
def test_a_corrupted_model_is_not_used(run: Run, own_cache: Path, command: list[str]) -> None:
    weights = own_cache / "model.bin"
    data = bytearray(weights.read_bytes())
    data[len(data) // 2] ^= 1
    weights.write_bytes(data)
    done = run(*command, stdin="Een zin.")
    assert (done.code, done.out) == (5, "")
    assert "eenvoudig models remove" in done.err
