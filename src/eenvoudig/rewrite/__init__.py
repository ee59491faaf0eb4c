"""Asking an engine, checking its answers, choosing: what simplifying and translating share."""

from eenvoudig.rewrite._choose import TERMS, Job, Strategy, decide, describe, never
from eenvoudig.rewrite._result import (
    Flag,
    Origin,
    Reason,
    Result,
    SegmentResult,
    State,
    Summary,
    signature_line,
)
from eenvoudig.rewrite._run import Effort, assemble, known_renderings, rewrite

__all__ = [
    "TERMS",
    "Effort",
    "Flag",
    "Job",
    "Origin",
    "Reason",
    "Result",
    "SegmentResult",
    "State",
    "Strategy",
    "Summary",
    "assemble",
    "decide",
    "describe",
    "known_renderings",
    "never",
    "rewrite",
    "signature_line",
]
