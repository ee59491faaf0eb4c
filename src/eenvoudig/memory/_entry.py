"""What a memory holds: a text with its approved version, and where both come from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from eenvoudig.engines import Task

_ILLEGAL = re.compile(r"[^\t\n\r -\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""What XML has no place for, so that whatever is stored can be exported.

Source: Extensible Markup Language 1.0, production 2.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """An approved segment. That it stands in a memory says that it is approved.

    Texts are kept on one line, with single spaces (`one_line`).

    Attributes:
        task: what was done to the source.
        source: the Dutch text.
        target: the approved text.
        context: the segment that stood before it in its document; "" at the beginning.
        origin: the document that it comes from, or the file that it was imported from.
        approved_by: who approved it; "" where that is not known.
        signature: what made the first version: engine, glossary, version.
        created: when it was approved, in UTC, to the second.
        used: when it was last used; None for never.
        uses: how often it was used.
        id: its number in the memory, which no other entry ever gets; 0 before it is stored.
    """

    task: Task
    source: str
    target: str
    context: str = ""
    origin: str = ""
    approved_by: str = ""
    signature: str = ""
    created: datetime | None = None
    used: datetime | None = None
    uses: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, and how much its source is like the text that was looked up.

    Attributes:
        entry: what was found.
        similarity: from 0 to 1: one less the share of characters to change (Levenshtein).
    """

    entry: Entry
    similarity: float

    @property
    def exact(self) -> bool:
        """Whether the sources are the same but for white space."""
        return self.similarity == 1.0


@dataclass(frozen=True, slots=True)
class Tally:
    """What adding entries did: how many were new, how many took another's place, how many neither.

    Known are those that stood there already, and those of which a later version stands there.
    """

    new: int = 0
    changed: int = 0
    known: int = 0


def one_line(text: str) -> str:
    """The text with single spaces, without what no XML file can hold."""
    return " ".join(_ILLEGAL.sub(" ", text).split())


def moment(when: datetime | None) -> str:
    """A moment as ISO 8601 in UTC, to the second: "2026-11-25T20:30:00Z"; "" for none."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else ""


def now() -> datetime:
    """This moment, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
