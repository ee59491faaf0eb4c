"""Memories as TMX 1.4b, the form in which translators' programs exchange them.

Plain Dutch and its source are both Dutch, and a unit tells its texts apart by their languages; so
the plain one is marked with the variant that BCP 47 has for a simplified form: `nl-simple`.
Source: TMX 1.4b Specification (LISA, 2005).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET  # to write; what is read goes through defusedxml

from eenvoudig._errors import InputError
from eenvoudig.engines import Task
from eenvoudig.formats import PLAIN, local_name
from eenvoudig.memory._entry import Entry, one_line

_TARGETS = {Task.TRANSLATE: "en-GB", Task.SIMPLIFY: PLAIN}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATE = "%Y%m%dT%H%M%SZ"
_CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))
"""Elements whose content is another format's code, not words."""
_MOST = 200_000_000
"""Bytes of a file that is still read."""
_STATE, _CONTEXT, _FILE, _SIGNATURE = "state", "context-pre", "file", "signature"


@dataclass(frozen=True, slots=True)
class Unit:
    """A pair in a file, and what the file says of its state; "" where it says nothing."""

    entry: Entry
    state: str


def tmx_bytes(entries: Iterable[Entry], version: str) -> bytes:
    """A file with these entries; `version` is that of the program that writes it."""
    root = ET.Element("tmx", version="1.4")
    ET.SubElement(
        root,
        "header",
        {
            "creationtool": "eenvoudig",
            "creationtoolversion": version,
            "segtype": "sentence",
            "o-tmf": "eenvoudig",
            "adminlang": "en",
            "srclang": "nl",
            "datatype": "plaintext",
        },
    )
    body = ET.SubElement(root, "body")
    for entry in entries:
        _write_unit(body, entry)
    ET.indent(root)
    out = io.BytesIO()
    ET.ElementTree(root).write(out, encoding="UTF-8", xml_declaration=True)
    return out.getvalue() + b"\n"


def read_tmx(path: Path, content: bytes) -> Iterator[Unit | None]:
    """The units of a file: each one's pair, or None for one without Dutch and its other text.

    Codes in a text are left out, words between them stay. Nothing outside the file is fetched, and
    a file that declares entities is refused.

    Args:
        path: what messages call it, and where its entries come from if it does not say.
        content: the whole file.

    Raises:
        InputError: it is no TMX, too large, or not safe to read.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    if len(content) > _MOST:
        raise InputError(
            "{path} is larger than {size} MB.",
            "Split it, and import the parts.",
            path=path,
            size=_MOST // 1_000_000,
        )
    header: dict[str, str] = {}
    first = True
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end")):
            name = local_name(element)
            if first and name != "tmx":
                raise InputError(
                    "{path} is no TMX: it begins with <{name}>.",
                    "Export it as TMX.",
                    path=path,
                    name=name,
                )
            first = False
            if event == "start":
                continue
            if name == "header":
                header = tmx_properties(element)
            elif name == "tu":
                yield _read_unit(element, header, path.name)
                element.clear()  # a large file need not be in memory as a whole
    except DefusedXmlException as error:
        raise InputError(
            "{path}: the file declares entities, which is not safe to read.",
            "Export it anew without a DTD.",
            path=path,
        ) from error
    except (ET.ParseError, LookupError, ValueError) as error:
        raise InputError(
            "{path} is no XML: {reason}.", "Export it anew as TMX.", path=path, reason=error
        ) from error


def _write_unit(body: ET.Element, entry: Entry) -> None:
    about = {
        "tuid": str(entry.id or ""),
        "srclang": "nl",
        "creationdate": entry.created.strftime(_DATE) if entry.created else "",
        "creationid": entry.approved_by,
        "lastusagedate": entry.used.strftime(_DATE) if entry.used else "",
        "usagecount": str(entry.uses or ""),
    }
    unit = ET.SubElement(body, "tu", {name: value for name, value in about.items() if value})
    props = {
        _STATE: "final",
        _CONTEXT: entry.context,
        _FILE: entry.origin,
        _SIGNATURE: entry.signature,
    }
    for name, value in props.items():
        if value:
            ET.SubElement(unit, "prop", type=f"x-{name}").text = value
    for language, text in (("nl", entry.source), (_TARGETS[entry.task], entry.target)):
        variant = ET.SubElement(unit, "tuv", {_LANG: language})
        ET.SubElement(variant, "seg").text = text


def _read_unit(unit: ET.Element, header: dict[str, str], file: str) -> Unit | None:
    texts: dict[str, str] = {}
    variants: dict[str, ET.Element] = {}
    for variant in unit:
        if local_name(variant) == "tuv":
            language = variant.get(_LANG, variant.get("lang", "")).casefold().replace("_", "-")
            segment = next((e for e in variant if local_name(e) == "seg"), None)
            if segment is not None and language not in texts:
                texts[language] = one_line(tmx_words(segment))
                variants[language] = variant
    source = next((t for t in texts if _is(t, "nl") and "simple" not in t.split("-")), None)
    # British English goes before other English, and that before none.
    english = sorted((t for t in texts if _is(t, "en")), key=lambda t: t != "en-gb")
    plain = [t for t in texts if _is(t, "nl") and "simple" in t.split("-")]
    target = next(iter([*english, *plain]), None)
    if source is None or target is None or not (texts[source] and texts[target]):
        return None
    props = {**header, **tmx_properties(unit)}
    # The last change to the text counts, and who made it.
    places = (variants[target], unit)
    dates, names = (
        [value for verb in ("change", "creation") for p in places if (value := p.get(verb + what))]
        for what in ("date", "id")
    )
    return Unit(
        Entry(
            task=Task.TRANSLATE if english else Task.SIMPLIFY,
            source=texts[source],
            target=texts[target],
            context=props.get(_CONTEXT, ""),
            origin=props.get(_FILE) or props.get("original") or file,
            approved_by=next(iter(names), ""),
            signature=props.get(_SIGNATURE, ""),
            created=_moment(next(iter(dates), "")),
        ),
        props.get(_STATE, ""),
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _DATE).replace(tzinfo=UTC)
    except ValueError:
        return None


def tmx_properties(element: ET.Element) -> dict[str, str]:
    """What an element says of itself in `prop` elements, by name without the `x-`."""
    return {
        e.get("type", "").removeprefix("x-"): e.text or ""
        for e in element
        if local_name(e) == "prop"
    }


def tmx_words(segment: ET.Element) -> str:
    """The text of a segment without the codes in it, however deep its elements go."""
    pieces: list[str] = [segment.text or ""]
    waiting = [iter(segment)]
    tails: list[str] = []
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            pieces += [tails.pop()] if tails else []
        elif local_name(child) in _CODES:
            pieces.append(child.tail or "")
        else:
            pieces.append(child.text or "")
            waiting.append(iter(child))
            tails.append(child.tail or "")
    return "".join(pieces)


def _is(tag: str, language: str) -> bool:
    return tag.partition("-")[0] == language
