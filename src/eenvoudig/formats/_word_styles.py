"""What the paragraph styles of a Word file say of a paragraph: heading, list item or neither."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_STYLE = re.compile(r"<w:style (?=[^>]*w:type=\"paragraph\")([^>]*)>(.*?)</w:style>", re.DOTALL)
_ID = re.compile(r'w:styleId="([^"]*)"')
_NAME = re.compile(r'<w:name w:val="([^"]*)"')
_BASE = re.compile(r'<w:basedOn w:val="([^"]*)"')
_OUTLINE = re.compile(r'<w:outlineLvl w:val="([0-8])"')
_NUMBERING = re.compile(r"<w:numPr>(.*?)</w:numPr>", re.DOTALL)
_NUMBER = re.compile(r'<w:numId w:val="(\d+)"')
_DEPTH = re.compile(r'<w:ilvl w:val="(\d+)"')
_LONGEST = 100
"""How many styles may build on one another; a circle ends there too."""
_HEADING = re.compile(r"(?:heading|kop|titre)\s*(\d)|(title|titel)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style, or a paragraph's own properties, say.

    Attributes:
        heading: the heading's level from 1; 0 for no heading, None where nothing is said.
        depth: the list item's depth from 1; 0 for no list item, None where nothing is said.
    """

    heading: int | None = None
    depth: int | None = None

    def over(self, other: Style) -> Style:
        """This where it says something, else the other."""
        return Style(
            other.heading if self.heading is None else self.heading,
            other.depth if self.depth is None else self.depth,
        )


def styles_of(xml: str) -> Mapping[str, Style]:
    """The paragraph styles of `word/styles.xml`, each with what it has from its base, by id."""
    own: dict[str, tuple[Style, str]] = {}
    for attributes, inside in _STYLE.findall(xml):
        name = _first(_NAME, inside)
        own[_first(_ID, attributes)] = (stated(inside).over(by_name(name)), _first(_BASE, inside))
    return {name: _inherited(name, own) for name in own}


def _inherited(name: str, own: Mapping[str, tuple[Style, str]]) -> Style:
    """What a style says with what its bases say; a chain of hundreds is a mistake."""
    style = Style()
    for _ in range(_LONGEST):
        if name not in own:
            break
        style, name = style.over(own[name][0]), own[name][1]
    return style


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def stated(properties: str) -> Style:
    """What properties (`w:pPr`, or those of a style) say themselves."""
    outline = _OUTLINE.search(properties)
    numbering = _NUMBERING.search(properties)
    depth = None
    if numbering:
        number, level = _NUMBER.search(numbering[1]), _DEPTH.search(numbering[1])
        none = number is not None and number[1] == "0"  # it takes the style's numbering away
        depth = 0 if none else 1 + int(level[1] if level else 0)
    return Style(int(outline[1]) + 1 if outline else None, depth)


def by_name(name: str) -> Style:
    """What the name of a style says: "heading 2", "Kop 2", "Title"."""
    heading = _HEADING.match(name)
    return Style(int(heading[1] or 1)) if heading else Style()
