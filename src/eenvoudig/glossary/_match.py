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
from eenvoudig.glossary._forms import diminutives, finite_forms, fold, phrase_forms, separable, stem
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
_CLAUSE = re.compile(r"[.;:?!()]|, (?:die|dat|omdat|zodat|terwijl|maar|want|als|indien|tenzij)\b")
"""Where a clause ends, beyond which a verb's separable part does not stand."""
_FURTHEST = 14
"""Words between a verb and its separable part."""
_PHRASE_END = re.compile(
    r"\s*(?:[.,;:?!)]|(?:en|of|maar|dan|als|indien|omdat|zodat|nadat|voordat|tenzij|mits|aan|op|in|met|"
    r"voor|van|na|bij|per|binnen|tot|naar)\b)"
)
_ALSO = re.compile(r"(?:, [^\W_]+e)?,? (?:en|of|en/of) ([^\W_]+e) ", re.IGNORECASE)
"""What may stand between a term's words: other adjectives ("maatschappelijke en sociale …")."""
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
    """The keys of a phrase's forms: one for adjectives, more for verbs and for single nouns."""
    keys = tuple(_keys(phrase, exact=False))
    if pos is Pos.NOUN and len(keys) == 1 and phrase.islower():
        return {keys, *((stem(form),) for form in diminutives(fold(phrase)))}
    if pos is not Pos.VERB:
        return {keys}
    return {
        (*keys[:place], stem(form), *keys[place + 1 :])
        for place, forms in enumerate(phrase_forms(phrase, pos))
        for form in forms
    }


class Matcher:
    """An index of terms: a trie over words, one for abbreviations as written, one over stems."""

    __slots__ = ("_exact", "_parted", "_starts", "_stems", "forms")

    def __init__(self, terms: Iterable[Term]) -> None:
        terms = tuple(terms)
        self.forms = tuple(f for term in terms for f in (*term.terms, *term.abbreviations))
        self._exact = _Node()
        self._stems = _Node()
        self._starts: dict[str, tuple[_Node | None, _Node | None]] = {}
        self._parted: dict[str, list[tuple[str, Term]]] = {}
        for term in terms:
            if term.pos is Pos.VERB:
                self._add_parted(term)
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
        if self._parted:
            matches += self._apart(text, words, matches)
        if " en " in text or " of " in text:
            matches += self._coordinated(text, words, matches)
        return tuple(sorted(matches, key=lambda match: match.start))

    def _add_parted(self, term: Term) -> None:
        """A separable verb by each form that its part may stand apart from."""
        for verb in term.terms:
            part, rest = separable(fold(verb))
            for form in dict.fromkeys(finite_forms(rest)) if part and " " not in verb else ():
                self._parted.setdefault(form, []).append((part, term))

    def _coordinated(self, text: str, words: list[_Word], matches: list[Match]) -> Iterator[Match]:
        """Terms of two words that share the second: "maatschappelijke en sociale organisaties"."""
        taken = [(match.start, match.end) for match in matches]
        for place, word in enumerate(words[:-3]):
            also = _ALSO.match(text, word.end)
            _, stems = self._start(word.text)
            if not also or stems is None or not is_free(taken, word.start, word.end):
                continue
            last = next((w for w in words[place + 2 :] if w.start >= also.end()), None)
            end = last and stems.children.get(stem(last.text))
            for term, form, phrase in end.ends if last and end else ():
                plural = _inflected([word, last], phrase, term.pos) if last else None
                if last and plural is not None and term.pos is Pos.NOUN:
                    surface = f"{word.text} … {last.text}"
                    yield Match(term, surface, word.start, word.end, form, plural, parted=True)
                    break

    def _apart(self, text: str, words: list[_Word], matches: list[Match]) -> Iterator[Match]:
        """Separable verbs in two parts: "kent … toe"."""
        taken = [(match.start, match.end) for match in matches]
        for place, word in enumerate(words):
            for part, term in self._parted.get(fold(word.text), ()):
                before = words[max(0, place - 2) : place]
                if [fold(w.text) for w in before] == [part, "te"]:
                    start = before[0].start
                    yield Match(term, text[start : word.end], start, word.end)
                    break
                end = _CLAUSE.search(text, word.end)
                limit = end.start() if end else len(text)
                later = (w for w in words[place + 2 : place + _FURTHEST] if w.end <= limit)
                # The part ends its clause, or what comes after it begins another phrase.
                if is_free(taken, word.start, word.end) and any(
                    fold(w.text) == part and _ends_phrase(text[w.end :]) for w in later
                ):
                    surface = f"{word.text} … {part}"
                    yield Match(term, surface, word.start, word.end, parted=True)
                    break

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


def _ends_phrase(after: str) -> bool:
    """Whether a separable part that is followed by this text can be one, and no preposition."""
    return not after.strip() or _PHRASE_END.match(after) is not None


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
        following, match = _finish(term, form, words, (place, last), text, key, plural=plural)
        rivals = tuple(other for other, *_ in end.ends[1:] if other is not term)
        return following, replace(match, rivals=rivals) if rivals else match
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
