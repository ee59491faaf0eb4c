"""Abbreviations that a text itself defines.

The algorithm is that of Schwartz & Hearst (2003), "A simple algorithm for identifying abbreviation
definitions in biomedical text": a short form in brackets after its long form, or the other way
round, and the long form aligned with the short one from right to left. What the glossary knows
comes first, since a Dutch long form often has other letters than its abbreviation: "geestelijke
gezondheidszorg en psychosociale steun (MHPSS)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Protocol

from eenvoudig.glossary._forms import fold
from eenvoudig.glossary._match import ends_with, mask
from eenvoudig.glossary._terms import Match, Pos, Term

ABBREVIATION = re.compile(r"(?<![\w-])(?:[^\W\d_]|\d)(?:[\w]|[-/&](?=[A-Z\d]))*(?!\w)")

_SHORT = re.compile(
    r"\s*(?:(?:hierna|afgekort|kortweg|in het kort|verder|ook wel|hereinafter|abbreviated)\b"
    r"[^A-Z:]*:?\s*)?(?:(?:de|het|the)\s+)?[\"“”„'‘’]?"
    r"(?P<short>[^\W_](?:\w|[-/&](?=\w))*?)(?P<plural>['’]s|s)?[\"“”'’]?\s*(?:[,;:].*)?",
    re.DOTALL,
)
_BRACKET = re.compile(r"\((?P<inside>[^()]*)(?P<close>\)?)")
_SHORT_BEFORE = re.compile(r"(?P<short>[^\W_](?:\w|[-/&](?=\w))*?)(?:['’]s|s)?\s?$")
_LABEL = re.compile(
    r"(?:^|;)\s*(?P<short>[^\W_](?:\w|[-/&](?=\w))*?)(?:['’]s|s)?\s*:(?P<long>[^;:]+)"
)
_ARTICLE = re.compile(r"^\s*(?:(?:de|het|een|the|a|an)\s+)?")
_WORD = re.compile(r"[^\W_]+(?:[-'’/&][^\W_]+)*")
_CLAUSE_END = re.compile(r"[.;:?!()\[\]]\s|[()\[\]]")
_WINDOW = 400
"""Characters before a bracket in which a full form is looked for."""
_FUNCTION_WORDS = frozenset(
    (
        *("de", "het", "een", "en", "of", "van", "voor", "in", "op", "met", "tot", "aan", "over"),
        *("bij", "door", "te", "ter", "the", "a", "an", "and", "or", "for", "to", "on", "with"),
        *("naar", "uit", "om", "als", "dat", "die", "is", "zijn", "by", "from", "tegen"),
    )
)
_ENGLISH_WORDS = frozenset(("the", "and", "for", "on", "to", "from", "against", "by"))


class Known(Protocol):
    """What the search asks of a glossary."""

    def by_abbreviation(self, abbreviation: str, /) -> tuple[Term, ...]:
        """The terms that have this abbreviation."""
        ...

    def find(self, text: str, /) -> tuple[Match, ...]:
        """The terms in a text."""
        ...


@dataclass(frozen=True, slots=True)
class Definition:
    """An abbreviation that a text defines.

    Attributes:
        short: the abbreviation, singular.
        long: its full form, as it stands there.
        start: the full form's first character's offset in the text.
        end: the offset after its last character.
        short_start: the abbreviation's first character's offset in the text.
        term: the glossary's term where it is the same thing, else a term made of the definition.
        conflict: what the glossary has for this abbreviation, where that is something else.
    """

    short: str
    long: str
    start: int
    end: int
    short_start: int
    term: Term
    conflict: Term | None = None


def capitals(word: str) -> int:
    """How many capitals a word has."""
    return sum(char.isupper() for char in word)


def definitions(text: str, known: Known) -> tuple[Definition, ...]:
    """The abbreviations that a text defines, in order."""
    text = mask(text)
    found: list[Definition] = []
    for bracket in _BRACKET.finditer(text):
        start, inside = bracket.start(), bracket["inside"]
        labelled = list(_labelled(start, inside, known))
        one = None
        if not labelled and bracket["close"]:
            one = _short_inside(text, start, inside, known)
        if not labelled and one is None:
            one = _long_inside(text, start, inside, known)
        for definition in [one] if one else labelled:
            if not found or found[-1].end <= definition.start:
                found.append(definition)
    return tuple(found)


def _short_inside(text: str, bracket: int, inside: str, known: Known) -> Definition | None:
    """Long form (SHORT)."""
    short_form = _SHORT.fullmatch(inside)
    if short_form is None:
        return None
    short = short_form["short"]
    if not _may_be_short(short):
        return None
    left = text[:bracket].rstrip()
    if not left or (_WORD.search(left[-1]) is None and left[-1] not in "\"”'’"):
        return None
    left = left.rstrip("\"”'’")
    window = max(0, len(left) - _WINDOW)
    clause = max((end.end() for end in _CLAUSE_END.finditer(left, window)), default=window)
    long_start, term = _known_long(left, clause, short, known)
    if long_start is None:
        long_start = alignment(left[clause:], short)
        if long_start is None:
            return None
        long_start += clause
    long = left[long_start:]
    return _definition(
        short,
        long,
        (long_start, long_start + len(long)),
        bracket + 1 + short_form.start("short"),
        term,
        known,
    )


def _long_inside(text: str, bracket: int, inside: str, known: Known) -> Definition | None:
    """SHORT (long form)."""
    before = _SHORT_BEFORE.search(text, max(0, bracket - _WINDOW), bracket)
    if before is None:
        return None
    long = re.split(r"[;:]", inside)[0]
    return _long_after(before["short"], before.start("short"), long, bracket + 1, known)


def _labelled(bracket: int, inside: str, known: Known) -> Iterator[Definition]:
    """(SHORT: long form; SHORT: long form), as after a compound."""
    for label in _LABEL.finditer(inside):
        places = bracket + 1 + label.start("short"), bracket + 1 + label.start("long")
        if one := _long_after(label["short"], places[0], label["long"], places[1], known):
            yield one


def _long_after(
    short: str, short_start: int, text: str, start: int, known: Known
) -> Definition | None:
    """The definition of an abbreviation by a long form at the beginning of a text."""
    long = _ARTICLE.sub("", text).rstrip()
    start += len(text.rstrip()) - len(long)
    if not _may_be_short(short) or len(long) < len(short) + 2:
        return None
    for candidate in _cut_at_commas(long):
        known_start, term = _known_long(candidate, 0, short, known)
        if known_start == 0 or alignment(candidate, short) == 0:
            span = start, start + len(candidate)
            return _definition(short, candidate, span, short_start, term, known)
    return None


def _cut_at_commas(long: str) -> Iterator[str]:
    """The whole, then without what follows the last comma, and so on."""
    yield long
    while "," in long:
        long = long.rpartition(",")[0]
        yield long


def _may_be_short(short: str) -> bool:
    return (
        2 <= len(short) <= 12
        and not short.isdigit()
        and (capitals(short) >= 2 or (short[0].isupper() and len(short) <= 5))
        and capitals(short) * 2 >= sum(char.isalpha() for char in short) - 1
    ) or (short.istitle() and 2 <= len(short) <= 4)


def _known_long(left: str, clause: int, short: str, known: Known) -> tuple[int | None, Term | None]:
    """Where a long form that the glossary knows starts at the end of `left`, and its term."""
    candidates = known.by_abbreviation(short)
    for term in candidates:
        longs = (*term.terms, *term.english_names, *filter(None, [term.plain]))
        for long in sorted(longs, key=len, reverse=True):
            start = ends_with(left[clause:], long, term.pos)
            if start is not None:
                return start + clause, term
    for term in candidates:
        for long in (*term.terms, *term.english_names):
            start = _same_words(left[clause:], long)
            if start is not None:
                return start + clause, term
    if capitals(short) < 2:
        return None, None
    last = known.find(left[clause:])[-1:]
    if last and last[0].end == len(left) - clause and len(_WORD.findall(last[0].surface)) > 1:
        return last[0].start + clause, None
    return None, None


def content_words(text: str) -> list[str]:
    """The words of a text that carry its meaning, folded."""
    words = (fold(word) for word in re.findall(r"[^\W_]+", text))
    return [word for word in words if word not in _FUNCTION_WORDS and len(word) > 1]


def _same_words(left: str, long: str) -> int | None:
    """Where a text that ends with the words of a long form, in another order, has them start."""
    wanted = sorted(content_words(long))
    if len(wanted) < 2:
        return None
    words = list(re.finditer(r"[^\W_]+", left))
    had: list[str] = []
    for word in reversed(words):
        had += content_words(word[0])
        if len(had) == len(wanted):
            return word.start() if sorted(had) == wanted else None
    return None


def alignment(left: str, short: str) -> int | None:
    """Where the long form of an abbreviation starts at the end of `left`, by its letters."""
    words = list(_WORD.finditer(left))
    letters = [char for char in fold(short) if char.isalnum()]
    for counted in (False, True):
        by_initials = _initials(words, letters, function_words=counted)
        if by_initials is not None:
            return by_initials
    if capitals(short) < 2:
        return None
    window = words[-min(len(letters) + 5, len(letters) * 2) :]
    if not window:
        return None
    start = _schwartz_hearst(left[window[0].start() :], letters)
    if start is None:
        return None
    start += window[0].start()
    return start if _credible(left[start:], letters) else None


def _parts(word: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(word))


def _initials(
    words: list[re.Match[str]], letters: list[str], *, function_words: bool
) -> int | None:
    """Where the last words whose first letters spell the abbreviation start.

    Function words take part or not: "Raad van State" is RvS, "Forum for Rural Exchange" FRE.
    """
    wanted = list(letters)
    start = None
    for word in reversed(words):
        if not wanted:
            break
        parts = _parts(word[0])
        for part in reversed(parts):
            is_function_word = part in _FUNCTION_WORDS
            if wanted and part[0] == wanted[-1] and (function_words or not is_function_word):
                wanted.pop()
            elif not is_function_word:
                return None
        start = word.start()
    if wanted or start is None:
        return None
    first = fold(next(word[0] for word in words if word.start() == start))
    return start if first[0] == letters[0] and first not in _FUNCTION_WORDS else None


def _schwartz_hearst(left: str, letters: list[str]) -> int | None:
    """The right-to-left alignment of the paper; the first letter must start a word."""
    folded = left.casefold()
    if len(folded) != len(left):  # a letter that folds to two would shift the offsets
        folded = left.lower()
    place = len(folded)
    for number, letter in reversed(list(enumerate(letters))):
        place -= 1
        while place >= 0 and (
            folded[place] != letter or (number == 0 and place > 0 and folded[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
    return left.rfind(" ", 0, place + 1) + 1


def _credible(long: str, letters: list[str]) -> bool:
    """Whether an alignment is more than chance: most letters start a word or a capital's word."""
    words = _WORD.findall(long)
    content = content_words(long)
    if not content or fold(words[0]) in _FUNCTION_WORDS:
        return False
    if len(words) > len(letters) + 4 or len(content) > len(letters) + 1:
        return False
    initials = [part[0] for word in words for part in _parts(word)]
    hits, place = 0, 0
    for letter in letters:
        if letter in initials[place:]:
            place = initials.index(letter, place) + 1
            hits += 1
    return hits * 2 >= len(letters) or (len(words) == 1 and len(letters) <= 4 and hits >= 1)


def _definition(
    short: str,
    long: str,
    span: tuple[int, int],
    short_start: int,
    term: Term | None,
    known: Known,
) -> Definition:
    candidates = known.by_abbreviation(short)
    if term is None:
        term = next((candidate for candidate in candidates if _similar(long, candidate)), None)
    if term is not None:
        return Definition(short, long, *span, short_start, term)
    same = next(
        (m.term for m in known.find(long) if m.start == 0 and m.end == len(long)),
        None,
    )
    if same is not None:
        own = replace(
            same, abbreviation=short, also_abbreviation=same.abbreviations, english_abbreviation=""
        )
    else:
        english = long if _ENGLISH_WORDS.intersection(map(fold, _WORD.findall(long))) else ""
        own = Term(long, short, Pos.NAME, english=english)
    return Definition(short, long, *span, short_start, own, next(iter(candidates), None))


def _similar(long: str, term: Term) -> bool:
    """Whether a text's long form is one of the term's, give or take a word or a spelling."""
    return any(
        SequenceMatcher(None, fold(long), fold(name)).ratio() > 0.75
        or min(
            overlap(content_words(long), content_words(name)),
            overlap(content_words(name), content_words(long)),
        )
        > 0.5
        for name in (*term.terms, *term.english_names, *filter(None, [term.plain]))
    )


def overlap(ours: Iterable[str], theirs: Iterable[str]) -> float:
    """How many of our words are among theirs, from 0 to 1."""
    one, other = set(ours), set(theirs)
    return len(one & other) / max(1, len(one))
