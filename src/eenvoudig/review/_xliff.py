"""XLIFF 2.1 and 1.2 (OASIS): a result as a translator's program takes it, and what comes back.

A segment is a unit of its own, so that programs that part or join a unit's segments can't mix them
up; its block is the group around it. The terms are XLIFF 2.1's glossary, with the places marked in
the source; XLIFF 1.2 has no place for them but notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eenvoudig.formats import local_name
from eenvoudig.review._exchange import render
from eenvoudig.review._reviewed import Reviewed, ReviewedSegment, from_facts
from eenvoudig.rewrite import Result, State

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_STATES_12 = {
    State.INITIAL: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
    State.FINAL: "final",
}
_FROM_12 = {"signed-off": State.REVIEWED, "final": State.FINAL, "translated": State.TRANSLATED}
_DATATYPES = {".html": "html", ".htm": "html", ".txt": "plaintext", ".text": "plaintext"}
_OUTSIDE = frozenset(("bpt", "ept", "it", "ph"))
"""Elements of XLIFF 1.2 whose content is another format's code, not words."""

_PO_HEADER = "x-gettext-domain-header"
"""The unit in which converters from gettext keep what is no text of the document."""


def to_xliff(result: Result) -> bytes:
    """The result as an XLIFF 2.1 file."""
    return render(result, "xliff-2.1.xml.j2")


def to_xliff_12(result: Result) -> bytes:
    """The result as an XLIFF 1.2 file, for programs that do not read version 2 yet."""
    suffix = result.document.suffix
    datatype = _DATATYPES.get(suffix, f"x-{suffix.removeprefix('.')}")
    return render(result, "xliff-1.2.xml.j2", datatype=datatype, states=_STATES_12)


def from_xliff(name: str, root: Element) -> Reviewed:
    """What an XLIFF file, version 1.2 or 2, says of its first source file."""
    file = next((e for e in root.iter() if local_name(e) == "file"), root)
    if root.get("version", "").startswith("2"):
        facts = {
            meta.get("type", ""): meta.text or ""
            for child in file
            if local_name(child) == "metadata"
            for meta in child.iter()
            if local_name(meta) == "meta"
        }
        segments = [found for unit in _all(file, "unit") for found in _unit(unit)]
        language = root.get("trgLang", "")
    else:
        header = next((e for e in file if local_name(e) == "header"), None)
        notes = (e.text or "" for e in (() if header is None else header))
        facts = {key: value for key, _, value in (note.partition(": ") for note in notes)}
        segments = [found for unit in _all(file, "trans-unit") for found in _trans_unit(unit)]
        language = file.get("target-language", "")
    return from_facts(name, facts, segments, original=file.get("original", ""), language=language)


def _all(file: Element, name: str) -> Iterator[Element]:
    return (element for element in file.iter() if local_name(element) == name)


def _unit(unit: Element) -> Iterator[ReviewedSegment]:
    """A unit of XLIFF 2; what a program parted in several segments is one again."""
    source, target = "", ""
    states = []
    for part in unit:
        if local_name(part) not in {"segment", "ignorable"}:
            continue
        texts = {local_name(e): _words(e) for e in part}
        source += texts.get("source", "")
        if local_name(part) == "segment":
            states.append(State(part.get("state", "initial")) if _known(part) else State.INITIAL)
            target += texts.get("target", "")
        else:
            target += texts.get("target", texts.get("source", ""))
    if states:
        yield ReviewedSegment(_number(unit.get("id", "")), source, target, min(states, key=_ORDER))


def _known(segment: Element) -> bool:
    return segment.get("state", "initial") in set(State)


_ORDER = list(State).index


def _trans_unit(unit: Element) -> Iterator[ReviewedSegment]:
    """A unit of XLIFF 1.2."""
    parts = {local_name(child): child for child in reversed(list(unit))}
    source, target = parts.get("source"), parts.get("target")
    if source is None or unit.get("restype") == _PO_HEADER:
        return
    state = State.INITIAL
    if target is not None:
        state = _FROM_12.get(target.get("state", "translated"), State.INITIAL)
    if unit.get("approved") == "yes" and not state.approved:
        state = State.REVIEWED
    output = "" if target is None else _words(target)
    yield ReviewedSegment(_number(unit.get("id", "")), _words(source), output, state)


def _words(element: Element) -> str:
    """The words in a source or target, with the words in its markers, without codes."""
    pieces = [element.text or ""]
    for child in element:
        if local_name(child) not in _OUTSIDE:
            pieces.append(_words(child))
        elif inside := [e for e in child if local_name(e) == "sub"]:
            pieces += [_words(e) for e in inside]
        pieces.append(child.tail or "")
    return "".join(pieces)


def _number(identifier: str) -> int:
    found = re.fullmatch(r"\d{1,9}", identifier)
    return int(found[0]) if found else 0
