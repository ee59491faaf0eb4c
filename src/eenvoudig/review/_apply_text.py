"""A reviewed text that is whole already: it is taken as it is, and compared with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from eenvoudig import formats, text
from eenvoudig._errors import InputError
from eenvoudig.document import Block, Document, Layout
from eenvoudig.glossary import Annotations
from eenvoudig.review._judge import judged
from eenvoudig.review._reviewed import Reviewed
from eenvoudig.rewrite import Flag, Reason, Result, SegmentResult, State, Strategy


def apply_text(
    reviewed: Reviewed,
    document: Document,
    annotations: Annotations,
    strategy: Strategy,
    signature: Mapping[str, str],
    *,
    only_approved: bool,
) -> Result:
    """The reviewed text, with a flag where a paragraph differs from the source's on a fact.

    Changes that are still marked count as taken in; with `only_approved` as left out, and flagged.

    Raises:
        InputError: it has other paragraphs than the source.
    """
    everything = reviewed.text or ""
    written = reviewed.decided if only_approved else everything
    columns = [_blocks(document, each) for each in (written, everything, reviewed.decided)]
    if any(len(blocks) != len(document.blocks) for blocks in columns):
        raise InputError(
            "{name} has {count} paragraphs, and its source {source} has {other}: they cannot be "
            "compared.",
            "Keep paragraphs, headings and list items as they are, or review it as XLIFF.",
            name=reviewed.name,
            count=len(columns[0]),
            source=document.name,
            other=len(document.blocks),
        )
    results: list[SegmentResult] = []
    for block, new, taken, left in zip(document.blocks, *columns, strict=True):
        decided = taken.text == left.text
        state = State.REVIEWED if decided else State.TRANSLATED
        found = _judged(block, new, state, strategy, annotations)
        if only_approved and not decided:
            flag = Flag(Reason.UNREVIEWED)
            found = [replace(one, flags=(flag, *one.flags)) for one in found]
        results += found
    return Result(
        document=document,
        task=strategy.task,
        segments=tuple(results),
        text=written,
        content=written.replace("\n", document.newline).encode(),
        notes=document.notes,
        annotations=annotations,
        signature=signature,
    )


def _judged(
    block: Block, new: Block, state: State, strategy: Strategy, annotations: Annotations
) -> list[SegmentResult]:
    """The block's segments beside the new one's; where these do not go together, all as one."""
    if len(block.segments) == len(new.segments):
        pairs = zip(block.segments, new.segments, strict=True)
        return [judged(s, n.text, state, strategy, annotations.of(s.id)) for s, n in pairs]
    uses = tuple(use for s in block.segments for use in annotations.of(s.id))
    first = judged(
        block.segments[0], new.text, state, strategy, uses, compared=(block.text, new.text)
    )
    rest = (
        SegmentResult(s, "", first.origin, terms=annotations.of(s.id)) for s in block.segments[1:]
    )
    return [replace(first, terms=annotations.of(first.segment.id)), *rest]


def _blocks(document: Document, written: str) -> list[Block]:
    """The paragraphs of a new text, found as those of the document were."""
    new = formats.read(document.name, written, document.suffix)
    if document.layout is Layout.FLOW:
        return list(_lines(new))
    if document.suffix in formats.UNSTRUCTURED:
        new = text.structure(new, pdf_text=False)
    return list(text.segment(new).blocks)


def _lines(new: Document) -> Iterator[Block]:
    """Each line with words as a block: so a text that flows is written."""
    for line in filter(str.strip, new.source.split("\n")):
        lone = text.structure(replace(new, source=line), pdf_text=False)
        yield from text.segment(lone).blocks[:1]
