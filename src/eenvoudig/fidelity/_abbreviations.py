"""Abbreviations: each stays, becomes its English counterpart, or is written out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from eenvoudig.fidelity._pair import Pair, verdict, without_terms
from eenvoudig.fidelity._table import read_table, stems
from eenvoudig.fidelity._verdict import Verdict


@dataclass(frozen=True, slots=True)
class _Row:
    """An abbreviation of the table and what may stand for it."""

    own: re.Pattern[str]
    counterpart: re.Pattern[str]
    implied: bool


# At least two capitals: "BHOS", "IenW", "TEI's", and "MENA" of "MENA-regio".
_ABBREVIATION = re.compile(r"(?<![\w’'/@.])(?=(?:[^\W_]*[A-Z]){2})[^\W\d_][^\W_]*(?![\w@])")
_CURRENCIES = frozenset({"EUR", "USD", "GBP"})
_PLURAL = re.compile(r"(?:['’]?s|['’]?en|['’]er)$")
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS_ONLY = re.compile(r"^[^a-zà-ÿ]*$")


def abbreviations(pair: Pair) -> Verdict:
    """Every abbreviation of the source is accounted for, and no new one came in.

    It may stand as it is, in the plural, as its English counterpart (VN, UN), or written out, by a
    term of the glossary or by words that it is spelled by ("Sociale Verzekeringsbank" for SVB).
    """
    if _CAPITALS_ONLY.match(pair.source):
        return verdict("abbreviations", [], [])
    source, hypothesis = without_terms(pair)
    lost = [form for form in _abbreviations(source) if not _accounted_for(form, pair.hypothesis)]
    added = [form for form in _abbreviations(hypothesis) if not _accounted_for(form, pair.source)]
    # "… European Public Prosecutor's Office (EPPO)" for "… Europees Openbaar Ministerie (EOM)"
    defined = [form for form in added if _defined(_stem(form), pair.hypothesis)]
    if defined:
        lost = [form for form in lost if not spelled(_stem(form), pair.source)]
    lost += _lost_in_lower_case(source, pair.hypothesis)
    added = [form for form in added if form not in defined and not _counterpart(form, pair.source)]
    return verdict("abbreviations", lost, added)


def _abbreviations(text: str) -> list[str]:
    found = [match[0] for match in _ABBREVIATION.finditer(text)]
    return [form for form in found if form not in _CURRENCIES]


def _stem(abbreviation: str) -> str:
    return _PLURAL.sub("", abbreviation) or abbreviation


def _accounted_for(written: str, text: str) -> bool:
    """Whether the text has the abbreviation, its counterpart, or words that spell it."""
    form = _stem(written)
    plain = rf"(?<![^\W_]){re.escape(form)}(?:['’]?s|en)?(?![^\W_])"
    if re.search(plain, text, re.IGNORECASE):
        return True
    row = _table().get(form)
    return bool(row and row.counterpart.search(text)) or spelled(form, text)


def _defined(form: str, text: str) -> bool:
    """Whether the abbreviation stands in brackets behind the words that spell it."""
    before, found, _ = text.partition(f"({form})")
    return bool(found) and spelled(form, " ".join(before.split()[-len(form) - 3 :]))


def _counterpart(written: str, source: str) -> bool:
    """Whether a new abbreviation stands for something in the source, or may come in unasked."""
    return any(
        (row.counterpart.match(written) and (row.implied or row.own.search(source)))
        or (row.implied and row.own.match(written))
        for row in _table().values()
    )


def _lost_in_lower_case(source: str, hypothesis: str) -> list[str]:
    """Those that no capitals show ("btw", "mkb"), as far as the table knows them."""
    return [
        form
        for form, row in _table().items()
        if form.islower() and not row.implied and row.own.search(source)
        if not (row.own.search(hypothesis) or row.counterpart.search(hypothesis))
    ]


@lru_cache(maxsize=4096)
def spelled(abbreviation: str, text: str) -> bool:
    """Whether consecutive words of the text spell the abbreviation.

    Each letter is the first of a word, or stands further on in the word of the letter before it as
    in compounds; up to two small words between may be passed over. At least half of the letters,
    and two, must be the first of a word.
    """
    letters = abbreviation.lower()
    wanted = max(1, (len(letters) + 1) // 2 - 1)
    words = [match[0].lower() for match in _WORD.finditer(text)]
    return any(
        word.startswith(letters[0]) and _spell(letters[1:], word[1:], words[start + 1 :], wanted)
        for start, word in enumerate(words)
    )


def _spell(letters: str, rest: str, words: list[str], wanted: int) -> bool:
    """Whether the letters can be found on; `wanted` of them must still be the first of a word."""
    if not letters:
        return wanted <= 0
    for skipped, word in enumerate(words[:3]):
        if word[0] == letters[0] and _spell(
            letters[1:], word[1:], words[skipped + 1 :], wanted - 1
        ):
            return True
        if len(word) > 4:
            break
    place = rest.find(letters[0])
    return place >= 0 and _spell(letters[1:], rest[place + 1 :], words, wanted)


@cache
def _table() -> Mapping[str, _Row]:
    return MappingProxyType(
        {
            dutch: _Row(
                re.compile(rf"(?<!\w){re.escape(dutch)}(?!\w)"), stems(english or dutch), implied
            )
            for implied, dutch, english in read_table("abbreviations.tsv")
        }
    )
