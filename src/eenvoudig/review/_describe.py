"""Flags, verdicts and notes in words, in the user's language."""

from __future__ import annotations

from math import floor

from eenvoudig._messages import N_, _
from eenvoudig.document import Document, Note, NoteKind
from eenvoudig.fidelity import Verdict
from eenvoudig.memory import Match
from eenvoudig.rewrite import Flag, Origin, Reason, SegmentResult

_REASONS = {
    Reason.KEPT_SOURCE: N_("kept as it was: no faithful version was found"),
    Reason.FAILED_CHECK: N_("the best version found is not certain"),
    Reason.INCOMPLETE: N_("the source stops in the middle of this sentence"),
    Reason.UNCERTAIN_JOIN: N_("uncertain whether a broken word was put together rightly"),
    Reason.LOST_MARK: N_("markup that found no place"),
    Reason.DIFFERS: N_("the reviewed text differs from its source"),
    Reason.UNREVIEWED: N_("not approved by a reviewer"),
    Reason.MISSING: N_("no reviewed text for it, so kept as it was"),
}

_BY_CHECKS = {Reason.KEPT_SOURCE, Reason.FAILED_CHECK, Reason.DIFFERS}

_NOTES = {
    NoteKind.REMOVED: N_("taken out as header, footer or page number"),
    NoteKind.UNCERTAIN_JOIN: N_("uncertain whether a broken word was put together rightly"),
    NoteKind.INCOMPLETE: N_("the text stops in the middle of a sentence"),
    NoteKind.LOST_MARK: N_("markup that found no place"),
    NoteKind.UNREAD: N_("not read, so not rewritten"),
    NoteKind.OTHER_LANGUAGE: N_("this does not look like Dutch; the language seems to be"),
}

_CHECKS = {
    "abbreviations": N_("abbreviations"),
    "amounts": N_("amounts"),
    "bounds": N_("at least, at most"),
    "complete": N_("end of the sentence"),
    "confidence": N_("the model is not sure"),
    "copied": N_("copied from the source"),
    "dates": N_("dates"),
    "language": N_("language"),
    "length": N_("length"),
    "length_limit": N_("cut off"),
    "lookalikes": N_("another word that looks like it"),
    "markup": N_("left-overs of the prompt"),
    "modality": N_("must, may, can"),
    "names": N_("names"),
    "negation": N_("negation"),
    "numbers": N_("numbers"),
    "omission": N_("words left out"),
    "references": N_("references"),
    "repetition": N_("repetition"),
    "spelling": N_("words that do not exist"),
    "terms": N_("terms"),
    "urls": N_("addresses"),
}

_THINGS = frozenset(
    (
        *(N_("bookmark"), N_("chart"), N_("comment"), N_("content control"), N_("deleted text")),
        *(N_("diagram"), N_("embedded object"), N_("endnote"), N_("equation"), N_("field")),
        *(N_("field over several paragraphs"), N_("footnote"), N_("format"), N_("image")),
        *(N_("image description"), N_("index"), N_("inserted text"), N_("line break"), N_("link")),
        *(N_("object"), N_("symbol"), N_("tab"), N_("table of contents"), N_("text box")),
    )
)
"""What formats call what they do not read, and marks that found no place."""


def describe_reason(reason: Reason) -> str:
    """Why a segment needs a reader's eye."""
    return _(_REASONS[reason])


def describe_check(name: str) -> str:
    """What a check is called."""
    return _(_CHECKS.get(name, name))


def describe_flag(result: SegmentResult, flag: Flag) -> str:
    """Why this segment needs a reader's eye, with the facts that are in doubt."""
    words = describe_reason(flag.reason)
    if flag.reason is Reason.FAILED_CHECK and result.origin is Origin.MEMORY:
        words = _("approved before, but a check finds something in it")
    if flag.reason in _BY_CHECKS:
        doubts = "; ".join(describe_verdict(v) for v in result.verdicts if not v.passed)
        return f"{words} ({doubts})"
    detail = _mark(flag.detail) if flag.reason is Reason.LOST_MARK else flag.detail
    return f"{words}: {detail}" if detail else words


def describe_verdict(verdict: Verdict) -> str:
    """What a check found, as "numbers: not in the outcome: 10%, 3"."""
    name = describe_check(verdict.check)
    facts = []
    if verdict.lost:
        facts.append(_("not in the outcome: {facts}").format(facts=", ".join(verdict.lost)))
    if verdict.added:
        facts.append(_("only in the outcome: {facts}").format(facts=", ".join(verdict.added)))
    return f"{name}: {'; '.join(facts)}" if facts else name


def describe_match(match: Match) -> str:
    """What the memory has, where it comes from and how much its source is like the segment."""
    entry = match.entry
    when = entry.created.date().isoformat() if entry.created else ""
    about = ", ".join(filter(None, (entry.origin, entry.approved_by, when)))
    if match.exact:
        return _("approved before ({about})").format(about=about)
    return _("approved for a source that is {percent}% like it ({about})").format(
        percent=floor(match.similarity * 100), about=about
    )


def describe_note(note: Note) -> str:
    """What reading or writing the document decided, about which words."""
    text = note.text
    if note.kind is NoteKind.LOST_MARK:
        text = _mark(text)
    elif note.kind is NoteKind.UNREAD:
        count, times, thing = text.rpartition("× ")
        text = f"{count}{times}{_(thing)}"
    return f"{_(_NOTES[note.kind])}: “{text}”"


def _mark(text: str) -> str:
    """A mark as notes have it, "link: the words", with its name in the user's language."""
    name, colon, words = text.partition(": ")
    return f"{_(name) if name in _THINGS else name}{colon}{words}"


def describe_place(document: Document, at: int | Note) -> str:
    """Where a character or a note stands: on which page or line, or in which paragraph."""
    offset = at.span.start if isinstance(at, Note) else at
    page = document.page_of_note(at) if isinstance(at, Note) else document.page_of(offset)
    if page is not None:
        return _("page {number}").format(number=page)
    number = document.line_of(offset)
    if document.container:
        return _("paragraph {number}").format(number=number)
    return _("line {line}").format(line=number)
