"""CSV (RFC 4180, and what spreadsheets make of it): the values of some columns change.

The standard library's reader does not tell where a value stands or whether it was quoted, and its
writer quotes all values alike; so the rows are found here. The first row holds the names of the
columns. What parts the values is the comma, semicolon, tab or bar that the first row has most of,
or what a line "sep=;" before it says, as Excel writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eenvoudig._errors import InputError
from eenvoudig.formats._records import Records, Value

_SEPARATOR = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"')
_LINE_END = re.compile(r"\r\n|\n|\r")
_ESCAPE = re.compile('""')
_SEPARATORS = ",;\t|"


def find(name: str, source: str) -> Records:
    """All values under the first row, and how to write others as this file writes them.

    Raises:
        InputError: a value's quote does not close, or a row has not as many values as the first.
    """
    said = _SEPARATOR.match(source)
    start = said.end() if said else 0
    separator = said[1] if said else _likely(source)
    values: list[Value] = []
    names: tuple[str, ...] | None = None
    for number, row in enumerate(_rows(name, source, start, separator)):
        if names is None:
            names = tuple(cell.strip().lstrip("\ufeff") for _, _, cell in row)
            continue
        if len(row) != len(names):
            raise InputError(
                "Line {line} of {name}: values in this row: {count}; in the first row: {columns}.",
                "Give each row a value for each column, and put a value with {separator} in it "
                "between quotes.",
                name=name,
                line=_line(source, row[0][0]),
                count=len(row),
                columns=len(names),
                separator=repr(separator)[1:-1],
            )
        values += [
            Value(field, number, *cell)
            for field, cell in zip(names, row, strict=True)
            if cell[2].strip()
        ]

    def encode(value: Value, text: str) -> str:
        quoted = source[value.start - 1 : value.start] == '"'
        raw = text.replace('"', '""')
        if quoted or not re.search(rf'["\r\n{re.escape(separator)}]', text):
            return raw
        return f'"{raw}"'

    return Records(names or (), tuple(values), _ESCAPE, encode)


def _likely(source: str) -> str:
    """What parts the values of the first row."""
    first = _LINE_END.split(_QUOTED.sub("", source), maxsplit=1)[0]
    return max(_SEPARATORS, key=first.count)


def _rows(
    name: str, source: str, start: int, separator: str
) -> Iterator[list[tuple[int, int, str]]]:
    """For each row that is not empty its values: where each begins and ends, and what it is."""
    plain = re.compile(rf"[^\r\n{re.escape(separator)}]*")
    row: list[tuple[int, int, str]] = []
    at = start
    while at <= len(source):
        if source[at : at + 1] == '"':
            found = _QUOTED.match(source, at)
            after = source[found.end() : found.end() + 1] if found else "x"
            if found is None or after not in {"", separator, "\r", "\n"}:
                raise InputError(
                    "Line {line} of {name}: the quote before a value does not close at its end.",
                    "Put a quote after the value; a quote in it is written twice.",
                    name=name,
                    line=_line(source, at),
                )
            row.append((at + 1, found.end() - 1, found[0][1:-1].replace('""', '"')))
            at = found.end()
        elif bare := plain.match(source, at):  # it always does
            row.append((at, bare.end(), bare[0]))
            at = bare.end()
        if source[at : at + 1] == separator:
            at += 1
            continue
        if len(row) > 1 or row[0][2]:
            yield row
        row = []
        end = _LINE_END.match(source, at)
        at = end.end() if end else len(source) + 1


def _line(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1
