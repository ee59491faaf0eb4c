"""From bytes to text: only what is certain, and a clear word where it is not."""

from __future__ import annotations

import codecs

from eenvoudig._errors import InputError, UsageError

MAX_PARAGRAPH = 200_000
"""Characters that one line may hold: far above any paragraph, far below what stops the program."""

_MAGIC = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "docx/odt/zip",
    b"\xd0\xcf\x11\xe0": "doc (Word 97-2003)",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "gzip",
}


def decode(
    data: bytes, name: str, encoding: str | None = None, *, longest: int = MAX_PARAGRAPH
) -> str:
    """The text in `data`, without byte order mark.

    Args:
        data: the whole file.
        name: what error messages call it.
        encoding: how it is encoded; None takes UTF-8 (or UTF-16 where its mark says so).
        longest: characters that a line may have.

    Raises:
        InputError: it is empty, binary, in another encoding, or has a line that is no text.
        UsageError: there is no such encoding.
    """
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(
                "{name} is a {kind} file; that format is not read yet.",
                "A Word file has the suffix .docx; save others as .docx, .html, .md or .txt, or "
                "pass their text on standard input.",
                name=name,
                kind=kind,
            )
    text = _decode(data, name, encoding).lstrip("\ufeff")  # files joined have more marks than one
    if "\0" in text:
        raise InputError("{name} is a binary file, not text.", "Give a text file.", name=name)
    if not text.strip():
        raise InputError("{name} is empty.", "Give a file with text in it.", name=name)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > longest:
            raise InputError(
                "Line {line} of {name} has {length} characters; at most {limit} are read as one "
                "paragraph.",
                "Check that it is running text, and put each paragraph on a line of its own.",
                name=name,
                line=number,
                length=len(line),
                limit=longest,
            )
    return text


def _decode(data: bytes, name: str, encoding: str | None) -> str:
    if encoding is None:
        utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        encoding = "utf-16" if utf16 else "utf-8-sig"
    try:
        return data.decode(encoding)
    except LookupError:
        raise UsageError(
            "There is no encoding {encoding}.",
            "Give one that Python knows, such as utf-8 or cp1252.",
            encoding=encoding,
        ) from None
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise InputError(
                "{name} is a binary file, not text.", "Give a text file.", name=name
            ) from None
        if encoding != "utf-8-sig":
            raise InputError(
                "{name} is not {encoding} text: byte {position} cannot be read.",
                "Leave --encoding out, or give the encoding that the text has.",
                name=name,
                encoding=encoding,
                position=error.start + 1,
            ) from None
        raise InputError(
            "{name} is not UTF-8 text: byte {position} cannot be read.",
            "Dutch text that is not UTF-8 is mostly Windows-1252: try --encoding cp1252, or save "
            "the file as UTF-8.",
            name=name,
            position=error.start + 1,
        ) from None
