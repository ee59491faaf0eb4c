"""Running headers, footers and page numbers: what a page has that the text has not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from eenvoudig.formats._pdf._page import Line, Page
from eenvoudig.text import is_page_mark

_ZONE = 0.13
"""The share of a page's height, at its top and at its foot, in which they stand."""
_SAME = 4.0
"""What stands on another page at the same height differs by less than this (points)."""
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"[-–—|]?\s*(\d{1,4}|[ivxlc]{1,7})\s*[-–—|]?")


def furniture(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> set[int]:
    """The lines, by `id`, that repeat at a place on several pages, or are a page's number.

    Args:
        pages: the pages.
        lines: of each page its lines, those in tables left out.
    """
    edges = [
        [line for line in own if not _ZONE < line.y / page.height < 1 - _ZONE]
        for page, own in zip(pages, lines, strict=True)
    ]
    found = {id(line) for own in edges for line in own if is_page_mark(line.text)}
    alike: dict[tuple[str, bool], list[tuple[float, Line]]] = defaultdict(list)
    for page, own in zip(pages, edges, strict=True):
        for line in own:
            low = line.y > page.height / 2
            key = _DIGITS.sub("#", line.text).casefold()
            alike[key, low].append((page.height - line.y if low else line.y, line))
    for (key, _), places in alike.items():
        if key.strip("# .|-–—"):
            for y, line in places:
                if any(b.page != line.page and abs(other - y) < _SAME for other, b in places):
                    found.add(id(line))
    return found | _numbers(pages, edges)


def _numbers(pages: Sequence[Page], edges: Sequence[Sequence[Line]]) -> set[int]:
    """The lines that are a page's number: counting with the pages, or alone at the page's foot."""
    counted: dict[int, list[Line]] = defaultdict(list)
    lone: set[int] = set()
    for page, own in zip(pages, edges, strict=True):
        for line in own:
            number = _NUMBER.fullmatch(line.text)
            if number is None:
                continue
            if number[1].isdigit():
                counted[int(number[1]) - page.number].append(line)
            outermost = line.y == max(other.y for other in page.lines)
            if outermost and (len(pages) == 1 or not number[1].isdigit()):
                lone.add(id(line))
    return lone | {
        id(line) for row in counted.values() if len({line.page for line in row}) > 1 for line in row
    }
