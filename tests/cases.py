"""Fixture files: a title, then the parts of a case, each part after a line with one dot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a fixture file: its title and its parts, in order."""

    title: str
    parts: tuple[str, ...]


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, which are separated by lines of three equals signs."""
    cases = []
    for chunk in path.read_text(encoding="utf-8").split("\n===\n"):
        title, *parts = chunk.split("\n.\n")
        cases.append(Case(title.strip(), tuple(part.rstrip("\n") for part in parts)))
    return cases
