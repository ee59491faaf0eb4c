"""What every engine takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from eenvoudig._errors import UsageError
from eenvoudig._messages import N_


class Task(StrEnum):
    """What is asked of an engine."""

    TRANSLATE = "translate"
    """Dutch into English."""
    SIMPLIFY = "simplify"
    """Dutch into plain Dutch (B1)."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A term in the source and the form it should have in the answer."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Example:
    """A text like the one to rewrite, and what a reviewer approved for it."""

    source: str
    answer: str


@dataclass(frozen=True, slots=True)
class Request:
    """One segment to rewrite, with what is known about it.

    Attributes:
        task: what to make of it.
        source: the segment.
        hints: the terms in it.
        context: the text just before it, for engines that take it; it is not rewritten.
        examples: how texts like it were rewritten before, for engines that take them.
    """

    task: Task
    source: str
    hints: tuple[Hint, ...] = ()
    context: str = ""
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to look for an answer.

    Attributes:
        beam_size: 1 is greedy (or sampling, where the temperature is above 0).
        hypotheses: how many different answers to give for each request.
        temperature: 0 always takes the likeliest token.
        seed: the start of the random numbers when sampling.
    """

    beam_size: int = 1
    hypotheses: int = 1
    temperature: float = 0.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One answer.

    Attributes:
        text: the answer, without prompt or end mark.
        score: mean log-probability of its tokens (natural logarithm, at most 0).
        complete: the engine ended it by itself; False when it ran into the length limit.
    """

    text: str
    score: float
    complete: bool


@dataclass(frozen=True, slots=True)
class Abilities:
    """What an engine can do; what it can't is not asked of it.

    Attributes:
        tasks: what it was made for.
        hints: it is told which terms are wanted.
        context: it is told what stands before a segment.
        search: it gives several hypotheses by beam search.
        sampling: it gives several hypotheses by chance.
        scores: its hypotheses carry the model's own log-probability.
        remote: where the text goes when it leaves this machine; empty when it stays.
        examples: it is told how texts like a segment were rewritten before.
    """

    tasks: frozenset[Task]
    hints: bool
    context: bool
    search: bool
    sampling: bool
    scores: bool
    remote: str = ""
    examples: bool = False

    def take(self, decoding: Decoding) -> bool:
        """Whether answers can be looked for in this way."""
        if decoding.temperature > 0:
            return self.sampling
        return self.search or (decoding.beam_size == 1 and decoding.hypotheses == 1)


class Engine(Protocol):
    """Something that answers requests."""

    @property
    def abilities(self) -> Abilities:
        """What it can do."""
        ...

    @property
    def signature(self) -> Mapping[str, str]:
        """What made the answers: kind of engine, model hash, whether it is trained."""
        ...

    def least_score(self, task: Task) -> float:
        """The score under which an answer is not to be trusted, as measured for this engine.

        Minus infinity where the engine gives no scores that mean anything.
        """
        ...

    def generate(
        self,
        requests: Sequence[Request],
        decoding: Decoding = Decoding(),
        *,
        on_progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        """Answer each request; likeliest hypothesis first.

        `on_progress` is called with the number of requests answered since the last call.
        """
        ...


_CANNOT = {
    Task.TRANSLATE: N_("The engine {engine} does not translate into English."),
    Task.SIMPLIFY: N_("The engine {engine} does not write plain Dutch."),
}


def require(engine: Engine, task: Task, decoding: Decoding = Decoding()) -> None:
    """Refuse what an engine can't do, and name one that can.

    Raises:
        UsageError: it does not do this task, or does not look for answers in this way.
    """
    name = engine.signature["engine"]
    if task not in engine.abilities.tasks:
        raise UsageError(_CANNOT[task], "Use --engine embedded, which does both.", engine=name)
    if not engine.abilities.take(decoding):
        raise UsageError(
            "The engine {engine} does not give several hypotheses in this way.",
            "The engine embedded does, by beam search and by sampling.",
            engine=name,
        )
