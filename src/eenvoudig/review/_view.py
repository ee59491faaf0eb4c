"""What the review page shows, as data: every choice is made here, and none in the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from eenvoudig._messages import N_, _, plural
from eenvoudig.document import BlockKind, Document
from eenvoudig.engines import Task
from eenvoudig.fidelity import Verdict
from eenvoudig.glossary import Term, TermUse
from eenvoudig.review._describe import (
    describe_check,
    describe_match,
    describe_note,
    describe_reason,
)
from eenvoudig.review._diff import Change, Stretch, compare
from eenvoudig.review._figures import Figures, figures
from eenvoudig.rewrite import Origin, Reason, Result, SegmentResult, Summary, signature_line

_QUOTE = 72
"""Characters of a segment that are shown to know it by."""
_LONGEST_FACT = 80
"""A check that holds a whole sentence against an answer need not say it again."""
_FIRST_LEVEL = 3
"""The level of a document's highest headings in the page, under its own h1 and h2."""
_LAST_LEVEL = 6
_CONTENTS = 3
"""A document with so many headings gets a table of contents."""
_UNSURE = "confidence"
_JUDGED = {Reason.KEPT_SOURCE, Reason.FAILED_CHECK}
"""The reasons that failed checks stand behind."""
_COLUMNS = {Task.SIMPLIFY: N_("Plain Dutch"), Task.TRANSLATE: N_("English")}
_GROUPS = (
    N_("A check failed: a fact may be lost or changed"),
    N_("The engine is not sure of its answer"),
    N_("The source or its markup leaves a question"),
)
"""The kinds of doubt, the most serious first."""
_UNSURE_GROUP = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a source; `term` is the number of the term that it is a form of, or 0."""

    text: str
    term: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """A check that failed, with what stands on one side only."""

    check: str
    lost: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One outcome of one segment.

    Attributes:
        name: what the task makes: "Plain Dutch", "English".
        language: of its text.
        text: the outcome; of plain Dutch with what changed in it.
        same: the source stands, word for word.
        anew: it shares too few words with its source to say what changed.
        reasons: why it needs a reader's eye.
        doubts: the checks that failed, where they are a reason.
        origin: where the text comes from.
        passed: the checks that passed, by their own names.
        explained: what was written out here.
        repaired: the engine's own words with the terms that were put right in them.
        rejected: the answer that was not used, with what it would have changed.
        answers_in: the language of that answer.
        recalled: what was approved for sources like this one: about it, and its text.
    """

    name: str
    language: str
    text: tuple[Stretch, ...]
    same: bool
    anew: bool
    reasons: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    origin: str
    passed: tuple[str, ...]
    explained: tuple[str, ...]
    repaired: tuple[Stretch, ...]
    rejected: tuple[Stretch, ...]
    answers_in: str
    recalled: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One segment with its outcomes.

    Attributes:
        id: the segment's.
        place: its line, paragraph or page.
        level: of a heading, in the page; 0 of what is none.
        source: its text with the terms in it.
        text: its text.
        cells: one for each task.
        group: which kind of doubt it has, from 0; None without one.
    """

    id: int
    place: int
    level: int
    source: tuple[Piece, ...]
    text: str
    cells: tuple[Cell, ...]
    group: int | None

    @property
    def quote(self) -> str:
        """Its beginning, to know it by."""
        text = self.text
        return text if len(text) <= _QUOTE else f"{text[:_QUOTE].rsplit(' ', 1)[0]} …"


@dataclass(frozen=True, slots=True)
class Group:
    """The rows that need a reader's eye for the same kind of reason."""

    title: str
    rows: tuple[Row, ...]
    says_all: bool
    """The title says why; a row need not say it again."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one task made: its name and its language."""

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the source: where, the segment to go to where there is one, and what."""

    place: int
    segment: int
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """The page.

    Attributes:
        title: the document's name.
        date: of the run, where it is known.
        place: what a place is called: "Line", "Paragraph" or "Page".
        headline: how much needs review.
        columns: one for each task.
        counts: how many segments had which fate, for each column.
        groups: what to look at first, the most serious first.
        blocks: the whole text, its segments by heading, paragraph, list item or cell.
        contents: the headings, where there are enough of them.
        terms: each term with its number, from 1.
        figures: how hard source and plain Dutch are to read, where there is plain Dutch.
        places: the place of each segment.
        remarks: what reading and writing had to decide, and what nobody explains.
        signatures: one for each task.
    """

    title: str
    date: date | None
    place: str
    headline: str
    columns: tuple[Column, ...]
    counts: tuple[tuple[str, tuple[int, ...]], ...]
    groups: tuple[Group, ...]
    blocks: tuple[tuple[Row, ...], ...]
    contents: tuple[Row, ...]
    terms: Mapping[Term, int]
    figures: Figures | None
    places: Mapping[int, int]
    remarks: tuple[Remark, ...]
    signatures: tuple[str, ...]

    @property
    def segments(self) -> int:
        """How many segments there are."""
        return len(self.places)

    @property
    def flagged(self) -> int:
        """How many segments need a reader's eye."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def checked(self) -> int:
        """How many segments have a check that failed, other than the engine's own doubt."""
        return sum(row.group == 0 for block in self.blocks for row in block)


def view(results: Sequence[Result], when: date | None = None) -> View:
    """The page for results of one document, in the order of its columns."""
    document = results[0].document
    terms: dict[Term, int] = {}
    blocks = tuple(_blocks(document, results, terms))
    rows = [row for block in blocks for row in block]
    places = {row.id: row.place for row in rows}
    groups = [
        Group(_(title), tuple(row for row in rows if row.group == number), number == _UNSURE_GROUP)
        for number, title in enumerate(_GROUPS)
    ]
    flagged = sum(len(group.rows) for group in groups)
    headings = tuple(row for row in rows if row.level)
    plain = next((r for r in results if r.task is Task.SIMPLIFY), None)
    return View(
        title=_("standard input") if document.name == "-" else PurePath(document.name).name,
        date=when,
        place=_place_name(document),
        headline=plural("{count} segment needs review", "{count} segments need review", flagged),
        columns=tuple(Column(_(_COLUMNS[r.task]), r.language) for r in results),
        counts=tuple(_counts([result.summary for result in results])),
        groups=tuple(group for group in groups if group.rows),
        blocks=blocks,
        contents=headings if len(headings) >= _CONTENTS else (),
        terms=terms,
        figures=figures(plain) if plain else None,
        places=places,
        remarks=tuple(_remarks(document, results, places)),
        signatures=tuple(signature_line(result.signature) for result in results),
    )


def _counts(summaries: Sequence[Summary]) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield _("Segments"), tuple(s.segments for s in summaries)
    yield _("Changed"), tuple(s.rewritten for s in summaries)
    yield _("Unchanged"), tuple(s.unchanged for s in summaries)
    yield _("Source kept, no answer passed"), tuple(s.kept_source for s in summaries)
    if any(s.from_memory for s in summaries):
        yield _("From the memory"), tuple(s.from_memory for s in summaries)
    yield _("To review"), tuple(s.flagged for s in summaries)


def _blocks(
    document: Document, results: Sequence[Result], terms: dict[Term, int]
) -> Iterator[tuple[Row, ...]]:
    outcomes = iter(zip(*(result.segments for result in results), strict=True))
    open_levels: list[int] = []
    for block in document.blocks:
        level = 0
        if block.kind is BlockKind.HEADING:
            # Levels that the document skips are not skipped in the page.
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
            open_levels.append(block.level)
            level = min(_LAST_LEVEL, _FIRST_LEVEL - 1 + len(open_levels))
        rows = tuple(
            _row(document, level, next(outcomes), results, terms) for _segment in block.segments
        )
        if rows:
            yield rows


def _row(
    document: Document,
    level: int,
    outcomes: Sequence[SegmentResult],
    results: Sequence[Result],
    terms: dict[Term, int],
) -> Row:
    segment = outcomes[0].segment
    return Row(
        id=segment.id,
        place=document.place_of(segment.span.start),
        level=level,
        source=tuple(_pieces(segment.text, outcomes[0].terms, terms)),
        text=segment.text,
        cells=tuple(_cell(o, r.task) for o, r in zip(outcomes, results, strict=True)),
        group=min((_group(outcome) for outcome in outcomes if outcome.flags), default=None),
    )


def _pieces(text: str, uses: Sequence[TermUse], terms: dict[Term, int]) -> Iterator[Piece]:
    """The text in pieces; a term within another is left out, a new one gets the next number."""
    last = 0
    for use in sorted(uses, key=lambda use: (use.start, -use.end)):
        if use.start < last or use.start == use.end:
            continue
        if last < use.start:
            yield Piece(text[last : use.start])
        yield Piece(text[use.start : use.end], terms.setdefault(use.term, len(terms) + 1))
        last = use.end
    if last < len(text):
        yield Piece(text[last:])


def _cell(result: SegmentResult, task: Task) -> Cell:
    source, output = result.segment.text, result.output
    answers_in = "en" if task is Task.TRANSLATE else "nl"
    language = "nl" if result.origin in {Origin.SOURCE, Origin.COPIED} else answers_in
    text, anew = _changes(source, output, language)
    judged = any(flag.reason in _JUDGED for flag in result.flags)
    failed = [verdict for verdict in result.verdicts if not verdict.passed]
    return Cell(
        name=_(_COLUMNS[task]),
        language=language,
        text=text,
        same=output == source,
        anew=anew,
        reasons=tuple(
            f"{describe_reason(flag.reason)}: {flag.detail}"
            if flag.detail and flag.reason not in _JUDGED
            else describe_reason(flag.reason)
            for flag in result.flags
        ),
        doubts=tuple(map(_doubt, failed)) if judged else (),
        origin=_origin(result),
        passed=tuple(verdict.check for verdict in result.verdicts if verdict.passed),
        explained=result.explained,
        repaired=compare(result.unrepaired, _unexplained(result)) if result.unrepaired else (),
        rejected=_changes(source, result.rejected, answers_in)[0] if result.rejected else (),
        answers_in=answers_in,
        recalled=tuple(
            (describe_match(match), match.entry.target)
            for match in result.recalled
            if not match.exact
        ),
    )


def _changes(source: str, output: str, language: str) -> tuple[tuple[Stretch, ...], bool]:
    """What changed, and whether all of it did: then, as in another language, nothing is marked."""
    stretches = compare(source, output) if language == "nl" else (Stretch(output),)
    anew = all(stretch.change is Change.INSERTED for stretch in stretches)
    return ((Stretch(output),), True) if anew else (stretches, False)


def _unexplained(result: SegmentResult) -> str:
    """The outcome as it was before abbreviations were written out in it."""
    text = result.output
    for bracket in result.explained:
        text = text.replace(f" {bracket}", "", 1)
    return text


def _doubt(verdict: Verdict) -> Doubt:
    lost, added = (
        tuple(fact for fact in facts if len(fact) <= _LONGEST_FACT)
        for facts in (verdict.lost, verdict.added)
    )
    return Doubt(describe_check(verdict.check), lost, added)


def _origin(result: SegmentResult) -> str:
    answers = plural("{count} answer", "{count} answers", result.attempts)
    if result.origin is Origin.GENERATED:
        return _("the engine, chosen from {answers}").format(answers=answers)
    if result.origin is Origin.SOURCE:
        return _("the source itself: not one of {answers} passed").format(answers=answers)
    if result.origin is Origin.REVIEWED:
        return _("a reviewer")
    if result.origin is Origin.MEMORY:
        return f"{_('the memory')}, {describe_match(result.recalled[0])}"
    if result.segment.incomplete:
        return _("left as it was: half a sentence is not sent to the engine")
    return _("left as it was: plain already, or no words")


def _group(result: SegmentResult) -> int:
    """Which kind of doubt a flagged segment has, as a place in `_GROUPS`."""
    failed = {verdict.check for verdict in result.verdicts if not verdict.passed}
    if not any(flag.reason in _JUDGED for flag in result.flags):
        return 2
    return _UNSURE_GROUP if failed <= {_UNSURE} else 0


def _place_name(document: Document) -> str:
    if document.pages:
        return _("Page")
    return _("Paragraph") if document.container else _("Line")


def _remarks(
    document: Document, results: Sequence[Result], places: Mapping[int, int]
) -> Iterator[Remark]:
    for note in document.notes:
        place = document.page_of_note(note) or document.place_of(note.span.start)
        yield Remark(place, 0, describe_note(note))
    annotations = results[0].annotations
    for undefined in annotations.undefined:
        text = _("{abbreviation} is explained nowhere").format(abbreviation=undefined.abbreviation)
        yield Remark(places.get(undefined.segment, 0), undefined.segment, text)
    for conflict in annotations.conflicts:
        text = _(
            "{abbreviation} is “{text}” in this text and “{glossary}” in the glossary; "
            "the text is followed"
        ).format(
            abbreviation=conflict.abbreviation, text=conflict.text, glossary=conflict.glossary.term
        )
        yield Remark(places.get(conflict.segment, 0), conflict.segment, text)
