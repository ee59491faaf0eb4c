"""What formats made of XML share: refusing what is unsafe, and making words safe."""

from __future__ import annotations

import html
import re

MAX_DEPTH = 300
"""Elements that may lie in one another; tables in tables in a text box take some thirty."""
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no place for."""


class _TooDeepError(Exception):
    """Elements lie too deep in one another."""


class _Depth:
    """Takes what a parser finds and keeps nothing of it but how deep it is."""

    def __init__(self) -> None:
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        del tag, attributes
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _TooDeepError

    def end(self, tag: str) -> None:
        del tag
        self._depth -= 1

    def close(self) -> None:
        return None


def is_safe(xml: str) -> bool:
    """Whether it is XML, declares no entities or document type, and does not nest too deep."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=_Depth(), forbid_dtd=True)
    try:
        parser.feed(xml.encode())
        parser.close()
    except (ParseError, DefusedXmlException, _TooDeepError, ValueError, LookupError):
        return False
    return True


def without_cdata(xml: str) -> str:
    """The same XML with its CDATA sections as ordinary text, so that `<` always opens a tag."""
    return _CDATA.sub(lambda found: escape(found[1]), xml) if "<![CDATA[" in xml else xml


def escape(text: str) -> str:
    """Words as they stand in XML."""
    return html.escape(_NO_XML.sub("", text), quote=False)
