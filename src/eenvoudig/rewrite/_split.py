"""Splitting a sentence that could not be answered whole, and joining the answers."""

from __future__ import annotations

import re
from collections.abc import Iterable

MIN_WORDS = 4
"""A part has at least this many words; shorter ones stay with their neighbour."""

_BOUNDARY = re.compile(r";\s+|,\s+(?=(?:maar|want)\s)")


def split(sentence: str) -> tuple[str, ...]:
    """The parts of a sentence that can stand alone; empty when there are not at least two.

    A part is cut only at a semicolon or before a coordinating "maar" or "want", where
    what follows has a subject and a verb of its own.
    """
    parts: list[str] = []
    start = 0
    for boundary in _BOUNDARY.finditer(sentence):
        part, rest = sentence[start : boundary.start()], sentence[boundary.end() :]
        if min(len(part.split()), len(rest.split())) >= MIN_WORDS:
            parts.append(part)
            start = boundary.end()
    if not parts:
        return ()
    return tuple(_as_sentence(part) for part in [*parts, sentence[start:]])


def join(answers: Iterable[str]) -> str:
    """The answers for the parts as one text."""
    return " ".join(answer.strip() for answer in answers)


def _as_sentence(part: str) -> str:
    part = part.strip()
    part = part[0].upper() + part[1:]
    return part if part[-1] in ".?!" else part + "."
