"""Text extracted from PDF, put together again: lines joined, headers and footers taken out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from eenvoudig.document import BlockKind
from eenvoudig.text._groups import (
    FINITE,
    Group,
    bullets_of,
    could_be_heading,
    ends,
    find_headings,
    item,
    table_rows,
)
from eenvoudig.text._lines import (
    TERMINAL,
    Line,
    Measure,
    Wraps,
    awaits_number,
    measure,
    wraps_of,
)
from eenvoudig.text._words import Join, is_hyphenated, join, vocabulary

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

# Room left on a line, as a share of the width: from here on the line was ended on purpose …
CLEAR = 0.04
# … and from here on whatever follows.
_AMPLE = 0.3


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of the text as a whole."""

    wraps: Wraps
    measure: Measure
    seen: Counter[str]
    hyphens: bool
    """Words that are broken over two lines have kept their hyphens."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Page:
        """Look at the lines."""
        hyphenated = sum(is_hyphenated(a.text, b.text) for a, b in pairwise(lines))
        seen = vocabulary([line.text for line in lines])
        return cls(wraps_of(lines), measure(lines), seen, hyphenated > 1)

    def join(self, line: Line, following: Line) -> Join:
        """Join two lines of which nothing but the words tells how."""
        told = False if self.hyphens and line.text[-1].isalpha() else None
        return join(line.text, following.text, self.seen, told=told)

    def room(self, line: Line, following: Line) -> float:
        """How much room a line leaves for the next one's first word, as a share of the width."""
        return self.measure.room(line, following.text.split(None, 1)[0])


def repair(lines: Sequence[Line], removed: set[int], page: Page) -> list[Group]:
    """Put the lines of pages together in groups.

    Args:
        lines: the lines of the text.
        removed: the indices of those that are left out: headers and footers.
        page: what is known of the text as a whole.
    """
    kept = [i for i in range(len(lines)) if i not in removed]
    rows = table_rows([lines[i] for i in kept])
    bullets = bullets_of([lines[i] for i in kept])
    groups: list[Group] = []
    for at, i in enumerate(kept):
        line = lines[i]
        if at in rows:
            groups.append(Group([line], [], BlockKind.TABLE_CELL))
            continue
        turned = at > 0 and (kept[at - 1] != i - 1 or lines[kept[at - 1]].page != line.page)
        if groups and at not in bullets and groups[-1].kind is not BlockKind.TABLE_CELL:
            how = _continuation(groups[-1].last, line, page, turned=turned)
            if how is not None:
                groups[-1].lines.append(line)
                groups[-1].joins.append(how)
                continue
        if groups and turned:
            groups[-1].incomplete = _is_cut(groups[-1], page)
        groups.append(item(line) if at in bullets else Group([line], []))
    if groups:
        groups[-1].incomplete = _is_cut(groups[-1], page)
    if page.wraps is Wraps.BARE:
        groups = [part for group in groups for part in _part_heading(group)]
    find_headings(groups)
    return groups


def _continuation(line: Line, following: Line, page: Page, *, turned: bool) -> Join | None:
    """How a line goes on in the next one; None where it does not."""
    if following.gap and not turned:
        return None
    if page.wraps is Wraps.SPACED:
        return _spaced(line, following, page, turned=turned)
    return _bare(line, following, page)


def _spaced(line: Line, following: Line, page: Page, *, turned: bool) -> Join | None:
    if line.spaced:
        return join(line.text, following.text, page.seen, told=False)
    if TERMINAL.search(line.text) or line.text.endswith((":", ";")):
        return None
    if line.text.endswith(("-", "\u00ad", "/", "¬")):
        return join(line.text, following.text, page.seen, told=True)
    if not following.text[0].islower():
        return None
    if line.text.endswith(","):
        return Join(" ", certain=False)
    if turned:
        return page.join(line, following)
    how = join(line.text, following.text, page.seen, told=True)
    # A word is broken to fill the line: a piece that would have fitted is no piece.
    if not how.certain and page.room(line, following) > CLEAR:
        return None
    return how


def _bare(line: Line, following: Line, page: Page) -> Join | None:
    room = page.room(line, following)
    lower = following.text[0].islower() or awaits_number(line, following)
    if TERMINAL.search(line.text) or line.text.endswith((":", ";")):
        # A number on a line of its own is a question's or a chapter's.
        if room > (_AMPLE if lower else CLEAR) or following.text.isdigit():
            return None
        return join(line.text, following.text, page.seen, told=False)
    if lower:
        if room > _AMPLE and not line.text.endswith((",", "-")):
            return None
        return page.join(line, following)
    if room > (_AMPLE if following.text[0] in "([" or line.text.endswith(",") else CLEAR):
        return None
    return page.join(line, following)


def _is_cut(group: Group, page: Page) -> bool:
    """Whether a page's last block stops in the middle of a sentence."""
    text = group.last.text
    if group.kind is BlockKind.TABLE_CELL or TERMINAL.search(text) or text.endswith((":", ";")):
        return False
    if page.wraps is Wraps.SPACED and group.last.spaced:
        return True
    if group.kind is BlockKind.LIST_ITEM:
        return False
    if page.wraps is Wraps.SPACED and len(group.lines) == 1 and not FINITE.search(text):
        return False
    full = page.measure.of(text) > 0.75 * page.measure.width
    return full or len(group.lines) > 2 or bool(FINITE.search(text))


def _part_heading(group: Group) -> list[Group]:
    """Part a heading from the block before it, where that ended on a line with no room."""
    if group.kind is BlockKind.TABLE_CELL or group.incomplete or ends(group.last.text):
        return [group]
    for back in (1, 2):
        at = len(group.lines) - back
        if at < 1 or not TERMINAL.search(group.lines[at - 1].text):
            continue
        tail = Group(group.lines[at:], group.joins[at:])
        if could_be_heading(tail):
            rest = replace(group, lines=group.lines[:at], joins=group.joins[: at - 1])
            return [rest, tail]
    return [group]
