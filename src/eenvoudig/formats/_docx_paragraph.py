"""A paragraph of a Word file: its words, and the marks that its runs, links and fields are."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from eenvoudig.document import Anchor, Block, BlockKind, Mark, Span
from eenvoudig.formats._word_styles import Style, by_name, stated
from eenvoudig.formats._wordml import (
    BREAKS,
    WRAPPERS,
    Element,
    Unit,
    elements,
    field_content,
    format_of,
    has_words,
    is_text,
    units,
)

_RUN_CLOSE = "</w:t></w:r>"
_EMPTY_RUN = re.compile(
    r'<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve"></w:t></w:r>'
)
_STYLE = re.compile(r'<w:pStyle [^>]*w:val="([^"]*)"')
_NAME = re.compile(r"<\w+:(\w+)")
_LANG = re.compile(r"<w:lang [^>]*/>")
_SILENT = frozenset(("w:lastRenderedPageBreak", "w:softHyphen", "w:proofErr", "w:noProof"))
"""What means nothing once the words have changed."""
_LABELS = {
    "hyperlink": "link",
    "ins": "inserted text",
    "del": "deleted text",
    "fldSimple": "field",
    "fldChar": "field",
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "footnoteRef": "footnote",
    "endnoteRef": "endnote",
    "drawing": "image",
    "pict": "image",
    "AlternateContent": "image",
    "object": "object",
    "br": "line break",
    "tab": "tab",
    "sdt": "content control",
    "oMath": "equation",
    "sym": "symbol",
}
"""What people call what may stand between words."""


def blocks(
    xml: str, paragraph: Element, styles: Mapping[str, Style], *, in_cell: bool
) -> Iterator[Block]:
    """A paragraph's blocks: one, or one for each part between tabs and line breaks."""
    children = list(elements(xml, paragraph.inner_start, paragraph.inner_end))
    properties = ""
    if children and children[0].name == "w:pPr":
        properties = xml[children[0].start : children[0].end]
        children = children[1:]
    kind, level = _kind_of(properties, styles, in_cell=in_cell)
    base = _usual_format(xml, children)
    for line in _between_breaks(xml, units(xml, children)):
        with_words = [place for place, unit in enumerate(line) if unit.has_words(xml)]
        if not with_words:
            continue
        inside = line[with_words[0] : with_words[-1] + 1]
        reader = _Paragraph(xml, base)
        reader.take(inside)
        if reader.text.strip():
            yield Block(
                kind,
                reader.text,
                Span(inside[0].start, inside[-1].end),
                tuple(reader.anchors),
                level,
                prefix=inside[0].before + _opening(base),
                suffix=_RUN_CLOSE + inside[-1].after,
                marks=tuple(reader.marks),
            )


def _between_breaks(xml: str, units: list[Unit]) -> Iterator[list[Unit]]:
    """The units between tabs and line breaks; a run that has one inside it is taken apart."""
    now: list[Unit] = []
    for unit in units:
        element = unit.elements[0]
        parts = [unit]
        if not unit.is_field and element.name == "w:r":
            parts = _parts_of_run(xml, element) or [unit]
        for part in parts:
            if part.run is not None and not part.elements:  # a break
                yield now
                now = []
            else:
                now.append(part)
    yield now


def _parts_of_run(xml: str, run: Element) -> list[Unit]:
    """A run in parts, with an empty one for each break; none where it has no break."""
    children = list(elements(xml, run.inner_start, run.inner_end))
    properties = format_of(xml, run)
    content = [child for child in children if child.name != "w:rPr"]
    if not any(child.name in BREAKS for child in content):
        return []
    parts: list[Unit] = []
    now: list[Element] = []

    def part(*, last: bool) -> None:
        if not now:
            return
        first = now[0] is content[0]
        parts.append(
            Unit(
                tuple(now),
                run.start if first else now[0].start,
                run.end if last else now[-1].end,
                properties,
                "" if first else "</w:r>",
                "" if last else f"<w:r>{properties}",
            )
        )
        now.clear()

    for child in content:
        if child.name in BREAKS:
            part(last=False)
            parts.append(Unit((), child.start, child.end, properties))
        else:
            now.append(child)
    part(last=True)
    return parts


def _kind_of(
    properties: str, styles: Mapping[str, Style], *, in_cell: bool
) -> tuple[BlockKind, int]:
    named = _STYLE.search(properties)
    name = named[1] if named else ""
    style = stated(properties).over(styles.get(name, Style())).over(by_name(name))
    if style.heading:
        return BlockKind.HEADING, style.heading
    if in_cell:
        return BlockKind.TABLE_CELL, 0
    if style.depth:
        return BlockKind.LIST_ITEM, style.depth
    return BlockKind.PARAGRAPH, 0


def _usual_format(xml: str, children: list[Element]) -> str:
    """The format (`w:rPr`) of most letters; those in links count where there are no others."""
    letters: Counter[str] = Counter()
    inside: Counter[str] = Counter()

    def count(within: list[Element], into: Counter[str]) -> None:
        for element in within:
            if element.name == "w:r":
                into[format_of(xml, element)] += sum(
                    child.inner_end - child.inner_start
                    for child in elements(xml, element.inner_start, element.inner_end)
                    if child.name == "w:t"
                )
            elif element.name in WRAPPERS:
                count(list(elements(xml, element.inner_start, element.inner_end)), inside)

    count(children, letters)
    usual = (letters if letters.total() else inside).most_common(1)
    return usual[0][0] if usual else ""


def _opening(properties: str) -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">'


def finish(block: Block, text: str) -> str:
    """A paragraph's runs, without those that have nothing in them."""
    return _EMPTY_RUN.sub("", block.prefix + text + block.suffix)


@dataclass(slots=True)
class _Paragraph:
    """The text of a block as it grows, with its anchors and marks."""

    xml: str
    base: str
    text: str = ""
    anchors: list[Anchor] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    joins: bool = False
    """Whether the next run stands beside the last one, in the same link or in none."""

    def take(self, units: list[Unit]) -> None:
        """Add the content of these units."""
        for unit in units:
            element = unit.elements[0]
            if unit.run is not None:
                self._run(list(unit.elements), unit.run)
            elif unit.is_field:
                self._field(unit)
            elif element.name == "w:r":
                children = list(elements(self.xml, element.inner_start, element.inner_end))
                self._run(children, format_of(self.xml, element))
            elif element.name in WRAPPERS and has_words(self.xml, element):
                self._wrapper(element)
            elif element.name not in _SILENT:
                self._point(self.xml[element.start : element.end])

    def _run(self, children: list[Element], properties: str) -> None:
        begun = len(self.text)
        other = _LANG.sub("", properties) != _LANG.sub("", self.base)
        for child in children:
            if is_text(self.xml, child):
                self._words(child)
            elif child.name == "w:noBreakHyphen":
                self.anchors.append(Anchor(len(self.text), child.start))
                self.text += "\u2011"
            elif child.name != "w:rPr" and child.name not in _SILENT:
                if child.name in BREAKS and self.text and not self.text.endswith(" "):
                    self.anchors.append(Anchor(len(self.text), child.start))
                    self.text += " "
                raw = self.xml[child.start : child.end]
                self._point(f"<w:r>{properties}{raw}</w:r>")
        if other and len(self.text) > begun:
            self._format_over(begun, properties)
        self.joins = True

    def _words(self, element: Element) -> None:
        """Text, of which each reference (`&amp;`) is a character of its own."""
        at = element.inner_start
        for piece in re.split(r"(&[^;]+;)", self.xml[element.inner_start : element.inner_end]):
            if piece:
                self.anchors.append(Anchor(len(self.text), at))
                self.text += html.unescape(piece)
                at += len(piece)

    def _format_over(self, begun: int, properties: str) -> None:
        """The words from `begun` on are formatted in another way than most."""
        opening = _RUN_CLOSE + _opening(properties)
        last = self.marks[-1] if self.marks and self.joins else None
        if last and last.end == begun and last.opening == opening:  # one format over several runs
            self.marks[-1] = replace(last, end=len(self.text))
            return
        closing = _RUN_CLOSE + _opening(self.base)
        self.marks.append(Mark(begun, len(self.text), opening, closing, label="format"))

    def _wrapper(self, element: Element) -> None:
        """A link, a content control or an inserted change around runs."""
        begun = len(self.text)
        self.joins = False
        found = units(self.xml, list(elements(self.xml, element.inner_start, element.inner_end)))
        with_words = [place for place, unit in enumerate(found) if unit.has_words(self.xml)]
        inside = found[with_words[0] : with_words[-1] + 1]
        self.take(inside)
        self.joins = False
        opening = _RUN_CLOSE + self.xml[element.start : inside[0].start] + _opening(self.base)
        closing = _RUN_CLOSE + self.xml[inside[-1].end : element.end] + _opening(self.base)
        carries = element.name in {"w:hyperlink", "w:sdt", "w:fldSimple"}
        label = _label(element.name)
        self.marks.append(Mark(begun, len(self.text), opening, closing, carries, label))

    def _field(self, unit: Unit) -> None:
        """A field (a cross-reference, a page number): its code goes before the words it gives.

        One with another in it, or without words, stands for itself as a whole.
        """
        inside = field_content(self.xml, unit)
        if inside is None:
            self._point(self.xml[unit.start : unit.end])
            return
        begun = len(self.text)
        self.joins = False
        self.take([Unit((element,), element.start, element.end) for element in inside])
        self.joins = False
        opening = _RUN_CLOSE + self.xml[unit.start : inside[0].start] + _opening(self.base)
        closing = _RUN_CLOSE + self.xml[inside[-1].end : unit.end] + _opening(self.base)
        self.marks.append(
            Mark(begun, len(self.text), opening, closing, carries=True, label="field")
        )

    def _point(self, raw: str) -> None:
        """What stands between words and has none."""
        at = len(self.text)
        names = [name for name in _NAME.findall(raw) if name not in {"r", "rPr", "rStyle"}]
        whole = _RUN_CLOSE + raw + _opening(self.base)
        name = names[0] if names else "format"
        fallback: Literal["", "start", "end"] = ""
        if name.endswith("Start"):
            fallback = "start"
        elif name.endswith("End") or name == "commentReference":
            fallback = "end"
        label = _label(name)
        self.marks.append(Mark(at, at, whole, carries=True, label=label, fallback=fallback))


def _label(name: str) -> str:
    """What people call an element."""
    name = name.removeprefix("w:")
    return _LABELS.get(name, name)
