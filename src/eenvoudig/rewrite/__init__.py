"""Asking an engine, checking its answers, choosing: what simplifying and translating share."""

from eenvoudig.rewrite._result import Flag, Origin, Reason, Result, SegmentResult, Summary
from eenvoudig.rewrite._run import Strategy, rewrite

__all__ = [
    "Flag",
    "Origin",
    "Reason",
    "Result",
    "SegmentResult",
    "Strategy",
    "Summary",
    "rewrite",
]
