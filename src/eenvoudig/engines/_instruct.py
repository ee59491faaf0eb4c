"""What an instruction-tuned model is told: the task, the guidelines, the terms, the text.

The words stand in `instructions.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from eenvoudig.engines._prompt import normalise
from eenvoudig.engines._protocol import Request

_TAG = "tekst"


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation: who speaks ("system" or "user"), and what is said."""

    role: str
    content: str


def messages(request: Request) -> tuple[Message, Message]:
    """What to send for one request: the guidelines, and the segment between tags.

    The source can't close its tag: where it holds one, the tag gets a number that it doesn't hold.
    """
    words = _instructions()[request.task]
    source, context = normalise(request.source), normalise(request.context)
    examples = [f"- {normalise(e.source)}\n  = {normalise(e.answer)}" for e in request.examples]
    tag, number = _TAG, 1
    while f"{tag}>" in "\n".join([source, context, *examples]):
        number += 1
        tag = f"{_TAG}-{number}"
    parts = []
    if request.hints:
        terms = [f"- {normalise(h.source)} = {normalise(h.target)}" for h in request.hints]
        parts.append("\n".join([words["terms"], *terms]))
    if context:
        parts.append(f"{words['context']}\n{context}")
    if examples:
        parts.append("\n".join([words["examples"], *examples]))
    parts.append(f"<{tag}>\n{source}\n</{tag}>")
    system = words["system"].strip().format(tag=tag)
    return Message("system", system), Message("user", "\n\n".join(parts))


@cache
def _instructions() -> dict[str, dict[str, str]]:
    text = files("eenvoudig.engines").joinpath("instructions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
