"""Markdown (CommonMark with tables and front matter): only the words change.

markdown-it-py finds the blocks and the inline markup; where each stands in the source is worked
out here, since it gives lines for blocks and nothing for inline tokens. What cannot be placed with
certainty is left as it is rather than risked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from eenvoudig.document import Anchor, Block, BlockKind, Document, Mark, Note, Span
from eenvoudig.formats import _front_matter
from eenvoudig.formats._marks import Renderings
from eenvoudig.formats._splice import splice

_OPAQUE = re.compile(r"\[\^[^\]\s]+\]|\s*\{[#.:][^}\n]*\}|\{\{.*?\}\}|\{%.*?%\}")
"""What stands in running text and is none: a footnote's number, attributes, template code."""
_START = re.compile(
    r"\[\^[^\]\s]+\]:[ \t]*|\[[ xX]\][ \t]+|\(?(?:[a-z]|[ivx]{2,4}|\d{1,2})[.)][ \t]+(?=\S)"
)
"""What a block may begin with that is no text: a footnote's label, a task's box, "a." or "(1)"."""
_TAG = re.compile(r"<(/?)(\w+)[^>]*?(/?)>")
_VOID = frozenset(("br", "hr", "img", "input", "wbr"))
_DUTCH = re.compile(r"^(lang(?:uage)?:[ \t]*[\"']?)nl(?:[-_]\w+)?(?=[\"']?[ \t]*$)", re.MULTILINE)
_SPECIAL = re.compile(r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])")
_LITERAL = re.compile(rf"{_SPECIAL.pattern}|&(?=#?\w+;)|\{{(?=[#.:{{%])")
"""The same, and what is bare in most texts: a reference to a character, template code."""


def read(name: str, source: str) -> Document:
    """A document whose blocks are the headings, paragraphs, list items and table cells."""
    blocks: list[Block] = list(_front_matter.read(source))
    depth = 0
    kind, level = BlockKind.PARAGRAPH, 0
    lines = _line_starts(source)
    row_end: dict[int, int] = {}
    for token in _parser().parse(source):
        match token.type:
            case "heading_open":
                kind, level = BlockKind.HEADING, int(token.tag[1])
            case "paragraph_open":
                kind, level = (BlockKind.LIST_ITEM, depth) if depth else (BlockKind.PARAGRAPH, 0)
            case "th_open" | "td_open":
                kind, level = BlockKind.TABLE_CELL, 0
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
            case "inline" if token.map is not None:
                first, last = token.map
                start = max(lines[first], row_end.get(first, 0))
                where = _locate(source, token.content, start, lines[last])
                if where is not None:
                    row_end[first] = where[-1][1]
                    blocks += _blocks(token, where, kind, level)
    return Document(name, source, tuple(blocks))


def write(
    document: Document,
    outputs: Mapping[int, str],
    language: str,
    renderings: Renderings,
    tails: Mapping[int, str],
) -> tuple[str, tuple[Note, ...]]:
    """The source with the changed blocks replaced, each on one line.

    Where the front matter says that the text is in Dutch, it says `language`.
    """
    source = document.source

    def finish(block: Block, text: str) -> str:
        in_front = _front_matter.has(source, block)
        return _front_matter.as_value(source, block, text) if in_front else text

    text, notes = splice(document, outputs, renderings, tails, escape, finish)
    if language != "nl" and (front := _front_matter.FRONT_MATTER.match(text)):
        text = _DUTCH.sub(rf"\g<1>{language}", front[0]) + text[front.end() :]
    return text, notes


def escape(source: str, block: Block) -> Callable[[str], str]:
    """What makes new text for a block show as it is.

    A character that the author left bare in this block (5 * 3, a bracket) is left bare.
    """
    if _front_matter.has(source, block):
        return str
    bare = {c for at, c in enumerate(block.text) if source[block.source_offset(at)] == c}

    def safe(text: str) -> str:
        shown = _SPECIAL.sub(lambda m: m[0] if m[0] in bare else "\\" + m[0], text)
        return shown.replace("|", r"\|") if block.kind is BlockKind.TABLE_CELL else shown

    return safe


def literal(text: str, *, cell: bool = False) -> str:
    """Markdown for running text that shows as it is; what begins a block is not looked at.

    Args:
        text: the words.
        cell: they stand in a table's cell.
    """
    safe = _LITERAL.sub(r"\\\g<0>", text)
    return safe.replace("|", r"\|") if cell else safe


def literal_start(markdown: str) -> str:
    """The first words of a block, made by `literal`, so that they do not begin anything else."""
    markdown = re.sub(r"^(\d{1,9})(?=[.)](?:\s|$))", r"\1\\", markdown)
    return re.sub(r"^(?=[#>+=~|:-])", r"\\", markdown)


def _parser() -> MarkdownIt:
    # Without text_join an escape or entity stays a token of its own, which has its source in it.
    markdown = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    # A footnote that is but an address looks like where a link leads.
    markdown.block.ruler.at("reference", _reference)
    return markdown.disable("text_join")


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A link's address, but for a footnote's text."""
    begin = state.bMarks[start] + state.tShift[start]
    return not state.src.startswith("[^", begin) and reference(state, start, end, silent)


def _line_starts(source: str) -> list[int]:
    """Where each line begins, and where the last ends; a lone carriage return ends a line too."""
    return [0, *(found.end() for found in re.finditer(r"\r\n?|\n", source)), len(source)]


def _locate(source: str, content: str, start: int, end: int) -> list[tuple[int, int]] | None:
    """Where each line of a block's content stands: [(start, end), …], None if one is not found."""
    places = []
    for line in content.split("\n"):
        at = source.find(line, start, end)
        if at < 0 or not line:
            return None
        places.append((at, at + len(line)))
        start = at + len(line)
    return places


@dataclass(slots=True)
class _Builder:
    """The text of one block as it grows, with its anchors and marks."""

    source_of: list[tuple[int, int]]
    """(offset in the inline content, offset in the source), one a line."""
    text: str = ""
    anchors: list[Anchor] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    opened: list[Mark] = field(default_factory=list)
    start: int = -1
    end: int = -1

    def source(self, at: int) -> int:
        place = bisect_right(self.source_of, at, key=lambda line: line[0]) - 1
        content, source = self.source_of[place]
        return source + at - content

    def add(self, text: str, start: int, end: int) -> None:
        """Append `text`, which the characters `start` up to `end` of the content stand for."""
        self.touch(start, end)
        self.anchors.append(Anchor(len(self.text), self.source(start)))
        self.text += text

    def open(self, opening: str, start: int, end: int, *, carries: bool) -> None:
        """A mark begins with the markup at `start` up to `end` of the content."""
        self.touch(start, end)
        self.opened.append(Mark(len(self.text), len(self.text), opening, carries=carries))

    def close(self, closing: str, start: int, end: int) -> None:
        """The mark that began last ends here."""
        self.touch(start, end)
        self.marks.append(replace(self.opened.pop(), end=len(self.text), closing=closing))

    def point(self, markup: str, start: int, end: int) -> None:
        """A mark over no characters."""
        self.touch(start, end)
        self.marks.append(Mark(len(self.text), len(self.text), markup, carries=True))

    def touch(self, start: int, end: int) -> None:
        """The block's span includes the characters `start` up to `end` of the content."""
        if self.start < 0:
            self.start = self.source(start)
        if end > start:
            self.end = self.source(end - 1) + 1


def _blocks(
    token: Token, where: list[tuple[int, int]], kind: BlockKind, level: int
) -> Iterator[Block]:
    """The block that an inline token holds; one for each part between hard line breaks."""
    source_of, at = [], 0
    for start, end in where:
        source_of.append((at, start))
        at += end - start + 1
    content = token.content
    label = _START.match(content)
    cursor = label.end() if label else 0
    builder = _Builder(source_of)
    tags = _pairs(token.children or [])
    for child in _without_label(token.children or [], cursor):
        start = cursor
        match child.type:
            case "text" if not content.startswith(child.content, cursor):
                return  # an end of other markup was taken for that of a link or an image
            case "text":
                cursor += len(child.content)
                _text(builder, child.content, start)
            case "text_special":
                cursor += len(child.markup)
                builder.add(child.content, start, cursor)
            case "softbreak":
                cursor = _skip_space(content, cursor)
                builder.add(" ", start, cursor)
            case "hardbreak":
                cursor = _skip_space(content, cursor + (content[cursor] == "\\"))
                if builder.opened:
                    builder.add(" ", start, cursor)
                else:
                    yield from _finish(builder, kind, level)
                    builder = _Builder(source_of)
            case "code_inline":
                cursor = _code(builder, content, child.markup, start)
            case "image":
                cursor = _after_link(content, _closing_bracket(content, start + 1))
                builder.point(content[start:cursor], start, cursor)
            case "html_inline":
                cursor += len(child.content)
                _html(builder, child.content, start, tags.get(id(child)))
            case _ if child.nesting == 1:
                opening = "<" if child.markup == "autolink" else child.markup or "["
                cursor += len(opening)
                builder.open(opening, start, cursor, carries=child.type == "link_open")
            case _ if child.nesting == -1:
                cursor = _end_of_closing(content, cursor, child.markup, builder.opened[-1].opening)
                builder.close(content[start:cursor], start, cursor)
            case _:
                return  # a token of a kind not known here: leave the whole block as it is
    if content[cursor:].strip():
        return  # not all of it was understood
    yield from _finish(builder, kind, level)


def _pairs(children: list[Token]) -> dict[int, bool]:
    """The HTML tags that open and close within the block and nest with the rest of its markup.

    For each by its identity whether it opens.
    """
    found: dict[int, bool] = {}
    stack: list[tuple[str, Token | None]] = []
    for child in children:
        tag = _TAG.fullmatch(child.content) if child.type == "html_inline" else None
        if tag and not tag[1] and not tag[3] and tag[2].lower() not in _VOID:
            stack.append((tag[2].lower(), child))
        elif tag and tag[1] and stack and stack[-1][0] == tag[2].lower():
            opening = stack.pop()[1]
            found |= {id(opening): True, id(child): False}
        elif child.nesting == 1:
            stack.append(("", None))
        elif child.nesting == -1:
            while stack and stack.pop()[1] is not None:
                pass
    return found


def _without_label(children: list[Token], length: int) -> Iterator[Token]:
    """The children less the first `length` characters, which are a label and no text."""
    for child in children:
        if length and child.type == "text":
            cut = min(length, len(child.content))
            child.content = child.content[cut:]
            length -= cut
        if child.type != "text" or child.content:
            yield child


def _text(builder: _Builder, text: str, start: int) -> None:
    """Add running text, what is opaque in it as marks."""
    last = 0
    for match in _OPAQUE.finditer(text):
        if match.start() > last:
            builder.add(text[last : match.start()], start + last, start + match.start())
        builder.point(match[0], start + match.start(), start + match.end())
        last = match.end()
    if last < len(text):
        builder.add(text[last:], start + last, start + len(text))


def _code(builder: _Builder, content: str, ticks: str, start: int) -> int:
    """Add inline code; returns the offset after it."""
    inside = start + len(ticks)
    close = content.find(ticks, inside)
    builder.open(ticks, start, inside, carries=True)
    builder.add(content[inside:close].replace("\n", " "), inside, close)
    builder.close(ticks, close, close + len(ticks))
    return close + len(ticks)


def _html(builder: _Builder, tag: str, start: int, opens: bool | None) -> None:
    """Add an HTML tag: one that opens or closes a pair, or, for None, one that stands alone."""
    end = start + len(tag)
    if opens is None:
        if tag.startswith("<br"):
            builder.add(" ", start, end)
        builder.point(tag, start, end)
    elif opens:
        builder.open(tag, start, end, carries=True)
    else:
        builder.close(tag, start, end)


def _end_of_closing(content: str, at: int, markup: str, opening: str) -> int:
    """The offset after the markup that closes a mark."""
    if opening == "[":
        return _after_link(content, at)
    return at + (1 if opening == "<" else len(markup))


def _finish(builder: _Builder, kind: BlockKind, level: int) -> Iterator[Block]:
    if builder.text.strip():
        yield Block(
            kind,
            builder.text,
            Span(builder.start, builder.end),
            tuple(builder.anchors),
            level,
            marks=tuple(builder.marks),
        )


def _skip_space(content: str, at: int) -> int:
    while at < len(content) and content[at] in " \t\n":
        at += 1
    return at


def _closing_bracket(content: str, at: int) -> int:
    """The offset of the bracket that closes the one at `at`."""
    depth = 0
    while at < len(content):
        depth += {"[": 1, "]": -1}.get(content[at], 0)
        if depth == 0:
            return at
        at += 2 if content[at] == "\\" else 1
    return at


def _after_link(content: str, at: int) -> int:
    """The offset after a link whose text ends with the bracket at `at`."""
    at += 1
    if content[at : at + 1] == "(":
        depth, quote = 0, ""
        while at < len(content):
            char = content[at]
            if char == "\\":
                at += 1
            elif quote:
                quote = "" if char == quote else quote
            elif char in "\"'" and content[at - 1].isspace():
                quote = char
            elif char == "<":
                quote = ">"
            elif char in "()":
                depth += 1 if char == "(" else -1
                if depth == 0:
                    return at + 1
            at += 1
        return at
    if content[at : at + 1] == "[":
        return _closing_bracket(content, at) + 1
    return at
