"""What the memory has for the segments of a document, and what of that an engine is shown."""

from __future__ import annotations

from eenvoudig.document import Document
from eenvoudig.engines import Engine, Example, Task
from eenvoudig.memory import Match, Memory


def recall(document: Document, memory: Memory, task: Task) -> dict[int, tuple[Match, ...]]:
    """For each segment what was approved for its source, or else for sources like it.

    A segment is looked up with the one before it: of several texts for the same source the one in
    the same context counts.
    """
    found: dict[int, tuple[Match, ...]] = {}
    context = ""
    for segment in document.segments:
        entry = memory.lookup(task, segment.text, context)
        found[segment.id] = (
            (Match(entry, 1.0),) if entry else memory.similar(task, segment.text, context)
        )
        context = segment.text
    return found


def examples(recalled: tuple[Match, ...], engine: Engine) -> tuple[Example, ...]:
    """What an engine is shown of it: nothing if it takes no examples, or is on another machine.

    Whoever sends a document to a server has not sent the sentences of other documents.
    """
    if not engine.abilities.examples or engine.abilities.remote:
        return ()
    return tuple(Example(match.entry.source, match.entry.target) for match in recalled)
