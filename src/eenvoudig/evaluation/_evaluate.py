"""Run the whole product over examples, and score what comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eenvoudig import _api, glossary, text
from eenvoudig.document import Anchor, Block, BlockKind, Document, Span
from eenvoudig.engines import Engine, Task
from eenvoudig.evaluation._examples import Example
from eenvoudig.evaluation._sari import sari, sari_by_sentence
from eenvoudig.evaluation._scores import Score, bleu_and_chrf, with_words_dropped
from eenvoudig.fidelity import CHECKS, Pair, verify
from eenvoudig.glossary import Glossary, Language
from eenvoudig.readability import Measures, measure
from eenvoudig.rewrite import Effort, Origin, Result, SegmentResult

_AMOUNTS = tuple(check for check in CHECKS if check.__name__ in {"numbers", "amounts", "dates"})
_DEGENERATE = frozenset({"repetition", "copied", "length_limit"})
_LANGUAGES: Mapping[Task, Language] = {Task.TRANSLATE: "en", Task.SIMPLIFY: "nl"}


@dataclass(frozen=True, slots=True)
class System:
    """The scores of one way to make texts: the product, or a control beside it.

    Attributes:
        name: "eenvoudig", "source" (nothing done), "words dropped" (a fifth, by chance) or
            "reference".
        bleu: against the references.
        chrf: against the references.
        sari: of plain Dutch, over the corpus (EASSE); None for a translation.
        sari_by_sentence: the same by sentence (Hugging Face).
        measures: of Dutch text, how hard it is to read.
    """

    name: str
    bleu: Score
    chrf: Score
    sari: float | None = None
    sari_by_sentence: float | None = None
    measures: Measures | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the segments (sentences).

    Attributes:
        examples: how many texts were given.
        quantities_kept: texts in which every number, amount and date is that of the source.
        unflagged_quantity_faults: texts in which one is not, though no segment has a flag.
        segments: how many sentences they have.
        asked: segments for which the engine was asked.
        changed: segments that came out otherwise than they went in.
        passed_first: segments of which the first answer passed every check.
        degenerate: segments of which the best answer repeats itself, copies, or never ends.
        flagged: segments that a reader must look at.
        terms: uses of the glossary's terms.
        terms_right: those that stand in the output in the form that is wanted.
    """

    examples: int
    quantities_kept: int
    unflagged_quantity_faults: int
    segments: int
    asked: int
    changed: int
    passed_first: int
    degenerate: int
    flagged: int
    terms: int
    terms_right: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured, and with what.

    Attributes:
        task: what was asked.
        systems: the product first, then the controls.
        counts: of the product.
        signatures: sacrebleu's, of BLEU and chrF.
        signature: what the outputs depend on.
    """

    task: Task
    systems: tuple[System, ...]
    counts: Counts
    signatures: tuple[str, str]
    signature: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """The evaluation as plain data."""
        return asdict(self) | {"schema": "eenvoudig/evaluation/1", "signature": {**self.signature}}


def evaluate(
    examples: Sequence[Example],
    task: Task,
    *,
    engine: Engine | None = None,
    terms: Glossary | None = None,
    effort: Effort | str = Effort.FAST,
    on_progress: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Rewrite the examples' sources as the commands do, and score the result.

    Args:
        examples: at least one.
        task: translate or simplify.
        engine: as in `eenvoudig.simplify`.
        terms: as in `eenvoudig.simplify`.
        effort: as in `eenvoudig.simplify`.
        on_progress: called with (answers received, answers asked for).

    Raises:
        UsageError: sacrebleu is not installed.
        ModelError: the engine cannot be made.
    """
    document = _document(examples)
    function = _api.translate if task is Task.TRANSLATE else _api.simplify
    result = function(document, engine=engine, terms=terms, effort=effort, on_progress=on_progress)
    per_block = _by_block(result)
    outputs = [" ".join(one.output for one in block) for block in per_block]
    sources = [example.source for example in examples]
    references = [example.reference for example in examples]
    systems = {
        "eenvoudig": outputs,
        "source": sources,
        "words dropped": [with_words_dropped(s, seed) for seed, s in enumerate(sources)],
    }
    if task is Task.SIMPLIFY:
        systems["reference"] = references
    scored = [_system(name, texts, sources, references, task) for name, texts in systems.items()]
    return Evaluation(
        task=task,
        systems=tuple(system for system, _ in scored),
        counts=_counts(per_block, sources, outputs, task),
        signatures=scored[0][1],
        signature=result.signature,
    )


def _document(examples: Sequence[Example]) -> Document:
    """The sources as the paragraphs of one document, so that an engine can take many at once."""
    blocks, parts, offset = [], [], 0
    for example in examples:
        source = " ".join(example.source.split())
        span = Span(offset, offset + len(source))
        blocks.append(Block(BlockKind.PARAGRAPH, source, span, (Anchor(0, offset),)))
        parts.append(source)
        offset = span.end + 2
    return text.segment(Document("-", "\n\n".join(parts), tuple(blocks)))


def _by_block(result: Result) -> list[list[SegmentResult]]:
    results = {one.segment.id: one for one in result.segments}
    return [[results[s.id] for s in block.segments] for block in result.document.blocks]


def _system(
    name: str, texts: list[str], sources: list[str], references: list[str], task: Task
) -> tuple[System, tuple[str, str]]:
    bleu, chrf, signatures = bleu_and_chrf(texts, references)
    if task is Task.TRANSLATE:
        return System(name, bleu, chrf), signatures
    system = System(
        name,
        bleu,
        chrf,
        sari(sources, texts, references),
        sari_by_sentence(sources, texts, references),
        measure(texts),
    )
    return system, signatures


def _counts(
    blocks: list[list[SegmentResult]], sources: list[str], outputs: list[str], task: Task
) -> Counts:
    language = _LANGUAGES[task]
    segments = [one for block in blocks for one in block]
    kept = [
        all(verdict.passed for verdict in verify(Pair(source, output, language), _AMOUNTS))
        for source, output in zip(sources, outputs, strict=True)
    ]
    flagged = [any(one.flags for one in block) for block in blocks]
    wrong = [glossary.missing(one.output, one.terms, language) for one in segments]
    terms = sum(len(one.terms) for one in segments)
    return Counts(
        examples=len(blocks),
        quantities_kept=sum(kept),
        unflagged_quantity_faults=sum(
            not (right or seen) for right, seen in zip(kept, flagged, strict=True)
        ),
        segments=len(segments),
        asked=sum(one.origin is not Origin.COPIED for one in segments),
        changed=sum(one.output != one.segment.text for one in segments),
        passed_first=sum(
            one.origin is Origin.GENERATED and one.attempts == 1 and not one.flags
            for one in segments
        ),
        degenerate=sum(
            any(v.check in _DEGENERATE and not v.passed for v in one.verdicts) for one in segments
        ),
        flagged=sum(bool(one.flags) for one in segments),
        terms=terms,
        terms_right=terms - sum(map(len, wrong)),
    )
