"""Running headers, footers and page numbers: what a page has that the text has not."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from eenvoudig.text._lines import TERMINAL, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALWAYS = re.compile(
    r"(?:Tweede|Eerste) Kamer(?: der Staten-Generaal)?, vergaderjaar \d{4}\s*[-–]\s*\d{4}, .*\d"
    r"|(?:Pagina|Page|Blad|Bladzijde|Blz\.|Pag\.) ?\d{1,4}(?: ?(?:van|of|/|\|) ?\d{1,4})?"
    r"|[-–—|] ?\d{1,4} ?[-–—|]",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,4}(?: ?/ ?\d{1,4})?")
_DIGITS = re.compile(r"\d+")
# Lines from a page's edge at which headers and footers stand.
_EDGE = 3
# Fewer lines than this between two lines that are alike: not one to a page.
_SHORTEST_PAGE = 8


def furniture(lines: Sequence[Line]) -> set[int]:
    """The indices of the lines that are running headers, footers or page numbers."""
    found = {i for i, line in enumerate(lines) if _ALWAYS.fullmatch(line.text)}
    found |= _repeated(lines)
    found |= _numbers(lines, found)
    return found


def _repeated(lines: Sequence[Line]) -> set[int]:
    """Lines that stand, but for their numbers, on more pages than one, at the edge."""
    alike: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        alike[_DIGITS.sub("#", " ".join(line.text.split())).casefold()].append(i)
    edge = _edges(lines)
    found: set[int] = set()
    for key, at in alike.items():
        if len(at) < 2 or sum(c.isalpha() for c in key) < 3:
            continue
        if edge:
            placed = [i for i in at if i in edge]
            if len({lines[i].page for i in placed}) > 1:
                found.update(placed)
        elif all(b - a >= _SHORTEST_PAGE for a, b in pairwise(at)) and (
            _counts(lines, at) or any(_interrupts(lines, i) for i in at)
        ):
            found.update(at)
    return found


def _edges(lines: Sequence[Line]) -> set[int]:
    """The first and last lines of each page, where form feeds show the pages."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        pages[line.page].append(i)
    if len(pages) < 2:
        return set()
    return {i for on in pages.values() for i in (*on[:_EDGE], *on[-_EDGE:])}


def _counts(lines: Sequence[Line], at: Sequence[int]) -> bool:
    """Whether a number in lines that are alike goes up by one, as page numbers do."""
    rows = [[int(n) for n in _DIGITS.findall(lines[i].text)] for i in at]
    return any(all(b == a + 1 for a, b in pairwise(column)) for column in zip(*rows, strict=True))


def _interrupts(lines: Sequence[Line], i: int) -> bool:
    """Whether a line stands in the middle of a sentence."""
    if not 0 < i < len(lines) - 1:
        return False
    before, after = lines[i - 1].text, lines[i + 1].text
    return after[0].islower() and TERMINAL.search(before) is None


def _numbers(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Lines that are a number only, at a page's edge or counting the pages."""
    bare = [i for i, line in enumerate(lines) if _NUMBER.fullmatch(line.text)]
    alone = [i for i in bare if i - 1 not in bare and i + 1 not in bare]
    edge = _edges(lines) | {0, len(lines) - 1} | {i + d for i in found for d in (-1, 1)}
    counting = {
        i
        for a, b in pairwise(alone)
        if b - a >= _SHORTEST_PAGE and _counts(lines, (a, b))
        for i in (a, b)
    }
    return {i for i in alone if i in edge or i in counting or _interrupts(lines, i)}
