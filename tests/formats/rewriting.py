"""What the tests of formats share: documents with each block as one segment, and rewriting them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from eenvoudig.document import Document, Segment
from eenvoudig.formats import read_file, to_bytes, write


def whole_blocks(document: Document) -> Document:
    """The document with each block as one segment."""
    blocks = [
        replace(b, segments=(Segment(n, b.text, 0, len(b.text), b.source_span(0, len(b.text))),))
        for n, b in enumerate(document.blocks, 1)
    ]
    return replace(document, blocks=tuple(blocks))


def rewritten(data: bytes, name: str, change: Callable[[str], str], language: str = "nl") -> bytes:
    """A file in which each block is changed."""
    document = whole_blocks(read_file(data, name))
    text, _ = write(document, {s.id: change(s.text) for s in document.segments}, language)
    return to_bytes(document, text, language)


def converted(paths: Iterable[Path], to: str, folder: Path) -> list[Path]:
    """Files as LibreOffice converts them: "pdf", "txt:Text", "odt"."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    done = subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", to, "--outdir", folder, *paths],
        check=True,
        capture_output=True,
        text=True,
    )
    assert "error" not in done.stderr.casefold(), done.stderr
    suffix = to.partition(":")[0]
    return [folder / f"{path.stem}.{suffix}" for path in paths]
