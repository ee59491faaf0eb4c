"""Running headers, footers and page numbers: what a page has that the text has not."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from eenvoudig.text._lines import Line, runs_on

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
_FEWEST_LETTERS = 3


def is_page_mark(text: str) -> bool:
    """Whether a line is surely a header or a page's number, by its words: "Pagina 3 van 10"."""
    return _ALWAYS.fullmatch(text) is not None


def furniture(lines: Sequence[Line]) -> set[int]:
    """The indices of the lines that are running headers, footers or page numbers."""
    found = {i for i, line in enumerate(lines) if is_page_mark(line.text)}
    found |= _repeated(lines)
    found |= _set_apart(lines)
    found |= _numbers(lines, found)
    return found


def _repeated(lines: Sequence[Line]) -> set[int]:
    """Lines that stand, but for their numbers, on more pages than one.

    Where form feeds show the pages, at their edges; else a page's length apart, and with a number
    that counts on or in the middle of a sentence. More than a few in a row are text that recurs.
    """
    alike: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        key = _DIGITS.sub("#", " ".join(line.text.split())).casefold()
        if sum(c.isalpha() for c in key) >= _FEWEST_LETTERS:
            alike[key].append(i)
    runs = _runs({i for at in alike.values() if len(at) > 1 for i in at})
    edge = _edges(lines)
    found: set[int] = set()
    for at in alike.values():
        if edge:
            placed = [i for i in at if i in edge]
            if len({lines[i].page for i in placed}) > 1:
                found.update(placed)
        elif len(at) > 1 and all(len(runs[i]) <= _EDGE for i in at):
            apart = all(b - a >= _SHORTEST_PAGE for a, b in pairwise(at))
            if apart and (_counts(lines, at) or any(_interrupts(lines, runs[i]) for i in at)):
                found.update(at)
    return found


def _runs(indices: set[int]) -> dict[int, range]:
    """For each index, the row of successive ones that it stands in."""
    runs: dict[int, range] = {}
    for i in sorted(indices):
        if i - 1 in runs:
            row = range(runs[i - 1].start, i + 1)
            runs.update(dict.fromkeys(row, row))
        else:
            runs[i] = range(i, i + 1)
    return runs


def _set_apart(lines: Sequence[Line]) -> set[int]:
    """Lines that a blank line parts from the text of a page, which runs on in the next page's."""
    found: set[int] = set()
    for turn in range(1, len(lines)):
        if lines[turn].page == lines[turn - 1].page:
            continue
        bottom = next(
            (i for i in range(turn - 1, max(0, turn - _EDGE - 1), -1) if lines[i].gap), turn
        )
        top = next(
            (i for i in range(turn + 1, min(len(lines), turn + _EDGE + 1)) if lines[i].gap), turn
        )
        if runs_on(lines[bottom - 1], replace(lines[top], gap=False)):
            found.update(range(bottom, top))
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


def _interrupts(lines: Sequence[Line], row: range) -> bool:
    """Whether lines stand in the middle of a sentence, of which they are no part."""
    if row.start == 0 or row.stop == len(lines) or lines[row.start].text[0].islower():
        return False
    return runs_on(lines[row.start - 1], replace(lines[row.stop], gap=False))


def _numbers(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Lines that are a page's number: in a sentence, at a page's edge, or counting on from one.

    Questions and chapters are numbered too, on lines of their own; but not in mid-sentence.
    """
    bare = [i for i, line in enumerate(lines) if _NUMBER.fullmatch(line.text)]
    alone = [i for i in bare if i - 1 not in bare and i + 1 not in bare]
    edge = _edges(lines) | {len(lines) - 1} | {i + d for i in found for d in (-1, 1)}
    sure = {i for i in alone if i in edge or _interrupts(lines, range(i, i + 1))}
    for row in (alone, alone[::-1]):
        for a, b in pairwise(row):
            if a in sure and abs(b - a) >= _SHORTEST_PAGE and _counts(lines, sorted((a, b))):
                sure.add(b)
    return sure
