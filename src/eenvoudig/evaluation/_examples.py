"""Sources with their references."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from eenvoudig import formats
from eenvoudig._errors import InputError


@dataclass(frozen=True, slots=True)
class Example:
    """A Dutch text and what a person made of it."""

    source: str
    reference: str


def read_examples(path: Path, limit: int | None = None) -> list[Example]:
    """Read tab-separated lines (source, reference), or JSON Lines with those two fields.

    Args:
        path: a file whose name ends in .jsonl, or any other for tab-separated.
        limit: take no more than the first so many.

    Raises:
        InputError: the file is missing, is empty, or has a line that is no example.
    """
    parse = _from_json if path.suffix == ".jsonl" else _from_columns
    try:
        text = formats.decode(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(
            "{name} cannot be read: {reason}.",
            "Check the spelling and your rights to it.",
            name=path,
            reason=error.strerror,
        ) from None
    examples = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        example = parse(line)
        if example is None or not (example.source.strip() and example.reference.strip()):
            raise InputError(
                "{name}, line {line}, is no example.",
                "Give a source, a tab and its reference on each line; or, in a .jsonl file, "
                'objects with "source" and "reference".',
                name=path,
                line=number,
            )
        examples.append(example)
        if limit is not None and len(examples) >= limit:
            break
    if not examples:
        raise InputError("{name} is empty.", "Give a file with examples.", name=path)
    return examples


def _from_columns(line: str) -> Example | None:
    columns = line.split("\t")
    return Example(*columns) if len(columns) == 2 else None


def _from_json(line: str) -> Example | None:
    try:
        fields = json.loads(line)
        source, reference = fields["source"], fields["reference"]
    except (ValueError, KeyError, TypeError):
        return None
    both_text = isinstance(source, str) and isinstance(reference, str)
    return Example(source, reference) if both_text else None
