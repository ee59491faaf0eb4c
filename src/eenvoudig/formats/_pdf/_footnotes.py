"""Notes at a page's foot: small letters under the text, each after its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eenvoudig.formats._pdf._order import columns
from eenvoudig.formats._pdf._page import Line
from eenvoudig.formats._pdf._parts import Footnote

_SMALL = 0.93
"""A note's letters, as a share of the text's."""
_NOTE_MARK = re.compile(r"(\d{1,3}|[*†‡]{1,3})\)?")


def footnotes(lines: Sequence[Line], body: float) -> tuple[list[Footnote], list[Line]]:
    """The notes at a page's foot, and the lines above them."""
    large = [line for line in lines if line.size > _SMALL * body]
    small = [
        line
        for line in lines
        if line.size <= _SMALL * body
        and not any(
            other.y > line.y and min(line.x1, other.x1) - max(line.x0, other.x0) > 1
            for other in large
        )
    ]
    below: list[Line] = []
    notes: list[list[Line]] = []
    labels: list[str] = []
    for line in (line for column in columns(small) for line in column):
        label = _note_label(line, labels[-1] if labels else "")
        if label:
            labels.append(label)
            notes.append([line.without(1)])
            below.append(line)
        elif notes:
            notes[-1].append(line)
            below.append(line)
    taken = {id(line) for line in below}
    kept = [line for line in lines if id(line) not in taken]
    return [Footnote(label, tuple(own)) for label, own in zip(labels, notes, strict=True)], kept


def _note_label(line: Line, previous: str) -> str:
    """The number that a note begins with; nothing where it does not, or counts wrongly."""
    first = line.words[0]
    found = _NOTE_MARK.fullmatch(first.text)
    if found is None or len(line.words) < 2:
        return ""
    if not first.raised and not line.words[1].spaced and first.size >= line.words[1].size:
        return ""
    label = found[1]
    if previous.isdigit() and (not label.isdigit() or int(label) != int(previous) + 1):
        return ""
    return label
