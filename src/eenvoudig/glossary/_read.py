"""Reading glossary files: CSV as spreadsheets write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from eenvoudig._errors import GlossaryError
from eenvoudig.glossary._forms import fold
from eenvoudig.glossary._terms import Mode, Pos, Term

COLUMNS = (
    "term",
    "abbreviation",
    "pos",
    "gender",
    "english",
    "english_abbreviation",
    "plain",
    "explanation",
    "mode",
    "source",
    "note",
)
"""The columns of a glossary file, in the order of the shipped ones; only the first is needed."""

_SEVERAL = "|"

_Choice = TypeVar("_Choice", bound=StrEnum)


class _Gender(StrEnum):
    NONE = ""
    DE = "de"
    HET = "het"


def read(path: Path) -> Iterator[Term]:
    """The terms of a file, in its order.

    Comma, semicolon (as a Dutch Excel writes) and tab are read, with or without a byte order mark.
    `term`, `abbreviation` and `english` may hold several forms with " | " between them, the
    preferred one first; `plain` may hold a singular and a plural.

    Raises:
        GlossaryError: the file cannot be read, or a line is wrong; the message names file and line.
    """
    for _, row in rows(path):
        if isinstance(row, GlossaryError):
            raise row
        yield row


def rows(path: Path) -> Iterator[tuple[int, Term | GlossaryError]]:
    """The lines of a file from the second on: each one's number, and its term or what is wrong.

    Raises:
        GlossaryError: the file as a whole cannot be read.
    """
    text = _text(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    seen: dict[str, int] = {}
    columns: Sequence[str] = ()
    try:
        for cells in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in cells) or cells[0].startswith("sep="):
                continue
            if not columns:
                columns = _header(path, line, cells)
                continue
            try:
                yield line, _term(path, line, _cells(path, line, columns, cells), seen)
            except GlossaryError as fault:
                yield line, fault
    except csv.Error as error:
        raise GlossaryError(
            "{path}, line {line}: this is no CSV ({reason}).",
            "Check the quotation marks on this line and the line before it.",
            path=path,
            line=reader.line_num,
            reason=error,
        ) from error
    if not columns:
        raise GlossaryError(
            "{path}: the file is empty.",
            "The first line has to name the columns: {columns}.",
            path=path,
            columns=",".join(COLUMNS),
        )


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GlossaryError(
            "{path}: the glossary cannot be read ({reason}).",
            "Check the name and whether you may read the file.",
            path=path,
            reason=error.strerror,
        ) from error
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


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: whichever the line that names the columns has most of."""
    header = next((row for row in text.splitlines() if "term" in row.casefold()), "")
    return max(",;\t", key=header.count)


def _header(path: Path, line: int, cells: Sequence[str]) -> Sequence[str]:
    columns = [cell.strip().casefold() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    for column in columns:
        if column not in COLUMNS or columns.count(column) > 1:
            raise GlossaryError(
                "{path}, line {line}: the column {column!r} is unknown or there twice.",
                "The columns are {columns}.",
                path=path,
                line=line,
                column=column,
                columns=", ".join(COLUMNS),
            )
    if "term" not in columns:
        raise GlossaryError(
            "{path}, line {line}: there is no column 'term'.",
            "The first line has to name the columns: {columns}.",
            path=path,
            line=line,
            columns=",".join(COLUMNS),
        )
    return columns


def _cells(path: Path, line: int, columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells of one line by column, their spaces tidied."""
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise GlossaryError(
            "{path}, line {line}: there are {cells} cells for {columns} columns.",
            "Put quotation marks around a cell that has the separator in it.",
            path=path,
            line=line,
            cells=len(cells),
            columns=len(columns),
        )
    return {column: " ".join(cell.split()) for column, cell in zip(columns, cells, strict=False)}


def _term(path: Path, line: int, row: dict[str, str], seen: dict[str, int]) -> Term:
    """The term of one line."""
    for column, cell in row.items():
        if cell.startswith("="):
            raise GlossaryError(
                "{path}, line {line}: the cell under {column!r} is a formula.",
                "Put its value there.",
                path=path,
                line=line,
                column=column,
            )
    term, abbreviation, english, plain = (
        _several(row.get(column, "")) for column in ("term", "abbreviation", "english", "plain")
    )
    if not term:
        raise GlossaryError(
            "{path}, line {line}: the term is missing.",
            "Give the full Dutch form in the column 'term'.",
            path=path,
            line=line,
        )
    first = seen.setdefault(fold(term[0]), line)
    if first != line:
        raise GlossaryError(
            "{path}, line {line}: {term!r} is on line {first} already.",
            "Leave one of them out.",
            path=path,
            line=line,
            first=first,
            term=term[0],
        )
    mode = _choice(Mode, row.get("mode") or Mode.TRANSLATE, path, line, "mode")
    pos = _choice(Pos, row.get("pos") or Pos.NOUN, path, line, "pos")
    _choice(_Gender, row.get("gender", ""), path, line, "gender")
    if not english and mode is Mode.KEEP:
        english = term[:1]
    if not english:
        raise GlossaryError(
            "{path}, line {line}: {term!r} has no English.",
            "Give its English name, or the mode 'keep' if it is a name that stays as it is.",
            path=path,
            line=line,
            term=term[0],
        )
    return Term(
        term=term[0],
        abbreviation=abbreviation[0] if abbreviation else "",
        pos=pos,
        gender=row.get("gender", ""),
        english=english[0],
        english_abbreviation=row.get("english_abbreviation", ""),
        plain=plain[0] if plain else "",
        plain_plural=plain[1] if len(plain) > 1 else "",
        explanation=row.get("explanation", ""),
        mode=mode,
        source=row.get("source", ""),
        note=row.get("note", ""),
        domain=path.stem,
        also_term=term[1:],
        also_abbreviation=abbreviation[1:],
        also_english=english[1:],
    )


def _several(cell: str) -> tuple[str, ...]:
    """The forms in a cell, the preferred one first."""
    return tuple(form.strip() for form in cell.split(_SEVERAL) if form.strip())


def _choice(choices: type[_Choice], value: str, path: Path, line: int, column: str) -> _Choice:
    try:
        return choices(value)
    except ValueError:
        raise GlossaryError(
            "{path}, line {line}: {value!r} is no {column}.",
            "Choose one of: {choices}.",
            path=path,
            line=line,
            value=value,
            column=column,
            choices=", ".join(filter(None, choices)),
        ) from None
