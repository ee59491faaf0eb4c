"""Answering requests in batches, identical ones once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from eenvoudig.engines._protocol import Hypothesis, Request


class Asked(Protocol):
    """A request in the form that an engine takes."""

    @property
    def request(self) -> Request:
        """The request itself."""
        ...


A = TypeVar("A", bound=Asked)


def answer_once(
    requests: Sequence[Request],
    batches: Callable[[Sequence[Request]], Iterable[Sequence[A]]],
    answer: Callable[[Sequence[A]], Iterable[tuple[Hypothesis, ...]]],
    on_progress: Callable[[int], None] | None,
) -> list[tuple[Hypothesis, ...]]:
    """The answers to requests, in their order.

    Args:
        requests: in any order and number.
        batches: makes batches of different requests, in any order.
        answer: gives the hypotheses for each of a batch, in its order.
        on_progress: called with the number of requests answered since its last call.
    """
    places: dict[Request, list[int]] = defaultdict(list)
    for place, request in enumerate(requests):
        places[request].append(place)
    answers: list[tuple[Hypothesis, ...]] = [()] * len(requests)
    for batch in batches(list(places)):
        done = 0
        for asked, hypotheses in zip(batch, answer(batch), strict=True):
            for place in places[asked.request]:
                answers[place] = hypotheses
                done += 1
        if on_progress:
            on_progress(done)
    return answers
