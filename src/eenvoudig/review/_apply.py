"""Putting a reviewed text back into its source document.

Nothing is put where it may not belong: the source must be the very file, and each reviewed segment
must have the text of one of its segments. What the reviewer wrote is checked against the source
like an engine's answer, as a person can make a slip with a number too.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping

from eenvoudig import text
from eenvoudig._errors import InputError
from eenvoudig.document import Document, Segment
from eenvoudig.engines import Task
from eenvoudig.glossary import Annotations, TermUse
from eenvoudig.review._apply_text import apply_text
from eenvoudig.review._exchange import legal
from eenvoudig.review._judge import judged
from eenvoudig.review._reviewed import Reviewed, ReviewedSegment
from eenvoudig.rewrite import (
    Flag,
    Origin,
    Reason,
    Result,
    SegmentResult,
    Strategy,
    assemble,
    known_renderings,
)
from eenvoudig.simplification import STRATEGY as SIMPLIFY
from eenvoudig.translation import STRATEGY as TRANSLATE

_STRATEGIES = {Task.SIMPLIFY: SIMPLIFY, Task.TRANSLATE: TRANSLATE}
_SHOWN = 3
"""So many segments that do not belong are named."""
_QUOTE = 60
"""Characters of a segment that are shown to find it by."""
_LINE_END = re.compile(r"[ \t]*[\r\n]\s*")


def apply_reviewed(
    reviewed: Reviewed,
    document: Document,
    annotations: Annotations,
    *,
    signature: Mapping[str, str],
    only_approved: bool = False,
) -> Result:
    """The source document with the reviewed segments in it.

    Args:
        reviewed: what came back.
        document: its source, in segments.
        annotations: the terms in the source.
        signature: what to put in the result's signature, besides what the reviewed file tells.
        only_approved: whether the source stays where no reviewer said yes.

    Returns:
        A result with a flag for each segment that has no text, was not approved, or in which a
        check found something.

    Raises:
        InputError: the document is not the source of this file, or a segment is not its.
    """
    if reviewed.digest and reviewed.digest != document.digest:
        raise InputError(
            "{source} is not the file that {name} was made from, or was changed since.",
            "Name the right one with --source; what was reviewed belongs to that text only.",
            source=document.name,
            name=reviewed.name,
        )
    strategy = _STRATEGIES[_task(reviewed)]
    signature = {**reviewed.signature, **signature, "task": strategy.task.value}
    if reviewed.text is not None:
        return apply_text(
            reviewed, document, annotations, strategy, signature, only_approved=only_approved
        )
    found = _matched(reviewed, document)
    results = [
        _result(s, found.get(s.id), strategy, annotations.of(s.id), only_approved=only_approved)
        for s in document.segments
    ]
    outputs = {one.segment.id: one.output for one in results}
    renderings = known_renderings(document, outputs, annotations, strategy)
    for words, several in reviewed.renderings.items():
        renderings[words] = [*several, *renderings.get(words, ())]
    return assemble(
        document,
        strategy,
        results,
        annotations,
        renderings=renderings,
        signature=signature,
    )


def _task(reviewed: Reviewed) -> Task:
    """What was done to the source; where the file does not say, its new text tells."""
    if reviewed.task:
        return reviewed.task
    new = reviewed.text or " ".join(one.output for one in reviewed.segments)
    return Task.TRANSLATE if text.identify(new) == "en" else Task.SIMPLIFY


def _matched(reviewed: Reviewed, document: Document) -> dict[int, ReviewedSegment]:
    """For each segment of the document what the reviewer left for it.

    By number where number and source agree; else by the source's text, in the order of the file: a
    translation memory has a text once, and other programs number in their own way.
    """
    segments = {segment.id: segment for segment in document.segments}
    found: dict[int, ReviewedSegment] = {}
    waiting: dict[str, deque[ReviewedSegment]] = defaultdict(deque)
    for one in reviewed.segments:
        segment = segments.get(one.id)
        if segment and one.id not in found and _key(segment.text) == _key(one.source):
            found[one.id] = one
        else:
            waiting[_key(one.source)].append(one)
    taken: set[str] = set()
    for segment in document.segments:
        key = _key(segment.text)
        if segment.id not in found and key in waiting:
            same = waiting[key]
            found[segment.id] = same.popleft() if len(same) > 1 else same[0]
            taken.add(key)
    strangers = [one for key, ones in waiting.items() if key not in taken for one in ones]
    if strangers:
        raise InputError(
            "{name} has segments that are not in {source}: {segments}.",
            "A source text must stay as it is; was it edited, or is this another document?",
            name=reviewed.name,
            source=document.name,
            segments=", ".join(_shown(strangers)),
        )
    return found


def _shown(strangers: list[ReviewedSegment]) -> Iterator[str]:
    for one in strangers[:_SHOWN]:
        source = " ".join(one.source.split())
        quote = source if len(source) <= _QUOTE else f"{source[: _QUOTE - 1].rstrip()}…"
        yield f"{one.id or '?'} “{quote}”"
    if len(strangers) > _SHOWN:
        yield "…"


def _key(source: str) -> str:
    """A source's text as programs may bring it back: with other spaces, without control signs."""
    return " ".join(legal(source).split())


def _result(
    segment: Segment,
    one: ReviewedSegment | None,
    strategy: Strategy,
    uses: tuple[TermUse, ...],
    *,
    only_approved: bool,
) -> SegmentResult:
    """What stands for a segment now; its source where there is no text, or none that may stand."""
    output = _LINE_END.sub(" ", one.output).strip(" \t\r\n") if one else ""
    if one is None or not output:
        flags = (Flag(Reason.MISSING),)
        return SegmentResult(segment, segment.text, Origin.SOURCE, flags=flags, terms=uses)
    if only_approved and not one.state.approved and output != segment.text:
        flags = (Flag(Reason.UNREVIEWED),)
        return SegmentResult(
            segment, segment.text, Origin.SOURCE, flags=flags, terms=uses, rejected=output
        )
    return judged(segment, output, one.state, strategy, uses)
