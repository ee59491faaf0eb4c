"""A reviewed text that is whole already: it is taken as it is, and compared with its source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace

from eenvoudig import formats, text
from eenvoudig._errors import InputError
from eenvoudig.document import Block, Document, Layout
from eenvoudig.glossary import Annotations
from eenvoudig.review._critic import accepted, rejected
from eenvoudig.review._judge import judged
from eenvoudig.review._reviewed import Reviewed
from eenvoudig.rewrite import Flag, Origin, Reason, Result, SegmentResult, State, Strategy

_COMMENT = "\ufdd0"
"""In the place of a comment; Unicode keeps it for use inside programs."""


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
    marked = reviewed.text or ""
    texts = (accepted(marked), rejected(marked))
    written = texts[1] if only_approved else texts[0]
    taken, left = (_blocks(document, each) for each in texts)
    if not len(taken) == len(left) == len(document.blocks):
        raise InputError(
            "{name} has {count} paragraphs, and its source {source} has {other}: they cannot be "
            "compared.",
            "Keep paragraphs, headings and list items as they are, or review it as XLIFF.",
            name=reviewed.name,
            count=len(taken),
            source=document.name,
            other=len(document.blocks),
        )
    asked = _asked(_blocks(document, accepted(marked, _COMMENT)), taken)
    results: list[SegmentResult] = []
    for place, block in enumerate(document.blocks):
        found = _judged(block, taken[place], left[place], strategy, annotations, only_approved)
        open_ones = asked.get(place, set())
        results += [
            replace(one, flags=(Flag(Reason.UNREVIEWED), *one.flags), origin=Origin.GENERATED)
            if n in open_ones and not one.flags
            else one
            for n, one in enumerate(found)
        ]
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
    block: Block,
    taken: Block,
    left: Block,
    strategy: Strategy,
    annotations: Annotations,
    only_approved: bool,
) -> list[SegmentResult]:
    """The block's segments beside the new ones; where these do not go together, all as one."""
    pairs = [(block.text, taken.text, left.text)]
    if len(block.segments) == len(taken.segments) == len(left.segments):
        columns = (block.segments, taken.segments, left.segments)
        pairs = [(s.text, t.text, o.text) for s, t, o in zip(*columns, strict=True)]
    uses = [annotations.of(s.id) for s in block.segments]
    if len(pairs) < len(uses):
        uses = [tuple(use for several in uses for use in several)]
    results = []
    for segment, (source, new, old), terms in zip(block.segments, pairs, uses, strict=False):
        output = old if only_approved else new
        # What is still marked, and what never changed, nobody has said yes to.
        state = State.REVIEWED if new == old != source else State.TRANSLATED
        one = judged(segment, output, state, strategy, terms, compared=(source, output))
        if only_approved and new != old:
            one = replace(one, flags=(Flag(Reason.UNREVIEWED), *one.flags))
        results.append(one)
    rest = block.segments[len(results) :]
    return [*results, *(SegmentResult(s, "", results[0].origin) for s in rest)]


def _asked(commented: list[Block], taken: list[Block]) -> dict[int, set[int]]:
    """By block the places of the segments at which a comment still stands."""
    found: dict[int, set[int]] = {}
    if len(commented) != len(taken):  # a comment is a paragraph of its own: it is about no segment
        return found
    for place, (block, clean) in enumerate(zip(commented, taken, strict=True)):
        before = 0
        for piece in block.text.split(_COMMENT)[:-1]:
            before += len(piece)
            starts = [segment.start for segment in clean.segments]
            found.setdefault(place, set()).add(max(0, bisect_left(starts, before) - 1))
    return found


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
