"""What comes out: the text, and for every segment the evidence for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from eenvoudig import formats
from eenvoudig.document import Document, Note, Segment
from eenvoudig.engines import Task
from eenvoudig.fidelity import Verdict
from eenvoudig.glossary import Annotations, TermUse
from eenvoudig.memory import Match

SCHEMA = "eenvoudig/result/1"
"""The version of the JSON form; it changes when a field changes its meaning or goes away."""


class Origin(StrEnum):
    """Where a segment's output comes from."""

    GENERATED = "generated"
    """The engine wrote it."""
    SOURCE = "source"
    """The source stands: the engine's answers were not faithful to it."""
    COPIED = "copied"
    """No engine was asked: no words, done already, or half a sentence that is not simplified."""
    REVIEWED = "reviewed"
    """A reviewer approved it."""
    MEMORY = "memory"
    """A reviewer approved it before, for the same source."""


class State(StrEnum):
    """How far a segment is, in the words of XLIFF 2.1 (the attribute `state`)."""

    INITIAL = "initial"
    """It has a flag: a reader must look at it first."""
    TRANSLATED = "translated"
    """It was rewritten, and nobody has looked at it."""
    REVIEWED = "reviewed"
    """A reviewer approved it."""
    FINAL = "final"
    """Nothing will change in it any more."""

    @property
    def approved(self) -> bool:
        """Whether a reviewer said yes to it."""
        return self in {State.REVIEWED, State.FINAL}


class Reason(StrEnum):
    """Why a segment needs a reader's eye."""

    KEPT_SOURCE = "kept_source"
    """No answer passed the checks, so the source stands."""
    FAILED_CHECK = "failed_check"
    """No answer passed the checks; the best one stands."""
    INCOMPLETE = "incomplete"
    """The source itself stops in the middle of a sentence."""
    UNCERTAIN_JOIN = "uncertain_join"
    """A word broken over two lines was joined, or left, without certainty."""
    LOST_MARK = "lost_mark"
    """Bold, a link or another mark found no place in the new text."""
    DIFFERS = "differs"
    """A check found something in what a reviewer wrote or left."""
    UNREVIEWED = "unreviewed"
    """It went to a reviewer, who has not approved it."""
    MISSING = "missing"
    """What came back from the reviewer has no text for it, so the source stands."""


def signature_line(signature: Mapping[str, str]) -> str:
    """One line, "eenvoudig:0.1.0|glossary:…|task:…|engine:…", as sacrebleu has them."""
    return "|".join(f"{key}:{value}" for key, value in signature.items())


@dataclass(frozen=True, slots=True)
class Flag:
    """Why a segment needs a reader's eye, and the words that it is about."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """One segment, what became of it, and why that can be trusted or not.

    Attributes:
        segment: the source, with its place in the document.
        output: the text that stands for it now.
        origin: where `output` comes from.
        verdicts: what each check said of the engine's answer that was judged best.
        flags: why a reader should look at it; empty when nothing is the matter.
        terms: the glossary's terms and the text's own abbreviations in the source.
        explained: the abbreviations written out here, at their first use.
        attempts: how many answers of the engine were looked at.
        rejected: the best answer, when it was not used because the source was kept.
        unrepaired: the engine's own words, where terms in them were put right by rule.
        recalled: what the memory has: what stands here now, or what was approved for sources like
            it, the nearest first.
    """

    segment: Segment
    output: str
    origin: Origin
    verdicts: tuple[Verdict, ...] = ()
    flags: tuple[Flag, ...] = ()
    terms: tuple[TermUse, ...] = ()
    explained: tuple[str, ...] = ()
    attempts: int = 0
    rejected: str = ""
    unrepaired: str = ""
    recalled: tuple[Match, ...] = ()

    @property
    def state(self) -> State:
        """How far it is."""
        if self.flags:
            return State.INITIAL
        approved = self.origin in {Origin.REVIEWED, Origin.MEMORY}
        return State.REVIEWED if approved else State.TRANSLATED


@dataclass(frozen=True, slots=True)
class Summary:
    """How many segments there are, and how many of each fate."""

    segments: int
    rewritten: int
    unchanged: int
    kept_source: int
    flagged: int
    from_memory: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """A document rewritten.

    Attributes:
        document: the source, in blocks and segments.
        task: what was done to it.
        segments: one result for each segment, in order.
        text: the whole new text, in the format of the source where that is text.
        content: the whole new file.
        notes: what reading and writing the document had to decide.
        annotations: terms, and the abbreviations that nobody defines.
        signature: everything that the output depends on, by name.
        renderings: for words under a mark, what they may be in the new text.
    """

    document: Document
    task: Task
    segments: tuple[SegmentResult, ...]
    text: str
    content: bytes
    notes: tuple[Note, ...]
    annotations: Annotations
    signature: Mapping[str, str]
    renderings: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def language(self) -> Literal["en", "nl"]:
        """The language of the new text."""
        return "en" if self.task is Task.TRANSLATE else "nl"

    @property
    def flagged(self) -> tuple[SegmentResult, ...]:
        """The segments that need a reader's eye."""
        return tuple(result for result in self.segments if result.flags)

    @property
    def summary(self) -> Summary:
        """Counts over all segments."""
        changed = [r for r in self.segments if r.output != r.segment.text]
        kept = [r for r in self.segments if r.origin is Origin.SOURCE]
        return Summary(
            segments=len(self.segments),
            rewritten=len(changed),
            unchanged=len(self.segments) - len(changed),
            kept_source=len(kept),
            flagged=len(self.flagged),
            from_memory=sum(r.origin is Origin.MEMORY for r in self.segments),
        )

    def __str__(self) -> str:
        return self.text

    def to_format(self, suffix: str) -> bytes:
        """The new text as a file of another format, by its suffix: ".html", ".docx", ".txt".

        Raises:
            UsageError: the document's format is not written as that one.
        """
        outputs = {r.segment.id: r.output for r in self.segments}
        return formats.convert(self.document, outputs, suffix, self.language, self.renderings)

    def to_dict(self) -> dict[str, Any]:
        """The result as plain data, as docs/schemas/result-1.schema.json describes it."""
        from eenvoudig.rewrite._json import to_dict

        return to_dict(self)
