"""What came back from a reviewer: each segment's text and state, and which source it belongs to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from eenvoudig.engines import Task
from eenvoudig.rewrite import State


@dataclass(frozen=True, slots=True)
class ReviewedSegment:
    """One segment as it came back.

    Attributes:
        id: the segment's number in its document; 0 where the file does not say.
        source: its text in the source.
        output: what the reviewer left for it; "" for nothing.
        state: how far it is.
    """

    id: int
    source: str
    output: str
    state: State = State.TRANSLATED


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A file that came back from a reviewer. What the file does not say is "" or None.

    Attributes:
        name: the file's name.
        segments: in its order; none where `text` is given.
        original: the name of the source file.
        task: what was done to the source.
        digest: the SHA-256 of the source file, in hex.
        format: what the source was read as, without its dot.
        layout: how the source is written back.
        signature: everything that the first outputs depended on.
        renderings: for words under a mark, what they may be in the new text.
        text: the whole new text, where the file is that text itself, with CriticMarkup where
            something is not decided yet.
    """

    name: str
    segments: tuple[ReviewedSegment, ...] = ()
    original: str = ""
    task: Task | None = None
    digest: str = ""
    format: str = ""
    layout: str = ""
    signature: Mapping[str, str] = field(default_factory=dict)
    renderings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    text: str | None = None


def from_facts(
    name: str,
    facts: Mapping[str, str],
    segments: Sequence[ReviewedSegment] = (),
    *,
    original: str = "",
    language: str = "",
) -> Reviewed:
    """A reviewed file of which the facts beside its segments are given by name.

    Args:
        name: the file's name.
        facts: as the exchange formats write them; what is missing or broken counts as not said.
        segments: in the file's order.
        original: the name of the source file.
        language: of the targets; it tells the task where the facts don't.
    """
    task = facts.get("task", "")
    if task not in set(Task) and language:
        task = Task.TRANSLATE if language.casefold().startswith("en") else Task.SIMPLIFY
    parts = (part.partition(":") for part in facts.get("signature", "").split("|") if part)
    return Reviewed(
        name=name,
        segments=tuple(segments),
        original=original,
        task=Task(task) if task in set(Task) else None,
        digest=facts.get("sha256", ""),
        format=facts.get("format", ""),
        layout=facts.get("layout", ""),
        signature={key: value for key, _, value in parts},
        renderings=_renderings(facts.get("renderings", "")),
    )


def _renderings(text: str) -> dict[str, tuple[str, ...]]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return renderings_of(found)


def renderings_of(found: object) -> dict[str, tuple[str, ...]]:
    """What of untrusted data has the form of renderings; it only says where marks may go."""
    if not isinstance(found, dict):
        return {}
    return {
        str(words): tuple(one for one in several if isinstance(one, str) and one)
        for words, several in found.items()
        if words and isinstance(several, list)
    }
