"""The text with what needs review marked in it."""

from __future__ import annotations

from eenvoudig import formats
from eenvoudig._messages import _
from eenvoudig.review._describe import describe_flag
from eenvoudig.rewrite import Result


def with_flags(result: Result) -> bytes:
    """The new file, with "[CHECK: reason]" after each flagged segment."""
    outputs = {r.segment.id: r.output for r in result.segments}
    tails = {
        r.segment.id: "".join(f" [{_('CHECK')}: {describe_flag(r, flag)}]" for flag in r.flags)
        for r in result.flagged
    }
    written, _lost = formats.write(
        result.document, outputs, result.language, result.renderings, tails
    )
    return formats.to_bytes(result.document, written, result.language)
