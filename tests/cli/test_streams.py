"""Where the outcome goes when that place is closed, full, or no ordinary file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = f"{sys.executable} -m eenvoudig simplify --exit-zero"
NUMBERS = "12\n"  # needs no engine


def run(shell: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", shell],
        cwd=folder,
        input=NUMBERS,
        text=True,
        capture_output=True,
        check=False,
    )


@pytest.mark.usefixtures("built_model")
@pytest.mark.parametrize(
    ("redirection", "words"),
    [(">&-", "Standard output is closed."), ("> /dev/full", "Standard output cannot be written")],
)
def test_no_place_for_the_outcome(tmp_path: Path, redirection: str, words: str) -> None:
    done = run(f"{COMMAND} {redirection}", tmp_path)
    assert done.returncode == 6
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("built_model")
def test_a_device_is_written_to_as_it_is(tmp_path: Path) -> None:
    done = run(f"{COMMAND} -q -o /dev/null; test -c /dev/null; echo $?", tmp_path)
    assert (done.stdout, done.stderr) == ("0\n", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("built_model")
def test_a_reader_that_stops_misses_no_flag(tmp_path: Path) -> None:
    """The text is far longer than a pipe holds, and stops in the middle of a sentence."""
    text = "Het kabinet neemt deze aanbeveling over.\n\n" * 3000
    text += "Daarnaast kunnen organisaties met"
    (tmp_path / "lang.txt").write_text(text, encoding="utf-8")
    program = COMMAND.replace("--exit-zero", "--pdf-text -q lang.txt")
    done = run(f"{program} | head -c 1; echo ${{PIPESTATUS[0]}}", tmp_path)
    assert done.stdout == "H4\n"
    assert "the source stops in the middle of this sentence" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("built_model")
def test_a_reader_that_stops_is_no_error(tmp_path: Path) -> None:
    done = run(f"{COMMAND} -q --format json | head -c 1; echo $?", tmp_path)
    assert (done.stdout, done.stderr) == ("{0\n", "")
