"""Glossary and load: the terms of the shipped and the user's files, indexed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from functools import cached_property
from importlib import resources
from pathlib import Path

from eenvoudig._errors import GlossaryError
from eenvoudig.glossary._forms import fold
from eenvoudig.glossary._match import Matcher
from eenvoudig.glossary._read import read
from eenvoudig.glossary._terms import Match, Term


@dataclass(frozen=True)
class Glossary:
    """Terms, with what it takes to find them in a text.

    Attributes:
        terms: the terms; where two have an abbreviation in common the first one counts.
    """

    terms: tuple[Term, ...] = field(default=())

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the terms, for a run's signature; line ends and quotes do not count."""
        content = "\n".join("\t".join(map(str, astuple(term))) for term in self.terms)
        return hashlib.sha256(content.encode()).hexdigest()

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.terms)

    @cached_property
    def _by_abbreviation(self) -> Mapping[str, tuple[Term, ...]]:
        index: dict[str, tuple[Term, ...]] = {}
        for term in self.terms:
            for short in term.abbreviations:
                index[short] = (*index.get(short, ()), term)
        return index

    def find(self, text: str) -> tuple[Match, ...]:
        """The terms in a text, in order, not overlapping.

        The longest form counts. Abbreviations must stand as the glossary has them; full forms may
        be inflected and differ in capitals, though a name keeps its first capital. Nothing is found
        in URLs, e-mail addresses and code.
        """
        return self._matcher.find(text)

    def by_abbreviation(self, abbreviation: str) -> tuple[Term, ...]:
        """The terms that have this abbreviation."""
        return self._by_abbreviation.get(abbreviation, ())


def load(paths: Iterable[Path] | None = None, *, extra: Iterable[Path] = ()) -> Glossary:
    """Read a glossary.

    Args:
        paths: CSV files, or folders of them; the shipped files if None.
        extra: the user's own files: where they have a term or an abbreviation that is known
            already, theirs counts, and a later file counts before an earlier one.

    Raises:
        GlossaryError: a file is missing or wrong; the message names it and the line.
    """
    shipped = [shipped_folder()] if paths is None else list(paths)
    terms = [term for path in csv_files(shipped) for term in read(path)]
    for path in csv_files(list(extra)):
        terms = _override(terms, list(read(path)))
    return Glossary(tuple(terms))


def shipped_folder() -> Path:
    """The folder of the shipped files: in the source checkout, or inside the installed package."""
    package = Path(str(resources.files("eenvoudig")))
    checkout = package.parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / "glossary").is_dir():
        return checkout / "glossary"
    return package / "_data" / "glossary"


def csv_files(paths: Sequence[Path]) -> list[Path]:
    """The files, and the CSV files in the folders, in order."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.glob("*.csv"))
            if not inside:
                raise GlossaryError(
                    "{path}: no CSV file in this folder.",
                    "Give a folder with .csv files, or a file.",
                    path=path,
                )
            files += inside
        else:
            files.append(path)
    return files


def _override(terms: list[Term], newer: list[Term]) -> list[Term]:
    """The older terms without what the newer ones say otherwise, and the newer ones before them."""
    names = {fold(name) for term in newer for name in term.terms}
    taken = {short for term in newer for short in term.abbreviations}
    kept = [term for term in terms if fold(term.term) not in names]
    return [*newer, *(_without(term, taken) for term in kept)]


def _without(term: Term, taken: set[str]) -> Term:
    if taken.isdisjoint(term.abbreviations):
        return term
    left = [short for short in term.abbreviations if short not in taken]
    return replace(term, abbreviation=left[0] if left else "", also_abbreviation=tuple(left[1:]))
