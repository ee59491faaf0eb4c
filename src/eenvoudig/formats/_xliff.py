"""XLIFF 1.2 and 2 from a translator's program: its sources are the text, targets are filled in.

A target that a person approved, or wrote where nothing says how far it is, is left alone; so is
what is not to be translated. What is written is marked as not reviewed yet. All else stays byte for
byte.
The parts of a `seg-source` of version 1.2 are blocks of their own, and parts of the target.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from eenvoudig._errors import InputError
from eenvoudig.document import Block, BlockKind, Document, Note, NoteKind, Span
from eenvoudig.formats._bilingual import (
    Element,
    Words,
    decoded,
    elements,
    encoded,
    with_attributes,
)
from eenvoudig.formats._marks import Renderings
from eenvoudig.formats._splice import splice

_INSIDE = frozenset(("xliff", "file", "body", "group"))
"""Elements in which units are looked for."""
_APPROVED = frozenset(("reviewed", "final", "signed-off"))
_OPEN = frozenset(
    (
        *("new", "initial", "needs-translation", "needs-l10n", "needs-adaptation"),
        *("needs-review-translation", "needs-review-l10n", "needs-review-adaptation"),
    )
)
"""States in which a target that is there may be replaced."""
_FILE = re.compile(r"<(?:[^\s/<>!?:]+:)?(?:file|xliff)(?=[\s>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_CODES = {"en": "en-GB", "nl": "nl"}


@dataclass(frozen=True, slots=True)
class _Unit:
    """A source with what is around it: the element that has the state, and its old target."""

    whole: Element
    source: Element
    target: Element | None
    parted: Element | None
    """The source once more, in segments."""
    version: str
    approved: bool

    @property
    def after(self) -> int:
        """Where a new target goes."""
        return (self.parted or self.source).end

    @property
    def state(self) -> str:
        holder = self.whole if self.version == "2" else self.target
        return holder.attributes.get("state", "") if holder else ""


def is_one(data: bytes) -> bool:
    """Whether a file's content is XLIFF, whatever the file is called."""
    return b"<xliff" in data[:2000] or "<xliff".encode("utf-16-le") in data[:2000]


def read(name: str, data: bytes) -> Document:
    """A document whose blocks are the sources that need a target.

    Raises:
        InputError: it is no XML, or no XLIFF.
    """
    xml = decoded(name, data)
    root = next(elements(xml, 0, len(xml)))
    version = root.attributes.get("version", "")[:1]
    if root.name != "xliff" or version not in {"1", "2"}:
        raise InputError(
            "{name} is no XLIFF of version 1.2 or 2.",
            "Export it anew from the program that made it.",
            name=name,
        )
    blocks = []
    passed: Counter[str] = Counter()
    for unit, translate in _units(xml, root, version, translate=True):
        words = Words(xml).take(unit.source.inner_start, unit.source.inner_end)
        if not words.text.strip():
            continue
        if not translate:
            passed["segment that is not to be translated"] += 1
        elif _is_done(xml, unit, words.text):
            passed["segment that has its target"] += 1
        else:
            blocks += _blocks(xml, unit, words)
    notes = [Note(NoteKind.UNREAD, f"{n}× {what}", Span(0, 0)) for what, n in passed.items()]
    return Document(name, xml, tuple(blocks), notes=tuple(notes), container=data)


def write(
    document: Document,
    outputs: Mapping[int, str],
    language: str,
    renderings: Renderings,
    tails: Mapping[int, str],
) -> tuple[str, tuple[Note, ...]]:
    """The file with targets; also where the new text is that of the source.

    Raises:
        InputError: the file says that it is for another language.
    """
    if not outputs:
        return document.source, ()
    text, notes = splice(
        document,
        outputs,
        renderings,
        {**dict.fromkeys(outputs, ""), **tails},
        lambda *_: lambda words: html.escape(words, quote=False),
        lambda block, words: block.prefix + words + block.suffix,
    )
    return _FILE.sub(lambda tag: _for_language(document.name, tag[0], language), text), notes


def pack(document: Document, source: str, language: str) -> bytes:
    """The file with this XML."""
    del language  # it stands in the XML
    return encoded(source, document.container)


def _units(
    xml: str, parent: Element, version: str, *, translate: bool
) -> Iterator[tuple[_Unit, bool]]:
    """The units in an element, each with whether it is to be translated."""
    for child in elements(xml, parent.inner_start, parent.inner_end):
        values = child.attributes
        wanted = values.get("translate", "yes" if translate else "no") != "no"
        if child.name in _INSIDE:
            yield from _units(xml, child, version, translate=wanted)
        elif child.name == "trans-unit":
            parts = _parts(xml, child)
            if "source" in parts:
                approved = values.get("approved") == "yes"
                target, parted = parts.get("target"), parts.get("seg-source")
                yield _Unit(child, parts["source"], target, parted, "1", approved), wanted
        elif child.name == "unit":
            for segment in elements(xml, child.inner_start, child.inner_end):
                parts = _parts(xml, segment)
                if segment.name == "segment" and "source" in parts:
                    source, target = parts["source"], parts.get("target")
                    yield _Unit(segment, source, target, None, version, False), wanted


def _parts(xml: str, element: Element) -> dict[str, Element]:
    return {part.name: part for part in elements(xml, element.inner_start, element.inner_end)}


def _is_done(xml: str, unit: _Unit, source: str) -> bool:
    """Whether its target is a person's work that must stay."""
    if unit.target is None:
        return False
    target = Words(xml).take(unit.target.inner_start, unit.target.inner_end).text.strip()
    if unit.approved or unit.state in _APPROVED:
        return bool(target)
    is_open = unit.state in _OPEN or (not unit.state and unit.version == "2")
    return bool(target) and not is_open and target != source.strip()


def _blocks(xml: str, unit: _Unit, words: Words) -> list[Block]:
    """A block whose place, up to its target, is taken by the same with a new target.

    Where the source is parted the first part's block is that, and the others follow upon it.
    """
    whole = _block(xml, unit, words)
    if unit.parted is None:
        return [whole]
    found = [(e, Words(xml).take(e.inner_start, e.inner_end)) for e in _segments(xml, unit.parted)]
    parts = [(element, part) for element, part in found if part.text.strip()]
    if not parts:
        return [whole]
    starts = [element.inner_start for element, _ in parts[1:]] + [unit.parted.inner_end]
    blocks = [
        replace(
            whole,
            text=part.text,
            span=Span(whole.span.end, whole.span.end),
            anchors=tuple(part.anchors),
            prefix="",
            suffix=xml[element.inner_end : following],
            marks=part.codes,
        )
        for (element, part), following in zip(parts, starts, strict=True)
    ]
    before = whole.prefix + xml[unit.parted.inner_start : parts[0][0].inner_start]
    blocks[0] = replace(blocks[0], span=whole.span, prefix=before)
    blocks[-1] = replace(blocks[-1], suffix=blocks[-1].suffix + whole.suffix)
    return blocks


def _segments(xml: str, element: Element) -> Iterator[Element]:
    """The parts in a `seg-source`, also those in other elements, in their order."""
    for child in elements(xml, element.inner_start, element.inner_end):
        if child.name == "mrk" and child.attributes.get("mtype") == "seg":
            if child.inner_end > child.inner_start:
                yield child
        else:
            yield from _segments(xml, child)


def _block(xml: str, unit: _Unit, words: Words) -> Block:
    """The block of a source that is in one piece."""
    state = "translated" if unit.version == "2" else "needs-review-translation"
    values = {"state": state, "subState": None, "state-qualifier": None}
    if unit.version == "2":
        start = unit.whole.start
        before = with_attributes(unit.whole.tag, values) + xml[unit.whole.inner_start : unit.after]
        values = {}
    else:
        start = unit.source.start
        before = xml[start : unit.after]
    prefix = unit.source.qualified.removesuffix("source")
    name = f"{prefix}target"
    if unit.target is None:
        tag, end = with_attributes(f"<{name}>", values), unit.after
        indent = re.search(r"\n[ \t]*$", xml[unit.whole.inner_start : unit.source.start])
        before += indent[0] if indent else ""
    else:
        tag, end = with_attributes(unit.target.tag, values), unit.target.end
        before += xml[unit.after : unit.target.start]
    return Block(
        BlockKind.PARAGRAPH,
        words.text,
        Span(start, end),
        tuple(words.anchors),
        prefix=before + tag,
        suffix=f"</{name}>",
        marks=words.codes,
    )


def _for_language(name: str, tag: str, language: str) -> str:
    """The tag of the file, or of a part of it, with the language of its targets."""
    values = Element("", tag, 0, 0, 0, 0).attributes
    attribute = "trgLang" if "srcLang" in values else "target-language"
    if attribute == "target-language" and "source-language" not in values:
        return tag
    given = values.get(attribute)
    if given is None:
        return with_attributes(tag, {attribute: _CODES[language]})
    if given.partition("-")[0].casefold() != language:
        raise InputError(
            "{name} is for targets in the language {given}, and this result is in {language}.",
            "Make a file for that language in the program that it comes from.",
            name=name,
            given=given,
            language=language,
        )
    return tag
