"""What a text uses that no glossary knows: abbreviations, names, and words that few people know."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eenvoudig.document import Document, Segment
from eenvoudig.glossary._annotate import Annotations
from eenvoudig.glossary._forms import fold, stem
from eenvoudig.glossary._load import Glossary
from eenvoudig.glossary._match import mask
from eenvoudig.glossary._terms import Pos, Term

RARE = 3.0
"""A word on Zipf's scale (van Heuven et al., 2014: log10 of its uses in a billion words) that most
people seldom read: fewer than one in a million."""
_SHORTEST = 7
_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w@/-])")
_NAME = re.compile(
    r"(?<=[^\W\d_] )[A-Z][^\W\d_]+(?:(?: (?:van|voor|en|de|het|der|den|op|in|aan)){0,3}"
    r" [A-Z][^\W\d_]+)+"
)
"""Capitalised words in a row, not at the beginning of a sentence."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may deserve an entry.

    Attributes:
        term: the entry as far as the text tells it.
        count: how often it stands there.
        line: the line of its first use.
        example: the sentence of its first use.
    """

    term: Term
    count: int
    line: int
    example: str


def candidates(
    document: Document, annotations: Annotations, glossary: Glossary
) -> tuple[Candidate, ...]:
    """What the text uses and no glossary knows, what is worth most first.

    First abbreviations (those that the text explains come with their full form), then names of
    several words, then rare words; each by how often it stands there.
    """
    segments = document.segments
    text = "\n".join(mask(segment.text) for segment in segments)
    found: list[Candidate] = []
    explained: set[str] = set()
    for number, definitions in annotations.definitions.items():
        for one in definitions:
            if not glossary.by_abbreviation(one.short) and one.short not in explained:
                explained.add(one.short)
                term = Term(one.long, one.short, Pos.NAME if one.long[0].isupper() else Pos.NOUN)
                found.append(_candidate(document, term, number, _count(text, one.short)))
    for unknown in annotations.undefined:
        if unknown.abbreviation not in explained:
            term = Term("", unknown.abbreviation, Pos.NAME)
            count = _count(text, unknown.abbreviation)
            found.append(_candidate(document, term, unknown.segment, count))
    found.sort(key=lambda one: -one.count)
    names = _grouped(document, annotations, _names, Pos.NAME)
    words = _grouped(document, annotations, _rare_words, Pos.NOUN)
    inside = {word for one in names for word in one.term.term.split()}
    return (*found, *names, *(one for one in words if one.term.term not in inside))


def _grouped(
    document: Document,
    annotations: Annotations,
    find: Callable[[str], Iterator[str]],
    pos: Pos,
) -> list[Candidate]:
    """What `find` finds outside the known terms, inflected forms together."""
    forms: dict[str, list[tuple[str, int]]] = {}
    for segment in document.segments:
        for word in find(_unknown(segment, annotations)):
            forms.setdefault(stem(word), []).append((word, segment.id))
    found = []
    for uses in forms.values():
        shortest = min((word for word, _ in uses), key=lambda word: (len(word), word))
        found.append(_candidate(document, Term(shortest, pos=pos), uses[0][1], len(uses)))
    return sorted(found, key=lambda one: (-one.count, -len(one.term.term)))


def _unknown(segment: Segment, annotations: Annotations) -> str:
    """A segment's text without known terms, addresses and code."""
    text = mask(segment.text)
    for use in annotations.of(segment.id):
        text = text[: use.start] + "\0" * (use.end - use.start) + text[use.end :]
    return text


def _names(text: str) -> Iterator[str]:
    for name in _NAME.finditer(text):
        yield name[0]


def _rare_words(text: str) -> Iterator[str]:
    from simplemma import lemmatize
    from wordfreq import zipf_frequency

    for place, found in enumerate(_WORD.finditer(text)):
        word = found[0]
        if len(word) < _SHORTEST or (word[0].isupper() and place):
            continue
        word = word[:1].lower() + word[1:]
        lemma = lemmatize(word, lang="nl")
        if max(zipf_frequency(form, "nl") for form in (fold(word), fold(lemma))) < RARE:
            yield lemma


def _count(text: str, word: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text))


def _candidate(document: Document, term: Term, number: int, count: int) -> Candidate:
    segment = next(s for s in document.segments if s.id == number)
    return Candidate(term, max(1, count), document.line_of(segment.span.start), segment.text)
