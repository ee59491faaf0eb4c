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
from eenvoudig.glossary._forms import (
    all_plurals,
    diminutives,
    finite_forms,
    fold,
    phrase_forms,
    separable,
    stem,
)
from eenvoudig.glossary._terms import Form, Match, Pos, Term

PROTECTED = re.compile(
    r"(?P<tick>`+).+?(?P=tick)"
    r"|(?:https?|ftp)://\S+|\bwww\.\S+|\bmailto:\S+|\bdoi:\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:nl|eu|org|com|int|net|gov|be|uk)\b(?:/\S*)?"
    r"|[@#]\w+|\w*_\w*"
    r"|\d+/\d+/[A-Z]+\b|\b[A-Z]{2,}[-/]\d+[-/]\d[\w/-]*|\b[A-Z]{2,}(?:/[A-Z]{2,})*/\d{2,}\b"
    r"|\((?:EU|EG|EEG)\)(?= (?:nr\. |No )?\d)",
    re.IGNORECASE | re.DOTALL,
)
"""Code, URLs, e-mail addresses, names on social media, identifiers, numbers of European acts."""

HYPHEN = "-\u2010\u2011"
APOSTROPHE = "'’‘ʼ´`"

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[.;:?!()]|, (?:die|dat|omdat|zodat|terwijl|maar|want|als|indien|tenzij)\b")
"""Where a clause ends, beyond which a verb's separable part does not stand."""
_FURTHEST = 14
"""Words between a verb and its separable part."""
_PHRASE_END = re.compile(
    r"\s*(?:[.,;:?!)]|(?:en|of|maar|dan|als|indien|omdat|zodat|nadat|voordat|tenzij|mits|aan|op|in|met|"
    r"voor|van|na|bij|per|binnen|tot|naar)\b)"
)
_ALSO = re.compile(
    r"(?:, [^\W_]{4,})*,? (?:en|of|en/of|als) (?:(?:de|het) )?[^\W_]{4,} ", re.IGNORECASE
)
"""What may stand between a term's words: other adjectives ("maatschappelijke en sociale …")."""
_HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_LONG_WORD = 12
"""A word of so many letters is often written in two; with a hyphen between also a shorter one."""
_LONG_WITH_HYPHEN = 9
_SECOND_PART = 5
_LAST_WORD = re.compile(r"(?<![A-Z])[a-z]{4,}$")
"""The word in which an abbreviation ends: "ZE-zone", "grex"."""
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n)[\"“”‘'’(]*$")
_CLOSING_MARK = re.compile(r"[^\w\s]+$")
_BLANK = re.compile(r"\s+")
_MASK = "\0"
_TREMA = str.maketrans("ëïöü", "eiou")
_AFTER_APOSTROPHE = frozenset({"s", "en", "er", "ers", "tje", "tjes", "je", "jes"})
"""Endings that Dutch ties to a letter word with an apostrophe: "GGD’en", "zzp’ers", "cao’tje"."""


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


def _variants(short: str) -> Iterator[str]:
    """Other ways to write an abbreviation: its plurals, and a capital at a sentence's beginning."""
    forms = [short]
    if short[-1].isupper() or short.endswith("er"):
        forms.append(short + "s")
    if (word := _LAST_WORD.search(short)) and short != word[0].upper():
        forms += [short[: word.start()] + plural for plural in all_plurals(word[0])]
    yield from forms[1:]
    if short.islower() and len(short) > 2:
        yield from map(str.capitalize, forms)


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

    __slots__ = ("_exact", "_long", "_parted", "_starts", "_stems", "forms")

    def __init__(self, terms: Iterable[Term]) -> None:
        terms = tuple(terms)
        self.forms = tuple(f for term in terms for f in (*term.terms, *term.abbreviations))
        self._exact = _Node()
        self._stems = _Node()
        self._starts: dict[str, tuple[_Node | None, _Node | None]] = {}
        self._parted: dict[str, list[tuple[str, Term]]] = {}
        self._long: set[str] = set()
        for term in terms:
            if term.pos is Pos.VERB:
                self._add_parted(term)
            for short in term.abbreviations:
                self._exact.add(_keys(short, exact=True), (term, Form.SHORT, short))
                for other in _variants(short):
                    self._exact.add(_keys(other, exact=True), (term, Form.SHORT, other))
            for full in term.terms:
                for keys in _all_keys(full, term.pos):
                    self._stems.add(keys, (term, Form.FULL, full))
                if _HYPHENATED.fullmatch(full):  # "re-integratie" is also written "reïntegratie"
                    joined = full.replace("-", "")
                    self._stems.add([stem(joined)], (term, Form.FULL, joined))
                if full.isalpha() and len(full) >= _LONG_WITH_HYPHEN:
                    self._long.add(stem(full))
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
            if self._long and place + 1 < len(words) and (best is None or best[0] == place + 1):
                best = self._split_up(words, place, text, alone=best is None) or best
            if best is None:
                place += 1
                continue
            matches.append(best[1])
            place = best[0]
        if "- " in text or "-," in text or " -" in text:
            matches += self._elliptic(text, matches)
        if self._parted:
            matches += self._apart(text, words, matches)
        if " en " in text or " of " in text or " als " in text:
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
                if last and plural is not None:
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

    def _split_up(self, words: list[_Word], place: int, text: str, *, alone: bool) -> _Found | None:
        """A long word that is written in two: "nul-urencontract", "twee factorauthenticatie".

        A space may be what parts it only where the first word is no term `alone`.
        """
        one, two = words[place], words[place + 1]
        if two.start != one.end + 1 or stem(one.text + two.text) not in self._long:
            return None
        spaced = text[one.end] == " " and alone and len(one.text + two.text) >= _LONG_WORD
        if len(two.text) < _SECOND_PART or not (spaced or text[one.end] in HYPHEN):
            return None
        found = self._word(one.text + two.text)
        if found is None or found.end != len(one.text + two.text):
            return None
        surface = text[one.start : two.end]
        match = replace(found, surface=surface, start=one.start, end=two.end, compound=False)
        return place + 2, match

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
        further = 1
        if step is None and not exact and place + 2 < len(words) and _is_ending(words, place, text):
            # The first word's plural: "nota's van toelichting".
            after = words[place + 2]
            step = node.children.get(_gap(text[following.end : after.start]) + stem(after.text))
            further = 2
        if step is None:
            break
        node, place = step, place + further
        if node.ends:
            paths.append((place, node))
    return paths[::-1]


def _walk_exact(node: _Node, words: list[_Word], place: int, text: str) -> _Found | None:
    for last, end in _paths(node, words, place, text, exact=True):
        after = text[words[last].end :][:3]
        pluses = len(after) - len(after.lstrip("+"))  # SDE, SDE+, SDE++
        ends = [one for one in end.ends if one[2].count("+") == pluses]
        if not ends:
            continue
        term, form, key = ends[0]
        plural = key.casefold() not in {short.casefold() for short in term.abbreviations}
        following, match = _finish(term, form, words, (place, last), text, key, plural=plural)
        rivals = tuple(other for other, *_ in ends[1:] if other is not term)
        return following, replace(match, rivals=rivals) if rivals else match
    return None


def _walk_stems(node: _Node, words: list[_Word], place: int, text: str) -> _Found | None:
    for last, end in _paths(node, words, place, text, exact=False):
        run = words[place : last + 1]
        for term, form, phrase in end.ends:
            if term.pos is Pos.NAME and not _has_capitals(run, phrase, text):
                continue
            plural = _inflected(run, phrase, term.pos)
            if plural is None and len(run) > 2 and _is_ending(words, place, text):
                plural = None if _inflected([run[0], *run[2:]], phrase, term.pos) is None else True
            if plural is not None:
                return _finish(term, form, words, (place, last), text, phrase, plural=plural)
    return None


def _is_ending(words: list[_Word], place: int, text: str) -> bool:
    """Whether the word after this one is an ending that an apostrophe ties to it: "nota's"."""
    word, following = words[place], words[place + 1]
    return (
        following.text in _AFTER_APOSTROPHE
        and following.start == word.end + 1
        and text[word.end] in APOSTROPHE
    )


def _has_capitals(run: list[_Word], phrase: str, text: str) -> bool:
    """Whether a name stands there as one: its first word with a capital, or one that counts.

    At the beginning of a sentence every word has a capital; there a name that has several must show
    another: "Economische zaken" is no ministry.
    """
    capitals = [word for word in _WORD.findall(phrase) if word[0].isupper()]
    if not phrase[0].isupper():
        return True
    if not run[0].text[0].isupper():
        return False
    if len(capitals) < 2 or not _SENTENCE_START.search(text[: run[0].start]):
        return True
    return any(word.text[0].isupper() for word in run[1:])


def _inflected(run: list[_Word], phrase: str, pos: Pos) -> bool | None:
    """Whether the words are a plural of the phrase; None if they are no form of it at all."""
    every = phrase_forms(phrase, pos)
    if len(every) != len(run):
        return None
    plural = False
    for word, forms in zip(run, every, strict=True):
        folded = fold(word.text)
        number = forms.get(folded)
        if number is None:
            number = forms.get(folded.translate(_TREMA))
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
    if following < len(words) and _is_ending(words, last, text):
        ending = words[following].text
        end = words[following].end
        following += 1
        is_noun = form is Form.SHORT or term.pos is Pos.NOUN
        plural = plural or (is_noun and ending not in {"er", "tje", "je"})
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
