"""The loop: ask, check, ask the doubtful ones again in another way, choose.

Every segment ends in one of three ways: with an answer that passes every check; with the source
itself; or with the best answer there was. The last two carry a flag. None is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from eenvoudig import formats, glossary
from eenvoudig.document import Document, Note, NoteKind
from eenvoudig.engines import Decoding, Engine, Hint, Hypothesis, Request, require
from eenvoudig.glossary import Annotations
from eenvoudig.memory import Memory
from eenvoudig.rewrite._choose import Job, Strategy, copied, decide, remembered, worth_asking
from eenvoudig.rewrite._recall import examples, recall
from eenvoudig.rewrite._result import Flag, Reason, Result, SegmentResult
from eenvoudig.rewrite._split import join, split

Progress = Callable[[int, int], None]
"""Called with (answers received, answers asked for); the second grows when more are needed."""

LADDER = (
    Decoding(),
    Decoding(beam_size=4, hypotheses=4),
    Decoding(hypotheses=4, temperature=0.7, seed=1),
)
"""Ways to ask, cheapest first; a segment goes to the next when no answer of this one passes.

A way that the engine does not know is left out.
"""

THOROUGH = (
    Decoding(),
    Decoding(beam_size=4, hypotheses=4),
    *(Decoding(hypotheses=8, temperature=0.8, seed=seed) for seed in (1, 2)),
)
"""What is asked for every segment when only the best will do: twenty-one answers."""
IN_PARTS = Decoding(beam_size=4)
"""How the parts of a split sentence are asked for, when all of the ladder failed."""
CONTEXT_SEGMENTS = 2
"""How many segments before it an engine that takes context is shown, from the same block."""


class Effort(StrEnum):
    """How much work a segment is worth."""

    FAST = "fast"
    """The first answer that passes every check."""
    BEST = "best"
    """Of many answers that pass, the one that the others agree with most."""


_NOTE_REASON = {
    NoteKind.UNCERTAIN_JOIN: Reason.UNCERTAIN_JOIN,
    NoteKind.LOST_MARK: Reason.LOST_MARK,
}


def rewrite(
    document: Document,
    annotations: Annotations,
    engine: Engine,
    strategy: Strategy,
    *,
    signature: Mapping[str, str],
    effort: Effort = Effort.FAST,
    memory: Memory | None = None,
    on_progress: Progress | None = None,
) -> Result:
    """Rewrite every segment of `document`.

    Args:
        document: with segments.
        annotations: the terms in it, from `glossary.annotate`.
        engine: what answers.
        strategy: the task.
        signature: what to put in the result as its signature, besides the engine's.
        effort: how much work each segment is worth.
        memory: what was approved before; the same source takes it, and no engine is asked.
            An empty one is none.
        on_progress: called with (answers received, answers asked for).

    Returns:
        A result with one entry for each segment of the document, in order.

    Raises:
        UsageError: the engine does not do this task.
    """
    require(engine, strategy.task)
    least_score = engine.least_score(strategy.task)
    contexts = _contexts(document) if engine.abilities.context else {}
    if memory:
        signature = {**signature, "memory": memory.digest[:12]}
    recalled = recall(document, memory, strategy.task) if memory else {}
    known = {number: found[0] for number, found in recalled.items() if found and found[0].exact}
    jobs = {
        segment.id: Job(
            segment,
            strategy,
            annotations.of(segment.id),
            least_score,
            context=contexts.get(segment.id, ""),
            recalled=recalled.get(segment.id, ()),
            examples=examples(recalled.get(segment.id, ()), engine),
        )
        for segment in document.segments
        if segment.id not in known and worth_asking(segment, strategy, annotations.of(segment.id))
    }
    _climb(list(jobs.values()), engine, _Counter(on_progress), effort)
    results = [
        remembered(s, strategy, annotations.of(s.id), known[s.id])
        if s.id in known
        else decide(jobs[s.id])
        if s.id in jobs
        else copied(s, strategy, annotations.of(s.id))
        for s in document.segments
    ]
    if memory:
        memory.mark_used(match.entry.id for match in known.values())
    results = _explained(document, results, annotations, strategy)
    outputs = {r.segment.id: r.output for r in results}
    return assemble(
        document,
        strategy,
        results,
        annotations,
        renderings=_renderings(document, outputs, annotations, engine, strategy),
        signature={
            **signature,
            "task": strategy.task.value,
            "effort": effort.value,
            **engine.signature,
        },
    )


def assemble(
    document: Document,
    strategy: Strategy,
    results: Sequence[SegmentResult],
    annotations: Annotations,
    *,
    renderings: Mapping[str, Sequence[str]],
    signature: Mapping[str, str],
) -> Result:
    """The document with these results in it, each with a flag for what found no place.

    Args:
        document: with segments.
        strategy: the task.
        results: one for each segment, in order.
        annotations: the terms in the document.
        renderings: for words under a mark, what they may be in the new text.
        signature: everything that the outputs depend on.
    """
    outputs = {r.segment.id: r.output for r in results}
    written, lost = formats.write(document, outputs, strategy.language, renderings)
    notes = (*document.notes, *lost)
    return Result(
        document=document,
        task=strategy.task,
        segments=tuple(_with_notes(r, notes) for r in results),
        text=_text(document, outputs, written),
        content=formats.to_bytes(document, written, strategy.language),
        notes=notes,
        annotations=annotations,
        renderings=renderings,
        signature=signature,
    )


@dataclass(slots=True)
class _Counter:
    """Adds up the answers, for a progress bar."""

    tell: Progress | None
    received: int = 0
    asked: int = 0

    def ask(self, count: int) -> None:
        self.asked += count

    def receive(self, count: int) -> None:
        self.received += count
        if self.tell:
            self.tell(self.received, self.asked)


def _climb(jobs: Sequence[Job], engine: Engine, counter: _Counter, effort: Effort) -> None:
    """Ask for answers until each job has one that passes, or there is no other way to ask."""
    thorough = effort is Effort.BEST
    for decoding in filter(engine.abilities.take, THOROUGH if thorough else LADDER):
        # Sampling may find a lost fact again; it does not make an engine surer.
        sampled = decoding.temperature > 0
        pending = [
            job for job in jobs if thorough or not (job.done or (sampled and job.only_unsure))
        ]
        requests = [_request(job, job.segment.text) for job in pending]
        counter.ask(len(requests))
        answers = engine.generate(requests, decoding, on_progress=counter.receive)
        for job, hypotheses in zip(pending, answers, strict=True):
            job.add(hypotheses)
    if thorough:
        for job in jobs:
            job.agree()
    _hold_terms(jobs, engine, counter)
    _mend_terms(jobs, engine, counter)
    left = [job for job in jobs if not (job.done or job.only_unsure)]
    split_up = [(job, parts) for job in left if (parts := split(job.segment.text))]
    requests = [_request(job, part) for job, parts in split_up for part in parts]
    counter.ask(len(requests))
    decoding = IN_PARTS if engine.abilities.take(IN_PARTS) else LADDER[0]
    answered = iter(engine.generate(requests, decoding, on_progress=counter.receive))
    for job, parts in split_up:
        job.add([_whole([next(answered)[0] for _ in parts])])


def _hold_terms(jobs: Sequence[Job], engine: Engine, counter: _Counter) -> None:
    """Where an answer misses terms: ask with codes in their places, and fill in the names.

    An engine copies a code like "X1" where it overlooks a hint, or takes none; bench/terms.py
    compares the two. What is still missed is asked for with a beam, then with a code for each term:
    one that the engine writes out differently can draw the rest of the sentence along.
    """
    beam = LADDER[1]
    for decoding, every in ((LADDER[0], False), (beam, False), (beam, True)):
        if not engine.abilities.take(decoding):
            continue
        coded = []
        for job in jobs:
            if job.done or not (missed := job.missed_terms):
                continue
            forms = [form for form, _ in job.hints] if every else missed
            text, names = glossary.with_codes(job.segment.text, job.hints, forms)
            if names:
                coded.append((job, names, _request(job, text)))
        counter.ask(len(coded))
        answers = engine.generate(
            [request for _, _, request in coded], decoding, on_progress=counter.receive
        )
        for (job, names, _), found in zip(coded, answers, strict=True):
            job.add(
                [
                    replace(hypothesis, text=text)
                    for hypothesis in found
                    if (text := glossary.filled_in(hypothesis.text, names))
                ]
            )


def _mend_terms(jobs: Sequence[Job], engine: Engine, counter: _Counter) -> None:
    """Where English misses terms: ask what the engine calls them, and put the right name there."""
    open_jobs = [job for job in jobs if not job.done and job.strategy.language == "en"]
    missed = {job.segment.id: job.missed_terms for job in open_jobs}
    asked = list(dict.fromkeys(form for forms in missed.values() for form in forms))
    if not asked:
        return
    counter.ask(len(asked))
    task = open_jobs[0].strategy.task
    answers = engine.generate([Request(task, form) for form in asked], on_progress=counter.receive)
    renderings = {
        form: found[0].text.rstrip(".") for form, found in zip(asked, answers, strict=True) if found
    }
    for job in open_jobs:
        if missed[job.segment.id]:
            job.repair(renderings)


def _request(job: Job, text: str) -> Request:
    hints = tuple(Hint(source, target) for source, target in job.hints if source in text)
    return Request(job.strategy.task, text, hints, job.context, job.examples)


def _contexts(document: Document) -> dict[int, str]:
    """For each segment what stands before it in its block."""
    return {
        segment.id: " ".join(
            before.text for before in block.segments[max(0, place - CONTEXT_SEGMENTS) : place]
        )
        for block in document.blocks
        for place, segment in enumerate(block.segments)
    }


def _whole(parts: Sequence[Hypothesis]) -> Hypothesis:
    """The answers for a sentence's parts as one answer."""
    return Hypothesis(
        text=join(part.text for part in parts),
        score=sum(part.score for part in parts) / len(parts),
        complete=all(part.complete for part in parts),
    )


def _explained(
    document: Document,
    results: Sequence[SegmentResult],
    annotations: Annotations,
    strategy: Strategy,
) -> list[SegmentResult]:
    """The results with each abbreviation written out once in the document, or in each record."""
    outputs = {r.segment.id: r.output for r in results}
    expanded: dict[int, glossary.Expanded] = {}
    for blocks in document.records:
        here = {s.id: outputs[s.id] for block in blocks for s in block.segments}
        expanded |= glossary.expand_all(here, annotations, strategy.language)
    return [
        replace(result, output=found.text, explained=found.explained)
        for result in results
        for found in [expanded[result.segment.id]]
    ]


def _text(document: Document, outputs: Mapping[int, str], written: str) -> str:
    """The new text for people: what was written, or of a container its paragraphs."""
    if not document.container:
        return written
    paragraphs = (
        " ".join(outputs.get(s.id, s.text) for s in block.segments) for block in document.blocks
    )
    return "\n\n".join(paragraphs) + "\n"


def _renderings(
    document: Document,
    outputs: Mapping[int, str],
    annotations: Annotations,
    engine: Engine,
    strategy: Strategy,
) -> dict[str, list[str]]:
    """What glossary and engine make of the words under marks that are not in the output.

    So that bold and links go back around the same words in the other language.
    """
    found = known_renderings(document, outputs, annotations, strategy)
    if strategy.language == "en" and found:
        words = list(found)
        answers = engine.generate([Request(strategy.task, word) for word in words])
        for word, hypotheses in zip(words, answers, strict=True):
            found[word] += [h.text.rstrip(".") for h in hypotheses if h.text.rstrip(".")]
    return found


def known_renderings(
    document: Document,
    outputs: Mapping[int, str],
    annotations: Annotations,
    strategy: Strategy,
) -> dict[str, list[str]]:
    """What the glossary makes of the words under marks that are not in the output.

    Words of which it knows nothing come with an empty list.
    """
    found: dict[str, list[str]] = {word: [] for word in formats.unplaced(document, outputs)}
    for segment in document.segments:
        for source, target in glossary.hints(annotations.of(segment.id), strategy.language):
            if source in found:
                found[source] += [target, target.partition(" (")[0]]
    return found


def _with_notes(result: SegmentResult, notes: Sequence[Note]) -> SegmentResult:
    """The result with a flag for each note about its place that a reader must judge."""
    span = result.segment.span
    flags = [
        Flag(_NOTE_REASON[note.kind], note.text)
        for note in notes
        if note.kind in _NOTE_REASON and span.start <= note.span.start < span.end
    ]
    return replace(result, flags=(*result.flags, *flags)) if flags else result
