"""What every engine takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


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
class Request:
    """One segment to rewrite, with the hints that apply to it."""

    task: Task
    source: str
    hints: tuple[Hint, ...] = ()


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


class Engine(Protocol):
    """Something that answers requests."""

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
