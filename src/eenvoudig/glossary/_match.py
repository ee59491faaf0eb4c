"""Finding terms in a text: one pass, longest first, inflected forms included."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from eenvoudig.glossary._ellipsis import elliptic
from eenvoudig.glossary._forms import fold, phrase_forms, stem
from eenvoudig.glossary._terms import Form, Match, Pos, Term

PROTECTED = re.compile(
    r"(?P<tick>`+).+?(?P=tick)"
    r"|(?:https?|ftp)://\S+|\bwww\.\S+|\bmailto:\S+|\bdoi:\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:nl|eu|org|com|int|net|gov|be|uk)\b(?:/\S*)?"
    r"|[@#]\w+|\w*_\w*"
    r"|\d+/\d+/[A-Z]+\b|\((?:EU|EG|EEG)\)(?= (?:nr\. |No )?\d)",
    re.IGNORECASE | re.DOTALL,
)
"""Code, URLs, e-mail addresses, names on social media, identifiers, numbers of European acts."""

HYPHEN = "-\u2010\u2011"
APOSTROPHE = "'’‘ʼ"

_WORD = re.compile(r"[^\W_]+")
_CLOSING_MARK = re.compile(r"[^\w\s]+$")
_BLANK = re.compile(r"\s+")
_MASK = "\0"


class _Word(NamedTuple):
    text: str
    start: int
    end: int


class _Node:
    """A place in a trie: the ways on, and the terms that end here."""

    __slots__ = ("children", "ends")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.ends: list[tuple[Term, Form, str]] = []

    def add(self, keys: Iterable[str], end: tuple[Term, Form, str]) -> None:
        node = self
        for key in keys:
            node = node.children.setdefault(key, _Node())
        node.ends.append(end)


def is_free(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether characters lie outside spans that are in order and do not overlap."""
    place = bisect_left(spans, (end, 0))
    return place == 0 or spans[place - 1][1] <= start


def mask(text: str) -> str:
    """The text with everything in which no term can stand made into as many null characters."""
    return PROTECTED.sub(lambda found: _MASK * len(found[0]), text)


@lru_cache(maxsize=4096)
def _gap(between: str) -> str:
    """What stands between two words, as part of the second one's key.

    A space, a hyphen and an apostrophe count as the same; other marks must be in the term as well.
    """
    if between in HYPHEN or between in APOSTROPHE:
        return ""
    return _BLANK.sub("", between)


def _keys(phrase: str, *, exact: bool) -> Iterator[str]:
    end = 0
    for found in _WORD.finditer(phrase):
        word = found[0] if exact else stem(found[0])
        yield _gap(phrase[end : found.start()]) + word if end else word
        end = found.end()


def _all_keys(phrase: str, pos: Pos) -> set[tuple[str, ...]]:
    """The keys of a phrase's forms: one for nouns and adjectives, more for verbs."""
    keys = tuple(_keys(phrase, exact=False))
    if pos is not Pos.VERB:
        return {keys}
    return {
        (*keys[:place], stem(form), *keys[place + 1 :])
        for place, forms in enumerate(phrase_forms(phrase, pos))
        for form in forms
    }


class Matcher:
    """An index of terms: a trie over words, one for abbreviations as written, one over stems."""

    __slots__ = ("_exact", "_starts", "_stems", "forms")

    def __init__(self, terms: Iterable[Term]) -> None:
        terms = tuple(terms)
        self.forms = tuple(f for term in terms for f in (*term.terms, *term.abbreviations))
        self._exact = _Node()
        self._stems = _Node()
        self._starts: dict[str, tuple[_Node | None, _Node | None]] = {}
        for term in terms:
            for short in term.abbreviations:
                self._exact.add(_keys(short, exact=True), (term, Form.SHORT, short))
                if short[-1].isupper():
                    plural = short + "s"
                    self._exact.add(_keys(plural, exact=True), (term, Form.SHORT, plural))
            for full in term.terms:
                for keys in _all_keys(full, term.pos):
                    self._stems.add(keys, (term, Form.FULL, full))
            if term.pos is Pos.NAME:
                for name in term.english_names:
                    if name not in term.terms:
                        self._stems.add(_keys(name, exact=False), (term, Form.ENGLISH, name))

    def find(self, text: str) -> tuple[Match, ...]:
        """The terms in a text, in order; where they overlap the first and longest counts."""
        text = mask(text)
        words = [_Word(found[0], *found.span()) for found in _WORD.finditer(text)]
        matches: list[Match] = []
        place = 0
        while place < len(words):
            exact, stems = self._start(words[place].text)
            best = None
            if exact is not None:
                best = _walk_exact(exact, words, place, text)
            if stems is not None:
                other = _walk_stems(stems, words, place, text)
                if other and (best is None or other[0] > best[0]):
                    best = other
            if best is None:
                place += 1
                continue
            matches.append(best[1])
            place = best[0]
        if "- " in text or "-," in text or " -" in text:
            matches += self._elliptic(text, matches)
            matches.sort(key=lambda match: match.start)
        return tuple(matches)

    def _elliptic(self, text: str, matches: list[Match]) -> list[Match]:
        """The terms of which a coordination leaves out a part: "herkomst- en transitlanden"."""
        taken = [(match.start, match.end) for match in matches]
        found: dict[int, Match] = {}
        for start, end, wholes in elliptic(text):
            if start in found or not is_free(taken, start, end):
                continue
            match = next(filter(None, map(self._word, wholes)), None)
            if match:
                found[start] = replace(match, surface=text[start:end], start=start, end=end)
        return list(found.values())

    def _word(self, word: str) -> Match | None:
        """The term that a single word is."""
        _, stems = self._start(word)
        found = stems and _walk_stems(stems, [_Word(word, 0, len(word))], 0, word)
        return replace(found[1], compound=True) if found else None

    def _start(self, word: str) -> tuple[_Node | None, _Node | None]:
        start = self._starts.get(word)
        if start is None:
            start = self._exact.children.get(word), self._stems.children.get(stem(word))
            self._starts[word] = start
        return start


_Found = tuple[int, Match]
"""The place of the first word after a match, and the match."""


def _paths(
    node: _Node, words: list[_Word], place: int, text: str, *, exact: bool
) -> list[tuple[int, _Node]]:
    """The nodes with terms that the words from `place` on lead to, longest path first."""
    paths = [(place, node)] if node.ends else []
    while node.children and place + 1 < len(words):
        word, following = words[place], words[place + 1]
        key = following.text if exact else stem(following.text)
        gap = _gap(text[word.end : following.start])
        step = node.children.get(gap + key)
        if step is None:
            break
        node, place = step, place + 1
        if node.ends:
            paths.append((place, node))
    return paths[::-1]


def _walk_exact(node: _Node, words: list[_Word], place: int, text: str) -> _Found | None:
    for last, end in _paths(node, words, place, text, exact=True):
        term, form, key = end.ends[0]
        plural = key not in term.abbreviations
        return _finish(term, form, words, (place, last), text, key, plural=plural)
    return None


def _walk_stems(node: _Node, words: list[_Word], place: int, text: str) -> _Found | None:
    for last, end in _paths(node, words, place, text, exact=False):
        run = words[place : last + 1]
        for term, form, phrase in end.ends:
            plural = _inflected(run, phrase, term.pos)
            if plural is not None:
                return _finish(term, form, words, (place, last), text, phrase, plural=plural)
    return None


def _inflected(run: list[_Word], phrase: str, pos: Pos) -> bool | None:
    """Whether the words are a plural of the phrase; None if they are no form of it at all."""
    first = run[0].text
    if pos is Pos.NAME and phrase[0].isupper() and not first[0].isupper():
        return None
    plural = False
    for word, forms in zip(run, phrase_forms(phrase, pos), strict=True):
        number = forms.get(fold(word.text))
        if number is None:
            return None
        plural = plural or number
    return plural


def _finish(
    term: Term,
    form: Form,
    words: list[_Word],
    run: tuple[int, int],
    text: str,
    phrase: str,
    *,
    plural: bool,
) -> _Found:
    """The match from the first to the last word of a run, with the marks around it looked at."""
    first, last = run
    start, end = words[first].start, words[last].end
    following = last + 1
    if (
        following < len(words)
        and words[following].text == "s"
        and words[following].start == end + 1
        and text[end] in APOSTROPHE
    ):
        end = words[following].end
        following += 1
        plural = plural or form is Form.SHORT or term.pos is Pos.NOUN
    mark = _CLOSING_MARK.search(phrase)
    if mark and text.startswith(mark[0], end):
        end += len(mark[0])
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    compound = (before != "" and before in HYPHEN) or (after != "" and after in HYPHEN)
    surface = text[start:end]
    return following, Match(term, surface, start, end, form, plural, compound)


def ends_with(text: str, phrase: str, pos: Pos) -> int | None:
    """Where a phrase, in any of its forms, starts if the text ends with it; else None."""
    keys = tuple(_keys(phrase, exact=False))
    words = [_Word(found[0], *found.span()) for found in _WORD.finditer(text)][-len(keys) :]
    if len(words) < len(keys) or not keys:
        return None
    gaps = ["", *(_gap(text[a.end : b.start]) for a, b in pairwise(words))]
    if tuple(gap + stem(word.text) for gap, word in zip(gaps, words, strict=True)) != keys:
        return None
    return None if _inflected(words, phrase, pos) is None else words[0].start
