"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

_TOKEN = re.compile(r"(\s*)(\w+(?:[-'’.,/]\w+)*|\S)")
_KEPT = 0.4
"""Of two texts that share fewer of their words than this, a comparison says nothing."""
_ISLAND = 1
"""So many equal words between two changes are taken into the change, so that it reads as one."""


class Change(StrEnum):
    """What became of a stretch of text."""

    NONE = "none"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that follow each other and share a fate."""

    text: str
    change: Change = Change.NONE


@dataclass(frozen=True, slots=True)
class _Edit:
    """Tokens `i1` to `i2` of the old text that became tokens `j1` to `j2` of the new one."""

    equal: bool
    i1: int
    i2: int
    j1: int
    j2: int


def compare(old: str, new: str) -> tuple[Stretch, ...]:
    """The new text in stretches, with what was deleted in its place before what came for it.

    What is not deleted, joined, is `new`. A text that is rewritten as a whole is one insertion. A
    capital that a word got or lost at a sentence's beginning is no change.
    """
    before, after = _tokens(old), _tokens(new)
    edits = _edits([_key(word) for _, word in before], [_key(word) for _, word in after])
    kept = sum(edit.j2 - edit.j1 for edit in edits if edit.equal)
    if kept < _KEPT * min(len(before), len(after)):
        return (Stretch(new, Change.INSERTED),)
    stretches = [*_stretches(_without_islands(edits, after), before, after)]
    if tail := new[len(_text(after)) :]:
        stretches.append(Stretch(tail))
    return tuple(_joined(stretches))


def _tokens(text: str) -> list[tuple[str, str]]:
    """Each word or sign, with the blanks before it."""
    return [(match[1], match[2]) for match in _TOKEN.finditer(text)]


def _key(word: str) -> str:
    return word.lower() if word[1:] == word[1:].lower() else word


def _edits(old: Sequence[str], new: Sequence[str]) -> list[_Edit]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [_Edit(tag == "equal", *places) for tag, *places in matcher.get_opcodes()]


def _without_islands(edits: Sequence[_Edit], after: Sequence[tuple[str, str]]) -> Iterator[_Edit]:
    """The edits with few equal words between two changes made part of them."""
    pending: _Edit | None = None
    for edit, following in [*pairwise(edits), *((e, None) for e in edits[-1:])]:
        words = [word for _, word in after[edit.j1 : edit.j2] if word[0].isalnum()]
        island = edit.equal and pending and following and len(words) <= _ISLAND
        if edit.equal and not island:
            if pending:
                yield pending
            pending = None
            yield edit
        elif pending:
            pending = _Edit(equal=False, i1=pending.i1, i2=edit.i2, j1=pending.j1, j2=edit.j2)
        else:
            pending = edit
    if pending:
        yield pending


def _stretches(
    edits: Iterator[_Edit],
    before: Sequence[tuple[str, str]],
    after: Sequence[tuple[str, str]],
) -> Iterator[Stretch]:
    for edit in edits:
        inserted = after[edit.j1 : edit.j2]
        if edit.equal:
            yield Stretch(_text(inserted))
            continue
        if deleted := before[edit.i1 : edit.i2]:
            text = _text(deleted)
            yield Stretch(text if edit.j1 else f"{text.lstrip()} ", Change.DELETED)
        if inserted:
            yield Stretch(_text(inserted), Change.INSERTED)


def _text(tokens: Sequence[tuple[str, str]]) -> str:
    return "".join(space + word for space, word in tokens)


def _joined(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches with neighbours that share a fate made one."""
    last: Stretch | None = None
    for stretch in stretches:
        if last and last.change is stretch.change is Change.NONE:
            last = Stretch(last.text + stretch.text)
            continue
        if last:
            yield last
        last = stretch
    if last:
        yield last
