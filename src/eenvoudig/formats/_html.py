"""HTML, pages and fragments: only the words change.

The standard library's parser says where each tag, text and reference stands in the source; blocks
are made of what lies between two tags of block elements. What a tag says to people (`alt`, `title`)
is a block too, inside that of the sentence where the tag stands. Scripts, styles, code, comments,
and elements that are not in Dutch or say `translate="no"` are passed over.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import groupby

from eenvoudig.document import Anchor, Block, BlockKind, Document, Mark, Note, NoteKind, Span
from eenvoudig.formats._marks import Renderings
from eenvoudig.formats._splice import splice

_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em"),
        *("font", "i", "ins", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub"),
        *("sup", "time", "tt", "u", "var", "strike", "slot", "output"),
    )
)
"""Elements that are part of a sentence, with words in them."""
_POINTS = frozenset(
    (
        *("img", "wbr", "code", "kbd", "svg", "math", "object", "iframe", "audio", "ruby"),
        *("video", "canvas", "map", "picture", "script", "noscript", "template"),
    )
)
"""Elements that may stand in a sentence, and of which nothing changes."""
_SKIPPED = frozenset(("style", "pre", "textarea", "select", "datalist"))
"""Other elements of which nothing is read."""
_WHOLE = frozenset(("html", "body"))
"""Whether the page as a whole is in Dutch is judged by its text, not by what it says."""
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"title": 1}
_EMPHASIS = frozenset(("b", "strong", "i", "em", "u", "big", "small", "font", "mark"))
"""Inline elements whose loss loses no content."""
_ENDED_BY = {
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "td": frozenset(("td", "th", "tr")),
    "th": frozenset(("td", "th", "tr")),
    "tr": frozenset(("tr", "tbody", "tfoot")),
}
"""Elements whose end tag may be left out, and what ends them; a `p` is ended by any block."""
_OPAQUE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
"""Template code in running text."""
_LISTS = frozenset(("ul", "ol", "menu"))
_REFERENCE = re.compile(r"[\d\s*†‡\[\](),]+")
"""What stands in a raised element that refers to a note."""
_SPACE = re.compile(r"[ \t\n\r\f]+")
_DUTCH = re.compile(
    r"(\s(?:xml:)?lang\s*=\s*)(?:\"nl(?:-\w+)?\"|'nl(?:-\w+)?'|nl(?:-\w+)?(?=[\s>/]))",
    re.IGNORECASE,
)
_COMMENT_OR_TAG = re.compile(r"<!--.*?-->|<[a-z][^<>]*>", re.DOTALL | re.IGNORECASE)
_CHARSET = re.compile(r"(<meta\b[^<>]*charset\s*=\s*[\"']?)[\w-]+", re.IGNORECASE)
_WORDS_IN_TAGS = ("alt", "title", "placeholder", "aria-label")
"""Attributes with words for people."""
_ATTRIBUTE = re.compile(
    rf"\s({'|'.join(_WORDS_IN_TAGS)})\s*=\s*(?:([\"'])(.*?)\2|[^\s\"'>]+)",
    re.DOTALL | re.IGNORECASE,
)
"""One of them; its value is read where it stands between quotes."""
_MEDIA = frozenset(("picture", "video", "audio", "object", "map", "canvas"))
"""Elements of which nothing changes but what their tags say."""
_REFERENCES = re.compile(r"(&(?:#\w+|\w+);)")


def read(name: str, source: str) -> Document:
    """A document whose blocks are the headings, paragraphs, list items and table cells.

    And what tags say: such a block lies in the span of another where its tag does.
    """
    reader = _Reader(source)
    reader.feed(source)
    reader.close()
    reader.flush()
    notes = [
        Note(NoteKind.UNREAD, f"{count}× {attribute}", Span(0, 0))
        for attribute, count in sorted(reader.unread.items())
    ]
    return Document(name, source, tuple(reader.blocks), notes=tuple(notes))


def write(
    document: Document,
    outputs: Mapping[int, str],
    language: str,
    renderings: Renderings,
    tails: Mapping[int, str],
) -> tuple[str, tuple[Note, ...]]:
    """The source with the changed blocks replaced, and `lang` of the page set to the language."""
    document = _with_new_tags(document, outputs, renderings, tails)
    text, notes = splice(document, outputs, renderings, tails, escape)
    if text != document.source:
        text = _CHARSET.sub(r"\1utf-8", text)  # which is what it is written in
    return _with_language(text, language) if language != "nl" else text, notes


def escape(source: str, block: Block) -> Callable[[str], str]:
    """What makes new text show as it is, also inside a tag."""
    quote = _is_in_tag(source, block)
    return lambda text: html.escape(text, quote=quote)


def _is_in_tag(source: str, block: Block) -> bool:
    """Whether a block is the value of an attribute."""
    at = block.span.start - 1
    if at < 1 or source[at] not in "\"'":
        return False
    at -= 1
    while at > 0 and source[at].isspace():
        at -= 1
    return source[at] == "="


def _with_new_tags(
    document: Document,
    outputs: Mapping[int, str],
    renderings: Renderings,
    tails: Mapping[int, str],
) -> Document:
    """The document with new words in the tags that stand in a sentence, and these as no blocks.

    A sentence that changes is written with its marks, and has its tags from there; one that does
    not change is not written at all, and what its tags say takes its place by itself.
    """
    changed = [
        block
        for block in document.blocks
        if any(outputs.get(s.id, s.text) != s.text or s.id in tails for s in block.segments)
    ]
    in_tags = [block for block in changed if _is_in_tag(document.source, block)]
    alone = list(in_tags)
    sentences = []
    for block in changed:
        if block in in_tags:
            continue
        inside = [one for one in in_tags if _lies_in(one.span, block.span)]
        alone = [one for one in alone if one not in inside]
        marks = _retagged(block.marks, document, inside, outputs, renderings, tails)
        sentences.append(replace(block, marks=marks))
    blocks = sorted((*sentences, *alone), key=lambda block: block.span.start)
    return replace(document, blocks=tuple(blocks))


def _lies_in(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def _retagged(
    marks: tuple[Mark, ...],
    document: Document,
    inside: Sequence[Block],
    outputs: Mapping[int, str],
    renderings: Renderings,
    tails: Mapping[int, str],
) -> tuple[Mark, ...]:
    """The marks with the new words of these attributes in their tags."""
    source = document.source
    for start, of_tag in groupby(inside, lambda block: source.rfind("<", 0, block.span.start)):
        within = tuple(of_tag)
        after = len(source) - source.find(">", within[-1].span.end) - 1
        part = replace(document, blocks=within)
        old = source[start : len(source) - after]
        text, _ = splice(part, outputs, renderings, tails, escape)
        new = text[start : len(text) - after]
        marks = tuple(
            replace(
                mark, opening=mark.opening.replace(old, new), closing=mark.closing.replace(old, new)
            )
            for mark in marks
        )
    return marks


def _with_language(text: str, language: str) -> str:
    """The page with its language where it says Dutch, and in the tag of `html`; in UTF-8."""

    def changed(found: re.Match[str]) -> str:
        tag = found[0]
        if tag.startswith("<!--"):
            return tag
        tag = _DUTCH.sub(rf'\g<1>"{language}"', tag)
        if tag[:5].casefold() == "<html" and not re.search(r"\slang\s*=", tag, re.IGNORECASE):
            tag = f'{tag[:5]} lang="{language}"{tag[5:]}'
        return tag

    return _COMMENT_OR_TAG.sub(changed, text)


@dataclass(slots=True)
class _Open:
    """An inline element that has begun in the block: which, with which tag, where."""

    name: str
    mark: Mark
    source: int
    marks: int
    """How many marks the block had before it."""


@dataclass(slots=True)
class _Building:
    """The block that is being read."""

    text: str = ""
    anchors: list[Anchor] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    start: int = -1
    end: int = -1
    space: int = -1
    """Where in the source a space waits to be added before the next word."""


class _Reader(HTMLParser):
    """Collects blocks while it goes through the source."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self.unread: dict[str, int] = {}
        self._source = source
        self._lines = [0, *(found.end() for found in re.finditer("\n", source))]
        self._now = _Building()
        self._kind, self._level = BlockKind.PARAGRAPH, 0
        self._depth = 0
        self._kept: list[str] = []
        """The elements of which nothing changes that we are in, outermost first."""
        self._kept_from = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start, text = self._at(), self.get_starttag_text() or ""
        values = dict(attrs)
        if (not self._kept or self._kept[0] in _MEDIA) and _is_dutch(values):
            self._words_in_tag(start, text)
        if self._kept and self._is_ended_by(tag):
            self._kept = []
        if self._kept:
            if tag not in _VOID and not text.endswith("/>"):
                self._kept.append(tag)
        elif tag == "br":
            self._line_break(start, start + len(text))
        elif tag in _POINTS and (tag in _VOID or text.endswith("/>")):
            self._point(start, start + len(text))
        elif tag in _POINTS or tag in _SKIPPED or not (tag in _WHOLE or _is_dutch(values)):
            if tag not in _POINTS and tag not in _INLINE:
                self.flush()
            if tag not in _VOID and not text.endswith("/>"):
                self._kept, self._kept_from = [tag], start
        elif tag in _INLINE:
            mark = Mark(len(self._now.text), -1, text, carries=tag not in _EMPHASIS)
            self._touch(start, start + len(text))
            self._now.opened.append(_Open(tag, mark, start, len(self._now.marks)))
        else:
            self.flush()
            self._depth += tag in _LISTS
            self._kind, self._level = _kind_of(tag, self._depth)

    def _words_in_tag(self, start: int, tag: str) -> None:
        """What a tag says to people, each value a block."""
        for found in _ATTRIBUTE.finditer(tag):
            name, quote, value = found[1].lower(), found[2], found[3]
            if quote is None:
                self.unread[name] = self.unread.get(name, 0) + 1
                continue
            outer, self._now = self._now, _Building()
            at = start + found.start(3)
            for piece in _REFERENCES.split(value):
                if _REFERENCES.fullmatch(piece):
                    self._add(html.unescape(piece), at, at + len(piece))
                else:
                    self._plain(piece, at)
                at += len(piece)
            now, self._now = self._now, outer
            if any(map(str.isalpha, now.text)):
                span = Span(now.start, now.end)
                self.blocks.append(Block(BlockKind.PARAGRAPH, now.text, span, tuple(now.anchors)))

    def handle_endtag(self, tag: str) -> None:
        start = self._at()
        end = self._source.find(">", start) + 1 or len(self._source)
        if self._kept and tag not in self._kept and tag not in _INLINE | _POINTS:
            self._kept = []  # the element around it ends, and so does it
        if self._kept:
            if tag in self._kept:
                del self._kept[len(self._kept) - 1 - self._kept[::-1].index(tag) :]
                if not self._kept and (tag in _POINTS or tag in _INLINE):
                    self._point(self._kept_from, end)
        elif tag in _INLINE:
            self._close(tag, start, end)
        elif tag not in _POINTS:
            self.flush()
            self._depth = max(0, self._depth - (tag in _LISTS))
            self._kind, self._level = BlockKind.PARAGRAPH, 0
            if self._depth:
                self._kind, self._level = BlockKind.LIST_ITEM, self._depth

    def handle_data(self, data: str) -> None:
        if not self._kept:
            self._words(data, self._at())

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def handle_comment(self, data: str) -> None:
        start = self._at()
        end = self._source.find("-->", start)
        if not self._kept and self._now.text and end > 0:
            self._point(start, end + 3)
        del data

    def handle_pi(self, data: str) -> None:
        self._instruction(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self._instruction(f"<![{data}]>")

    def _instruction(self, text: str) -> None:
        if not self._kept and self._now.text:
            start = self._at()
            end = self._source.find(">", start) + 1 or start + len(text)
            self._point(start, end)

    def _is_ended_by(self, tag: str) -> bool:
        """Whether the element of which nothing changes ends where another one begins."""
        if len(self._kept) > 1:
            return False
        kept = self._kept[0]
        if kept == "p":
            return tag not in _INLINE | _POINTS and tag != "br"
        return tag in _ENDED_BY.get(kept, ())

    def flush(self) -> None:
        """The block ends here."""
        now, self._now = self._now, _Building()
        # What was never closed in this block is markup that stands alone.
        alone = [_alone(one.mark, now.text) for one in now.opened]
        if now.text.strip():
            self.blocks.append(
                Block(
                    self._kind,
                    now.text,
                    Span(now.start, now.end),
                    tuple(now.anchors),
                    self._level,
                    marks=(*now.marks, *alone),
                )
            )

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _reference(self, text: str) -> None:
        if self._kept:
            return
        start = self._at()
        end = start + len(text)
        end += self._source[end : end + 1] == ";"
        self._add(html.unescape(self._source[start:end]), start, end)

    def _words(self, data: str, start: int) -> None:
        """Running text, of which template code is no part."""
        last = 0
        for found in _OPAQUE.finditer(data):
            self._plain(data[last : found.start()], start + last)
            self._point(start + found.start(), start + found.end())
            last = found.end()
        self._plain(data[last:], start + last)

    def _plain(self, data: str, start: int) -> None:
        last = 0
        for found in _SPACE.finditer(data):
            if found.start() > last:
                self._add(data[last : found.start()], start + last, start + found.start())
            if (self._now.text or self._now.marks) and self._now.space < 0:
                self._now.space = start + found.start()
            last = found.end()
        if last < len(data):
            self._add(data[last:], start + last, start + len(data))

    def _add(self, text: str, start: int, end: int) -> None:
        now = self._now
        after_point = bool(now.marks) and now.marks[-1].start == now.marks[-1].end == len(now.text)
        if now.space >= 0 and (after_point or not now.text.endswith(" ")):
            now.anchors.append(Anchor(len(now.text), now.space))
            now.text += " "
        now.space = -1
        now.anchors.append(Anchor(len(now.text), start))
        now.text += text
        self._touch(start, end)

    def _touch(self, start: int, end: int) -> None:
        if self._now.start < 0:
            self._now.start = start
        self._now.end = end

    def _point(self, start: int, end: int) -> None:
        """Markup that stands in the sentence and has no words that change."""
        now = self._now
        if not now.text and not now.opened:
            return  # before a block's first word it is no part of it
        self._settle_space()
        now.marks.append(Mark(len(now.text), len(now.text), self._source[start:end], carries=True))
        self._touch(start, end)

    def _close(self, tag: str, start: int, end: int) -> None:
        now = self._now
        names = [one.name for one in now.opened]
        if tag not in names:
            self._point(start, end)
            return
        place = len(names) - 1 - names[::-1].index(tag)
        # What began after it and is still open stands alone: <b><i></b>.
        now.marks += [_alone(one.mark, now.text) for one in now.opened[place + 1 :]]
        opened = now.opened[place]
        del now.opened[place:]
        if opened.mark.start == len(now.text) and now.space < opened.source:
            self._settle_space()  # the space before an element with nothing in it
        at = _settled(opened.mark.start, now.text)
        reference = tag == "sup" and _REFERENCE.fullmatch(now.text[at:])
        # A link with nothing but a note's number in it is one with it: <a><sup>1</sup></a>.
        if reference or (at == len(now.text) and len(now.marks) > opened.marks):
            self._to_point(at, opened, end)
            return
        closing = self._source[start:end]
        now.marks.append(replace(opened.mark, start=at, end=len(now.text), closing=closing))
        self._touch(start, end)

    def _to_point(self, at: int, opened: _Open, end: int) -> None:
        """A footnote's number is no word of the sentence: it stands for itself, tags and all."""
        now = self._now
        now.text = now.text[:at]
        now.anchors = [anchor for anchor in now.anchors if anchor.text < at]
        del now.marks[opened.marks :]
        now.marks.append(Mark(at, at, self._source[opened.source : end], carries=True))
        self._touch(opened.source, end)

    def _line_break(self, start: int, end: int) -> None:
        if self._now.opened:
            self._point(start, end)
            if self._now.text and self._now.space < 0:
                self._now.space = end - 1
        else:
            self.flush()

    def _settle_space(self) -> None:
        now = self._now
        if now.space >= 0 and now.text and not now.text.endswith(" "):
            now.anchors.append(Anchor(len(now.text), now.space))
            now.text += " "
        now.space = -1


def _settled(at: int, text: str) -> int:
    """Where an element begins whose tag came while a space waited: after that space."""
    return at + 1 if text[at : at + 1] == " " else at


def _alone(mark: Mark, text: str) -> Mark:
    """The tag of an element that is not closed here, as markup without words."""
    at = _settled(mark.start, text)
    return replace(mark, start=at, end=at, carries=True)


def _kind_of(tag: str, depth: int) -> tuple[BlockKind, int]:
    if tag in _HEADINGS:
        return BlockKind.HEADING, _HEADINGS[tag]
    if tag in {"td", "th"}:
        return BlockKind.TABLE_CELL, 0
    if depth:
        return BlockKind.LIST_ITEM, depth
    return BlockKind.PARAGRAPH, 0


def _is_dutch(values: Mapping[str, str | None]) -> bool:
    """Whether an element is one to rewrite."""
    language = (values.get("lang") or "nl").casefold()
    return values.get("translate") != "no" and language.split("-")[0] in {"nl", ""}
