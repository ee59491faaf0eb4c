"""XML of translators' programs, parsed so that nothing outside the file is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, TreeBuilder

from eenvoudig._errors import InputError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LARGEST = 100_000_000
"""Bytes of a file that is still read: some hundred thousand segments."""
_DEEPEST = 200
"""Elements that may lie in one another; groups in groups take some twenty."""


class _TooDeepError(Exception):
    """Elements lie too deep in one another."""


class _Builder(TreeBuilder):
    """A tree that stops growing where it gets too deep."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str], /) -> Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeepError
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse(name: str, data: bytes) -> Element:
    """The root of an XML file; a document type may be named in it, entities may not be declared.

    Raises:
        InputError: it is too large, nests too deep, declares entities, or is no XML.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    if len(data) > _LARGEST:
        raise InputError(
            "{name} is larger than {size} MB; that is not read.",
            "Split it in parts.",
            name=name,
            size=_LARGEST // 1_000_000,
        )
    parser = DefusedXMLParser(target=_Builder())
    try:
        parser.feed(data)
        root: Element = parser.close()
    except ParseError as error:
        line, column = error.position
        raise InputError(
            "{name} is no XML: line {line}, column {column} cannot be read ({reason}).",
            "Export it anew from the program that made it.",
            name=name,
            line=line,
            column=column + 1,
            reason=str(error).split(":")[0],
        ) from error
    except (DefusedXmlException, _TooDeepError, LookupError, ValueError) as error:
        raise InputError(
            "{name} declares entities, nests too deep or is in no known encoding: it is not read.",
            "Check where the file comes from.",
            name=name,
        ) from error
    return root


def local_name(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
