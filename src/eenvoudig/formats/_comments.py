"""Comments in a Word file: ours, after those that are there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from eenvoudig.formats._xml import escape

_PART = "word/comments.xml"
_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MAIN = re.compile(r"word/document\d*\.xml")
_ID = re.compile(r'<w:comment [^>]*w:id="(\d+)"')
_WORDML = re.compile(r'xmlns:w="([^"]*)"')
_CLOSING = re.compile(r"</w:comments>\s*$|/>\s*$")


@dataclass(slots=True)
class Commenter:
    """Numbers the comments, and puts them into the file.

    Attributes:
        container: the file as it was.
        stamp: the attributes that say by whom and when.
        texts: the comments so far; each line is a paragraph.
    """

    container: bytes
    stamp: str
    texts: list[str] = field(default_factory=list)
    _first: int = 0

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.container)) as packed:
            there = packed.read(_PART).decode("utf-8-sig") if _PART in packed.namelist() else ""
        self._first = 1 + max((int(number) for number in _ID.findall(there)), default=-1)

    def add(self, text: str) -> int:
        """The number of a new comment."""
        self.texts.append(text)
        return self._first + len(self.texts) - 1

    def add_to(self, data: bytes) -> bytes:
        """The file with the comments."""
        if not self.texts:
            return data
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(data)) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            entries = {info.filename: old.read(info) for info in old.infolist()}
            changed = self._changed(entries)
            for info in old.infolist():
                new.writestr(info, changed.pop(info.filename, entries[info.filename]))
            for name, content in changed.items():
                new.writestr(name, content)
        return out.getvalue()

    def _changed(self, entries: Mapping[str, bytes]) -> dict[str, bytes]:
        """The parts that change, and those that are new."""
        main = next(name for name in entries if _MAIN.fullmatch(name))
        wordml = _WORDML.search(entries[main].decode("utf-8-sig"))
        namespace = wordml[1] if wordml else ""
        ours = "".join(self._comment(n, text) for n, text in enumerate(self.texts, self._first))
        if _PART in entries:
            there = entries[_PART].decode("utf-8-sig")
            opened = _CLOSING.sub(lambda tag: ">" if tag[0].startswith("/") else "", there)
            return {_PART: f"{opened}{ours}</w:comments>".encode()}
        relations = f"word/_rels/{main.removeprefix('word/')}.rels"
        office = (
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
            if "purl.oclc.org" in namespace
            else "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        )
        return {
            _TYPES: _with(
                entries.get(_TYPES, b""),
                "Types",
                "http://schemas.openxmlformats.org/package/2006/content-types",
                f'<Override PartName="/{_PART}" ContentType="{_TYPE}"/>',
            ),
            relations: _with(
                entries.get(relations, b""),
                "Relationships",
                "http://schemas.openxmlformats.org/package/2006/relationships",
                f'<Relationship Id="eenvoudigComments" Type="{office}/comments" '
                'Target="comments.xml"/>',
            ),
            _PART: (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                f'<w:comments xmlns:w="{namespace}">{ours}</w:comments>'
            ).encode(),
        }

    def _comment(self, number: int, text: str) -> str:
        first, *others = text.split("\n")
        paragraphs = [
            f"<w:p><w:r><w:annotationRef/></w:r>{_run(first)}</w:p>",
            *(f"<w:p>{_run(line)}</w:p>" for line in others),
        ]
        return (
            f'<w:comment w:id="{number}" {self.stamp} w:initials="e">'
            f"{''.join(paragraphs)}</w:comment>"
        )


def range_start(number: int) -> str:
    """The markup before what a comment is about."""
    return f'<w:commentRangeStart w:id="{number}"/>'


def range_end(number: int) -> str:
    """The markup after it."""
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def _run(text: str) -> str:
    # Smaller than most text, as comments are.
    size = '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
    words = escape(text)
    return f'<w:r>{size}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _with(xml: bytes, root: str, namespace: str, entry: str) -> bytes:
    """A list of a package with one more entry."""
    text = xml.decode("utf-8-sig") or f'<{root} xmlns="{namespace}"></{root}>'
    opened = re.sub(
        rf"</{root}>\s*$|/>\s*$", lambda tag: ">" if tag[0].startswith("/") else "", text
    )
    return f"{opened}{entry}</{root}>".encode()
