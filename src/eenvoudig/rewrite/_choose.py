"""Checking the answers for one segment, and choosing what stands for it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from eenvoudig import fidelity, glossary
from eenvoudig.document import Segment
from eenvoudig.engines import Example, Hypothesis, Task
from eenvoudig.fidelity import CHECKS, Check, Pair, Verdict
from eenvoudig.glossary import TermUse
from eenvoudig.memory import Match
from eenvoudig.rewrite._consensus import consensus
from eenvoudig.rewrite._result import Flag, Origin, Reason, SegmentResult

CONFIDENCE = "confidence"
"""The check on the engine's own doubt."""
TERMS = "terms"
"""The check on the glossary's terms."""
MIN_LETTERS = 2
"""A segment with fewer letters has no words."""


@dataclass(frozen=True, slots=True)
class Strategy:
    """What sets one task apart from the other.

    Attributes:
        task: what the engine is asked.
        language: the language of the output.
        keeps_source: whether the source stands where no answer passes; else the best answer does.
        is_done: whether a source is already what is asked for.
        distrusts: checks of the task's own, on top of the fidelity checks.
        copy: what becomes of a segment without words.
    """

    task: Task
    language: Literal["en", "nl"]
    keeps_source: bool
    is_done: Callable[[str], bool]
    distrusts: tuple[Check, ...] = ()
    copy: Callable[[str], str] = str


def never(source: str) -> bool:
    """For a task of which no source is done already."""
    del source
    return False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer with what the checks say of it, and how near it is to the other answers.

    One in which terms were put right has the engine's own words in `unrepaired`.
    """

    text: str
    score: float
    verdicts: tuple[Verdict, ...]
    near: float = 0.0
    unrepaired: str = ""

    @property
    def passed(self) -> bool:
        """No check found anything."""
        return all(v.passed for v in self.verdicts)

    @property
    def rank(self) -> tuple[int, float, float]:
        """Lower is better: facts in doubt, then distance from other answers, then unlikeliness."""
        doubts = sum(max(1, len(v.lost) + len(v.added)) for v in self.verdicts if not v.passed)
        return doubts, -self.near, -self.score


@dataclass(slots=True)
class Job:
    """A segment on its way to a decision.

    Attributes:
        segment: the source.
        strategy: the task.
        uses: the terms in it.
        least_score: an answer with a lower score is not trusted, whatever the checks say.
        context: what stands before it, for an engine that takes it.
        recalled: what was approved for sources like it.
        examples: those of them that the engine is shown.
        candidates: the answers so far, all different.
        votes: how often each was given.
    """

    segment: Segment
    strategy: Strategy
    uses: tuple[TermUse, ...] = ()
    least_score: float = -math.inf
    context: str = ""
    recalled: tuple[Match, ...] = ()
    examples: tuple[Example, ...] = ()
    candidates: list[Candidate] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """For each term the form that stands in the source and the one that is wanted."""
        return glossary.hints(self.uses, self.strategy.language)

    @property
    def best(self) -> Candidate:
        """The answer with the fewest doubts; of equals the one that most others are near to."""
        return min(self.candidates, key=lambda c: c.rank)

    @property
    def done(self) -> bool:
        """Whether there is an answer that passes every check."""
        return bool(self.candidates) and self.best.passed

    @property
    def only_unsure(self) -> bool:
        """Whether the best answer has every fact and only the engine's own doubt against it."""
        failed = {v.check for v in self.best.verdicts if not v.passed}
        return failed == {CONFIDENCE}

    def add(self, hypotheses: Sequence[Hypothesis]) -> None:
        """Check each new answer and keep it with its verdicts."""
        seen = {c.text for c in self.candidates}
        for answer in hypotheses:
            text = _tidy(answer.text, self.segment.text)
            if self.strategy.language == "nl":
                text = glossary.agree(text, self.uses)
            hypothesis = replace(answer, text=text)
            self.votes[hypothesis.text] += 1
            for text in dict.fromkeys((hypothesis.text, self._repaired(hypothesis.text))):
                if text not in seen:
                    seen.add(text)
                    verdicts = self._verify(replace(hypothesis, text=text))
                    own = hypothesis.text if text != hypothesis.text else ""
                    self.candidates.append(
                        Candidate(text, hypothesis.score, verdicts, unrepaired=own)
                    )

    def agree(self) -> None:
        """Let the answers vote: from now on the best is the one that the others are nearest to."""
        votes = {c.text: max(1, self.votes[c.text]) for c in self.candidates}
        near = consensus(votes)
        self.candidates = [replace(c, near=near[c.text]) for c in self.candidates]

    def repair(self, renderings: Mapping[str, str]) -> None:
        """Add the best answer with the terms that it misses put right, if that can be done.

        Args:
            renderings: what the engine makes of a term's form by itself.
        """
        best = self.best
        fixed = glossary.repair(best.text, self.uses, self.strategy.language, renderings)
        if fixed not in {c.text for c in self.candidates}:
            hypothesis = Hypothesis(fixed, best.score, complete=True)
            own = best.unrepaired or best.text
            verdicts = self._verify(hypothesis)
            self.candidates.append(Candidate(fixed, best.score, verdicts, unrepaired=own))

    @property
    def missed_terms(self) -> tuple[str, ...]:
        """The forms of the terms that the best answer misses."""
        return next((v.lost for v in self.best.verdicts if v.check == TERMS), ())

    def _repaired(self, text: str) -> str:
        return glossary.repair(text, self.uses, self.strategy.language)

    def _confident(self, hypothesis: Hypothesis) -> bool:
        """Whether the engine was sure enough; of the source itself there is no doubt.

        A small model's mean log-probability goes with how good its answer is (models/embedded).
        """
        return hypothesis.score >= self.least_score or (
            self.strategy.keeps_source and hypothesis.text == self.segment.text
        )

    def _verify(self, hypothesis: Hypothesis) -> tuple[Verdict, ...]:
        checks = (*CHECKS, *self.strategy.distrusts)
        return (
            *_verdicts(self.segment, hypothesis.text, self.strategy, self.uses, checks),
            Verdict("length_limit", hypothesis.complete),
            Verdict(CONFIDENCE, self._confident(hypothesis)),
        )


def decide(job: Job) -> SegmentResult:
    """What stands for the segment, with a flag where no answer passed every check."""
    best = job.best
    output, origin, rejected = best.text, Origin.GENERATED, ""
    flags = [Flag(Reason.INCOMPLETE)] if job.segment.incomplete else []
    if not best.passed:
        reason = Reason.FAILED_CHECK
        if job.strategy.keeps_source or not best.text:
            # A forbidden term must not stand in a source that stays either.
            output = glossary.repair(job.segment.text, job.uses, job.strategy.language)
            origin, rejected = Origin.SOURCE, best.text
            reason = Reason.KEPT_SOURCE
        failed = ", ".join(describe(v) for v in best.verdicts if not v.passed)
        flags.append(Flag(reason, failed))
    return SegmentResult(
        segment=job.segment,
        output=output,
        origin=origin,
        verdicts=best.verdicts,
        flags=tuple(flags),
        terms=job.uses,
        attempts=len(job.candidates),
        rejected=rejected,
        unrepaired="" if rejected else best.unrepaired,
        recalled=job.recalled,
    )


def remembered(
    segment: Segment, strategy: Strategy, uses: tuple[TermUse, ...], match: Match
) -> SegmentResult:
    """What a reviewer approved before for this source stands, and is checked like any answer.

    What a check finds is a flag: also a term that has another name in the glossary than it had
    then. A person's sentence with a flag on one word of it is worth more than an answer that
    nobody has read. The task's doubts about engines are no doubts about a person.
    """
    text = match.entry.target
    verdicts = _verdicts(segment, text, strategy, uses, CHECKS)
    flags = [Flag(Reason.INCOMPLETE)] if segment.incomplete else []
    if failed := ", ".join(describe(v) for v in verdicts if not v.passed):
        flags.append(Flag(Reason.FAILED_CHECK, failed))
    return SegmentResult(
        segment,
        text,
        Origin.MEMORY,
        verdicts=verdicts,
        flags=tuple(flags),
        terms=uses,
        recalled=(match,),
    )


def worth_asking(segment: Segment, strategy: Strategy, uses: tuple[TermUse, ...]) -> bool:
    """Whether an engine is asked: not for what has no words, or is done already, terms and all.

    Nor for a plain version of half a sentence: an engine completes it with what it makes up.
    """
    if _has_no_words(segment):
        return False
    if segment.incomplete and strategy.keeps_source:
        return False
    terms_missing = glossary.missing(segment.text, uses, strategy.language)
    return bool(terms_missing) or not strategy.is_done(segment.text)


def copied(segment: Segment, strategy: Strategy, uses: tuple[TermUse, ...]) -> SegmentResult:
    """A segment that stays as it is, but for its numbers, because no engine is asked."""
    flags = (Flag(Reason.INCOMPLETE),) if segment.incomplete else ()
    output = strategy.copy(segment.text) if _has_no_words(segment) else segment.text
    return SegmentResult(segment, output, Origin.COPIED, flags=flags, terms=uses)


def _verdicts(
    segment: Segment,
    text: str,
    strategy: Strategy,
    uses: tuple[TermUse, ...],
    checks: tuple[Check, ...],
) -> tuple[Verdict, ...]:
    """What the checks, and that on the glossary's terms, say of a text for a segment."""
    equivalents = glossary.equivalents(uses, strategy.language)
    missing = glossary.missing(text, uses, strategy.language)
    return (
        *fidelity.verify(Pair(segment.text, text, strategy.language, equivalents), checks),
        Verdict(TERMS, not missing, lost=tuple(use.surface for use in missing)),
    )


def _has_no_words(segment: Segment) -> bool:
    return sum(c.isalpha() for c in segment.text) < MIN_LETTERS


def _tidy(answer: str, source: str) -> str:
    """The answer on one line, with a capital at its beginning where the source has one."""
    text = " ".join(answer.split())
    return text[:1].upper() + text[1:] if source[:1].isupper() else text


def describe(verdict: Verdict) -> str:
    """What a check found, as "numbers: -10% +1,000", for a flag's detail."""
    facts = [f"-{fact}" for fact in verdict.lost] + [f"+{fact}" for fact in verdict.added]
    return f"{verdict.check}: {' '.join(facts)}" if facts else verdict.check
