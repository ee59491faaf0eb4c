import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from eenvoudig._errors import ModelCorrupt, ModelMissing, OutputError
from eenvoudig.engines import (
    BuildStep,
    Engine,
    build_model,
    list_models,
    load_engine,
    model_notice,
    model_path,
    remove_model,
    verify_model,
)
from eenvoudig.engines._embedded import _build

KILLED = """
import os, signal, sys
from pathlib import Path
from eenvoudig.engines import build_model

def die(step):
    os.kill(os.getpid(), signal.SIGKILL)

build_model(cache=Path(sys.argv[1]), on_progress=die)
"""


def interrupt(_: BuildStep) -> None:
    raise KeyboardInterrupt


@pytest.fixture
def copy(tmp_path: Path, engine: Engine) -> Path:
    """A cache of one's own with the built model in it."""
    assert engine.signature
    shutil.copytree(model_path(), tmp_path / "models" / model_path().name)
    return tmp_path


def test_the_built_model_is_listed_and_verified(engine: Engine) -> None:
    current = [model for model in list_models() if model.current]
    assert [model.path for model in current] == [model_path()]
    assert current[0].size > 100_000_000
    assert verify_model()["adapter"][:12] == engine.signature["adapter"]


def test_a_built_model_is_not_built_again(engine: Engine) -> None:
    assert engine.signature
    assert build_model(on_progress=interrupt) == model_path()


def test_without_a_build_there_is_no_engine(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="models build"):
        load_engine(cache=tmp_path, build=False)
    with pytest.raises(ModelMissing):
        remove_model(cache=tmp_path)
    assert list_models(cache=tmp_path) == []


def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        build_model(cache=tmp_path, on_progress=interrupt)
    assert list_models(cache=tmp_path) == []
    assert [path.name for path in (tmp_path / "models").iterdir()] in ([], ["build.lock"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_build_counts_for_nothing_and_is_cleared_away(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert run.returncode == -signal.SIGKILL
    assert list((tmp_path / "models").glob("*.part"))
    with pytest.raises(ModelMissing):
        model_path(cache=tmp_path)
    with pytest.raises(KeyboardInterrupt):
        build_model(cache=tmp_path, on_progress=interrupt)
    assert not list((tmp_path / "models").glob("*.part"))


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.model", "manifest.json"])
def test_a_damaged_file_is_found(copy: Path, name: str) -> None:
    path = model_path(cache=copy) / name
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\0\0\0\0")
    with pytest.raises(ModelCorrupt, match=name):
        verify_model(cache=copy)
    with pytest.raises(ModelCorrupt, match="models remove"):
        load_engine(cache=copy)
    remove_model(cache=copy)
    assert list_models(cache=copy) == []


def test_a_missing_file_is_found(copy: Path) -> None:
    (model_path(cache=copy) / "config.json").unlink()
    with pytest.raises(ModelCorrupt, match=r"config\.json"):
        verify_model(cache=copy)


def test_a_cache_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    with pytest.raises(OutputError, match="EENVOUDIG_CACHE"):
        build_model(cache=tmp_path / "cache")


def test_no_space_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_build, "SPACE", 10**18)
    with pytest.raises(OutputError, match="no space"):
        build_model(cache=tmp_path)


@pytest.mark.parametrize("what", ["nothing", "folder"])
def test_a_base_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.setenv("EENVOUDIG_BASE", str(tmp_path / what))
    with pytest.raises(ModelMissing, match=what):
        build_model(cache=tmp_path)


def test_the_cache_is_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EENVOUDIG_CACHE", str(tmp_path))
    with pytest.raises(ModelMissing, match=tmp_path.name + os.sep):
        model_path()


def test_the_notice_names_the_terms() -> None:
    assert "ai.google.dev/gemma/terms" in model_notice()
