"""Asking an engine, checking its answers, choosing: what simplifying and translating share."""

from eenvoudig.rewrite._choose import Job, Strategy, decide, never
from eenvoudig.rewrite._result import (
    Flag,
    Origin,
    Reason,
    Result,
    SegmentResult,
    Summary,
    signature_line,
)
from eenvoudig.rewrite._run import Effort, rewrite

__all__ = [
    "Effort",
    "Flag",
    "Job",
    "Origin",
    "Reason",
    "Result",
    "SegmentResult",
    "Strategy",
    "Summary",
    "decide",
    "never",
    "rewrite",
    "signature_line",
]
