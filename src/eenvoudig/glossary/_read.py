"""Reading glossary files, by the form that their name says they have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from eenvoudig._errors import GlossaryError
from eenvoudig.glossary._csv import csv_rows
from eenvoudig.glossary._terms import Term

MOST_ENTRIES = 200_000
"""More than any terminology has; a file with more is something else."""


def read(path: Path) -> Iterator[Term]:
    """The terms of a file, in its order.

    `.yaml` and `.yml` are YAML, `.tbx` is TBX; every other name is CSV: comma, semicolon (as a
    Dutch Excel writes) or tab, with or without a byte order mark. `term`, `abbreviation` and
    `english` may hold several forms with " | " between them, the preferred one first; `plain` may
    hold a singular and a plural.

    Raises:
        GlossaryError: the file cannot be read, or an entry is wrong; the message names file and
            line.
    """
    for _, row in rows(path):
        if isinstance(row, GlossaryError):
            raise row
        yield row


def rows(path: Path) -> Iterator[tuple[int, Term | GlossaryError]]:
    """The entries of a file: each one's line, and its term or what is wrong with it.

    Raises:
        GlossaryError: the file as a whole cannot be read.
    """
    found = _rows(path)
    yield from islice(found, MOST_ENTRIES)
    if next(found, None) is not None:
        raise GlossaryError(
            "{path}: there are more than {count} entries.",
            "That is no glossary; is it the right file?",
            path=path,
            count=MOST_ENTRIES,
        )


def _rows(path: Path) -> Iterator[tuple[int, Term | GlossaryError]]:
    suffix = path.suffix.casefold()
    if suffix == ".tbx":
        from eenvoudig.glossary._tbx import tbx_rows

        return tbx_rows(path, _content(path))
    text = _text(path)
    if suffix in {".yaml", ".yml"}:
        from eenvoudig.glossary._yaml import yaml_rows

        return yaml_rows(path, text)
    return csv_rows(path, text)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GlossaryError(
            "{path}: the glossary cannot be read ({reason}).",
            "Check the name and whether you may read the file.",
            path=path,
            reason=error.strerror,
        ) from error


def _text(path: Path) -> str:
    content = _content(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryError(
            "{path}, line {line}: this is not UTF-8.",
            'Save it anew as "CSV UTF-8".',
            path=path,
            line=content.count(b"\n", 0, error.start) + 1,
        ) from error
    if "\0" in text:
        raise GlossaryError(
            "{path}, line {line}: this is no text file.",
            'Save the spreadsheet as "CSV UTF-8".',
            path=path,
            line=text.count("\n", 0, text.index("\0")) + 1,
        )
    return text
