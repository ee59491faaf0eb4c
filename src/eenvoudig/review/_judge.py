"""What the checks say of a text that a person wrote or left."""

from __future__ import annotations

from collections.abc import Sequence

from eenvoudig import fidelity, glossary
from eenvoudig.document import Segment
from eenvoudig.fidelity import Pair, Verdict
from eenvoudig.glossary import TermUse
from eenvoudig.rewrite import (
    TERMS,
    Flag,
    Origin,
    Reason,
    SegmentResult,
    State,
    Strategy,
    describe,
)


def judged(
    segment: Segment,
    output: str,
    state: State,
    strategy: Strategy,
    uses: tuple[TermUse, ...],
    compared: tuple[str, str] | None = None,
) -> SegmentResult:
    """The segment with the reviewer's text, and a flag where that differs from it on a fact.

    Args:
        segment: the source.
        output: what the reviewer wrote or left.
        state: how far it is.
        strategy: the task.
        uses: the terms in the source.
        compared: source and output of more than this segment, where only these go together.
    """
    verdicts = check(*(compared or (segment.text, output)), strategy, uses)
    flags = [Flag(Reason.UNREVIEWED)] if state is State.INITIAL else []
    if failed := ", ".join(describe(v) for v in verdicts if not v.passed):
        flags.append(Flag(Reason.DIFFERS, failed))
    return SegmentResult(
        segment=segment,
        output=output,
        origin=Origin.REVIEWED if state.approved else Origin.GENERATED,
        verdicts=verdicts,
        flags=tuple(flags),
        terms=uses,
    )


def check(
    source: str, output: str, strategy: Strategy, uses: Sequence[TermUse]
) -> tuple[Verdict, ...]:
    """One verdict for each fidelity check and for the terms; none where nothing changed."""
    language = strategy.language
    if source == output and language == "nl":
        return ()
    pair = Pair(source, output, language, glossary.equivalents(uses, language))
    missing = glossary.missing(output, uses, language)
    terms = Verdict(TERMS, not missing, lost=tuple(use.surface for use in missing))
    return (*fidelity.verify(pair), terms)
