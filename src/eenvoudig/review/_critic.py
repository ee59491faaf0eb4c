"""CriticMarkup: the source text with what changes marked in it, for Markdown and plain text.

`{--old--}`, `{++new++}`, `{~~old~>new~~}` and `{>>comment<<}`, as criticmarkup.com describes them.
Taking all changes out gives the source to the letter; taking them in gives the new text, in which
words that stay also keep their line ends. A comment at the end says what the text was made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from eenvoudig import formats
from eenvoudig._errors import InputError, UsageError
from eenvoudig.document import Block, Document, Layout
from eenvoudig.review._describe import describe_flag
from eenvoudig.review._exchange import facts, original
from eenvoudig.review._reviewed import Reviewed, from_facts
from eenvoudig.rewrite import Result

SUFFIXES = frozenset((".md", ".markdown", ".txt", ".text"))
"""The formats in which it is understood."""
_END = "\ufdd0"
"""After each segment of texts that are compared; Unicode keeps it for use inside programs."""
_MARK = re.compile(
    r"\{\+\+(?P<added>.*?)\+\+\}"
    r"|\{--(?P<deleted>.*?)--\}"
    r"|\{~~(?P<old>.*?)~>(?P<new>.*?)~~\}"
    r"|\{==(?P<shown>.*?)==\}"
    r"|\{>>(?P<comment>.*?)<<\}",
    re.DOTALL,
)
_SIGNS = re.compile(r"\{(?:\+\+|--|~~|==|>>)|(?:\+\+|--|~~|==|<<)\}")
"""What begins or ends a mark."""
_ABOUT = re.compile(r"\n?\{>>eenvoudig\s(.*?)<<\}\s*\Z", re.DOTALL)
_TOKEN = re.compile(r"\s+|\w+(?:[-'’.,/]\w+)*|.", re.DOTALL)
_KEPT = 0.5
"""A sentence that keeps a smaller share of its words than this is marked as changed in whole."""
_ISLAND = 1
"""So many words between two changes are taken into the change, so that it reads as one."""
_MOST = 2_000
"""Words and signs that are compared one by one; what is longer is marked in whole."""


def to_critic(result: Result) -> bytes:
    """The source with the changes marked in it, and a comment after each segment with a flag.

    Raises:
        UsageError: the format has no place for it, or the text has such marks already.
    """
    document = result.document
    refuse_critic(document)
    for one in result.segments:
        if found := _SIGNS.search(one.output):
            raise _has_signs(document, found[0])
    comments = {
        r.segment.id: "".join(f"{{>>{_inert(describe_flag(r, flag))}<<}}" for flag in r.flags)
        for r in result.flagged
    }
    write = _flowing if document.layout is Layout.FLOW else _in_place
    about = {"source": original(document), **facts(result)}
    lines = "".join(f"{name}: {_inert(value)}\n" for name, value in about.items())
    text = f"{write(result, comments)}\n{{>>eenvoudig\n{lines}<<}}\n"
    return text.replace("\n", document.newline).encode()


def refuse_critic(document: Document) -> None:
    """Stop where a document has no place for these marks.

    Raises:
        UsageError: it is neither Markdown nor plain text, or has such marks already.
    """
    if document.suffix not in SUFFIXES:
        raise UsageError(
            "{name}: CriticMarkup is for Markdown and plain text.",
            "Choose --format xliff for this file.",
            name=document.name,
        )
    if found := _SIGNS.search(document.source):
        raise _has_signs(document, found[0])


def _has_signs(document: Document, signs: str) -> UsageError:
    return UsageError(
        "{name} has signs of CriticMarkup in it already: {signs}",
        "Resolve them first, or choose --format xliff.",
        name=document.name,
        signs=signs,
    )


def from_critic(name: str, text: str) -> Reviewed:
    """The text with what is still marked in it, without the comment that says what it is of.

    Raises:
        InputError: that comment is missing, or a mark is not whole or has another in it.
    """
    about = _ABOUT.search(text)
    if about is None:
        raise InputError(
            "{name} does not say what it was made from: its last comment is missing.",
            "Put the block that begins with {{>>eenvoudig back at its end, or review it as XLIFF.",
            name=name,
        )
    text = text[: about.start()]
    _refuse_broken(name, text)
    found: dict[str, str] = {}
    for line in about[1].splitlines():
        key, _, value = line.strip().partition(": ")
        found[key] = value
    return replace(from_facts(name, found, original=found.get("source", "")), text=text)


def _refuse_broken(name: str, text: str) -> None:
    """Refuse what would leave signs of marks in the text."""
    outside = _MARK.sub(lambda mark: "\0" * len(mark[0]), text)
    places = [found.start() for found in _SIGNS.finditer(outside)]
    places += [m.start() for m in _MARK.finditer(text) if _SIGNS.search(m[0][3:-3])]
    if places:
        raise InputError(
            "{name}, line {line}: a mark is not closed, or stands in another mark.",
            "Close it, or write the text there as it is to be.",
            name=name,
            line=text.count("\n", 0, min(places)) + 1,
        )


def accepted(text: str, comment: str = "") -> str:
    """The text with all changes taken in, and `comment` in the place of each comment."""

    def taken(mark: re.Match[str]) -> str:
        if mark["comment"] is not None:
            return comment
        return mark["added"] or mark["new"] or mark["shown"] or ""

    return _MARK.sub(taken, text)


def rejected(text: str) -> str:
    """The text with all changes and comments left out."""
    return _MARK.sub(lambda m: m["deleted"] or m["old"] or m["shown"] or "", text)


def _in_place(result: Result, comments: Mapping[int, str]) -> str:
    """The source, each block that changes or has a comment with marks in it."""
    document = result.document
    outputs = {r.segment.id: r.output for r in result.segments}
    pieces: list[str] = []
    end = 0
    for block in document.blocks:
        changes = any(outputs[s.id] != s.text for s in block.segments)
        if changes or any(s.id in comments for s in block.segments):
            marked = _block(result, block, outputs, comments)
            pieces += [document.source[end : block.span.start], marked]
            end = block.span.end
    return "".join([*pieces, document.source[end:]])


def _block(
    result: Result, block: Block, outputs: Mapping[int, str], comments: Mapping[int, str]
) -> str:
    """A block's part of the source with marks in it: segment by segment."""
    document = result.document
    alone = replace(document, blocks=(block,), newline="\n")
    tails = {s.id: _END for s in block.segments}
    written, _ = formats.write(alone, outputs, result.language, result.renderings, tails)
    after = len(document.source) - block.span.end
    new = written[block.span.start : len(written) - after].split(_END)
    old = _parted(document, block)
    if len(new) != len(old):  # the text itself has the sign that parts the segments
        whole = _marked("".join(old), "".join(new))
        return whole + "".join(comments.get(s.id, "") for s in block.segments)
    pieces = []
    for segment, before, now in zip(block.segments, old, new, strict=False):
        same = outputs[segment.id] == segment.text
        pieces += [before if same else _marked(before, now), comments.get(segment.id, "")]
    return "".join([*pieces, old[-1]])


def _parted(document: Document, block: Block) -> list[str]:
    """A block's part of the source, parted after each segment and the markup that ends there."""
    source, at = document.source, block.span.start
    pieces = []
    starts = [block.source_offset(s.start) for s in block.segments[1:]] + [block.span.end]
    for segment, following in zip(block.segments, starts, strict=True):
        end = block.source_offset(max(segment.start, segment.end - 1)) + 1
        while end < following and not source[end].isspace():
            end += 1
        pieces.append(source[at:end])
        at = end
    return [*pieces, source[at : block.span.end]]


def _flowing(result: Result, comments: Mapping[int, str]) -> str:
    """A text that was put together from pages, its paragraphs one after the other."""
    marked = {
        r.segment.id: _marked(r.segment.text, r.output) + comments.get(r.segment.id, "")
        for r in result.segments
    }
    return formats.write(result.document, marked)[0]


@dataclass(frozen=True, slots=True)
class _Edit:
    """Tokens `i1` to `i2` of the old text that became tokens `j1` to `j2` of the new one."""

    equal: bool
    i1: int
    i2: int
    j1: int
    j2: int


def _marked(old: str, new: str) -> str:
    """The old text with what changes in it marked, by the word or in whole, as reads best."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > _MOST:
        return _changed(old, new)
    keys, new_keys = ([" " if t.isspace() else t for t in side] for side in (before, after))
    matcher = SequenceMatcher(None, keys, new_keys, autojunk=False)
    edits = [_Edit(tag == "equal", *places) for tag, *places in matcher.get_opcodes()]
    kept = sum(_words(before[e.i1 : e.i2]) for e in edits if e.equal)
    if kept < _KEPT * max(_words(before), _words(after)):
        edits = [_Edit(equal=False, i1=0, i2=len(before), j1=0, j2=len(after))]
    return "".join(
        "".join(before[e.i1 : e.i2])
        if e.equal
        else _changed("".join(before[e.i1 : e.i2]), "".join(after[e.j1 : e.j2]))
        for e in _without_islands(edits, before)
    )


def _words(tokens: Sequence[str]) -> int:
    return sum(token[0].isalnum() for token in tokens)


def _without_islands(edits: Sequence[_Edit], before: Sequence[str]) -> Iterator[_Edit]:
    """The edits, with few words that stay between two changes made part of them."""
    pending: _Edit | None = None
    for place, edit in enumerate(edits):
        last = place == len(edits) - 1
        island = edit.equal and not last and _words(before[edit.i1 : edit.i2]) <= _ISLAND
        if pending and (island or not edit.equal):
            pending = _Edit(equal=False, i1=pending.i1, i2=edit.i2, j1=pending.j1, j2=edit.j2)
        elif edit.equal:
            if pending:
                yield pending
            pending = None
            yield edit
        else:
            pending = edit
    if pending:
        yield pending


def _changed(old: str, new: str) -> str:
    """One change; blanks that both texts have around them stay outside."""
    if old.split() == new.split() and old[:1].isspace() == new[:1].isspace():
        return old
    lead = old[: len(old) - len(old.lstrip())] if new[:1].isspace() else ""
    old, new = old.removeprefix(lead), new.lstrip() if lead else new
    tail = old[len(old.rstrip()) :] if new[-1:].isspace() else ""
    old, new = old.removesuffix(tail), new.rstrip() if tail else new
    if old and new and "~>" not in old:
        return f"{lead}{{~~{old}~>{new}~~}}{tail}"
    deleted = f"{{--{old}--}}" if old else ""
    added = f"{{++{new}++}}" if new else ""
    return f"{lead}{deleted}{added}{tail}"


def _inert(text: str) -> str:
    """A text that ends no comment."""
    return _SIGNS.sub(lambda found: " ".join(found[0]), text).replace("\n", " ")
