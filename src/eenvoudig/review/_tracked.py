"""A Word file with the changes tracked, and at each of them why it can be trusted, or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from eenvoudig import formats
from eenvoudig._messages import N_, _, plural
from eenvoudig.engines import Task
from eenvoudig.review._describe import describe_flag
from eenvoudig.rewrite import Origin, Result, SegmentResult

_DONE = {Task.SIMPLIFY: N_("Rewritten in plain Dutch"), Task.TRANSLATE: N_("Translated")}


def tracked(result: Result, date: datetime | None = None) -> bytes:
    """The new file with every change tracked, word by word, and a comment at each segment.

    A segment that did not change has a comment when it has a flag.

    Args:
        result: of a Word file.
        date: of the changes and comments; None is now.

    Raises:
        UsageError: the document is no Word file.
    """
    outputs = {r.segment.id: r.output for r in result.segments}
    comments = {
        r.segment.id: _comment(result.task, r)
        for r in result.segments
        if r.flags or r.output != r.segment.text
    }
    return formats.track_changes(
        result.document, outputs, result.language, result.renderings, comments, date
    )


def _comment(task: Task, result: SegmentResult) -> str:
    """What a reviewer wants to know of a segment, a line for each thing."""
    lines = [f"{_('CHECK')}: {describe_flag(result, flag)}" for flag in result.flags]
    if result.output != result.segment.text:
        lines.append(_what_was_done(task, result))
    if result.origin is Origin.GENERATED and all(v.passed for v in result.verdicts):
        lines.append(
            _("It passed all {count} checks, of numbers, dates, names, negation and more").format(
                count=len(result.verdicts)
            )
        )
    if terms := dict.fromkeys(_terms(task, result)):
        lines.append(f"{_('Terms')}: {'; '.join(terms)}")
    if result.explained:
        explained = (words.strip(" ()") for words in result.explained)
        lines.append(_("Explanation added: {words}").format(words="; ".join(explained)))
    return "\n".join(lines)


def _what_was_done(task: Task, result: SegmentResult) -> str:
    """What the segment is now, and in how many words."""
    if task is Task.TRANSLATE or result.origin is not Origin.GENERATED:
        return (
            _(_DONE[task]) if result.origin is Origin.GENERATED else _("Kept, with an explanation")
        )
    before, after = (len(text.split()) for text in (result.segment.text, result.output))
    if before == after:
        return _(_DONE[task])
    words = plural("{count} word", "{count} words", before)
    return f"{_(_DONE[task])}: {words} → {after}"


def _terms(task: Task, result: SegmentResult) -> Iterator[str]:
    """The terms of the glossary in a segment that have a name in the outcome."""
    for use in result.terms:
        name = use.term.english if task is Task.TRANSLATE else use.term.plain
        if name and name != use.surface:
            yield f"{use.surface} = {name}"
