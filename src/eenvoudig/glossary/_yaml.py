"""Glossary files in YAML: a list of entries, each with our columns as its keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from eenvoudig._errors import GlossaryError
from eenvoudig.glossary._entry import COLUMNS, cells, entry
from eenvoudig.glossary._terms import Term


def yaml_rows(path: Path, text: str) -> Iterator[tuple[int, Term | GlossaryError]]:
    """The entries of a file: each one's line, and its term or what is wrong.

    A key that may hold several forms may have a list of them.

    Raises:
        GlossaryError: the file as a whole is no YAML, or no list.
    """
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        entries = _nodes(path, root)
        loader = yaml.BaseLoader("")  # every value is a text: "no" is no False
        found = [(node.start_mark.line + 1, loader.construct_document(node)) for node in entries]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise GlossaryError(
            "{path}, line {line}, column {column}: this is no YAML ({reason}).",
            "Check the indentation and the quotation marks there.",
            path=path,
            line=mark.line + 1 if mark else 1,
            column=mark.column + 1 if mark else 1,
            reason=getattr(error, "problem", None) or error,
        ) from error
    seen: dict[str, int] = {}
    for line, value in found:
        try:
            yield line, entry(path, line, _row(path, line, value), seen)
        except GlossaryError as fault:
            yield line, fault


def yaml_text(terms: Iterable[Term]) -> str:
    """A file with these terms; what is empty is left out."""
    entries = [
        {key: _listed(key, value) for key, value in cells(term).items() if value} for term in terms
    ]
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=100)


def _nodes(path: Path, root: yaml.Node | None) -> list[yaml.Node]:
    if root is None or not isinstance(root, yaml.SequenceNode):
        raise GlossaryError(
            "{path}, line {line}: this is no list of entries.",
            "Begin each entry with a hyphen: - term: …",
            path=path,
            line=root.start_mark.line + 1 if root else 1,
        )
    return list(root.value)


def _row(path: Path, line: int, value: Any) -> dict[str, str]:  # noqa: ANN401  whatever it holds
    if not isinstance(value, dict) or not value.keys() <= set(COLUMNS):
        wrong = sorted(map(str, value.keys() - set(COLUMNS))) if isinstance(value, dict) else []
        raise GlossaryError(
            "{path}, line {line}: the key {key!r} is unknown, or this is no entry.",
            "The keys are {columns}.",
            path=path,
            line=line,
            key=wrong[0] if wrong else str(value)[:20],
            columns=", ".join(COLUMNS),
        )
    row = {}
    for key, cell in value.items():
        parts = cell if isinstance(cell, list) else [cell]
        if any(isinstance(part, dict | list) for part in parts):
            raise GlossaryError(
                "{path}, line {line}: {key!r} holds more than texts.",
                "Give one text, or a list of texts.",
                path=path,
                line=line,
                key=key,
            )
        row[key] = " | ".join(" ".join(str(part).split()) for part in parts if part is not None)
    return row


def _listed(key: str, value: str) -> str | list[str]:
    several = value.split(" | ")
    return several if len(several) > 1 and key != "note" else value
