"""The loop: ask, check, ask the doubtful ones again in another way, choose.

Every segment ends in one of three ways: with an answer that passes every check; with the source
itself; or with the best answer there was. The last two carry a flag. None is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from eenvoudig import fidelity, formats, glossary
from eenvoudig.document import BlockKind, Document, Note, NoteKind, Segment
from eenvoudig.engines import Decoding, Engine, Hint, Hypothesis, Request, Task
from eenvoudig.fidelity import Pair, Verdict
from eenvoudig.glossary import Annotations, TermUse
from eenvoudig.rewrite._result import Flag, Origin, Reason, Result, SegmentResult
from eenvoudig.rewrite._split import join, split

LADDER = (
    Decoding(),
    Decoding(beam_size=4, hypotheses=4),
    Decoding(hypotheses=4, temperature=0.7, seed=1),
)
"""Ways to ask, cheapest first; a segment goes to the next when no answer of this one passes."""

_NOTE_REASON = {
    NoteKind.UNCERTAIN_JOIN: Reason.UNCERTAIN_JOIN,
    NoteKind.LOST_MARK: Reason.LOST_MARK,
}


@dataclass(frozen=True, slots=True)
class Strategy:
    """What sets one task apart from the other.

    Attributes:
        task: what the engine is asked.
        language: the language of the output.
        keeps_source: whether the source stands where no answer passes; else the best answer does.
    """

    task: Task
    language: Literal["en", "nl"]
    keeps_source: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An answer with what the checks say of it."""

    text: str
    score: float
    verdicts: tuple[Verdict, ...]

    @property
    def passed(self) -> bool:
        return all(v.passed for v in self.verdicts)

    @property
    def rank(self) -> tuple[int, float]:
        """Lower is better: first how many facts are in doubt, then how unlikely the answer is."""
        doubts = sum(max(1, len(v.lost) + len(v.added)) for v in self.verdicts if not v.passed)
        return doubts, -self.score


@dataclass(slots=True)
class _Job:
    """A segment on its way through the ladder."""

    segment: Segment
    uses: tuple[TermUse, ...]
    pairs: tuple[tuple[str, str], ...]
    candidates: list[_Candidate] = field(default_factory=list)

    @property
    def best(self) -> _Candidate:
        return min(self.candidates, key=lambda c: c.rank)

    @property
    def done(self) -> bool:
        return bool(self.candidates) and self.best.passed


def rewrite(
    document: Document,
    annotations: Annotations,
    engine: Engine,
    strategy: Strategy,
    *,
    signature: Mapping[str, str],
    on_progress: Callable[[int, int], None] | None = None,
) -> Result:
    """Rewrite every segment of `document`.

    Args:
        document: with segments.
        annotations: the terms in it, from `glossary.annotate`.
        engine: what answers.
        strategy: the task.
        signature: what to put in the result as its signature, besides the engine's.
        on_progress: called with (segments decided, segments in all).

    Returns:
        A result with one entry for each segment of the document, in order.
    """
    segments = document.segments
    jobs = [
        _Job(s, uses, glossary.hints(uses, strategy.language))
        for s in segments
        if _has_words(s.text)
        for uses in [annotations.uses(s.id)]
    ]
    climb = _climb(jobs, engine, strategy)
    for pending in climb:
        if on_progress:
            on_progress(len(segments) - pending, len(segments))
    by_id = {job.segment.id: job for job in jobs}
    headings = {s.id for b in document.blocks if b.kind is BlockKind.HEADING for s in b.segments}
    results = [_decide(s, by_id.get(s.id), strategy, heading=s.id in headings) for s in segments]
    text, lost = formats.write(document, {r.segment.id: r.output for r in results})
    notes = (*document.notes, *lost)
    return Result(
        document=document,
        task=strategy.task,
        segments=tuple(_with_notes(r, notes) for r in results),
        text=text,
        notes=notes,
        annotations=annotations,
        signature={**signature, "task": strategy.task.value, **engine.signature},
    )


def _has_words(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= 2


def _climb(jobs: Sequence[_Job], engine: Engine, strategy: Strategy) -> Iterator[int]:
    """Take the jobs up the ladder; gives the number that is still undecided, now and then."""
    for decoding in LADDER:
        pending = [job for job in jobs if not job.done]
        yield len(pending)
        if not pending:
            return
        answers = engine.generate([_request(job, strategy) for job in pending], decoding)
        for job, hypotheses in zip(pending, answers, strict=True):
            _add(job, hypotheses, strategy)
    yield from _climb_in_parts([job for job in jobs if not job.done], engine, strategy)


def _climb_in_parts(jobs: Sequence[_Job], engine: Engine, strategy: Strategy) -> Iterator[int]:
    """Ask for the parts of what could not be answered whole."""
    yield len(jobs)
    parts = {job.segment.id: split(job.segment.text) for job in jobs}
    requests = [
        Request(strategy.task, part, tuple(h for h in _hints(job) if h.source in part))
        for job in jobs
        for part in parts[job.segment.id]
    ]
    answers = iter(engine.generate(requests, LADDER[1]) if requests else [])
    for job in jobs:
        best = [next(answers)[0] for _ in parts[job.segment.id]]
        if best:
            whole = Hypothesis(
                text=join(h.text for h in best),
                score=sum(h.score for h in best) / len(best),
                complete=all(h.complete for h in best),
            )
            _add(job, (whole,), strategy)
    yield 0


def _hints(job: _Job) -> tuple[Hint, ...]:
    return tuple(Hint(source, target) for source, target in job.pairs)


def _request(job: _Job, strategy: Strategy) -> Request:
    return Request(strategy.task, job.segment.text, _hints(job))


def _add(job: _Job, hypotheses: Sequence[Hypothesis], strategy: Strategy) -> None:
    seen = {c.text for c in job.candidates}
    for h in hypotheses:
        if h.text not in seen:
            seen.add(h.text)
            job.candidates.append(_Candidate(h.text, h.score, _verify(job, h, strategy)))


def _verify(job: _Job, hypothesis: Hypothesis, strategy: Strategy) -> tuple[Verdict, ...]:
    pair = Pair(job.segment.text, hypothesis.text, strategy.language, job.pairs)
    missing = glossary.missing(hypothesis.text, job.uses, strategy.language)
    return (
        *fidelity.verify(pair),
        Verdict("terms", not missing, lost=tuple(use.surface for use in missing)),
        Verdict("length_limit", hypothesis.complete),
    )


def _decide(
    segment: Segment, job: _Job | None, strategy: Strategy, *, heading: bool
) -> SegmentResult:
    flags = [Flag(Reason.INCOMPLETE)] if segment.incomplete else []
    if job is None:
        return SegmentResult(segment, segment.text, Origin.COPIED, flags=tuple(flags))
    best = job.best
    output, origin, rejected = best.text, Origin.GENERATED, ""
    if not best.passed:
        failed = ", ".join(_describe(v) for v in best.verdicts if not v.passed)
        if strategy.keeps_source:
            output, origin, rejected = segment.text, Origin.SOURCE, best.text
        reason = Reason.KEPT_SOURCE if strategy.keeps_source else Reason.FAILED_CHECK
        flags.append(Flag(reason, failed))
    explained: tuple[str, ...] = ()
    if not heading:
        output, explained = glossary.expand(output, job.uses, strategy.language)
    return SegmentResult(
        segment=segment,
        output=output,
        origin=origin,
        verdicts=best.verdicts,
        flags=tuple(flags),
        terms=job.uses,
        explained=explained,
        attempts=len(job.candidates),
        rejected=rejected,
    )


def _describe(verdict: Verdict) -> str:
    """What a check found, as "numbers: -10% +1,000", for a flag's detail."""
    facts = [f"-{fact}" for fact in verdict.lost] + [f"+{fact}" for fact in verdict.added]
    return f"{verdict.check}: {' '.join(facts)}" if facts else verdict.check


def _with_notes(result: SegmentResult, notes: Sequence[Note]) -> SegmentResult:
    """The result with a flag for each note about its place that a reader must judge."""
    from dataclasses import replace

    span = result.segment.span
    flags = [
        Flag(_NOTE_REASON[note.kind], note.text)
        for note in notes
        if note.kind in _NOTE_REASON and note.span.start < span.end and span.start < note.span.end
    ]
    return replace(result, flags=(*result.flags, *flags)) if flags else result
