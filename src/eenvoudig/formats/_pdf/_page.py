"""What a page shows: lines of letters with their places and styles, rules, and what is no text.

All lengths are points; x runs from the left edge to the right, y from the top edge down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Style:
    """How letters look, and where they lead."""

    bold: bool = False
    italic: bool = False
    link: str = ""


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Word:
    """Letters of one style without white space between them.

    Attributes:
        text: the letters.
        x0: the left edge.
        x1: the right edge.
        y: the baseline.
        size: of the letters, in points.
        style: how they look.
        spaced: white space stands before them.
        raised: they stand above the line and are smaller, as a note's number does.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    style: Style = PLAIN
    spaced: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Words beside each other, of one column or table cell.

    Attributes:
        words: from left to right, at least one.
        y: the baseline of most of them.
        size: that of most of their letters.
        page: the page's number, from 1.
        spaced: white space ends it, as where a writer's line was wrapped.
    """

    words: tuple[Word, ...]
    y: float
    size: float
    page: int
    spaced: bool = False

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """The words with a space where there is white space."""
        spaced = (" " * word.spaced + word.text for word in self.words)
        return "".join(spaced).strip()

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.style.bold for word in self.words if not word.raised)

    @property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        return all(word.style.italic for word in self.words if not word.raised)

    def without(self, count: int) -> Line:
        """The line less its first words."""
        return replace(self, words=self.words[count:])


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, across (`x0` < `x1`) or down (`y0` < `y1`)."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def across(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        number: from 1.
        width: as it is shown.
        height: as it is shown.
        lines: in the order of the file; what stands beside each other is joined later.
        rules: the drawn lines.
        dots: the middles of small drawn shapes, as list items have.
        left_out: names of what is on the page and is no text that is read.
        scanned: it has a picture and no text.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    dots: tuple[tuple[float, float], ...] = ()
    left_out: tuple[str, ...] = ()
    scanned: bool = False


def line_of(words: list[Word], page: int, *, spaced: bool = False) -> Line:
    """The line that words make, with what stands above it marked as raised."""
    sizes: dict[tuple[float, float], int] = {}
    for word in words:
        key = round(word.size, 1), word.y
        sizes[key] = sizes.get(key, 0) + len(word.text)
    size, y = max(sizes, key=lambda key: (sizes[key], key[0]))
    # A note begins with its number: few letters of text may come after it.
    if len(sizes) > 1 and size < 0.8 * max(key[0] for key in sizes):
        size, y = max(sizes)
    marked = []
    for word in words:
        raised = word.y < y - 0.1 * size and word.size < 0.85 * size
        marked.append(word if raised == word.raised else replace(word, raised=raised))
    return Line(tuple(marked), y, size, page, spaced)
