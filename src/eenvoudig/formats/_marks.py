"""Inline marks (bold, links, notes): taken off before a segment is rewritten, put back after.

A mark goes back around the same words, or around what these words are in the new text's language,
where that stands in it once, or as often as in the source; over the whole segment where it covered
the whole. What carries content (a link, a note, code) and finds no such place goes to the segment's
end; mere emphasis is left off. Both are reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from eenvoudig.document import Block, Mark, Note, NoteKind, Segment


@dataclass(frozen=True, slots=True)
class _Insert:
    """Markup that goes into a text before the character at `at`."""

    at: int
    order: tuple[int, int, int]
    """Closings before point marks before openings; then inner before outer, or the reverse."""
    markup: str


_Range = tuple[int, int]
_UNSEEN = " .,;:!?()"
"""What looks the same in bold, or nearly so."""
_BREAK = re.compile(r"[^\S\u00a0\u202f]+")
_BOUND = re.compile(r"[\u00a0\u202f]|\w\u2011\w")
_BREAKING = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-"})
_MOST = 500
"""Marks that are looked for in one segment; what has more is no sentence."""
Renderings = Mapping[str, Sequence[str]]
"""For words under a mark, what they may be in the new text."""


def place(
    block: Block,
    outputs: Mapping[int, str],
    escape: Callable[[str], str],
    renderings: Renderings,
    tails: Mapping[int, str],
) -> tuple[str, list[Note]]:
    """The block's text with its new segments, and its marks where they belong now.

    Args:
        block: with segments.
        outputs: new texts by segment id.
        escape: what makes new text safe.
        renderings: for words under a mark, what they may be in the new text.
        tails: what comes after a segment besides, by its id.
    """
    pieces: list[str] = []
    notes: list[Note] = []
    end = 0
    for segment in block.segments:
        pieces.append(_between(block, end, segment.start, escape))
        output = outputs.get(segment.id, segment.text)
        text, lost = _segment(block, segment, output, escape, renderings)
        pieces += [text, escape(tails.get(segment.id, ""))]
        notes += [
            Note(NoteKind.LOST_MARK, what, block.source_span(segment.start, segment.end))
            for what in lost
        ]
        end = segment.end
    pieces.append(_between(block, end, len(block.text) + 1, escape))
    return "".join(pieces), notes


def _between(block: Block, start: int, end: int, escape: Callable[[str], str]) -> str:
    """What stands between two segments, with the marks in it that belong to neither."""
    pieces: list[str] = []
    last = start
    first = (
        -1 if start == 0 else start
    )  # before the first segment a mark may stand at the very start
    for mark in sorted(block.marks, key=lambda m: m.start):
        if first < mark.start and mark.end < end and not _in_segment(block, mark):
            words = escape(block.text[mark.start : mark.end])
            pieces += [escape(block.text[last : mark.start]), mark.opening, words, mark.closing]
            last = mark.end
    return "".join([*pieces, escape(block.text[last:end])])


def _in_segment(block: Block, mark: Mark) -> bool:
    return any(_clip(mark, segment) for segment in block.segments)


def unplaced(block: Block, outputs: Mapping[int, str]) -> Iterator[str]:
    """The words under marks that do not stand in the new text as they were."""
    for segment in block.segments:
        output = outputs.get(segment.id, segment.text)
        clipped = [found for mark in block.marks if (found := _clip(mark, segment))]
        for start, end in clipped[:_MOST]:
            if start < end and _find(segment.text, output, start, end, {}) is None:
                yield segment.text[start:end]


def _segment(
    block: Block,
    segment: Segment,
    output: str,
    escape: Callable[[str], str],
    renderings: Renderings,
) -> tuple[str, list[str]]:
    output = _bound(segment.text, output)
    inserts: list[_Insert] = []
    tail: list[str] = []
    lost: list[str] = []
    placed: list[tuple[_Range, _Range]] = []
    begun = tried = 0
    for number, mark in enumerate(block.marks):  # of those that cover the same, inner before outer
        clipped = _clip(mark, segment)
        if clipped is None:
            continue
        start, end = clipped
        words = segment.text[start:end]
        if mark.fallback:
            at = _edge(segment.text, output, start, mark, begun)
            begun = at if mark.fallback == "start" else begun
            inserts += _around(mark, at, at, number)
            continue
        tried += 1
        same = segment.text == output
        found = None
        if same or tried <= _MOST:
            found = _find(segment.text, output, start, end, renderings)
        if found is not None and (same or not words or _fits(clipped, found, placed)):
            if words:
                placed.append((clipped, found))
            inserts += _around(mark, *found, number)
            if not words and _between_spaces(segment.text, start, output, found[0]):
                inserts.append(_Insert(found[0], (1, number, 1), " "))
            continue
        if words and not words.strip(_UNSEEN) and not mark.carries:
            continue
        shown = f"{mark.label}: {words}" if words else mark.label
        lost.append(shown if mark.label else mark.opening + words + mark.closing)
        if mark.carries:
            safe = words if mark.opening.startswith("`") else escape(words)
            whole = mark.opening + safe + mark.closing
            tail.append(f" ({whole})" if words else whole)
    pieces: list[str] = []
    last = 0
    code = False
    for insert in sorted(inserts, key=lambda i: (i.at, i.order)):
        words = output[last : insert.at]
        pieces += [words if code else escape(words), insert.markup]
        last = insert.at
        code = code != insert.markup.startswith("`")
    pieces.append(escape(output[last:]))
    return "".join([*pieces, *tail]), lost


def _clip(mark: Mark, segment: Segment) -> tuple[int, int] | None:
    """The part of the mark that lies in the segment, as offsets in the segment's text."""
    start, end = max(mark.start, segment.start), min(mark.end, segment.end)
    point = mark.start == mark.end
    inside = segment.start <= mark.start <= segment.end if point else start < end
    return (start - segment.start, end - segment.start) if inside else None


def _fits(source: _Range, output: _Range, placed: list[tuple[_Range, _Range]]) -> bool:
    """Whether a mark lies beside, in or around each of the others as it did in the source.

    Markup of which one overlaps another would be no markup any more.
    """
    for other_source, other_output in placed:
        before, now = _relation(source, other_source), _relation(output, other_output)
        if now != before and (now != "same" or before == "beside"):
            return False
    return True


def _relation(one: _Range, other: _Range) -> str:
    if one == other:
        return "same"
    if one[1] <= other[0] or other[1] <= one[0]:
        return "beside"
    if other[0] <= one[0] and one[1] <= other[1]:
        return "in"
    return "around" if one[0] <= other[0] and other[1] <= one[1] else "across"


def _find(
    source: str, output: str, start: int, end: int, renderings: Renderings
) -> tuple[int, int] | None:
    """Where the characters `start` up to `end` of `source` are in `output`, if that is certain."""
    if source == output:
        return start, end
    if start == end:
        return _point(source, output, start)
    if not source[:start].strip() and not source[end:].strip(" .:;!?"):
        return 0, len(output.rstrip(source[end:] or " "))
    before = re.search(r"\w*$", source[:start] if source[start].isalnum() else "")
    after = re.match(r"\w*", source[end:] if source[end - 1].isalnum() else "")
    if before and after and (before[0] or after[0]):  # a part of a word: the e of "2e"
        places = _places(before[0] + source[start:end] + after[0], output)
        if len(places) != 1:
            return None
        return places[0][0] + len(before[0]), places[0][1] - len(after[0])
    for words in (source[start:end], *renderings.get(source[start:end], ())):
        places = _places(words, output)
        if len(places) == 1:
            return places[0]
        if places:
            same = _places(words, source)
            in_order = len(same) == len(places) and (start, end) in same
            return places[same.index((start, end))] if in_order else None
    return None


def _whole(words: str) -> str:
    """The pattern of words that are not part of longer ones."""
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w$", words) else ""
    return before + re.escape(words) + after


def _edge(source: str, output: str, at: int, mark: Mark, begun: int) -> int:
    """Where an end of something unseen goes: beside the word that it belongs to, else at the edge.

    Args:
        source: the segment.
        output: the new text.
        at: where in the source it stands.
        mark: it.
        begun: where the last beginning went; no end goes before it.
    """
    if source == output:
        return at
    if mark.fallback == "start":
        if not source[:at].strip():
            return 0
        word = re.match(r"\W*(\w+)", source[at:])
        places = list(re.finditer(_whole(word[1]), output, re.IGNORECASE)) if word else []
        return places[0].start() if len(places) == 1 else 0
    found = _point(source, output, at)
    return found[0] if found and found[0] >= begun else len(output)


def _bound(source: str, output: str) -> str:
    """The new text with spaces and hyphens that do not break between the words that they bound."""
    for word in _BREAK.split(source):
        bound = word.strip(_UNSEEN + "\u00a0\u202f")
        if _BOUND.search(bound):
            output = output.replace(bound.translate(_BREAKING), bound)
    return output


@lru_cache(maxsize=256)
def _places(words: str, text: str) -> tuple[_Range, ...]:
    """Where words stand that are not part of longer ones; many marks may be over the same words."""
    found = re.finditer(_whole(words), text, re.IGNORECASE)
    return tuple(match.span() for match in found)


def _point(source: str, output: str, at: int) -> tuple[int, int] | None:
    """Where a mark between two characters goes: after the word that it stood after."""
    before = source[:at].rstrip()
    if not before:
        return 0, 0
    if not source[at:].strip():
        return len(output), len(output)
    word = re.search(r"\w+\W*$", before)
    if word is None:
        return None
    space = re.escape(source[len(before) : at])
    places = [
        m.end() for m in re.finditer(rf"(?<!\w){re.escape(word[0])}{space}", output, re.IGNORECASE)
    ]
    return (places[0], places[0]) if len(places) == 1 else None


def _between_spaces(source: str, start: int, output: str, at: int) -> bool:
    """Whether a mark had spaces on both sides, and would now stand against the next word."""
    return (
        source[start - 1 : start + 1].isspace()
        and output[at - 1 : at].isspace()
        and not output[at : at + 1].isspace()
    )


def _around(mark: Mark, start: int, end: int, number: int) -> list[_Insert]:
    if start == end:  # an image, a note's number; an element with nothing in it
        return [_Insert(start, (1, number, 0), mark.opening + mark.closing)]
    # Of marks that begin together the longer opens first; of those that end together the one
    # that began last closes first.
    return [
        _Insert(start, (2, -end, -number), mark.opening),
        _Insert(end, (0, -start, number), mark.closing),
    ]
