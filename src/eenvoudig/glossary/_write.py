"""Writing terms to files of the forms that other programs take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from eenvoudig.glossary._csv import csv_text, pairs_text
from eenvoudig.glossary._terms import Term


def _tsv(terms: Iterable[Term]) -> str:
    return csv_text(terms, "\t")


def _yaml(terms: Iterable[Term]) -> str:
    from eenvoudig.glossary._yaml import yaml_text

    return yaml_text(terms)


def _tbx(terms: Iterable[Term]) -> str:
    from eenvoudig.glossary._tbx import tbx_text

    return tbx_text(terms)


FORMS: Mapping[str, Callable[[Iterable[Term]], str]] = {
    "csv": csv_text,
    "pairs": pairs_text,
    "tbx": _tbx,
    "tsv": _tsv,
    "yaml": _yaml,
}
"""The forms by name; "pairs" is what DeepL and other translation services take."""


def to_text(terms: Iterable[Term], form: str) -> str:
    """These terms as a file of one of the `FORMS`, UTF-8."""
    return FORMS[form](terms)
