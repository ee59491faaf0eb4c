"""Running the command line in a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of the command line left: its exit code and both its outputs."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]
