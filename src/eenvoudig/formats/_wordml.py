"""WordprocessingML as text: the elements of a paragraph, and what of them stays together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TAG = re.compile(r"""<(/?)([\w:.-]+)((?:[^<>"'/]|"[^"<]*"|'[^'<]*'|/(?!>))*)(/?)>|<[!?][^>]*>""")
"""A tag: whether it closes, its name, its attributes, whether it stands alone."""
WRAPPERS = frozenset(
    (
        *("w:hyperlink", "w:ins", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple"),
        *("w:customXml", "w:moveTo", "w:bdo", "w:dir"),
    )
)
"""Elements around runs."""
BREAKS = frozenset(("w:tab", "w:br", "w:cr", "w:ptab"))
"""What in a run ends a line or a column: what comes after it is another block."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the XML: its name, where it stands, where its content does."""

    name: str
    start: int
    end: int
    inner_start: int
    inner_end: int


def elements(xml: str, start: int, end: int) -> Iterator[Element]:
    """The elements between two offsets, not those inside them."""
    depth = 0
    begun = inner = start
    name = ""
    for found in TAG.finditer(xml, start, end):
        closing, tag, _, alone = found.groups()
        if tag is None:
            continue
        if closing:
            depth -= 1
            if depth == 0:
                yield Element(name, begun, found.end(), inner, found.start())
        elif alone:
            if depth == 0:
                yield Element(tag, found.start(), found.end(), found.end(), found.end())
        else:
            if depth == 0:
                name, begun, inner = tag, found.start(), found.end()
            depth += 1


def content_of(xml: str, wrapper: Element) -> tuple[int, int]:
    """Where a wrapper's runs stand: in a content control not its properties."""
    if wrapper.name == "w:sdt":
        for child in elements(xml, wrapper.inner_start, wrapper.inner_end):
            if child.name == "w:sdtContent":
                return child.inner_start, child.inner_end
    return wrapper.inner_start, wrapper.inner_end


@dataclass(frozen=True, slots=True)
class Unit:
    """What of a paragraph stays together: an element, a whole field, or a part of a run.

    Attributes:
        elements: the elements; of a part of a run its content.
        start: where it stands in the XML.
        end: the offset after it.
        run: the run's format, where this is a part of a run.
        before: what the XML needs before what takes this unit's place, where it begins in a run.
        after: what it needs after it, where it ends in a run.
    """

    elements: tuple[Element, ...]
    start: int
    end: int
    run: str | None = None
    before: str = ""
    after: str = ""

    @property
    def is_field(self) -> bool:
        """Whether it is a field in several runs."""
        return len(self.elements) > 1 and self.run is None

    def has_words(self, xml: str) -> bool:
        """Whether there are words in it that are read."""
        if self.run is not None:
            return any(is_text(xml, e) and e.inner_end > e.inner_start for e in self.elements)
        return any(has_words(xml, element) for element in self.elements)


def units(xml: str, children: list[Element]) -> list[Unit]:
    """The elements of a paragraph or wrapper, each field's runs together."""
    found: list[Unit] = []
    field_: list[Element] = []
    depth = 0
    for child in children:
        raw = xml[child.start : child.end]
        change = raw.count('w:fldCharType="begin"') - raw.count('w:fldCharType="end"')
        whole = child.name == "w:r" and "w:fldCharType=" in raw
        if depth or (whole and change > 0):
            field_.append(child)
            depth += change
            if depth <= 0:
                found.append(Unit(tuple(field_), field_[0].start, child.end))
                field_, depth = [], 0
        else:
            found.append(Unit((child,), child.start, child.end))
    found += [Unit((child,), child.start, child.end) for child in field_]
    return found


def is_text(xml: str, element: Element) -> bool:
    """Whether an element of a run is text; Word has no elements in one, a damaged file may."""
    return element.name == "w:t" and "<" not in xml[element.inner_start : element.inner_end]


def has_words(xml: str, element: Element) -> bool:
    """Whether an element of a paragraph has words that are read."""
    if element.name == "w:r":
        return any(
            is_text(xml, child) and child.inner_end > child.inner_start
            for child in elements(xml, element.inner_start, element.inner_end)
        )
    return element.name in WRAPPERS and any(
        has_words(xml, child) for child in elements(xml, element.inner_start, element.inner_end)
    )


def format_of(xml: str, run: Element) -> str:
    """The markup of a run's format (`w:rPr`), or nothing."""
    for child in elements(xml, run.inner_start, run.inner_end):
        return xml[child.start : child.end] if child.name == "w:rPr" else ""
    return ""


def field_content(xml: str, unit: Unit) -> tuple[Element, ...] | None:
    """The elements with the words that a field gives; None for one without, or with one in it."""
    ends = [
        place
        for place, element in enumerate(unit.elements)
        if 'w:fldCharType="separate"' in xml[element.start : element.end]
    ]
    nested = xml.count('w:fldCharType="begin"', unit.start, unit.end) > 1
    outcome = unit.elements[ends[0] + 1 : -1] if len(ends) == 1 and not nested else ()
    return outcome if any(has_words(xml, element) for element in outcome) else None
