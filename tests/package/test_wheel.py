"""The wheel carries all that is needed: glossary, model data, catalogues, templates."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but the wheel; what it depends on comes from this one."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False)
    site = next((folder / "venv/lib").glob("python3.*/site-packages"))
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, "--target", str(site), str(wheel)], check=True)
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "venv/bin/python"


def run(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    command = [str(python), "-m", "eenvoudig", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, text=True, capture_output=True, check=False
    )


def test_it_translates_in_another_folder(
    installed: Path, tmp_path: Path, built_model: Path
) -> None:
    assert built_model.is_dir()
    (tmp_path / "brief.md").write_text("De WFP helpt 12 landen.\n", encoding="utf-8")
    done = run(installed, tmp_path, "translate", "brief.md", "-o", "brief.en.md", "--exit-zero")
    assert done.returncode == 0, done.stderr
    assert "12" in (tmp_path / "brief.en.md").read_text(encoding="utf-8")


def test_it_is_the_wheel_that_runs(installed: Path, tmp_path: Path) -> None:
    where = "import eenvoudig; print(eenvoudig.__file__)"
    done = subprocess.run(
        [str(installed), "-c", where], cwd=tmp_path, text=True, capture_output=True, check=True
    )
    assert Path(done.stdout.strip()).is_relative_to(installed.parents[1])


def test_it_speaks_dutch(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "simplify", "weg.txt", "--lang", "nl")
    assert done.returncode == 3
    assert "weg.txt bestaat niet." in done.stderr
