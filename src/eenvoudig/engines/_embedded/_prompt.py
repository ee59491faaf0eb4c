"""The one prompt format, for the trained model, for few-shot prompting and for training.

    Terms: TEI = Team Europe Initiative; BHOS = Foreign Trade and Development Cooperation
    Dutch: {source}
    English: {answer}

The first line is there only when there are hints; the last starts with `Plain Dutch:` when the
task is to simplify.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenvoudig.engines._embedded._tokenizer import normalise
from eenvoudig.engines._protocol import Request, Task

if TYPE_CHECKING:
    from collections.abc import Iterable

_LABELS = {Task.TRANSLATE: "English:", Task.SIMPLIFY: "Plain Dutch:"}


def prompt(request: Request) -> str:
    """What comes before the answer; the answer itself starts with a space."""
    terms = "; ".join(f"{normalise(h.source)} = {normalise(h.target)}" for h in request.hints)
    first = f"Terms: {terms}\n" if terms else ""
    return f"{first}Dutch: {normalise(request.source)}\n{_LABELS[request.task]}"


def few_shot(examples: Iterable[tuple[Request, str]]) -> str:
    """Answered requests one after the other, each ended by a line break."""
    return "".join(f"{prompt(request)} {normalise(answer)}\n" for request, answer in examples)
