"""The one prompt format, for the trained model, for few-shot prompting and for training.

    Terms: TEI = Team Europe Initiative; BHOS = Foreign Trade and Development Cooperation
    Dutch: {source}
    English: {answer}

The first line is there only when there are hints; the last starts with `Plain Dutch:` when the
task is to simplify.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from eenvoudig.engines._protocol import Hint, Request, Task

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LABELS = {Task.TRANSLATE: "English:", Task.SIMPLIFY: "Plain Dutch:"}


def normalise(text: str) -> str:
    """The text on one line, with single spaces.

    The base model has pieces of its own for runs of spaces and for line breaks; a segment needs
    neither, and without them the pruned vocabulary splits a text as the full one does.
    """
    return " ".join(text.split())


def prompt(request: Request) -> str:
    """What comes before the answer; the answer itself starts with a space."""
    terms = "; ".join(f"{normalise(h.source)} = {normalise(h.target)}" for h in request.hints)
    first = f"Terms: {terms}\n" if terms else ""
    return f"{first}Dutch: {normalise(request.source)}\n{_LABELS[request.task]}"


def few_shot(examples: Iterable[tuple[Request, str]]) -> str:
    """Answered requests one after the other, each ended by a line break."""
    return "".join(f"{prompt(request)} {normalise(answer)}\n" for request, answer in examples)


def read_examples(path: Path) -> dict[Task, list[tuple[Request, str]]]:
    """The answered requests that show an untrained model what is wanted, by task."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return {
        task: [
            (Request(task, one["source"], tuple(Hint(*h) for h in one["hints"])), one["answer"])
            for one in data[task]
        ]
        for task in Task
    }
