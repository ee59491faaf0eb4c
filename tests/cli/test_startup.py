"""What `eenvoudig` costs before it does anything."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = (
    "torch",
    "transformers",
    "ctranslate2",
    "spacy",
    "numpy",
    "wordfreq",
    "lingua",
    "jinja2",
    "sqlite3",
)
CPU_SECONDS = 0.25


def modules_after(*arguments: str) -> set[str]:
    """The modules that are imported when the program has run with these arguments."""
    program = (
        "import sys\n"
        "from eenvoudig.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], text=True, capture_output=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["simplify", "--help"], ["models", "--help"], ["memory", "--help"]]
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    assert modules_after(*arguments).isdisjoint(HEAVY)


def test_help_costs_little() -> None:
    """A bound on CPU time, far above what it takes, so that a heavy import shows on any machine."""
    times = []
    for _ in range(3):
        before = os.times()
        subprocess.run(
            [sys.executable, "-m", "eenvoudig", "--help"], check=True, capture_output=True
        )
        after = os.times()
        times.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    assert min(times) < CPU_SECONDS


def test_the_package_itself_imports_nothing_heavy() -> None:
    program = "import eenvoudig, sys; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], text=True, capture_output=True, check=True
    )
    assert set(done.stdout.split()).isdisjoint({*HEAVY, "click"})
