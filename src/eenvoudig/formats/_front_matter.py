"""What the front matter of a Markdown text says to readers: its title, a description.

Values on one line are read, plain or between quotes, as YAML 1.2 writes them (section 7.3); those
with escapes, lists and blocks of text are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from eenvoudig.document import Anchor, Block, BlockKind, Span

FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n---[ \t]*$", re.DOTALL | re.MULTILINE)
_VALUE = re.compile(
    r"^(?P<name>title|subtitle|description|summary|abstract)[ \t]*:[ \t]+"
    r"(?:\"(?P<double>[^\"\\\n]+)\"|'(?P<single>[^'\n]+)'|(?P<plain>[^\n]*?))[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_PLAIN = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|:(?=\s|$)|\s#|^$")
"""What a plain value may not begin with or have in it."""


def read(source: str) -> Iterator[Block]:
    """The values as blocks: a title is a heading, the others are paragraphs."""
    for found in _VALUE.finditer(source, 0, _end(source)):
        style = str(found.lastgroup)
        words = found[style]
        if not any(map(str.isalpha, words)) or (style == "plain" and _NOT_PLAIN.search(words)):
            continue
        title = found["name"].casefold() == "title"
        kind, level = (BlockKind.HEADING, 1) if title else (BlockKind.PARAGRAPH, 0)
        start, end = found.span(style)
        yield Block(kind, words, Span(start, end), (Anchor(0, start),), level)


def has(source: str, block: Block) -> bool:
    """Whether a block is one of these."""
    return block.span.end <= _end(source)


@lru_cache(maxsize=8)
def _end(source: str) -> int:
    """Where the front matter of a text ends, 0 where it has none; each block of a text asks."""
    front = FRONT_MATTER.match(source)
    return front.end() if front else 0


def as_value(source: str, block: Block, text: str) -> str:
    """New text for a block as its value is written, or between quotes where it needs them."""
    match source[block.span.start - 1]:
        case "'":
            return text.replace("'", "''")
        case '"':
            return _doubled(text)
        case _:
            return f'"{_doubled(text)}"' if _NOT_PLAIN.search(text) else text


def title(front_matter: str) -> str:
    """The title that front matter gives, "" for none."""
    for found in _VALUE.finditer(front_matter):
        if found["name"].casefold() == "title":
            return found[str(found.lastgroup)].replace("''", "'")
    return ""


def _doubled(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"")
