"""Flags, verdicts and notes in words, in the user's language."""

from __future__ import annotations

from eenvoudig._messages import N_, _
from eenvoudig.document import Document, Note, NoteKind
from eenvoudig.fidelity import Verdict
from eenvoudig.rewrite import Flag, Reason, SegmentResult

_REASONS = {
    Reason.KEPT_SOURCE: N_("kept as it was: no faithful version was found"),
    Reason.FAILED_CHECK: N_("the best version found is not certain"),
    Reason.INCOMPLETE: N_("the source stops in the middle of this sentence"),
    Reason.UNCERTAIN_JOIN: N_("uncertain whether a broken word was put together rightly"),
    Reason.LOST_MARK: N_("markup that found no place"),
}

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


def describe_flag(result: SegmentResult, flag: Flag) -> str:
    """Why this segment needs a reader's eye, with the facts that are in doubt."""
    words = _(_REASONS[flag.reason])
    if flag.reason in {Reason.KEPT_SOURCE, Reason.FAILED_CHECK}:
        doubts = "; ".join(describe_verdict(v) for v in result.verdicts if not v.passed)
        return f"{words} ({doubts})"
    return f"{words}: {flag.detail}" if flag.detail else words


def describe_verdict(verdict: Verdict) -> str:
    """What a check found, as "numbers: not in the outcome: 10%, 3"."""
    name = _(_CHECKS.get(verdict.check, verdict.check))
    facts = []
    if verdict.lost:
        facts.append(_("not in the outcome: {facts}").format(facts=", ".join(verdict.lost)))
    if verdict.added:
        facts.append(_("only in the outcome: {facts}").format(facts=", ".join(verdict.added)))
    return f"{name}: {'; '.join(facts)}" if facts else name


def describe_note(note: Note) -> str:
    """What reading or writing the document decided, about which words."""
    # What is not read has a name, such as "table"; elsewhere the text is the document's own.
    text = _(note.text) if note.kind is NoteKind.UNREAD else note.text
    return f"{_(_NOTES[note.kind])}: “{text}”"


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
