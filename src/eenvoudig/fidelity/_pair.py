"""What a fidelity check looks at, and the view of it that the checks share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from eenvoudig.fidelity._verdict import Verdict
from eenvoudig.text import Quantity, quantities


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and what was made of it.

    Attributes:
        source: the Dutch text.
        hypothesis: its translation or plain version.
        language: the hypothesis's language: "en" for a translation, "nl" for plain Dutch.
        terms: source forms and the target forms that may stand for them, from the glossary; one
            source form may come with several target forms, each in a pair of its own.
    """

    source: str
    hypothesis: str
    language: Literal["nl", "en"]
    terms: tuple[tuple[str, str], ...] = ()


Check: TypeAlias = Callable[[Pair], Verdict]


def verdict(check: str, lost: list[str], added: list[str]) -> Verdict:
    """A verdict that passes when nothing is lost or added; each string once, in order."""
    unique_lost, unique_added = tuple(dict.fromkeys(lost)), tuple(dict.fromkeys(added))
    return Verdict(check, not (unique_lost or unique_added), unique_lost, unique_added)


@lru_cache(maxsize=4096)
def without_terms(pair: Pair) -> tuple[str, str]:
    """Source and hypothesis with the terms that correspond blanked out, all offsets kept.

    A term whose target form stands in the hypothesis has been dealt with: no check should look for
    its words, abbreviation or digits again. A target form that brings digits along is left alone.
    """
    source, hypothesis = pair.source, pair.hypothesis
    for source_form, target_form in sorted(pair.terms, key=lambda term: -len(term[0])):
        if not _DIGIT.search(source_form) and _DIGIT.search(target_form):
            continue
        wanted, allowed = _form(source_form), _form(target_form)
        if wanted.search(pair.source) and allowed.search(pair.hypothesis):
            source = wanted.sub(_blank, source)
            hypothesis = allowed.sub(_blank, hypothesis)
    return source, hypothesis


_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=4096)
def _form(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}", re.IGNORECASE)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@lru_cache(maxsize=4096)
def pair_quantities(pair: Pair) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """The quantities of the source and those of the hypothesis."""
    source, hypothesis = without_terms(pair)
    return quantities(source, "nl"), quantities(hypothesis, pair.language)
