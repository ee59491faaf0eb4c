"""What a reviewed file gives a memory: our JSON after review, or TMX."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from eenvoudig._errors import InputError
from eenvoudig.engines import Task
from eenvoudig.memory._entry import Entry, one_line
from eenvoudig.memory._tmx import Unit, read_tmx

_APPROVED = frozenset(("approved", "final", "reviewed", "signed-off"))
"""States in which a reviewer has said yes, as XLIFF 1.2 and 2 call them."""
_FAMILY = "eenvoudig/result/"
"""What our JSON form's name begins with; `eenvoudig.rewrite.SCHEMA` is one."""


@dataclass(frozen=True, slots=True)
class Approved:
    """What a file gives.

    Attributes:
        entries: the approved segments.
        unreviewed: how many were left out because others are marked as reviewed and they are not.
        unchanged: how many were left out because their text is that of the source.
        unusable: how many were left out because they have no Dutch, or no other text.
    """

    entries: tuple[Entry, ...]
    unreviewed: int = 0
    unchanged: int = 0
    unusable: int = 0


def read_approved(path: Path, content: bytes, *, unchanged: bool = False) -> Approved:
    """The approved segments of a file.

    Where the file marks segments as reviewed, it gives those; else all of it counts as reviewed. A
    segment of our JSON that stayed as it was is no decision of a reviewer, since that is what
    becomes of one for which no answer was found; it is left out.

    Args:
        path: the file's name; it may be the name of what is on standard input.
        content: the whole file.
        unchanged: take also what stayed as it was.

    Raises:
        InputError: it is neither our JSON nor TMX.
    """
    start = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    ours = start.startswith(b"{")
    if not ours and not start.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        raise InputError(
            "{path} is no JSON or XLIFF of eenvoudig, and no TMX.",
            "Give what simplify or translate wrote with --format json or xliff, after review; or "
            "TMX of another program.",
            path=path,
        )
    units = list(_json_units(path, content) if ours else read_tmx(path, content))
    return choose_approved(units, unchanged=unchanged or not ours)


def choose_approved(units: Sequence[Unit | None], *, unchanged: bool) -> Approved:
    """Of what a file holds the approved entries, as `read_approved` says.

    Args:
        units: each pair with its state; None for what is no pair.
        unchanged: take also what stayed as it was.
    """
    pairs = [unit for unit in units if unit]
    marked = any(unit.state in _APPROVED for unit in pairs)
    reviewed = [unit.entry for unit in pairs if not marked or unit.state in _APPROVED]
    kept = [entry for entry in reviewed if unchanged or entry.source != entry.target]
    return Approved(
        tuple(kept),
        unreviewed=len(pairs) - len(reviewed),
        unchanged=len(reviewed) - len(kept),
        unusable=len(units) - len(pairs),
    )


def _json_units(path: Path, content: bytes) -> Iterator[Unit | None]:
    """The segments of a result in our JSON form; None for one without an output."""
    try:
        data: Any = json.loads(content.decode("utf-8-sig"))
        _refuse_other(str(data["schema"]))
        task, origin = Task(data["task"]), PurePath(str(data["document"]["name"])).name
        signature = "|".join(f"{key}:{value}" for key, value in data["signature"].items())
        context = ""
        for segment in data["segments"]:
            source = one_line(_text(segment["source"]))
            target = one_line(_unexplained(_text(segment["output"]), segment["explained"]))
            entry = Entry(task, source, target, context, origin, signature=signature)
            yield Unit(entry, str(segment.get("state", ""))) if target else None
            context = source
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            "{path} is no JSON as eenvoudig writes it.",
            "Edit only the output of its segments.",
            path=path,
        ) from error


def _unexplained(output: str, explained: list[str]) -> str:
    """The output as it was before abbreviations were written out in it.

    Where an abbreviation is used first is another place in another document, and it is found anew.
    """
    for bracket in explained:
        output = output.replace(f" {bracket}", "", 1)
    return output


def _refuse_other(schema: str) -> None:
    if not schema.startswith(_FAMILY):
        raise ValueError(schema)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
