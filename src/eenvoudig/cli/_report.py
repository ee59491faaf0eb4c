"""The summary on standard error: what was done, and each thing to look at with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from eenvoudig._messages import N_, _, plural
from eenvoudig.cli._files import shown_name
from eenvoudig.document import Note, NoteKind
from eenvoudig.engines import Task
from eenvoudig.review import describe_flag, describe_match, describe_note, describe_place
from eenvoudig.rewrite import Result, SegmentResult, signature_line

_TASKS = {Task.SIMPLIFY: N_("plain Dutch"), Task.TRANSLATE: N_("English")}
_QUOTE = 60
"""Characters of a segment that are shown to find it by."""


def lines(result: Result, path: Path | None, *, quiet: bool, verbose: bool) -> Iterator[str]:
    """What to tell about one result.

    Quiet leaves out what needs no action; a flag is always told.
    """
    if not quiet:
        yield _headline(result, path)
    for note in result.document.notes:
        if note.kind is NoteKind.OTHER_LANGUAGE:
            yield f"  {_warning()} {describe_note(note)}"
    for segment in result.flagged:
        for flag in segment.flags:
            yield f"  {_warning()} {_place(result, segment)}: {describe_flag(segment, flag)}"
    if quiet:
        return
    for note in result.document.notes:
        if note.kind is NoteKind.UNREAD and not result.document.pages:
            yield f"  {describe_note(note)}"
    yield from _page_notes(result)
    for undefined in result.annotations.undefined:
        yield f"  {_('Explained nowhere')}: {undefined.abbreviation}"
    if verbose:
        yield from _details(result)


def _page_notes(result: Result) -> Iterator[str]:
    """What was taken out or not read, with its first place: pages have the same headers."""
    alike: dict[tuple[NoteKind, str], list[Note]] = {}
    for note in result.document.notes:
        paged = note.kind is NoteKind.UNREAD and result.document.pages
        if note.kind is NoteKind.REMOVED or paged:
            alike.setdefault((note.kind, re.sub(r"\d+", "#", note.text)), []).append(note)
    for first, *others in alike.values():
        place = describe_place(result.document, first)
        more = _("and {count} more like it").format(count=len(others))
        yield f"  {place}: {describe_note(first)}" + (f" ({more})" if others else "")


def _headline(result: Result, path: Path | None) -> str:
    summary = result.summary
    name = click.style(str(shown_name(result.document.name)), bold=True)
    where = f" → {path}" if path else ""
    counts = ", ".join(
        [
            plural("{count} segment", "{count} segments", summary.segments),
            _changed(result.task, summary.rewritten),
            plural("{count} unchanged", "{count} unchanged", summary.unchanged),
            plural("{count} to review", "{count} to review", summary.flagged),
        ]
    )
    if summary.from_memory:
        remembered = plural("{count} from memory", "{count} from memory", summary.from_memory)
        counts = f"{counts}, {remembered}"
    return f"{name}{where} ({_(_TASKS[result.task])}): {counts}"


def _changed(task: Task, count: int) -> str:
    if task is Task.TRANSLATE:
        return plural("{count} translated", "{count} translated", count)
    return plural("{count} rewritten", "{count} rewritten", count)


def _warning() -> str:
    return click.style("!", fg="yellow", bold=True)


def _place(result: Result, segment: SegmentResult) -> str:
    place = describe_place(result.document, segment.segment.span.start)
    text = segment.segment.text
    quote = text if len(text) <= _QUOTE else f"{text[: _QUOTE - 1].rstrip()}…"
    return f"{place} “{quote}”"


def _details(result: Result) -> Iterator[str]:
    for segment in result.segments:
        terms = ", ".join(dict.fromkeys(use.surface for use in segment.terms))
        yield (
            f"  {segment.segment.id}: {segment.origin.value}, "
            + plural("{count} answer", "{count} answers", segment.attempts)
            + (f"; {_('terms')}: {terms}" if terms else "")
        )
        for match in segment.recalled:
            yield f"    {describe_match(match)}: {match.entry.target}"
    yield f"  {signature_line(result.signature)}"
