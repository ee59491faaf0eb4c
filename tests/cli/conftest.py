from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from eenvoudig.cli import main
from tests.command import Outcome, Run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, built_model: Path) -> Run:
    """Runs `eenvoudig` with arguments, in an empty folder, with the real engine."""
    assert built_model.is_dir()
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, stdin: str | bytes = "") -> Outcome:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = io.BytesIO(), io.BytesIO()
        stdout, stderr = (io.TextIOWrapper(b, "utf-8", write_through=True) for b in (out, err))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
            patch.setattr(sys, "stdout", stdout)
            patch.setattr(sys, "stderr", stderr)
            with pytest.raises(SystemExit) as stop:
                main(list(arguments))
        return Outcome(int(stop.value.code or 0), out.getvalue().decode(), err.getvalue().decode())

    return call
