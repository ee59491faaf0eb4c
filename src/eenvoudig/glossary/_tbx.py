"""Glossary files in TBX 3 (ISO 30042:2019), the Basic dialect: written in DCA style, read in both.

A concept is an entry. What TBX-Basic has no category for (plain form, mode, source) stands in notes
of the concept, as "plain: …", and is read from there.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET  # to write; what is read goes through defusedxml

from eenvoudig._errors import GlossaryError
from eenvoudig.glossary._entry import cells, entry
from eenvoudig.glossary._terms import Pos, Term

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_POS = {
    Pos.NOUN: "noun",
    Pos.NAME: "properNoun",
    Pos.VERB: "verb",
    Pos.ADJ: "adjective",
    Pos.PHRASE: "other",
}
_GENDER = {"het": "neuter", "de": "other"}
_SHORT = {"abbreviation", "acronym", "initialism", "shortForm"}
_PREFERRED, _ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
_NOTES = ("english_abbreviation", "plain", "plain_gender", "mode", "source", "note")
_MODULES = "{http://www.tbxinfo.net/ns/"
"""How the names of data categories begin in DCT style, where each is an element of its own."""
_DESCRIPTIONS = {"subjectField", "definition"}
"""Those that describe a concept or a language section; the others say something of a term."""
_MOST = 50_000_000
"""Bytes of a file that is still read."""


def tbx_rows(path: Path, content: bytes) -> Iterator[tuple[int, Term | GlossaryError]]:
    """The concepts that have a Dutch term: each one's number, and its term or what is wrong.

    Files of TBX 2 (`martif`, `termEntry`) are read too. Nothing outside the file is fetched, and a
    file that declares entities is refused.

    Raises:
        GlossaryError: the file as a whole is no TBX.
    """
    root = _parsed(path, content)
    seen: dict[str, int] = {}
    number = 0
    for concept in root.iter():
        if _name(concept) not in {"conceptEntry", "termEntry"}:
            continue
        number += 1
        row = _row(concept)
        if not row.get("term"):
            continue
        try:
            yield number, entry(path, number, row, seen)
        except GlossaryError as fault:
            yield number, fault


def tbx_text(terms: Iterable[Term]) -> str:
    """A file with these terms."""
    ET.register_namespace("", NAMESPACE)
    root = _tag(None, "tbx", {"type": "TBX-Basic", "style": "dca", _LANG: "en"})
    header = _tag(_tag(root, "tbxHeader"), "fileDesc")
    _tag(_tag(header, "sourceDesc"), "p", text="eenvoudig")
    body = _tag(_tag(root, "text"), "body")
    for number, term in enumerate(terms, 1):
        _concept(body, number, term)
    ET.indent(root)
    out = io.StringIO()
    ET.ElementTree(root).write(out, encoding="unicode", xml_declaration=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{out.getvalue()}\n'


def _concept(body: ET.Element, number: int, term: Term) -> None:
    row = cells(term)
    concept = _tag(body, "conceptEntry", {"id": f"c{number}"})
    if term.domain:
        _tag(concept, "descrip", {"type": "subjectField"}, term.domain)
    for name in _NOTES:
        if row[name] and (name, row[name]) != ("mode", "translate"):
            _tag(concept, "note", text=f"{name}: {row[name]}")
    dutch = _tag(concept, "langSec", {_LANG: "nl"})
    if term.explanation:
        _tag(dutch, "descrip", {"type": "definition"}, term.explanation)
    notes = {"partOfSpeech": _POS[term.pos]}
    if term.gender:
        notes["grammaticalGender"] = _GENDER[term.gender]
    _terms(dutch, term.terms, "fullForm", notes)
    _terms(dutch, term.abbreviations, "abbreviation", notes)
    if term.english:
        english = _tag(concept, "langSec", {_LANG: "en"})
        _terms(english, term.english_names, "fullForm", {"partOfSpeech": _POS[term.pos]})


def _terms(section: ET.Element, forms: Iterable[str], kind: str, notes: dict[str, str]) -> None:
    for place, form in enumerate(forms):
        one = _tag(section, "termSec")
        _tag(one, "term", text=form)
        status = _ADMITTED if place else _PREFERRED
        for name, value in {**notes, "termType": kind, "administrativeStatus": status}.items():
            _tag(one, "termNote", {"type": name}, value)


def _tag(
    parent: ET.Element | None,
    name: str,
    attributes: dict[str, str] | None = None,
    text: str | None = None,
) -> ET.Element:
    full = f"{{{NAMESPACE}}}{name}"
    if parent is None:
        made = ET.Element(full, attributes or {})
    else:
        made = ET.SubElement(parent, full, attributes or {})
    made.text = text
    return made


def _parsed(path: Path, content: bytes) -> ET.Element:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(content) > _MOST:
        raise GlossaryError(
            "{path}: the file is larger than {size} MB.",
            "That is no glossary; is it the right file?",
            path=path,
            size=_MOST // 1_000_000,
        )
    try:
        root: ET.Element = fromstring(content)
    except DefusedXmlException as error:
        raise GlossaryError(
            "{path}: the file declares entities, which is not safe to read.",
            "Export it anew without a DTD.",
            path=path,
        ) from error
    except ET.ParseError as error:
        line, column = error.position
        raise GlossaryError(
            "{path}, line {line}, column {column}: this is no XML ({reason}).",
            "Export it anew as TBX.",
            path=path,
            line=line,
            column=column + 1,
            reason=str(error).split(":")[0],
        ) from error
    if _name(root) not in {"tbx", "martif"}:
        raise GlossaryError(
            "{path}, line {line}: this is no TBX: it begins with <{name}>.",
            "Export it as TBX.",
            path=path,
            line=1,
            name=_name(root),
        )
    _to_dca(root)
    return root


def _to_dca(root: ET.Element) -> None:
    """Give each data category that is an element the form that it has as an attribute."""
    for element in root.iter():
        if str(element.tag).startswith(_MODULES):
            name = _name(element)
            element.tag = "descrip" if name in _DESCRIPTIONS else "termNote"
            element.set("type", name)


def _row(concept: ET.Element) -> dict[str, str]:
    """A concept as the cells of an entry."""
    row: dict[str, str] = {"mode": ""}
    forms: dict[str, list[tuple[int, str]]] = {"term": [], "abbreviation": [], "english": []}
    english_short: list[str] = []
    for section in concept:
        name = _name(section)
        text = " ".join((section.text or "").split())
        if name == "descrip" and section.get("type") == "subjectField":
            row["domain"] = text
        elif name == "note":
            key, _, value = text.partition(": ")
            if key in _NOTES:
                row[key] = value
        elif name in {"langSec", "langSet"}:
            language = section.get(_LANG, "")[:2].casefold()
            for form in section.iter():
                if _name(form) in {"termSec", "tig", "ntig"}:
                    _form(form, language, row, forms, english_short)
                elif language == "nl" and _is_definition(form):
                    row.setdefault("explanation", " ".join((form.text or "").split()))
    for name, found in forms.items():
        # Stable: of equals the first one stays first.
        row[name] = " | ".join(form for _, form in sorted(found, key=lambda pair: pair[0]))
    if english_short and "english_abbreviation" not in row:
        row["english_abbreviation"] = english_short[0]
    return row


def _form(
    section: ET.Element,
    language: str,
    row: dict[str, str],
    forms: dict[str, list[tuple[int, str]]],
    english_short: list[str],
) -> None:
    """Add one term of a concept."""
    word, notes = "", {}
    for element in section.iter():
        if _name(element) == "term":
            word = " ".join("".join(element.itertext()).split())
        elif _name(element) == "termNote":
            notes[element.get("type", "")] = (element.text or "").strip()
    if not word:
        return
    short = notes.get("termType", "") in _SHORT
    rank = 0 if notes.get("administrativeStatus", _PREFERRED) == _PREFERRED else 1
    if language == "nl":
        forms["abbreviation" if short else "term"].append((rank, word))
        pos = {value: name.value for name, value in _POS.items()}
        row.setdefault("pos", pos.get(notes.get("partOfSpeech", ""), "noun"))
        gender = {value: name for name, value in _GENDER.items()}
        gender |= {"masculine": "de", "feminine": "de"}
        row.setdefault("gender", gender.get(notes.get("grammaticalGender", ""), ""))
    elif language == "en" and short:
        english_short.append(word)
    elif language == "en":
        forms["english"].append((rank, word))


def _is_definition(element: ET.Element) -> bool:
    return _name(element) == "descrip" and element.get("type") == "definition"


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]
