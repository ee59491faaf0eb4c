"""The example of a site in three languages: what changed is made again, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import eenvoudig
from tests.conftest import ROOT

SITE = ROOT / "examples/site"
pytestmark = pytest.mark.skipif(
    not (shutil.which("make") and shutil.which("git")), reason="make or git is not installed"
)


@pytest.fixture
def site(tmp_path: Path, built_model: Path) -> Path:
    assert built_model.is_dir()
    content = tmp_path / "content/nl"
    (content / "steun").mkdir(parents=True)
    shutil.copy(SITE / "Makefile", tmp_path)
    (content / "index.md").write_text("---\nlang: nl\n---\n\n# Steun\n", encoding="utf-8")
    (content / "steun/school.md").write_text("De raad betaalt 350 euro.\n", encoding="utf-8")
    return tmp_path


def make(site: Path, *arguments: str) -> list[str]:
    """The pages that are made, each with what is done to it."""
    done = subprocess.run(
        ["make", f"EENVOUDIG={sys.executable} -m eenvoudig", *arguments],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(Path(eenvoudig.__file__).parents[1])},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [line for line in done.stdout.splitlines() if ": content/" in line]


def test_only_what_changed_is_made_again(site: Path) -> None:
    index, school = site / "content/nl/index.md", site / "content/nl/steun/school.md"
    assert len(make(site)) == 4
    plain = (site / "content/nl-b1/steun/school.md").read_text(encoding="utf-8")
    english = (site / "content/en/steun/school.md").read_text(encoding="utf-8")
    assert plain.startswith("*Vereenvoudigde tekst, nog niet nagekeken.*\n\nDe raad")
    assert english.startswith("*Translated from Dutch by computer, not yet reviewed.*\n\nThe")
    assert (site / "review/en/index.html").exists()

    assert make(site) == []
    index.touch()
    assert make(site) == []  # another date, the same text
    school.write_text("De raad betaalt 400 euro.\n", encoding="utf-8")
    assert make(site) == [
        f"{done}: content/nl/steun/school.md" for done in ("simplify", "translate")
    ]
    (site / "content/en/index.md").unlink()
    assert make(site) == ["translate: content/nl/index.md"]
    assert make(site) == []


def test_a_page_that_fails_is_made_the_next_time(site: Path) -> None:
    (site / "content/nl/index.md").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(subprocess.CalledProcessError):
        make(site, "-k")
    assert not (site / "content/en/index.md").exists()
    assert (site / "content/en/steun/school.md").exists()
    (site / "content/nl/index.md").write_text("# Steun\n", encoding="utf-8")
    assert len(make(site)) == 2


def test_the_examples_for_servers_are_yaml() -> None:
    import yaml

    github, gitlab = (
        yaml.safe_load((SITE / name).read_text(encoding="utf-8"))
        for name in ("github.yml", "gitlab-ci.yml")
    )
    assert {"run": "make"} in github["jobs"]["languages"]["steps"]
    assert "make" in gitlab["languages"]["script"]
