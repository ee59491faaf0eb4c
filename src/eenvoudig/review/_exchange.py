"""A result as the files that translators' programs exchange: XLIFF and TMX.

What such a file says of a segment is worked out here, once; templates put it in each format's
elements. A unit is a segment, under its own id. What `eenvoudig apply` needs to put a reviewed text
back goes along: which source, by hash; the task; what words under marks may have become.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from eenvoudig._messages import _
from eenvoudig.document import Block, Document
from eenvoudig.engines import Task
from eenvoudig.review._describe import describe_flag
from eenvoudig.rewrite import Result, SegmentResult, State, signature_line

SOURCE_LANGUAGE = "nl"
ENGLISH = "en-GB"
_ILLEGAL = re.compile(r"[^\t\n\r -\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""What XML has no place for. Source: Extensible Markup Language 1.0, production 2."""
_FIRST = 1
"""The priority of what a reviewer must read; XLIFF counts from 1 (high) to 10."""
_LATER = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A term in a segment: its number there, and what the glossary says of it."""

    number: int
    term: str
    target: str
    definition: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a source: running text, or a term with its entry's number."""

    text: str
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """Something for the reviewer about a target."""

    category: str
    text: str
    priority: int = _LATER


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment as it goes to a reviewer.

    Attributes:
        id: the segment's.
        pieces: its source.
        target: what stands for it now.
        state: how far it is.
        reason: why it needs a reader's eye; "" if it does not.
        origin: where the target comes from.
        passed: the names of the checks that found nothing.
        entries: the terms in it.
        remarks: what to know about the target, what needs an eye first.
    """

    id: int
    pieces: tuple[Piece, ...]
    target: str
    state: State
    reason: str
    origin: str
    passed: str
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]

    @property
    def source(self) -> str:
        """The source in one piece."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading, paragraph, list item or table cell with its segments."""

    number: int
    kind: str
    units: tuple[Unit, ...]


def render(result: Result, template: str, **values: object) -> bytes:
    """The result in the format of a template, in UTF-8."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("eenvoudig.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: legal(value) if isinstance(value, str) else value,
    )
    values = {
        "groups": tuple(_groups(result)),
        "original": original(result.document),
        "facts": facts(result),
        "source_language": SOURCE_LANGUAGE,
        "target_language": ENGLISH if result.task is Task.TRANSLATE else SOURCE_LANGUAGE,
        "note_language": _("en"),
        "about": about(result.task),
        "version": result.signature.get("eenvoudig", ""),
        **values,
    }
    written = environment.get_template(template).render(values)
    return written.encode()


def legal(text: str) -> str:
    """A text with what XML has no place for replaced by U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


def original(document: Document) -> str:
    """The source file's name, without its folders; "" for what had none."""
    return "" if document.name == "-" else PurePath(document.name).name


def facts(result: Result) -> Mapping[str, str]:
    """What the way back needs besides the segments."""
    renderings = {words: list(found) for words, found in result.renderings.items() if found}
    return {
        "task": result.task.value,
        "sha256": result.document.digest,
        "format": result.document.suffix.removeprefix("."),
        "layout": result.document.layout.value,
        "signature": signature_line(result.signature),
    } | ({"renderings": json.dumps(renderings, ensure_ascii=False)} if renderings else {})


def about(task: Task) -> str:
    """What a reviewer must know before anything else."""
    if task is Task.TRANSLATE:
        return _("Made by a machine and checked by rules; nobody has read it yet.")
    return _(
        "Plain Dutch (language level B1), so source and target are both Dutch. Made by a machine "
        "and checked by rules; nobody has read it yet."
    )


def _groups(result: Result) -> Iterator[Group]:
    found = {r.segment.id: r for r in result.segments}
    for number, block in enumerate(result.document.blocks, 1):
        if block.segments:
            yield _group(number, block, found, result)


def _group(number: int, block: Block, found: Mapping[int, SegmentResult], result: Result) -> Group:
    units = tuple(_unit(found[s.id], result) for s in block.segments)
    return Group(number, block.kind.value, units)


def _unit(one: SegmentResult, result: Result) -> Unit:
    entries, pieces = _terms(one, result.task)
    return Unit(
        id=one.segment.id,
        pieces=pieces,
        target=one.output,
        state=one.state,
        reason=one.flags[0].reason.value if one.flags else "",
        origin=one.origin.value,
        passed=" ".join(v.check for v in one.verdicts if v.passed),
        entries=entries,
        remarks=tuple(_remarks(one)),
    )


def _terms(one: SegmentResult, task: Task) -> tuple[tuple[Entry, ...], tuple[Piece, ...]]:
    """The terms that there is something to say of, and the source parted by them."""
    text = one.segment.text
    entries: list[Entry] = []
    pieces: list[Piece] = []
    end = 0
    for use in one.terms:
        target = use.term.english if task is Task.TRANSLATE else use.term.plain
        if use.start < end or not (target or use.term.explanation):
            continue
        number = len(entries) + 1
        entries.append(Entry(number, use.term.term, target, use.term.explanation))
        pieces += [Piece(text[end : use.start]), Piece(text[use.start : use.end], number)]
        end = use.end
    pieces.append(Piece(text[end:]))
    return tuple(entries), tuple(piece for piece in pieces if piece.text)


def _remarks(one: SegmentResult) -> Iterator[Remark]:
    for flag in one.flags:
        yield Remark("flag", describe_flag(one, flag), _FIRST)
    if one.rejected:
        yield Remark("rejected", _("Not used: {text}").format(text=one.rejected))
    if one.explained:
        words = ", ".join(one.explained)
        yield Remark("explained", _("Written out in full here: {words}").format(words=words))
