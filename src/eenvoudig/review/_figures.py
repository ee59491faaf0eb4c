"""How hard the source and the plain Dutch are to read, as figures and as charts of them.

The charts are drawn in a box of 100 units high; how wide a unit is on paper is the page's affair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eenvoudig._messages import N_, _, plural
from eenvoudig.document import Block, BlockKind
from eenvoudig.readability import Measures, measure
from eenvoudig.rewrite import Result

LEAST_WORDS = 10
"""Of a paragraph with fewer words a measure says little."""
STEP = 10
"""How many units wide a paragraph is in a chart."""
_HEIGHT = 100
_RUNNING = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}


@dataclass(frozen=True, slots=True)
class _Kind:
    """One measure: what it is, and how its values are written and drawn.

    Attributes:
        name: what it is called.
        help: what it is.
        value: of a text.
        pattern: how a value is written.
        axis: how it is written beside a chart.
        lower_is_easier: whether a text with a lower value is easier.
        least_scale: what a full bar, and the top of a chart, stands for at the least.
    """

    name: str
    help: str
    value: Callable[[Measures], float]
    pattern: str
    axis: str
    lower_is_easier: bool
    least_scale: float


_KINDS = (
    _Kind(
        N_("Words per sentence"),
        N_("The mean number of words in a sentence. Short sentences read more easily."),
        lambda m: m.words_per_sentence,
        "{:.1f}",
        "{:.0f}",
        lower_is_easier=True,
        least_scale=20,
    ),
    _Kind(
        N_("Flesch-Douma"),
        N_(
            "Reading ease by the length of words and sentences, made for Dutch by Douma in 1960: "
            "60 to 70 is plain, below 30 is hard."
        ),
        lambda m: m.flesch_douma,
        "{:.0f}",
        "{:.0f}",
        lower_is_easier=False,
        least_scale=100,
    ),
    _Kind(
        N_("Rare words"),
        N_(
            "The share of words, without names and numbers, that are not among the 5,000 most "
            "common in Dutch."
        ),
        lambda m: 100 * m.rare_words,
        "{:.0f}%",
        "{:.0f}%",
        lower_is_easier=True,
        least_scale=40,
    ),
)


@dataclass(frozen=True, slots=True)
class Value:
    """A measure as it is written, and how long its bar is, from 0 to 100."""

    text: str
    bar: float


@dataclass(frozen=True, slots=True)
class Point:
    """One paragraph in a chart: its place from the left, and before and after from the top."""

    x: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of the whole text, and a chart of it for each paragraph.

    Attributes:
        name: what it is called.
        help: what it is.
        better: which way is easier.
        before: of the source.
        after: of the plain Dutch.
        points: the paragraphs, in order.
        width: of the chart.
        low: what the bottom of the chart stands for.
        high: what its top stands for.
        words: what the chart shows, in words.
    """

    name: str
    help: str
    better: str
    before: Value
    after: Value
    points: tuple[Point, ...]
    width: int
    low: str
    high: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in the table beside the charts: its first segment, (before, after) by measure."""

    segment: int
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All measures, and the table that says the same in numbers."""

    figures: tuple[Figure, ...]
    lines: tuple[Line, ...]


def figures(result: Result) -> Figures | None:
    """The measures of a source and its plain Dutch; None where no sentence is long enough.

    Headings and table cells are no running text and are left out.
    """
    outputs = {r.segment.id: r.output for r in result.segments}
    blocks = [b for b in result.document.blocks if b.kind in _RUNNING and b.segments]
    pairs = [
        (block, block.text, " ".join(outputs[s.id] for s in block.segments)) for block in blocks
    ]
    pairs = [(b, old, new) for b, old, new in pairs if _has_words(old) and _has_words(new)]
    if not pairs:
        return None
    before, after = measure(old for _, old, _ in pairs), measure(new for _, _, new in pairs)
    measured = [
        (block, measure([old]), measure([new]))
        for block, old, new in pairs
        if len(old.split()) >= LEAST_WORDS
    ]
    return Figures(
        tuple(_figure(kind, before, after, measured) for kind in _KINDS),
        tuple(_line(block, old, new) for block, old, new in measured),
    )


def number(value: float, pattern: str = "{:.1f}") -> str:
    """A number as the page's language writes it."""
    text = pattern.format(value).replace("-", "−")
    return text.replace(".", ",") if _("en") == "nl" else text


def _has_words(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _figure(
    kind: _Kind,
    before: Measures,
    after: Measures,
    measured: Sequence[tuple[Block, Measures, Measures]],
) -> Figure:
    pairs = [(kind.value(old), kind.value(new)) for _, old, new in measured]
    whole = kind.value(before), kind.value(after)
    values = [value for pair in pairs for value in pair]
    high = max([kind.least_scale, *whole, *values])
    low = min([0.0, *values])
    scale = max(kind.least_scale, *whole)

    def height(value: float) -> float:
        return round(_HEIGHT * (high - value) / (high - low), 1)

    def shown(value: float) -> Value:
        return Value(number(value, kind.pattern), round(100 * min(max(value, 0), scale) / scale, 1))

    return Figure(
        name=_(kind.name),
        help=_(kind.help),
        better=_("lower is easier") if kind.lower_is_easier else _("higher is easier"),
        before=shown(whole[0]),
        after=shown(whole[1]),
        points=tuple(
            Point(STEP * (place + 0.5), height(old), height(new))
            for place, (old, new) in enumerate(pairs)
        ),
        width=STEP * len(pairs),
        low=number(low, kind.axis),
        high=number(high, kind.axis),
        words=_in_words(kind, pairs),
    )


def _in_words(kind: _Kind, pairs: Sequence[tuple[float, float]]) -> str:
    """How many paragraphs became easier, by the numbers as they are written."""
    shown = [tuple(float(kind.pattern.format(v).rstrip("%")) for v in pair) for pair in pairs]
    lower = sum(new < old for old, new in shown)
    higher = sum(new > old for old, new in shown)
    easier, harder = (lower, higher) if kind.lower_is_easier else (higher, lower)
    return _(
        "Of {all}, {easier} became easier, {harder} became harder and {same} stayed the same."
    ).format(
        all=plural("{count} paragraph", "{count} paragraphs", len(pairs)),
        easier=easier,
        harder=harder,
        same=len(pairs) - easier - harder,
    )


def _line(block: Block, old: Measures, new: Measures) -> Line:
    pairs = tuple(
        (number(kind.value(old), kind.pattern), number(kind.value(new), kind.pattern))
        for kind in _KINDS
    )
    return Line(block.segments[0].id, pairs)
