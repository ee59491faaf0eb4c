"""TMX 1.4 from a translation memory: each unit's Dutch is the text, its new text is added to it.

A unit that has English or plain Dutch (`nl-simple`) already is left alone. All else stays byte for
byte.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from eenvoudig._errors import InputError
from eenvoudig.document import Block, BlockKind, Document, Note, NoteKind, Span
from eenvoudig.formats._bilingual import Element, Words, decoded, elements, encoded
from eenvoudig.formats._marks import Renderings
from eenvoudig.formats._splice import splice

_LANGUAGE = "\ufdd0"
"""In the place of the new text's language, which is known when it is written."""
PLAIN = "nl-simple"
"""Dutch in a simplified form. Source: IANA Language Subtag Registry, variant `simple`."""
_CODES = {"en": "en-GB", "nl": PLAIN}


def is_one(data: bytes) -> bool:
    """Whether a file's content is TMX, whatever the file is called."""
    return b"<tmx" in data[:2000] or "<tmx".encode("utf-16-le") in data[:2000]


def read(name: str, data: bytes) -> Document:
    """A document whose blocks are the units' Dutch.

    Raises:
        InputError: it is no XML, or no TMX.
    """
    xml = decoded(name, data)
    root = next(elements(xml, 0, len(xml)))
    if root.name != "tmx":
        raise InputError(
            "{name} is no TMX.",
            "Export it anew from the program that made it.",
            name=name,
        )
    blocks = []
    done = 0
    for body in elements(xml, root.inner_start, root.inner_end):
        for unit in elements(xml, body.inner_start, body.inner_end) if body.name == "body" else ():
            variants = {
                _language(v): v
                for v in elements(xml, unit.inner_start, unit.inner_end)
                if v.name == "tuv"
            }
            dutch = next((v for code, v in variants.items() if _is_dutch(code)), None)
            seg = _seg(xml, dutch) if dutch else None
            if dutch is None or seg is None:
                continue
            words = Words(xml).take(seg.inner_start, seg.inner_end)
            if any(_is_new(code) for code in variants):
                done += 1
            elif words.text.strip():
                blocks.append(_block(xml, unit, dutch, words))
    notes = [Note(NoteKind.UNREAD, f"{done}× unit that has its target", Span(0, 0))] * bool(done)
    return Document(name, xml, tuple(blocks), notes=tuple(notes), container=data)


def write(
    document: Document,
    outputs: Mapping[int, str],
    language: str,
    renderings: Renderings,
    tails: Mapping[int, str],
) -> tuple[str, tuple[Note, ...]]:
    """The file with the new text in each unit; also where it is that of the source."""
    if not outputs:
        return document.source, ()
    code = _CODES[language]
    return splice(
        document,
        outputs,
        renderings,
        {**dict.fromkeys(outputs, ""), **tails},
        lambda *_: lambda words: html.escape(words, quote=False),
        lambda block, words: block.prefix.replace(_LANGUAGE, code) + words + block.suffix,
    )


def pack(document: Document, source: str, language: str) -> bytes:
    """The file with this XML."""
    del language  # it stands in the XML
    return encoded(source, document.container)


def _language(variant: Element) -> str:
    values = variant.attributes
    return values.get("xml:lang", values.get("lang", "")).casefold()


def _is_dutch(code: str) -> bool:
    return code.partition("-")[0] == "nl" and not _is_new(code)


def _is_new(code: str) -> bool:
    return code.partition("-")[0] == "en" or code == _CODES["nl"]


def _seg(xml: str, variant: Element) -> Element | None:
    found = elements(xml, variant.inner_start, variant.inner_end)
    return next((e for e in found if e.name == "seg"), None)


def _block(xml: str, unit: Element, dutch: Element, words: Words) -> Block:
    """A block whose place is taken by the Dutch as it was, and the new text after it."""
    indent = re.search(r"\n[ \t]*$", xml[unit.inner_start : dutch.start])
    new = f'{indent[0] if indent else ""}<tuv xml:lang="{_LANGUAGE}"><seg>'
    return Block(
        BlockKind.PARAGRAPH,
        words.text,
        Span(dutch.start, dutch.end),
        tuple(words.anchors),
        prefix=xml[dutch.start : dutch.end] + new,
        suffix="</seg></tuv>",
        marks=words.codes,
    )
