"""A result as plain data for JSON. Its shape is described in docs/schemas/result-1.schema.json."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from eenvoudig.document import Block, Document, Note
from eenvoudig.glossary import TermUse
from eenvoudig.memory import Match, moment
from eenvoudig.rewrite._result import SCHEMA, Result, SegmentResult


def to_dict(result: Result) -> dict[str, Any]:
    """The result as dicts, lists, strings and numbers."""
    document = result.document
    blocks = {s.id: (n, b) for n, b in enumerate(document.blocks, 1) for s in b.segments}
    return {
        "schema": SCHEMA,
        "task": result.task.value,
        "signature": dict(result.signature),
        "document": {
            "name": document.name,
            "format": document.suffix.removeprefix("."),
            "layout": document.layout.value,
            "sha256": document.digest,
        },
        "summary": asdict(result.summary),
        "text": result.text,
        "segments": [_segment(r, *blocks[r.segment.id], document) for r in result.segments],
        "undefined_abbreviations": [
            {"abbreviation": u.abbreviation, "segment": u.segment}
            for u in result.annotations.undefined
        ],
        "notes": [_note(note, document) for note in result.notes],
        "renderings": {words: list(found) for words, found in result.renderings.items()},
    }


def _segment(
    result: SegmentResult, number: int, block: Block, document: Document
) -> dict[str, Any]:
    segment = result.segment
    return {
        "id": segment.id,
        "block": {"number": number, "kind": block.kind.value, "level": block.level},
        "line": document.line_of(segment.span.start),
        "page": document.page_of(segment.span.start),
        "start": segment.span.start,
        "end": segment.span.end,
        "source": segment.text,
        "incomplete": segment.incomplete,
        "output": result.output,
        "origin": result.origin.value,
        "state": result.state.value,
        "rejected": result.rejected,
        "unrepaired": result.unrepaired,
        "attempts": result.attempts,
        "flags": [{"reason": f.reason.value, "detail": f.detail} for f in result.flags],
        "checks": [
            {"check": v.check, "passed": v.passed, "lost": list(v.lost), "added": list(v.added)}
            for v in result.verdicts
        ],
        "terms": [_term(use) for use in result.terms],
        "explained": list(result.explained),
        "memory": [_match(match) for match in result.recalled],
    }


def _match(match: Match) -> dict[str, Any]:
    entry = match.entry
    return {
        "id": entry.id,
        "similarity": round(match.similarity, 3),
        "source": entry.source,
        "target": entry.target,
        "origin": entry.origin,
        "approved_by": entry.approved_by,
        "created": moment(entry.created),
    }


def _term(use: TermUse) -> dict[str, Any]:
    return {
        "surface": use.surface,
        "start": use.start,
        "end": use.end,
        "term": use.term.term,
        "abbreviation": use.term.abbreviation,
        "english": use.term.english,
        "plain": use.term.plain,
        "domain": use.term.domain,
        "first": use.first,
    }


def _note(note: Note, document: Document) -> dict[str, Any]:
    return {
        "kind": note.kind.value,
        "text": note.text,
        "line": document.line_of(note.span.start),
        "page": document.page_of_note(note),
        "start": note.span.start,
        "end": note.span.end,
    }
