"""Looking over glossary files before they are used: what a reader of the CSV overlooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from eenvoudig._errors import GlossaryError
from eenvoudig.glossary._forms import fold, head_noun
from eenvoudig.glossary._load import csv_files
from eenvoudig.glossary._read import rows
from eenvoudig.glossary._terms import Mode, Pos, Term

LONGEST_EXPLANATION = 20
"""Words in an explanation: the longest sentence that plain Dutch allows."""

_DE = ("heid", "teit", "tie", "sie", "eling", "ening", "ering", "ting", "ging", "king")
_HET = ("isme", "ment", "tje", "pje", "sel")
"""Endings that fix a noun's article (Algemene Nederlandse Spraakkunst, 3.3.2)."""


class Fault(StrEnum):
    """What may be wrong with an entry."""

    UNREADABLE = "unreadable"
    """The line or the file cannot be read, or has no English."""
    DUPLICATE = "duplicate"
    """The term stands in another file too."""
    CONFLICT = "conflict"
    """Two terms of one field, with different English, have an abbreviation in common."""
    EXPLANATION = "explanation"
    """There is no explanation, or it is longer than a plain sentence."""
    ABBREVIATION = "abbreviation"
    """An abbreviation stands where the full form should."""
    ARTICLE = "article"
    """A noun has no article, or one that its ending rules out."""
    PLAIN = "plain"
    """The mode needs a plain form, and there is none; or the plain form has the term in it."""
    ORDER = "order"
    """The entry does not stand where the alphabet puts it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend in a glossary file."""

    path: Path
    line: int
    fault: Fault
    text: str


def check(paths: Iterable[Path]) -> tuple[Finding, ...]:
    """What is wrong in glossary files, by file and line.

    Args:
        paths: CSV files, or folders of them.
    """
    findings: list[Finding] = []
    entries: list[tuple[Path, int, Term]] = []
    for path in csv_files(list(paths)):
        try:
            for number, row in rows(path):
                if isinstance(row, Term):
                    entries.append((path, number, row))
                else:
                    findings.append(Finding(path, number, Fault.UNREADABLE, str(row)))
        except GlossaryError as error:
            where = error.values.get("line")
            line = where if isinstance(where, int) else 1
            findings.append(Finding(path, line, Fault.UNREADABLE, str(error)))
    explained = {path for path, _, term in entries if term.explanation}
    gendered = {path for path, _, term in entries if term.gender}
    for path, line, term in entries:
        findings += [
            Finding(path, line, fault, text)
            for fault, text in _of_one(term)
            # A file of one's own need not have these columns; where it has them, each entry should.
            if (fault, bool(term.explanation)) != (Fault.EXPLANATION, False) or path in explained
            if (fault, bool(term.gender)) != (Fault.ARTICLE, False) or path in gendered
        ]
    findings += _between(entries)
    return tuple(sorted(findings, key=lambda finding: (finding.path, finding.line)))


def _of_one(term: Term) -> Iterator[tuple[Fault, str]]:
    words = len(term.explanation.split())
    if not words:
        yield Fault.EXPLANATION, f"{term.term}: no explanation"
    elif words > LONGEST_EXPLANATION:
        yield Fault.EXPLANATION, f"{term.term}: {words} words"
    if term.abbreviation and fold(term.term) == fold(term.abbreviation):
        yield Fault.ABBREVIATION, f"{term.term}: no full form"
    if term.pos is Pos.NOUN:
        head = head_noun(term.term)
        plural = head.endswith("en") and not term.gender
        if not term.gender and not plural and "," not in term.term:
            yield Fault.ARTICLE, f"{term.term}: no article"
        if (term.gender == "het" and head.endswith(_DE)) or (
            term.gender == "de" and head.endswith(_HET)
        ):
            yield Fault.ARTICLE, f"{term.gender} {term.term}"
    if term.mode is Mode.FORBID and not term.plain:
        yield Fault.PLAIN, f"{term.term}: forbidden, but nothing stands in its place"
    if term.plain and f" {fold(term.term)} " in f" {fold(term.plain)} ":
        yield Fault.PLAIN, f"{term.term}: the plain form has it too"


def _between(entries: list[tuple[Path, int, Term]]) -> Iterator[Finding]:
    names: dict[str, Path] = {}
    abbreviations: dict[tuple[Path, str], Term] = {}
    last: dict[Path, str] = {}
    for path, line, term in entries:
        for name in term.terms:
            other = names.setdefault(fold(name), path)
            if other != path:
                yield Finding(path, line, Fault.DUPLICATE, f"{name}: also in {other.name}")
        for short in term.abbreviations:
            known = abbreviations.setdefault((path, short), term)
            if known.english != term.english:
                text = f"{short}: {known.term}, {term.term}"
                yield Finding(path, line, Fault.CONFLICT, text)
        key = term.term.casefold()
        if key < last.get(path, ""):
            yield Finding(path, line, Fault.ORDER, term.term)
        last[path] = key
