"""Names of people, places, organisations and things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from eenvoudig.fidelity._pair import Pair, verdict, without_terms
from eenvoudig.fidelity._table import read_table, stems
from eenvoudig.fidelity._verdict import Verdict


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name with its Dutch and its English forms."""

    dutch: re.Pattern[str]
    english: re.Pattern[str]
    implied: bool


_CAPITALISED = re.compile(r"(?<![\w’'@./-])[A-ZÀ-Þ][^\W\d_]*[a-zà-ÿ][^\W_]*(?:[-‑][^\W_]+)*")
# Two capitals make an abbreviation, which has a check of its own.
_ABBREVIATION = re.compile(r"[^\W_]*[A-ZÀ-Þ][^\W_]*[A-ZÀ-Þ]")
_SENTENCE_START = re.compile(r"(?:^|[.?!:;…•]\s+|[“‘\"'(]\s*|\n)[\s“‘\"'(–-]*$")
_PART = re.compile(r"[^\W\d_]{2,}")
# After these a name follows, whatever the word may mean besides: "minister Bruins", "motie-Kok".
_PERSON_BEFORE = re.compile(
    r"\b(?:(?:minister|staatssecretaris|wethouder|burgemeester|gedeputeerde|president|premier) "
    r"|(?:mevrouw|de heer|het lid|de leden|Kamerlid|dhr\.|mw\.|mr\.|dr\.|drs\.|prof\.|motie[- ]"
    r"|amendement[- ]|wet-|commissie-) ?(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er) ){0,2})$"
)
# Forms of address and what the reader's own house is called.
_ADDRESS = frozenset({"kamer", "kamers", "onze", "uw", "excellentie", "excellenties"})
# What the name of an office, a law or a programme ends with, or is, and has its English for.
_OFFICIAL = re.compile(
    r"(?:wet|besluit|verordening|regeling|raad|dienst|fonds|akkoord|ministerie|register|commissie|college"
    r"|instituut|organisatie|programma|garantie|recht|begroting|landen|autoriteit|agentschap|inspectie"
    r"|commando|bank|bureau|centrum|plan|visie|agenda|nota|visum|services?|registratie|loket|toets"
    r"|richtlijn|kamer|hof|rechtbank|staten|zaken|financiën|unie|gezondheid)$"
    r"|(?:ische|aire|isering|bestendige|elijke|iteel|lijke|kunde|veiligheid|gebied|bestrijding)$",
    re.IGNORECASE,
)
# Endings that make English words, be they rare.
_ENGLISH_ENDING = re.compile(
    r"(?:i[sz]ation|ability|ness|ment|ship|ism|ity|ies|ates?|ance|ence|ing|tion|ual|law|ism|ese|ian"
    r"|land|ology|worthy|ary|less|ful|able)s?$"
)
_PARTICLES = frozenset(["van", "de", "den", "der", "het", "ten", "ter", "la", "le", "el", "al"])


def names(pair: Pair) -> Verdict:
    """Every name of the source is in the hypothesis, and no other country or place came in.

    A name is a capitalised word that does not open its sentence, or one that the table of names
    knows. Into English, official names are translated, so that a word which is Dutch through and
    through ("Raad", "Zorgautoriteit") is not asked for; the glossary's terms vouch for those.
    """
    source, hypothesis = without_terms(pair)
    lost, added = [], []
    known_source: list[tuple[int, int]] = []
    known_target: list[tuple[int, int]] = []
    for entry in _table():
        target = entry.english if pair.language == "en" else entry.dutch
        in_source = [match.span() for match in entry.dutch.finditer(source)]
        in_target = [match.span() for match in target.finditer(hypothesis)]
        known_source += in_source
        known_target += in_target
        # The other side counts with its terms: a name may have come with one.
        if in_source and not target.search(pair.hypothesis):
            lost.append(source[slice(*in_source[0])])
        if in_target and not entry.implied and not entry.dutch.search(pair.source):
            added.append(hypothesis[slice(*in_target[0])])
    lost += _lost_words(source, pair, known_source)
    added += _added_words(hypothesis, pair, known_target)
    return verdict("names", lost, added)


def _lost_words(source: str, pair: Pair, known: list[tuple[int, int]]) -> list[str]:
    target = pair.hypothesis.lower()
    lost = []
    for match in _CAPITALISED.finditer(source):
        if _within(match.start(), known) or _ABBREVIATION.match(match[0]):
            continue
        if match[0].lower() in _ADDRESS:
            continue
        titled = _PERSON_BEFORE.search(source, max(0, match.start() - 40), match.start())
        person = bool(titled) and not _OFFICIAL.search(match[0])
        if not person and _opens_sentence(source, match.start()):
            continue
        missing = [
            part
            for part in _PART.findall(match[0])
            if part[0].isupper() and not _occurs(part.lower(), target)
        ]
        if missing and (person or pair.language == "nl" or not all(map(_is_dutch, missing))):
            lost.append(match[0])
    return lost


def _added_words(hypothesis: str, pair: Pair, known: list[tuple[int, int]]) -> list[str]:
    source = pair.source.lower()
    added = []
    for match in _CAPITALISED.finditer(hypothesis):
        if _within(match.start(), known) or _ABBREVIATION.match(match[0]):
            continue
        if _opens_sentence(hypothesis, match.start()):
            continue
        foreign = [
            part
            for part in _PART.findall(match[0])
            if part[0].isupper() and not _occurs(part.lower(), source)
        ]
        if foreign and not any(_is_word(part, pair.language) for part in foreign):
            added.append(match[0])
    return added


def _within(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _opens_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_START.search(text, max(0, start - 8), start)) or start == 0


def _occurs(word: str, text: str) -> bool:
    """Whether the word, or its stem, stands in the text, be it in a compound."""
    if word in _PARTICLES:
        return True
    stem = word.removesuffix("'s").removesuffix("s") if len(word) > 4 else word
    return stem in text if len(stem) > 3 else bool(re.search(rf"(?<!\w){re.escape(stem)}", text))


@cache
def _is_dutch(word: str) -> bool:
    """Whether the word is Dutch and not a name: far commoner in Dutch, or a compound of such."""
    if _OFFICIAL.search(word):
        return True
    lower = word.lower()
    dutch, english = _frequency(lower, "nl"), _frequency(lower, "en")
    if dutch - english >= 1.0 and dutch >= 2:
        return True
    return dutch < 2.5 and any(
        _frequency(lower[:cut].removesuffix("s"), "nl") >= 3 and _frequency(lower[cut:], "nl") >= 3
        for cut in range(3, len(lower) - 2)
    )


@cache
def _is_word(word: str, language: str) -> bool:
    """Whether the word is known in its language, so that it may be part of a translated name."""
    lower = word.lower()
    if _frequency(lower, language) >= 2.7:
        return True
    return bool(_ENGLISH_ENDING.search(lower)) if language == "en" else _is_dutch(word)


def _frequency(word: str, language: str) -> float:
    from wordfreq import zipf_frequency  # it reads its lists when it is first asked

    return float(zipf_frequency(word, language)) if word else 0.0


@cache
def _table() -> tuple[_Entry, ...]:
    return tuple(
        _Entry(stems(dutch), stems(english or dutch), implied)
        for implied, dutch, english in read_table("names.tsv")
    )
