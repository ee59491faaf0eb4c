"""From a plain text to blocks: paragraphs, headings, list items, table rows.

A text that was extracted from PDF is put together again (`Layout.FLOW`); any other keeps every
character outside its blocks (`Layout.KEEP`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from eenvoudig.document import (
    Anchor,
    Block,
    BlockKind,
    Document,
    Layout,
    Note,
    NoteKind,
    Span,
)
from eenvoudig.text._furniture import furniture
from eenvoudig.text._lines import (
    BULLET,
    TERMINAL,
    Line,
    Measure,
    Wraps,
    measure,
    runs_on,
    split_lines,
    wraps_of,
)
from eenvoudig.text._sentences import sentences
from eenvoudig.text._words import Join, is_hyphenated, join, vocabulary, whole

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

_LOOSE = re.compile(r"[ \t]{2,}|\t|\u00ad")
_NUMERIC = re.compile(r"[€$£(]?[-–+]?\d[\d.,:/]*%?\)?|[-–—]|€|n\.v\.t\.")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-Z])")
# "Wat willen we bereiken?" heads a section of a budget; a longer question is a sentence.
_QUESTION = re.compile(
    r"(?:Wat|Wie|Waar|Waarom|Wanneer|Welke?|Hoe|What|Who|Why|How)(?: \S+){1,6}\?"
)
_FINITE = re.compile(
    r"\b(?:is|was|waren|heeft|hebben|had|wordt|worden|werd|werden|kan|kunnen|zal|zullen|moet|moeten"
    r"|has|have|are|were|will|shall|must)\b"
)
# Room left on a line, as a share of the width: from here on the line was ended on purpose …
_CLEAR = 0.04
# … and from here on whatever follows.
_AMPLE = 0.3
_LONGEST_HEADING = 25  # words
_LONGEST_ITEM = 8  # lines


@dataclass(slots=True)
class _Group:
    """Lines that make one block, and how each is joined to the one before it."""

    lines: list[Line]
    joins: list[Join]
    kind: BlockKind = BlockKind.PARAGRAPH
    prefix: str = ""
    level: int = 0
    incomplete: bool = False
    marked: Line | None = None
    """A list item's first line, its mark included."""

    @property
    def last(self) -> Line:
        return self.lines[-1]


def structure(document: Document, *, pdf_text: bool | None = None) -> Document:
    """Find the blocks of a plain text.

    Args:
        document: a document with a source and no blocks.
        pdf_text: whether the text was extracted from PDF; None looks at the text itself.

    Returns:
        The document with its blocks and notes. Every block's anchors lead each of its characters to
        the same character of the source; a joined line end counts as a space.
    """
    lines = split_lines(document.source)
    if not lines:
        return document
    extracted = _is_extracted(lines) if pdf_text is None else pdf_text
    page = _Page.of(lines)
    if extracted:
        removed = furniture(lines)
        groups = _flow(lines, removed, page)
        layout = Layout.FLOW
    else:
        removed = set()
        groups = _plain(lines, page)
        layout = Layout.KEEP
    notes = [
        Note(NoteKind.REMOVED, lines[i].text, Span(lines[i].start, lines[i].end)) for i in removed
    ]
    blocks: list[Block] = []
    for group in groups:
        block = _block(group)
        blocks.append(block)
        notes.extend(_uncertain(group))
        if group.incomplete:
            start, end = sentences(block.text)[-1]
            span = block.source_span(start, end)
            notes.append(Note(NoteKind.INCOMPLETE, block.text[start:end], span))
    notes.sort(key=lambda note: note.span.start)
    return replace(document, blocks=tuple(blocks), layout=layout, notes=(*document.notes, *notes))


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known of the text as a whole."""

    wraps: Wraps
    measure: Measure
    seen: Counter[str]
    hyphens: bool
    """Words that are broken over two lines have kept their hyphens."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Page:
        hyphenated = sum(is_hyphenated(a.text, b.text) for a, b in pairwise(lines))
        seen = vocabulary([line.text for line in lines])
        return cls(wraps_of(lines), measure(lines), seen, hyphenated > 1)

    def join(self, line: Line, following: Line) -> Join:
        """Join two lines of which nothing but the words tells how."""
        told = False if self.hyphens and line.text[-1].isalpha() else None
        return join(line.text, following.text, self.seen, told=told)

    def room(self, line: Line, following: Line) -> float:
        return self.measure.room(line, following.text.split(None, 1)[0])


def _is_extracted(lines: Sequence[Line]) -> bool:
    """Whether a text looks like pages: lines run on, and no blank line parts the paragraphs."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    sure = [a for a, b in pairs if runs_on(a, b)]
    if len(sure) < 3 or len(sure) < 0.2 * len(pairs):
        return False
    if wraps_of(lines) is Wraps.SPACED or lines[-1].page or furniture(lines):
        return True
    page = _Page.of(lines)
    return any(
        not b.text[0].islower()
        and not BULLET.match(b.text)
        and page.room(a, b) > _CLEAR
        and page.measure.of(a.text) < 0.9 * page.measure.width
        for a, b in pairs
    )


# Text extracted from PDF


def _flow(lines: Sequence[Line], removed: set[int], page: _Page) -> list[_Group]:
    kept = [i for i in range(len(lines)) if i not in removed]
    rows = _table_rows([lines[i] for i in kept])
    bullets = _bullets([lines[i] for i in kept])
    groups: list[_Group] = []
    for at, i in enumerate(kept):
        line = lines[i]
        if at in rows:
            groups.append(_Group([line], [], BlockKind.TABLE_CELL))
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
        groups.append(_item(line) if at in bullets else _Group([line], []))
    if groups:
        groups[-1].incomplete = _is_cut(groups[-1], page)
    if page.wraps is Wraps.BARE:
        groups = [part for group in groups for part in _part_heading(group)]
    _find_headings(groups)
    return groups


def _continuation(line: Line, following: Line, page: _Page, *, turned: bool) -> Join | None:
    """How a line goes on in the next one; None where it does not."""
    if following.gap and not turned:
        return None
    if page.wraps is Wraps.SPACED:
        return _spaced(line, following, page, turned=turned)
    return _bare(line, following, page)


def _spaced(line: Line, following: Line, page: _Page, *, turned: bool) -> Join | None:
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
    if not how.certain and page.room(line, following) > _CLEAR:
        return None
    return how


def _bare(line: Line, following: Line, page: _Page) -> Join | None:
    room = page.room(line, following)
    lower = following.text[0].islower()
    if TERMINAL.search(line.text) or line.text.endswith((":", ";")):
        # A number on a line of its own is a question's or a chapter's.
        if room > (_AMPLE if lower else _CLEAR) or following.text.isdigit():
            return None
        return join(line.text, following.text, page.seen, told=False)
    if lower:
        if room > _AMPLE and not line.text.endswith((",", "-")):
            return None
        return page.join(line, following)
    if room > (_AMPLE if following.text[0] in "([" or line.text.endswith(",") else _CLEAR):
        return None
    return page.join(line, following)


def _is_cut(group: _Group, page: _Page) -> bool:
    """Whether a page's last block stops in the middle of a sentence."""
    text = group.last.text
    if group.kind is BlockKind.TABLE_CELL or TERMINAL.search(text) or text.endswith((":", ";")):
        return False
    if page.wraps is Wraps.SPACED and group.last.spaced:
        return True
    if group.kind is BlockKind.LIST_ITEM:
        return False
    if page.wraps is Wraps.SPACED and len(group.lines) == 1 and not _FINITE.search(text):
        return False
    full = page.measure.of(text) > 0.75 * page.measure.width
    return full or len(group.lines) > 2 or bool(_FINITE.search(text))


def _part_heading(group: _Group) -> list[_Group]:
    """Part a heading from the block before it, where that ended on a line with no room."""
    if group.kind is BlockKind.TABLE_CELL or group.incomplete or _ends(group.last.text):
        return [group]
    for back in (1, 2):
        at = len(group.lines) - back
        if at < 1 or not TERMINAL.search(group.lines[at - 1].text):
            continue
        tail = _Group(group.lines[at:], group.joins[at:])
        if _could_be_heading(tail):
            rest = replace(group, lines=group.lines[:at], joins=group.joins[: at - 1])
            return [rest, tail]
    return [group]


def _ends(text: str) -> bool:
    return TERMINAL.search(text) is not None or text.endswith((":", ";", ","))


def _could_be_heading(group: _Group) -> bool:
    text = " ".join(line.text for line in group.lines)
    if group.kind is not BlockKind.PARAGRAPH or group.incomplete or len(group.lines) > 3:
        return False
    if (_ends(text) and not _QUESTION.fullmatch(text)) or not (
        text[0].isupper() or text[0].isdigit()
    ):
        return False
    words = len(text.split())
    if words > _LONGEST_HEADING or (words > 8 and _FINITE.search(text)):
        return False
    return any(c.isalpha() for c in text) and len(sentences(_NUMBERED.sub("", text))) == 1


def _find_headings(groups: list[_Group]) -> None:
    for group, following in pairwise(groups):
        numbered = _NUMBERED.match(group.lines[0].text)
        if group.marked and _lone_number(group, groups):
            group.lines[0] = group.marked
            group.kind, group.prefix, group.level = BlockKind.PARAGRAPH, "", 0
            numbered = _NUMBERED.match(group.lines[0].text)
        if _could_be_heading(group) and following.kind is not BlockKind.TABLE_CELL:
            group.kind = BlockKind.HEADING
            group.level = 1 + numbered.group(1).count(".") if numbered else 1


def _lone_number(group: _Group, groups: list[_Group]) -> bool:
    """Whether what looks like an item ("3. Budget") is a heading: no item stands beside it."""
    at = next(i for i, other in enumerate(groups) if other is group)
    beside = (*groups[max(0, at - 1) : at], *groups[at + 1 : at + 2])
    alone = all(other.kind is not BlockKind.LIST_ITEM for other in beside)
    return alone and group.prefix[0].isdigit() and not _ends(group.last.text)


# Plain text


def _plain(lines: Sequence[Line], page: _Page) -> list[_Group]:
    bullets = _bullets(lines)
    rows = _table_rows(lines)
    groups: list[_Group] = []
    run: list[int] = []
    for i, line in enumerate(lines):
        if run and (line.gap or line.page != lines[run[-1]].page):
            groups.extend(_plain_run(lines, run, bullets, rows, page))
            run = []
        run.append(i)
    groups.extend(_plain_run(lines, run, bullets, rows, page))
    _find_headings(groups)
    return groups


def _plain_run(
    lines: Sequence[Line], run: list[int], bullets: set[int], rows: set[int], page: _Page
) -> list[_Group]:
    """The blocks of lines with no blank line between them."""
    wrapped = _is_wrapped([lines[i] for i in run], bullets=[i in bullets for i in run])
    groups: list[_Group] = []
    for i in run:
        line = lines[i]
        if i in bullets:
            groups.append(_item(line))
        elif i in rows:
            groups.append(_Group([line], [], BlockKind.TABLE_CELL))
        elif (
            groups
            and groups[-1].kind is not BlockKind.TABLE_CELL
            and (wrapped or (runs_on(groups[-1].last, line) and _is_hanging(groups[-1], line)))
        ):
            # Whoever wraps a text by hand or by editor breaks no words without a hyphen.
            told = False if groups[-1].last.text[-1].isalpha() else None
            groups[-1].joins.append(join(groups[-1].last.text, line.text, page.seen, told=told))
            groups[-1].lines.append(line)
        else:
            groups.append(_Group([line], []))
    return groups


def _is_hanging(group: _Group, line: Line) -> bool:
    return group.kind is BlockKind.LIST_ITEM and line.indent > 0


def _is_wrapped(run: Sequence[Line], bullets: Sequence[bool]) -> bool:
    """Whether lines are one paragraph wrapped to a width: no first word fits on the line before."""
    pairs = [(a, b) for (a, _), (b, item) in pairwise(zip(run, bullets, strict=True)) if not item]
    if not any(runs_on(a, b) for a, b in pairs):
        return False
    width = max(len(line.text) for line in run)
    tight = sum(len(a.text) + 1 + len(b.text.split(None, 1)[0]) > 0.93 * width for a, b in pairs)
    return width <= 140 and tight >= 0.8 * len(pairs)


# Shared


def _bullets(lines: Sequence[Line]) -> set[int]:
    """The indices of the lines that begin a list item.

    A number or letter is an item's mark only in a row of them or after a blank line; a dash only
    beside another or where the line before it has ended. Any other mark is one by itself.
    """
    marks = {i: m.group().strip() for i, line in enumerate(lines) if (m := BULLET.match(line.text))}
    order = list(marks)
    found: set[int] = set()
    for at, i in enumerate(order):
        mark = marks[i]
        beside = (*order[max(0, at - 1) : at], *order[at + 1 : at + 2])
        if mark[0] in "-–—":
            row = any(marks[j] == mark and abs(i - j) <= _LONGEST_ITEM for j in beside)
            ended = i == 0 or _ends(lines[i - 1].text)
        elif any(c.isalnum() for c in mark):
            row = any(_in_order(marks[min(i, j)], marks[max(i, j)]) for j in beside)
            ended = False
        else:
            row = ended = True
        if row or ended or lines[i].gap:
            found.add(i)
    return found


def _in_order(mark: str, following: str) -> bool:
    """Whether one mark comes after the other: 1. and 2., a) and b)."""
    one, two = mark.strip(".()"), following.strip(".()")
    if one.isdigit() and two.isdigit():
        return int(two) == int(one) + 1
    if len(one) == len(two) == 1 and one.isalpha() and two.isalpha() and ord(two) == ord(one) + 1:
        return True
    roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
    return one in roman and two in roman and roman.index(two) == roman.index(one) + 1


def _item(line: Line) -> _Group:
    mark = BULLET.match(line.text)
    if mark is None:
        return _Group([line], [])
    rest = replace(
        line,
        text=line.text[mark.end() :],
        start=line.start + mark.end(),
        indent=line.indent + mark.end(),
    )
    prefix = f"{mark.group().strip()} "
    return _Group([rest], [], BlockKind.LIST_ITEM, prefix, level=1, marked=line)


def _table_rows(lines: Sequence[Line]) -> set[int]:
    """The indices of lines that are rows of figures: at least two in a row."""
    rows = {i for i, line in enumerate(lines) if _is_row(line.text)}
    return {i for i in rows if i - 1 in rows or i + 1 in rows}


def _is_row(text: str) -> bool:
    tokens = text.split()
    numeric = [_NUMERIC.fullmatch(token) is not None for token in tokens]
    columns = "\t" in text or "   " in text
    return numeric[-1] and (
        (sum(numeric) >= 2 and sum(numeric) >= 0.4 * len(tokens)) or (columns and len(tokens) > 1)
    )


def _block(group: _Group) -> Block:
    text = ""
    anchors: list[Anchor] = []

    def add(piece: str, source: int) -> None:
        nonlocal text
        if piece and not (anchors and anchors[-1].source - anchors[-1].text == source - len(text)):
            anchors.append(Anchor(len(text), source))
        text += piece

    for at, line in enumerate(group.lines):
        drop = 0
        if at:
            previous = group.lines[at - 1]
            add(group.joins[at - 1].glue, previous.end)
        if at < len(group.joins):
            drop = group.joins[at].drop
        stop = len(line.text) - drop
        begin = 0
        if group.kind is not BlockKind.TABLE_CELL:
            for gap in _LOOSE.finditer(line.text, 0, stop):
                add(line.text[begin : gap.start()], line.start + begin)
                add("" if gap.group() == "\u00ad" else " ", line.start + gap.start())
                begin = gap.end()
        add(line.text[begin:stop], line.start + begin)
    span = Span(group.lines[0].start, group.last.end)
    return Block(group.kind, text, span, tuple(anchors), group.level, group.prefix)


def _uncertain(group: _Group) -> list[Note]:
    notes: list[Note] = []
    for (line, following), how in zip(pairwise(group.lines), group.joins, strict=True):
        if not how.certain:
            first = line.end - len(line.text.split()[-1])
            last = following.start + len(following.text.split()[0])
            text = whole(line.text, following.text, how)
            notes.append(Note(NoteKind.UNCERTAIN_JOIN, text, Span(first, last)))
    return notes
