"""Installs the built wheel in an empty environment, dependencies and all, and translates with it.

Run by `make package` and in continuous integration; it needs a package index.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
SENTENCE = "De minister stuurt de Kamer voor 1 juli 2026 een brief over 12 projecten."


def main(torch: str) -> None:
    """Build, install, run in another folder; fail unless the English has the facts."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        run([sys.executable, "-m", "build", "--wheel", "--outdir", str(work), str(ROOT)], ROOT)
        (wheel,) = work.glob("*.whl")
        venv.create(work / "venv", with_pip=True)
        python = work / "venv/bin/python"
        run([str(python), "-m", "pip", "install", "--quiet", torch], work)
        run([str(python), "-m", "pip", "install", "--quiet", str(wheel)], work)
        elsewhere = work / "elsewhere"
        elsewhere.mkdir()
        english = run(
            [str(work / "venv/bin/eenvoudig"), "translate", "--exit-zero"], elsewhere, SENTENCE
        )
    print(english)
    missing = [fact for fact in ("2026", "12") if fact not in english]
    if missing:
        sys.exit(f"The installed wheel translated, but lost {missing}: {english}")


def run(command: list[str], folder: Path, text: str = "") -> str:
    """Standard output of a command that must succeed."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, input=text, env=environment, text=True, stdout=-1, check=True
    )
    return done.stdout


if __name__ == "__main__":
    main(sys.argv[1])
