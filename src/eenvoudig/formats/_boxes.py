"""Text boxes of Word files: paragraphs inside a paragraph, taken out to stand after their part.

Word writes a text box twice, for newer and for older programs (`mc:Choice`, `mc:Fallback`). The
second is a copy: it is not read, and gets the words of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_BETWEEN = "\v"
"""Between a part and its boxes; no XML has it."""
_MARK = "\x1c"
"""Around a box's number where it belongs; no XML has it either."""
_PLACE = re.compile(f"{_MARK}(\\d+)(?:=(\\d+))?{_MARK}")
"""A box's number, and of a copy that is not the same the number of what it was."""
_DECLARED = re.compile(r"xmlns:([\w.-]+)=")
_PREFIX = re.compile(r"[<\s]([\w.-]+):[\w.-]+[\s=/>]")
_DEEPEST = 5
"""How deep boxes in boxes are read."""
_TAG = re.compile(
    r"<(/?)(w:txbxContent|mc:AlternateContent|mc:Choice|mc:Fallback)(?=[ />])[^<>]*?(/?)>"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part or a box, and where it stands."""

    number: int
    start: int
    end: int


@dataclass(slots=True)
class _Alternatives:
    """The boxes in the forms of one drawing."""

    numbers: list[int] = field(default_factory=list)
    """Those in its first form."""
    copies: Iterator[int] | None = None
    """Those of which the copy has not come yet, in the second form."""


def lift(xml: str) -> str:
    """The part with numbers in the place of its boxes' content, and after it those contents."""
    boxes: list[str] = []
    return _BETWEEN.join([_lifted(xml, boxes, 1), *boxes])


def place_of(number: int) -> str:
    """What stands in the place of a box."""
    return f"{_MARK}{number}{_MARK}"


def contents(lifted: str) -> Iterator[Piece]:
    """The part, numbered -1, and its boxes, without copies."""
    copies = {int(place[2]) for place in _PLACE.finditer(lifted) if place[2]}
    start = 0
    for number, content in enumerate(lifted.split(_BETWEEN), -1):
        if number not in copies:
            yield Piece(number, start, start + len(content))
        start += len(content) + len(_BETWEEN)


def put_back(old: str, new: str) -> str:
    """The part with its boxes in their places, where `old`, as it was lifted, became `new`."""
    _, *before = old.split(_BETWEEN)
    part, *after = new.split(_BETWEEN)

    known = set(_DECLARED.findall(part[: part.find(">", part.find("<w:"))]))

    def renewed(number: int, copy: int) -> bool:
        """Whether a copy gets the words of its original: they changed, and mean the same there."""
        new = _whole(after, number)
        prefixes = set(_PREFIX.findall(new)) - set(_PREFIX.findall(before[copy])) - known
        return _whole(before, number) != new and not prefixes

    def content(place: re.Match[str]) -> str:
        number = int(place[1])
        if place[2] and not renewed(number, int(place[2])):
            number = int(place[2])
        return _PLACE.sub(content, after[number])

    return _PLACE.sub(content, part)


def _whole(boxes: list[str], number: int) -> str:
    """A box's content with the boxes that are in it."""
    return _PLACE.sub(lambda place: _whole(boxes, int(place[1])), boxes[number])


def _lifted(xml: str, boxes: list[str], depth: int) -> str:
    pieces: list[str] = []
    alternatives: list[_Alternatives] = []
    last = begun = nested = 0
    for found in _TAG.finditer(xml):
        closing, name, alone = found.groups()
        if alone:
            continue
        if name == "w:txbxContent":
            nested += -1 if closing else 1
            if not closing and nested == 1:
                begun = found.end()
            if closing and nested == 0:
                place = _place(xml[begun : found.start()], boxes, alternatives, depth)
                pieces += [xml[last:begun], place]
                last = found.start()
        elif nested == 0 and name == "mc:AlternateContent":
            if closing:
                alternatives.pop()
            else:
                alternatives.append(_Alternatives())
        elif nested == 0 and name == "mc:Fallback" and not closing and alternatives:
            alternatives[-1].copies = iter(alternatives[-1].numbers)
    return "".join([*pieces, xml[last:]])


def _place(content: str, boxes: list[str], alternatives: list[_Alternatives], depth: int) -> str:
    """What stands for a box with this content, which is added to the boxes."""
    within = alternatives[-1] if alternatives else _Alternatives()
    original = next(within.copies, None) if within.copies else None
    number = len(boxes)
    boxes.append(content)
    if original is not None:
        return f"{_MARK}{original}={number}{_MARK}"
    if depth < _DEEPEST:
        boxes[number] = _lifted(content, boxes, depth + 1)
    within.numbers.append(number)
    return place_of(number)
