"""Word's tracked changes: what was rewritten as deletions and insertions, word by word.

Each changed paragraph is taken apart twice, as it was and as `_docx` writes it anew, and the two
are put together: what is the same stays, what is not stands in `w:del` and `w:ins` (ECMA-376
part 1, 17.13.5). Rejecting all gives the old paragraph, accepting all the new one. Links, fields,
notes, images and bookmarks hold the two together: they are found in both first, and the words
between them are compared after that.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import count

from eenvoudig.document import Block, Document
from eenvoudig.formats import _docx
from eenvoudig.formats._comments import Commenter, range_end, range_start
from eenvoudig.formats._docx_paragraph import finish
from eenvoudig.formats._marks import Renderings, place
from eenvoudig.formats._tracked_nodes import (
    LANG,
    OTHERS,
    End,
    Group,
    Node,
    Object,
    Piece,
    Point,
    Run,
    Word,
    end_of,
    taken_apart,
)

_QUOTE = 60
"""Characters of a segment in a note that its comment in the body quotes."""
_SHORT = 24
"""Characters that may be written twice so that there is one change and not two."""
AUTHOR = "eenvoudig"
"""Who made the changes and the comments, as Word shows it."""
_ID = re.compile(r' w:id="(\d{1,9})"')
_EMPTY_CHANGE = re.compile(r"<w:(ins|moveTo)(?: [^<>]*)?></w:\1>")
_TEXT_TAG = re.compile(r"(</?w:)(t|instrText)(?=[ />])")
_DELETED = {"t": "delText", "instrText": "delInstrText"}


def track_changes(
    document: Document,
    outputs: Mapping[int, str],
    language: str,
    renderings: Renderings,
    comments: Mapping[int, str],
    date: datetime | None = None,
) -> bytes:
    """The Word file with the outputs as tracked changes, and comments at their segments.

    Args:
        document: read from a docx, with segments.
        outputs: new texts by segment id.
        language: of the outputs; it is stated of what is inserted.
        renderings: for words under a mark, what they may be in the new text.
        comments: by segment id; each line is a paragraph. Those on a note or a text box stand
            where the body refers to it, one for all; Word has none in headers and footers.
        date: of the changes and comments; None is now.
    """
    stamp = f'w:author="{AUTHOR}" w:date="{(date or datetime.now(UTC)):%Y-%m-%dT%H:%M:%SZ}"'
    numbers = count(1 + max((int(n) for n in _ID.findall(document.source)), default=0))
    commenter = Commenter(document.container, stamp)
    written: list[str] = []
    blocks = iter(document.blocks)
    block = next(blocks, None)
    last = 0
    elsewhere: dict[str, list[str]] = {}
    for passage in _docx.passages(document.source):
        start, end = passage.span.start, passage.span.end
        inside: list[Block] = []
        while block and block.span.start < end:
            inside.append(block)
            block = next(blocks, None)
        segments = [segment for each in inside for segment in each.segments]
        if all(outputs.get(s.id, s.text) == s.text and s.id not in comments for s in segments):
            continue
        old, new = _old_and_new(document.source, start, end, inside, outputs, renderings)
        commented = [s for s in segments if s.id in comments]
        if passage.anchor:
            elsewhere.setdefault(passage.anchor, []).extend(
                f"“{_quote(s.text)}”\n{comments[s.id]}" for s in commented
            )
        here = {s.id: comments[s.id] for s in commented} if passage.anchor == "" else {}
        writer = _Writer(stamp, language, numbers, commenter, here, [s.id for s in segments])
        writer.merge(old, new)
        written += [document.source[last:start], writer.finished()]
        last = end
    source = "".join([*written, document.source[last:]])
    source = _commented(source, elsewhere, commenter)
    return commenter.add_to(_docx.pack(document, _docx.restore(document.source, source), "nl"))


def _quote(text: str) -> str:
    """Enough of a segment to find it by."""
    return text if len(text) <= _QUOTE else f"{text[: _QUOTE - 1].rstrip()}…"


def _commented(source: str, elsewhere: Mapping[str, Sequence[str]], commenter: Commenter) -> str:
    """The source with comments around the runs that refer to a note or hold a text box."""
    inserts: list[tuple[int, str]] = []
    for anchor, texts in elsewhere.items():
        if texts and (found := re.search(anchor, source)):
            start = max(source.rfind(tag, 0, found.start()) for tag in ("<w:r>", "<w:r "))
            end = source.index("</w:r>", found.end()) + len("</w:r>")
            number = commenter.add("\n".join(texts))
            inserts += [(start, range_start(number)), (end, range_end(number))]
    pieces: list[str] = []
    last = 0
    for at, markup in sorted(inserts):
        pieces += [source[last:at], markup]
        last = at
    return "".join([*pieces, source[last:]])


def _old_and_new(
    source: str,
    start: int,
    end: int,
    blocks: Sequence[Block],
    outputs: Mapping[int, str],
    renderings: Renderings,
) -> tuple[list[Node], list[Node]]:
    """A paragraph's content as it is, and as it is written anew."""
    ends: dict[int, int] = {}
    pieces: list[str] = []
    last = start
    for block in blocks:
        tails = {segment.id: end_of(segment.id) for segment in block.segments}
        text, _ = place(block, outputs, _escape, renderings, tails)
        pieces += [source[last : block.span.start], finish(block, text)]
        last = block.span.end
        ends |= {block.source_offset(s.end - 1): s.id for s in block.segments}
    new = "".join([*pieces, source[last:end]])
    return taken_apart(source, start, end, ends), taken_apart(new, 0, len(new), {})


def _escape(words: str) -> str:
    """As in the file that is written, but that the signs after segments stay, which no XML has."""
    return html.escape(words, quote=False)


@dataclass(slots=True)
class _Writer:
    """Writes one paragraph with its changes."""

    stamp: str
    language: str
    numbers: Iterator[int]
    commenter: Commenter
    comments: Mapping[int, str]
    segments: list[int]
    """Those whose text has yet to begin, in order."""
    pieces: list[str] = field(default_factory=list)
    change: str = ""
    """The change that is open: "", "del" or "ins"."""
    run: Run | None = None
    """The run that is open."""
    text: str = ""
    """The element for text that is open in it."""
    outer: str = ""
    """The markup of another's insertion, where that is what is right around this."""
    began: int | None = None
    """The segment that has begun and not ended."""
    number: int = 0
    """Of its comment, if it has one."""

    def finished(self) -> str:
        """The paragraph's content."""
        self._close_change()
        return _EMPTY_CHANGE.sub("", "".join(self.pieces))

    def merge(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        """Write what `old` and `new` have in common once, and the rest as changes."""
        one = at = 0
        for first, second in [*_anchors(old, new), (len(old), len(new))]:
            self._stretch(old[one:first], new[at:second])
            if first < len(old):
                before, after = old[first], new[second]
                if isinstance(before, Group) and isinstance(after, Group):
                    with self._within(before):
                        self.merge(before.children, after.children)
                else:
                    self._node(before, "")
            one, at = first + 1, second + 1

    def _stretch(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        """Write words, and what of links, notes and the like has no place in both."""
        for same, before, after in _compared(old, new):
            if same:
                for node in before:
                    self._node(node, "")
                continue
            for node in before:
                # What cannot be tracked stays where it was, and is not written twice.
                self._node(node, "" if isinstance(node, Point | End) else "del")
            for node in after:
                if not isinstance(node, Point | End):
                    self._node(node, "ins")

    def _node(self, node: Node, change: str) -> None:
        match node:
            case Word():
                if self.began is None and not node.key[0][0].isspace():
                    self._begin_segment()
                for piece in node.pieces:
                    self._piece(piece, change)
            case Object():
                self._piece(node.piece, change)
            case Point():
                self._raw(node.xml)
            case End():
                self._end_segment(node.key)
            case Group():
                self._changed_group(node, change)

    def _begin_segment(self) -> None:
        if not self.segments:
            return
        self.began = self.segments.pop(0)
        if self.began in self.comments:
            self.number = self.commenter.add(self.comments[self.began])
            self._raw(range_start(self.number))

    def _end_segment(self, segment: int) -> None:
        if self.began != segment:  # it has no words
            self.segments = [s for s in self.segments if s != segment]
            return
        self.began = None
        if segment in self.comments:
            self._raw(range_end(self.number))

    def _changed_group(self, group: Group, change: str) -> None:
        """Write a group that is deleted or inserted as a whole, or one that is not changed."""
        if change == "ins" and group.name in OTHERS:
            self._children(group, change)
            return
        if not change or group.name == "w:hyperlink" or group.name in OTHERS:
            # A link cannot stand in a change: its words can.
            with self._within(group):
                self._children(group, change)
            return
        if self.began is None and any(isinstance(node, Word) for node in _all(group)):
            self._begin_segment()
        self._whole_group(group, change)
        for node in _all(group):
            if isinstance(node, End) and change == "del":
                self._end_segment(node.key)

    def _children(self, group: Group, change: str) -> None:
        for child in group.children:
            if not isinstance(child, Point | End):
                self._node(child, change)
            elif change != "ins":  # what cannot be tracked is not written twice
                self._node(child, "")

    def _whole_group(self, group: Group, change: str) -> None:
        """Write a group inside a change."""
        opening, closing = group.opening, group.closing
        if group.name == "w:fldSimple":  # it cannot stand there, but a field of runs can
            opening, closing = _as_runs(group.opening)
        if change == "del":
            opening, closing = _deleted(opening), _deleted(closing)
        self._raw(opening, change)
        for child in group.children:
            match child:
                case Group():
                    self._whole_group(child, change)
                case Point():
                    self._raw(child.xml, change)
                case Object():
                    self._piece(child.piece, change)
                case Word():
                    for piece in child.pieces:
                        self._piece(piece, change)
        self._raw(closing, change)

    @contextmanager
    def _within(self, group: Group) -> Iterator[None]:
        """Write a group's markup around its content."""
        outer = self.outer
        self._raw(group.opening)
        self.outer = group.opening if group.name in OTHERS else ""
        yield
        self._to("")
        self.outer = outer
        self._raw(group.closing)

    def _piece(self, piece: Piece, change: str) -> None:
        self._to(change)
        if piece.run is not self.run:
            self._close_run()
            opening = piece.run.opening
            self.pieces.append(_in_language(opening, self.language) if change == "ins" else opening)
            self.run = piece.run
        tag = ("w:delText" if change == "del" else "w:t") if piece.text else ""
        if tag != self.text:
            self._close_text()
            if tag:
                self.pieces.append(f'<{tag} xml:space="preserve">')
            self.text = tag
        self.pieces.append(_deleted(piece.xml) if change == "del" and not piece.text else piece.xml)

    def _raw(self, xml: str, change: str = "") -> None:
        """Write what is in no run."""
        self._to(change)
        self._close_run()
        self.pieces.append(xml)

    def _to(self, change: str) -> None:
        if change == self.change:
            return
        self._close_change()
        if change:
            # An insertion of ours does not stand in another's: that one is closed for it.
            outside = "</w:ins>" if self.outer.startswith("<w:ins") else "</w:moveTo>"
            before = outside if self.outer and change == "ins" else ""
            self.pieces.append(f'{before}<w:{change} w:id="{next(self.numbers)}" {self.stamp}>')
        self.change = change

    def _close_change(self) -> None:
        self._close_run()
        if self.change:
            again = self.outer if self.change == "ins" else ""
            self.pieces.append(f"</w:{self.change}>{again}")
            self.change = ""

    def _close_run(self) -> None:
        self._close_text()
        if self.run:
            self.pieces.append("</w:r>")
            self.run = None

    def _close_text(self) -> None:
        if self.text:
            self.pieces.append(f"</{self.text}>")
            self.text = ""


def _all(group: Group) -> Iterator[Node]:
    """What is in a group, and in the groups in it."""
    for child in group.children:
        yield child
        if isinstance(child, Group):
            yield from _all(child)


def _anchors(old: Sequence[Node], new: Sequence[Node]) -> list[tuple[int, int]]:
    """What is no words and stands in both in the same order, as places in the one and the other."""
    firsts = [place for place, node in enumerate(old) if not isinstance(node, Word)]
    seconds = [place for place, node in enumerate(new) if not isinstance(node, Word)]
    matcher: SequenceMatcher[object] = SequenceMatcher(
        None,
        [(type(old[p]), old[p].key) for p in firsts],
        [(type(new[p]), new[p].key) for p in seconds],
        autojunk=False,
    )
    return [
        (firsts[match.a + step], seconds[match.b + step])
        for match in matcher.get_matching_blocks()
        for step in range(match.size)
    ]


def _compared(
    old: Sequence[Node], new: Sequence[Node]
) -> Iterator[tuple[bool, Sequence[Node], Sequence[Node]]]:
    """The stretches that are the same, and those that are not."""
    matcher: SequenceMatcher[object] = SequenceMatcher(
        None,
        [node.key if isinstance(node, Word) else id(node) for node in old],
        [node.key if isinstance(node, Word) else id(node) for node in new],
        autojunk=False,
    )
    matches = _worth_keeping(old, new, [(m.a, m.b, m.size) for m in matcher.get_matching_blocks()])
    one = at = 0
    for first, second, size in matches:
        if one < first or at < second:
            yield False, old[one:first], new[at:second]
        if size:
            yield True, old[first : first + size], new[second : second + size]
        one, at = first + size, second + size


def _worth_keeping(
    old: Sequence[Node], new: Sequence[Node], matches: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """The matches without the short ones between changes that are longer.

    A reader follows one change of a few words sooner than three changes of one word each; the rule
    is that of diff-match-patch's semantic clean-up (N. Fraser, 2006), for stretches of a few words.
    """
    kept: list[tuple[int, int, int]] = []
    pending = list(matches)
    while pending:
        match = pending.pop(0)
        following = pending[0] if pending else None
        before = kept[-1] if kept else (0, 0, 0)
        if following and match[2]:
            size = _length(old[match[0] : match[0] + match[2]])
            ahead = max(
                _length(old[before[0] + before[2] : match[0]]),
                _length(new[before[1] + before[2] : match[1]]),
            )
            behind = max(
                _length(old[match[0] + match[2] : following[0]]),
                _length(new[match[1] + match[2] : following[1]]),
            )
            if size <= min(ahead, behind, _SHORT):
                if kept:  # the one before may be too short now
                    pending.insert(0, kept.pop())
                continue
        kept.append(match)
    return kept


def _length(nodes: Sequence[Node]) -> int:
    return sum(node.length if isinstance(node, Word) else 1 for node in nodes)


def _deleted(xml: str) -> str:
    """XML of runs as it is in a deletion."""
    return _TEXT_TAG.sub(lambda tag: tag[1] + _DELETED[tag[2]], xml)


def _as_runs(opening: str) -> tuple[str, str]:
    """What stands before and after the words of a simple field when it is written as runs."""
    instruction = re.search(r'w:instr="([^"]*)"', opening)
    code = instruction[1] if instruction else ""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        + mark.format("separate"),
        mark.format("end"),
    )


def _in_language(opening: str, language: str) -> str:
    """A run's opening markup with its language stated, where that is not Dutch."""
    if language == "nl":
        return opening
    lang = f'<w:lang w:val="{_docx.CODES[language]}"/>'
    without = LANG.sub("", opening)
    if "</w:rPr>" in without:
        return re.sub(
            r"(?=(?:<w:(?:eastAsianLayout|specVanish|oMath|rPrChange)\b.*)?</w:rPr>$)",
            lang,
            without,
            count=1,
        )
    return f"{without}<w:rPr>{lang}</w:rPr>"
