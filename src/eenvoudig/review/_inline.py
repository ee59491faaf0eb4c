"""The text with what needs review marked in it."""

from __future__ import annotations

from eenvoudig import formats
from eenvoudig._messages import _
from eenvoudig.review._describe import describe_flag
from eenvoudig.rewrite import Result


def with_flags(result: Result, suffix: str = "") -> bytes:
    """The new file, with "[CHECK: reason]" after each flagged segment.

    Args:
        result: what is to be written.
        suffix: the format; none is that of the document.
    """
    outputs = {r.segment.id: r.output for r in result.segments}
    tails = {
        r.segment.id: "".join(f" [{_('CHECK')}: {describe_flag(r, flag)}]" for flag in r.flags)
        for r in result.flagged
    }
    return formats.convert(
        result.document,
        outputs,
        suffix or result.document.suffix,
        result.language,
        result.renderings,
        tails,
    )
