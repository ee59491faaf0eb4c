"""Reading what came back from a reviewer, in whichever form it was sent."""

from __future__ import annotations

import json
from typing import Any

from eenvoudig import formats
from eenvoudig._errors import InputError
from eenvoudig.engines import Task
from eenvoudig.review._critic import from_critic
from eenvoudig.review._reviewed import Reviewed, ReviewedSegment, renderings_of
from eenvoudig.review._tmx import from_tmx
from eenvoudig.review._xliff import from_xliff
from eenvoudig.rewrite import State

_XML = (b"<?xml", b"<xliff", b"<tmx", b"<!DOCTYPE", b"\xff\xfe<", b"\xfe\xff\0<")
"""How a file in XML begins, the last two in UTF-16."""
_FAMILY = "eenvoudig/result/"


def read_reviewed(name: str, data: bytes) -> Reviewed:
    """XLIFF 1.2 or 2, TMX, our JSON, or a text with CriticMarkup; the content tells which.

    Args:
        name: the file's name.
        data: the whole file.

    Raises:
        InputError: it is none of these, or has no segments.
    """
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(_XML):
        reviewed = _xml(name, data)
    elif start.startswith(b"{") and _FAMILY.encode() in data[:200]:
        reviewed = _json(name, data)
    elif b"\0" in start or start.startswith(b"PK\x03\x04"):
        raise InputError(
            "{name} is no reviewed file: no XLIFF, TMX, JSON or text.",
            "Give the file that simplify or translate wrote with --format, after review.",
            name=name,
        )
    else:
        return from_critic(name, formats.decode(data, name))
    if not reviewed.segments:
        raise InputError(
            "{name} has no reviewed segments.",
            "Give the file that simplify or translate wrote with --format, after review.",
            name=name,
        )
    return reviewed


def _xml(name: str, data: bytes) -> Reviewed:
    root = formats.parse(name, data)
    kind = formats.local_name(root)
    if kind == "xliff":
        return from_xliff(name, root)
    if kind == "tmx":
        return from_tmx(name, root)
    raise InputError(
        "{name} is no XLIFF and no TMX: it begins with <{element}>.",
        "Export it from the program that you reviewed it in as one of these.",
        name=name,
        element=kind,
    )


def _json(name: str, data: bytes) -> Reviewed:
    try:
        found: Any = json.loads(data.decode("utf-8-sig"))
        document, segments = found["document"], found["segments"]
        return Reviewed(
            name=name,
            segments=tuple(_segment(one) for one in segments),
            original=_string(document["name"]),
            task=Task(found["task"]),
            digest=_string(document.get("sha256", "")),
            format=_string(document["format"]),
            layout=_string(document["layout"]),
            signature={key: _string(value) for key, value in found["signature"].items()},
            renderings=renderings_of(found.get("renderings")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            "{name} is no JSON as docs/schemas/result-1.schema.json describes it.",
            "Edit only the fields output and state of its segments.",
            name=name,
        ) from error


def _segment(one: dict[str, Any]) -> ReviewedSegment:
    return ReviewedSegment(
        id=one["id"] if isinstance(one["id"], int) else 0,
        source=_string(one["source"]),
        output=_string(one["output"]),
        state=State(one.get("state", "translated")),
    )


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
