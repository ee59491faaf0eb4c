"""What pages hold: headings, paragraphs, list items, tables and notes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from eenvoudig.formats._pdf._page import Line
from eenvoudig.formats._pdf._tables import Table


class Kind(Enum):
    """What a part is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(slots=True)
class Part:
    """A heading, paragraph, list item or table.

    Attributes:
        kind: what it is.
        lines: its lines; those of one list run on, and each list ends on purpose.
        level: a heading's, from 1.
        mark: a list item's: "•", "a.".
        at: where an item's mark stands, from the left edge of its column.
        inset: where an item's text stands.
        table: the table that it is.
        margin: the right edge of its column.
        column: the number of its column, over all pages.
    """

    kind: Kind
    lines: list[list[Line]]
    level: int = 0
    mark: str = ""
    at: float = 0.0
    inset: float = 0.0
    table: Table | None = None
    margin: float = 0.0
    column: int = 0

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0][0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1][-1]

    @property
    def text(self) -> str:
        """Its text, as the lines have it."""
        return " ".join(line.text for run in self.lines for line in run)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at a page's foot: its number, its lines."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What pages hold.

    Attributes:
        parts: the running text, in reading order.
        footnotes: of each page, by its number.
        removed: headers, footers and page numbers.
    """

    parts: tuple[Part, ...]
    footnotes: dict[int, list[Footnote]]
    removed: tuple[Line, ...]
