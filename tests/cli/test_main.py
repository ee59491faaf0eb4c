"""Help, version, completion, languages, exit codes."""

from __future__ import annotations

import re

import pytest

from tests.command import Run

COMMANDS = ("simplify", "translate", "publish", "models", "completion")


def test_help_names_every_command_and_exit_code(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    for command in COMMANDS:
        assert re.search(rf"^  {command}  ", done.out, re.MULTILINE)
    assert "4 written, but segments need review" in " ".join(done.out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_help_in_dutch(run: Run, command: str) -> None:
    done = run(command, "--lang", "nl", "--help")
    assert done.code == 0
    assert done.out.startswith(f"Gebruik: eenvoudig {command}")
    assert "Toon deze uitleg en stop." in done.out


def test_the_locale_chooses_the_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EENVOUDIG_LANG")
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert run("--help").out.startswith("Gebruik:")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert run("--help").out.startswith("Usage:")


def test_version_is_a_signature(run: Run) -> None:
    done = run("--version")
    assert done.code == 0
    assert re.fullmatch(
        r"eenvoudig:\d+\.\d+\.\d+\|glossary:[0-9a-f]{12}\|model:[0-9a-f]{16}\n", done.out
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.code == 0
    assert "_EENVOUDIG_COMPLETE" in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["simplify", "--wat"],
        ["weg"],
        ["simplify", "a.txt", "b.txt"],
        ["simplify", "a.txt", "-o", "b.txt", "--out-dir", "uit"],
        ["simplify", "x/a.txt", "y/a.txt", "--out-dir", "uit"],
        ["publish", "a.txt"],
        ["simplify", "-", "--encoding", "klingon"],
    ],
)
def test_wrong_use(run: Run, arguments: list[str]) -> None:
    done = run(*arguments, stdin="Tekst.")
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert "Traceback" not in done.err


def test_no_color(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("simplify", "weg.txt").err
