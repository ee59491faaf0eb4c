"""Lines that belong together, and the block that they make: paragraph, heading, item, table row."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from eenvoudig.document import Anchor, Block, BlockKind, Note, NoteKind, Span
from eenvoudig.text._lines import BULLET, TERMINAL, Line
from eenvoudig.text._sentences import sentences
from eenvoudig.text._words import Join, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LOOSE = re.compile(r"[ \t]{2,}|\t|\u00ad")
_NUMERIC = re.compile(r"[€$£(]?[-–+]?\d[\d.,:/]*%?\)?|[-–—]|€|n\.v\.t\.")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-Z])")
# "Wat willen we bereiken?" heads a section of a budget; a longer question is a sentence.
_QUESTION = re.compile(
    r"(?:Wat|Wie|Waar|Waarom|Wanneer|Welke?|Hoe|What|Who|Why|How)(?: \S+){1,6}\?"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_LONGEST_HEADING = (3, 25)  # lines, words
_LONGEST_ITEM = 8  # lines

FINITE = re.compile(
    r"\b(?:is|was|waren|heeft|hebben|had|wordt|worden|werd|werden|kan|kunnen|zal|zullen|moet|moeten"
    r"|has|have|are|were|will|shall|must)\b"
)
"""The commonest finite verbs: a long line with one is a sentence, not a heading."""


@dataclass(slots=True)
class Group:
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


def ends(text: str) -> bool:
    """Whether a line's text ends a sentence, or a part of one."""
    return TERMINAL.search(text) is not None or text.endswith((":", ";", ","))


def bullets_of(lines: Sequence[Line]) -> set[int]:
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
            ended = i == 0 or ends(lines[i - 1].text)
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
    return one in _ROMAN and two in _ROMAN and _ROMAN.index(two) == _ROMAN.index(one) + 1


def item(line: Line) -> Group:
    """The group that a list item's first line begins."""
    mark = BULLET.match(line.text)
    if mark is None:
        return Group([line], [])
    rest = replace(
        line,
        text=line.text[mark.end() :],
        start=line.start + mark.end(),
        indent=line.indent + mark.end(),
    )
    prefix = f"{mark.group().strip()} "
    return Group([rest], [], BlockKind.LIST_ITEM, prefix, level=1, marked=line)


def table_rows(lines: Sequence[Line]) -> set[int]:
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


def could_be_heading(group: Group) -> bool:
    """Whether a group has a heading's form: short, no sentence, no full stop."""
    text = " ".join(line.text for line in group.lines)
    if (
        group.kind is not BlockKind.PARAGRAPH
        or group.incomplete
        or len(group.lines) > _LONGEST_HEADING[0]
    ):
        return False
    if (ends(text) and not _QUESTION.fullmatch(text)) or not (
        text[0].isupper() or text[0].isdigit()
    ):
        return False
    words = len(text.split())
    if words > _LONGEST_HEADING[1] or (words > 8 and FINITE.search(text)):
        return False
    return any(c.isalpha() for c in text) and len(sentences(_NUMBERED.sub("", text))) == 1


def find_headings(groups: Sequence[Group]) -> None:
    """Mark the groups that are headings: something comes after each."""
    for at, (group, following) in enumerate(pairwise(groups)):
        before = groups[at - 1] if at else None
        if group.marked and _is_lone_number(group, before, following):
            group.lines[0] = group.marked
            group.kind, group.prefix, group.level = BlockKind.PARAGRAPH, "", 0
        numbered = _NUMBERED.match(group.lines[0].text)
        if could_be_heading(group) and following.kind is not BlockKind.TABLE_CELL:
            group.kind = BlockKind.HEADING
            group.level = 1 + numbered.group(1).count(".") if numbered else 1


def _is_lone_number(group: Group, before: Group | None, following: Group) -> bool:
    """Whether what looks like an item ("3. Budget") is a heading: no item stands beside it."""
    beside = {following.kind, before.kind if before else following.kind}
    return (
        BlockKind.LIST_ITEM not in beside
        and group.prefix[0].isdigit()
        and not ends(group.last.text)
    )


def block_of(group: Group) -> Block:
    """The block that a group makes, each of its characters anchored in the source."""
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


def notes_of(group: Group, block: Block) -> Iterator[Note]:
    """What is uncertain in a block, and where it stops before its sentence does."""
    for (line, following), how in zip(pairwise(group.lines), group.joins, strict=True):
        if not how.certain:
            first = line.end - len(line.text.split()[-1])
            last = following.start + len(following.text.split()[0])
            text = whole(line.text, following.text, how)
            yield Note(NoteKind.UNCERTAIN_JOIN, text, Span(first, last))
    if group.incomplete:
        start, end = sentences(block.text)[-1]
        yield Note(NoteKind.INCOMPLETE, block.text[start:end], block.source_span(start, end))
