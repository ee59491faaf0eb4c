"""Dutch sentences: LanguageTool's rules, then what they don't know of policy texts.

The rules are LanguageTool's segmentation rules for Dutch (`nl_two` in its segment.srx, LGPL 2.1+),
run by choppa-srx. After them, breaks at abbreviations, initials and numbering are taken away, and
breaks that the rules never make ("… € 3 mln. De minister …") are put in.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from eenvoudig.document import Block, BlockKind, Document, NoteKind, Segment
from eenvoudig.text._abbreviations import CLOSING, LEADING, OPENERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from choppa import SrxDocument

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+")
_OPENING = "([{\"'“‘„«"
_CLOSING = ")]}\"'”’»"
_INITIALS = re.compile(r"(?:[A-Z]|IJ|Th|Chr|Ph|Joh|Jac)\.(?:-?[A-Z]\.)*")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,4}\.){2,}")
_NUMBERING = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})\.")
_PARTICLES = frozenset({"De", "Den", "Het", "Ten", "Ter", "Van"})
# No decision looks further than this many characters to either side.
_WINDOW = 80
_SHORT = 5
_LONGEST = 5000
# So many ends of sentences, each within so few characters, are no prose; the rules, which look back
# from each over the ones before it, would take seconds for a page of them.
_MANY = 200
_DENSE = 15
_BRACKETED = re.compile(r"\([^()]{0,400}\)|\[[^\[\]]{0,400}\]")


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph stand: (start, end) offsets, white space left out.

    Between one's end and the next one's start there is white space only, and every other character
    is in a sentence.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in [*_breaks(text), len(text)]:
        piece = text[start:end]
        if stripped := piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            found.append((begin, begin + len(stripped)))
        start = end
    return found


def segment(document: Document) -> Document:
    """Fill in each block's segments: sentences; a heading or table cell is one segment.

    A segment that reaches the end of what an INCOMPLETE note is about is marked incomplete.
    """
    cut = {n.span.end for n in document.notes if n.kind is NoteKind.INCOMPLETE}
    number = 0
    blocks: list[Block] = []
    for block in document.blocks:
        segments: list[Segment] = []
        for start, end in _pieces(block):
            number += 1
            span = block.source_span(start, end)
            segments.append(
                Segment(number, block.text[start:end], start, end, span, incomplete=span.end in cut)
            )
        blocks.append(replace(block, segments=tuple(segments)))
    return replace(document, blocks=tuple(blocks))


def _pieces(block: Block) -> list[tuple[int, int]]:
    if block.kind in {BlockKind.HEADING, BlockKind.TABLE_CELL}:
        stripped = block.text.strip()
        start = block.text.find(stripped)
        return [(start, start + len(stripped))] if stripped else []
    return sentences(block.text)


@cache
def _rules() -> SrxDocument:
    from choppa import DEFAULT_SRX_RULESET, SrxDocument

    return SrxDocument(ruleset=DEFAULT_SRX_RULESET)


def _breaks(text: str) -> list[int]:
    """The offsets at which a new sentence begins, white space being part of the one before."""
    from choppa import SrxTextIterator

    ends = [end.end() for end in _END.finditer(text)]
    proposed: set[int] = set()
    if len(ends) > _MANY and len(text) < _DENSE * len(ends):
        proposed.update(ends)
    else:
        offset = 0
        for part in _parts(text):
            for piece in SrxTextIterator(_rules(), "nl_two", part):
                offset += len(piece)
                proposed.add(offset)
    proposed.discard(len(text))

    bracketed = {
        end.end()
        for bracket in _BRACKETED.finditer(text)
        for end in _END.finditer(text, bracket.start(), bracket.end() - 1)
    }
    kept = {at for at in proposed if not _continues(text, at)}
    added = {m.end() for m in _END.finditer(text) if m.end() < len(text) and _begins(text, m.end())}
    return sorted((kept | added) - bracketed)


def _parts(text: str) -> Iterator[str]:
    """A long text cut where sentences end: some rules take time with the square of its length."""
    start = last = 0
    for end in _END.finditer(text):
        if end.end() - start > _LONGEST and last > start:
            yield text[start:last]
            start = last
        # After a full stop a capital makes the end of a sentence likely; far on, any end will do.
        if text[end.end() : end.end() + 1].isupper() or end.end() - start > _LONGEST // 2:
            last = end.end()
    yield text[start:]


def _around(text: str, at: int) -> tuple[str, str, str]:
    """The word before an offset, the one before that, and the one after."""
    before = text[max(0, at - _WINDOW) : at].split()
    after = text[at : at + _WINDOW].split(None, 1)
    word = before[-1].lstrip(_OPENING) if before else ""
    return word, before[-2] if len(before) > 1 else "", after[0] if after else ""


def _continues(text: str, at: int) -> bool:
    """Whether the sentence goes on after a break that the rules propose."""
    word, previous, following = _around(text, at)
    opened = following.lstrip(_OPENING)
    if not word.endswith("."):
        return opened[:1].islower() and word.endswith((*_CLOSING, "…"))
    if not previous and _NUMBERING.fullmatch(word):
        return True
    if _INITIALS.fullmatch(word):
        return opened[:1].isupper() and not _opens_after_letter(previous, opened)
    lower = _abbreviation(word)
    if lower in CLOSING:
        return not _opens(lower, opened)
    # A short word, a full stop and a small letter: an abbreviation that no list has.
    if len(word) <= _SHORT and following[:1].islower():
        return True
    return lower in LEADING or (_DOTTED.fullmatch(lower) is not None and opened not in OPENERS)


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins where the rules propose no break."""
    word, previous, following = _around(text, at)
    opened = following.lstrip(_OPENING)
    if not opened[:1].isupper() or not previous:
        return False
    if _INITIALS.fullmatch(word):
        return _opens_after_letter(previous, opened)
    lower = _abbreviation(word)
    if lower in CLOSING:
        return _opens(lower, opened)
    if lower in LEADING:
        return False
    return opened.rstrip(",") in OPENERS or word[-2:-1].isdigit()


def _opens(closing: str, opened: str) -> bool:
    """Whether a word opens a sentence after an abbreviation that can close one."""
    # "€ 3 mln. ODA" goes on.
    return opened in OPENERS or (
        closing not in LEADING and opened[:1].isupper() and not opened[:2].isupper()
    )


def _abbreviation(word: str) -> str:
    """The word as the lists have it; an acronym before a full stop ("het EK.") is none."""
    return "" if word[:-1].isupper() and word.count(".") == 1 else word.lower()


def _opens_after_letter(previous: str, opened: str) -> bool:
    """Whether a sentence opens after a letter: "bijlage B. De …", not "M. Rutte"."""
    return opened in OPENERS and (opened not in _PARTICLES or previous[:1].islower())
