"""The review page: source and outcomes side by side, in one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eenvoudig._messages import _, plural
from eenvoudig.document import BlockKind, Document
from eenvoudig.review._describe import describe_flag, describe_note
from eenvoudig.rewrite import Origin, Result, SegmentResult, signature_line


@dataclass(frozen=True, slots=True)
class _Cell:
    """One outcome of one segment as the page shows it."""

    text: str
    lang: str
    flags: tuple[str, ...]
    rejected: str
    unchanged: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """One segment as the page shows it."""

    id: int
    line: int
    heading: bool
    source: str
    terms: tuple[tuple[str, str], ...]
    cells: tuple[_Cell, ...]

    @property
    def flagged(self) -> bool:
        return any(cell.flags for cell in self.cells)


def review_page(plain: Result, english: Result) -> str:
    """An HTML page for a reviewer: what needs an eye first, then the whole text, then the facts."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("eenvoudig.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    rows = list(_rows(plain, english))
    flagged = [row for row in rows if row.flagged]
    return environment.get_template("page.html.j2").render(
        _=_,
        title=plain.document.name,
        place=_place(plain.document),
        rows=rows,
        flagged=flagged,
        headline=plural(
            "{count} segment needs review", "{count} segments need review", len(flagged)
        ),
        notes=[
            (
                plain.document.page_of_note(note) or plain.document.line_of(note.span.start),
                describe_note(note),
            )
            for note in plain.document.notes
        ],
        undefined=[u.abbreviation for u in plain.annotations.undefined],
        signatures=[signature_line(result.signature) for result in (plain, english)],
    )


def _place(document: Document) -> str:
    """What the numbers are of by which the page says where a segment stands."""
    if document.pages:
        return _("Page")
    return _("Paragraph") if document.container else _("Line")


def _number(document: Document, offset: int) -> int:
    page = document.page_of(offset)
    return document.line_of(offset) if page is None else page


def _rows(plain: Result, english: Result) -> Iterator[_Row]:
    document = plain.document
    headings = {s.id for b in document.blocks if b.kind is BlockKind.HEADING for s in b.segments}
    for one, other in zip(plain.segments, english.segments, strict=True):
        segment = one.segment
        yield _Row(
            id=segment.id,
            line=_number(document, segment.span.start),
            heading=segment.id in headings,
            source=segment.text,
            terms=tuple(dict.fromkeys((u.surface, u.term.english) for u in one.terms)),
            cells=(_cell(one, "nl"), _cell(other, "en")),
        )


def _cell(result: SegmentResult, lang: str) -> _Cell:
    return _Cell(
        text=result.output,
        lang=lang if result.origin is Origin.GENERATED else "nl",
        flags=tuple(describe_flag(result, flag) for flag in result.flags),
        rejected=result.rejected,
        unchanged=result.output == result.segment.text,
    )
