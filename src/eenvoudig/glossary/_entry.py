"""One entry of a glossary file: its cells as a term, and a term as its cells."""

from __future__ import annotations

from collections.abc import Mapping
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
    "plain_gender",
    "explanation",
    "mode",
    "source",
    "note",
    "domain",
)
"""The columns of a glossary file, in the order of the shipped ones; only the first is needed.

`domain` is the file's name where it is left out, as in the shipped files.
"""

_SEVERAL = "|"

_Choice = TypeVar("_Choice", bound=StrEnum)


class _Gender(StrEnum):
    NONE = ""
    DE = "de"
    HET = "het"


def entry(path: Path, line: int, row: Mapping[str, str], seen: dict[str, int]) -> Term:
    """The term of one entry.

    Args:
        path: the file.
        line: where the entry begins.
        row: its cells by column; what is missing counts as empty.
        seen: the entries before it in this file, with their lines; this one is added.

    Raises:
        GlossaryError: a cell is wrong; the message names file, line and column.
    """
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
    for column in ("gender", "plain_gender"):
        _choice(_Gender, row.get(column, ""), path, line, column)
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
        plain_gender=row.get("plain_gender", ""),
        explanation=row.get("explanation", ""),
        mode=mode,
        source=row.get("source", ""),
        note=row.get("note", ""),
        domain=row.get("domain", "") or path.stem,
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


def cells(term: Term) -> dict[str, str]:
    """The cells that `entry` makes this term of, by column."""
    plain = (term.plain, term.plain_plural) if term.plain_plural else (term.plain,)
    return {
        "term": _joined(term.terms),
        "abbreviation": _joined(term.abbreviations),
        "pos": term.pos.value,
        "gender": term.gender,
        "english": _joined(term.english_names),
        "english_abbreviation": term.english_abbreviation,
        "plain": _joined(plain),
        "plain_gender": term.plain_gender,
        "explanation": term.explanation,
        "mode": term.mode.value,
        "source": term.source,
        "note": term.note,
        "domain": term.domain,
    }


def _joined(forms: tuple[str, ...]) -> str:
    return f" {_SEVERAL} ".join(form for form in forms if form)
