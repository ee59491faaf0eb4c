"""JSON Lines (https://jsonlines.org): an object on each line, of which some strings change.

The standard library's parser judges each line; where its strings stand is worked out here, since
that parser does not tell. A field in an object is named by its path, as "body.text"; the elements
of a list have the name of the list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from eenvoudig._errors import InputError
from eenvoudig.formats._records import Records, Value

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]')
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)
_BEYOND_ASCII = re.compile(r"\\u(?!00[0-7])", re.IGNORECASE)


def find(name: str, source: str) -> Records:
    """All strings of the records, and how to write others as this file writes them.

    Raises:
        InputError: a line is no JSON object.
    """
    values: list[Value] = []
    start = 0
    for number, line in enumerate(source.split("\n"), 1):
        if line.strip():
            _check(name, number, line)
            values += _strings(line, number, start)
        start += len(line) + 1
    ascii_only = source.isascii() and _BEYOND_ASCII.search(source) is not None
    slashes = r"\/" in source

    def encode(value: Value, text: str) -> str:
        del value
        raw = json.dumps(text, ensure_ascii=ascii_only)[1:-1]
        return raw.replace("/", r"\/") if slashes else raw

    names = dict.fromkeys(value.field for value in values if value.text.strip())
    return Records(tuple(names), tuple(values), _ESCAPE, encode)


def _check(name: str, number: int, line: str) -> None:
    try:
        record = json.loads(line, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise InputError(
            "Line {line} of {name} is no JSON: {reason} at character {column}.",
            "Each line holds one whole record, as {{...}}.",
            name=name,
            line=number,
            reason=error.msg,
            column=error.colno,
        ) from None
    except RecursionError:
        raise InputError(
            "Line {line} of {name} is nested too deeply to be read.",
            "Check where the file comes from.",
            name=name,
            line=number,
        ) from None
    if not isinstance(record, dict):
        raise InputError(
            "Line {line} of {name} is no record with fields.",
            "Each line holds one whole record, as {{...}}.",
            name=name,
            line=number,
        )


def _strings(line: str, number: int, start: int) -> Iterator[Value]:
    """The strings of a line that is JSON, less those that are names of fields."""
    path: list[str | None] = []
    """For each object or list that we are in the field that we are at; None in a list."""
    at_name = False
    for token in _TOKEN.finditer(line):
        match token[0]:
            case "{":
                path.append("")
                at_name = True
            case "[":
                path.append(None)
                at_name = False
            case "}" | "]":
                path.pop()
            case ",":
                at_name = path[-1] is not None
            case ":":
                at_name = False
            case raw if at_name:
                path[-1] = json.loads(raw)
            case raw:
                field = ".".join(key for key in path if key is not None)
                begin, end = start + token.start() + 1, start + token.end() - 1
                yield Value(field, number, begin, end, json.loads(raw))
