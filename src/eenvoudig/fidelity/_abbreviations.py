"""Abbreviations: each stays, becomes its English counterpart, or is written out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from eenvoudig.fidelity._pair import Pair, verdict, without_terms
from eenvoudig.fidelity._table import read_table, stems
from eenvoudig.fidelity._verdict import Verdict

# At least two capitals: "BHOS", "IenW", "TEI's", and "MENA" of "MENA-regio".
_ABBREVIATION = re.compile(r"(?<![\w’'/@.])(?=(?:[^\W_]*[A-Z]){2})[^\W\d_][^\W_]*(?![\w@])")
_PLURAL = re.compile(r"(?:['’]?s|['’]?en|['’]er)$")
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS_ONLY = re.compile(r"^[^a-zà-ÿ]*$")


def abbreviations(pair: Pair) -> Verdict:
    """Every abbreviation of the source is accounted for, and no new one came in.

    It may stand as it is, in the plural, as its English counterpart (VN, UN), or written out: by the
    glossary's terms, or by words that its letters spell ("Sociale Verzekeringsbank" for SVB).
    """
    if _CAPITALS_ONLY.match(pair.source):
        return verdict("abbreviations", [], [])
    source, hypothesis = without_terms(pair)
    lost = [
        written
        for written in _abbreviations(source)
        if not _accounted_for(_stem(written), pair.hypothesis)
    ]
    lost += [
        form
        for form, (own, counterpart) in _lower_case().items()
        if own.search(source) and not own.search(pair.hypothesis)
        if not counterpart.search(pair.hypothesis)
    ]
    added = [
        written
        for written in _abbreviations(hypothesis)
        if not _accounted_for(_stem(written), pair.source)
        and not _stands_for_source(_stem(written), pair)
    ]
    return verdict("abbreviations", lost, added)


def _abbreviations(text: str) -> list[str]:
    return [match[0] for match in _ABBREVIATION.finditer(text)]


def _stem(abbreviation: str) -> str:
    return _PLURAL.sub("", abbreviation) or abbreviation


def _accounted_for(abbreviation: str, text: str) -> bool:
    if re.search(
        rf"(?<![^\W_]){re.escape(abbreviation)}(?:['’]?s|en)?(?![^\W_])", text, re.IGNORECASE
    ):
        return True
    counterpart = _table().get(abbreviation)
    return bool(counterpart and counterpart.search(text)) or spelled(abbreviation, text)


def _stands_for_source(abbreviation: str, pair: Pair) -> bool:
    """Whether an abbreviation of the hypothesis is the counterpart of something in the source."""
    return any(
        counterpart.match(abbreviation)
        and (
            re.search(rf"(?<!\w){re.escape(form)}(?!\w)", pair.source)
            or counterpart.search(pair.source)
        )
        for form, counterpart in _table().items()
    )


@lru_cache(maxsize=4096)
def spelled(abbreviation: str, text: str) -> bool:
    """Whether consecutive words of the text spell the abbreviation.

    Each letter is the first of a word or stands further on in the word of the letter before it, as in
    compounds; small words between may be passed over. At least two words must take part.
    """
    letters = abbreviation.lower()
    words = [match[0].lower() for match in _WORD.finditer(text)]
    return any(
        word.startswith(letters[0])
        and _spell(letters[1:], word[1:], words[start + 1 : start + 12], 1)
        for start, word in enumerate(words)
    )


def _spell(letters: str, rest: str, words: list[str], used: int) -> bool:
    if not letters:
        return used > 1
    for skipped, word in enumerate(words):
        if word[0] == letters[0] and _spell(letters[1:], word[1:], words[skipped + 1 :], used + 1):
            return True
        if len(word) > 4 and skipped:
            break
    place = rest.find(letters[0])
    return place >= 0 and _spell(letters[1:], rest[place + 1 :], words, used)


@cache
def _table() -> Mapping[str, re.Pattern[str]]:
    return MappingProxyType(
        {dutch: stems(english or dutch) for _, dutch, english in read_table("abbreviations.tsv")}
    )


@cache
def _lower_case() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return MappingProxyType(
        {
            form: (re.compile(rf"(?<!\w){re.escape(form)}(?![\w])"), counterpart)
            for form, counterpart in _table().items()
            if form.islower()
        }
    )
