"""Numbers, amounts, percentages, dates and times of a text, as values that two languages share.

Notation follows the Taalunie's advice for Dutch ("1.250,5", "€ 3,2 mln.", "36 360") and the Oxford
style for British English ("1,250.5", "€3.2 million"). A word that may be no number (Dutch "een" and
"acht", English "one" and "second") is reported as not certain: it may account for a number
elsewhere, but nobody should miss it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, TypeAlias

from eenvoudig.text._numerals import (
    SCALES,
    dutch_cardinal,
    dutch_ordinals,
    english_cardinals,
    english_ordinals,
    fold,
)

Language: TypeAlias = Literal["nl", "en"]


class QuantityKind(StrEnum):
    """What a quantity measures."""

    NUMBER = "number"
    """A count, a year, a label, a share, or a measure with its unit."""
    ORDINAL = "ordinal"
    AMOUNT = "amount"
    """Money; the unit is the currency."""
    PERCENTAGE = "percentage"
    """The unit is "%", "‰" or "pp" (percentage points)."""
    DATE = "date"
    TIME = "time"
    """A time of the day."""
    MAGNITUDE = "magnitude"
    """An order of magnitude: "tientallen" is 10, "thousands" 1000."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date as far as it is given: "januari 2024" has no day, "1 mei" no year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of the day on the 24-hour clock."""

    hour: int
    minute: int = 0


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity as it stands in a text.

    Attributes:
        kind: what it measures.
        value: the number, the date or the time.
        unit: "€", "$", "£", "%", "‰", "pp", a unit of time or measure ("month", "km"), or "".
        text: the characters it was read from.
        start: its first character's offset.
        end: the offset after its last character.
        certain: False where the word may be no quantity at all, or only implies one ("beide").
    """

    kind: QuantityKind
    value: Decimal | CalendarDate | ClockTime
    unit: str
    text: str
    start: int
    end: int
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Numeral:
    """A number without unit: what the number words or digits alone say."""

    value: Decimal
    end: int
    kind: QuantityKind = QuantityKind.NUMBER
    certain: bool = True
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Notation:
    """How one language writes quantities. Words are folded."""

    digits: re.Pattern[str]
    group: str
    decimal: str
    ordinal_suffix: re.Pattern[str]
    scales: Mapping[str, Decimal]
    months: Mapping[str, int]
    dates: tuple[re.Pattern[str], ...]
    clocks: tuple[re.Pattern[str], ...]
    magnitudes: Mapping[str, int]
    implied: Mapping[str, tuple[str, str]]
    units: tuple[tuple[re.Pattern[str], str], ...]
    before_half: re.Pattern[str]


_LABEL_BEFORE = re.compile(
    r"\b(?:[Aa]rtikel(?:en)?|[Aa]rt\.|[Hh]oofdstuk|[Pp]aragraaf|[Bb]ijlage|§|[Aa]rticles?|[Ss]ections?)\s*$"
)
_LETTERED = re.compile(r"\d+\.\d+[a-z](?!\w)")
# In "artikel 5.129" the point separates chapter and article, whatever the language.
_LABEL = re.compile(r"(?P<sep>(?!))?\d+(?:\.\d+)?")
_SPACES = "\u0020\u00a0\u2009\u202f"
_WORD = re.compile(r"[^\W\d_]+")
_CANDIDATE = re.compile(r"(?<!\w)(?=[^\W_])")
# "F-35" and "COVID-19" are names; in "mid-2022" and "65-plus" the digits count.
_NAME_PREFIX = re.compile(r"[A-ZÀ-Þ][-‑]$")
_NO_QUANTITIES = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}"
    r"|(?<![\w.,])(?:\+\d{2}[\s-]?|0)\d{1,3}[\s-]\d{2,4}(?:[\s-]?\d{2}){2,3}(?!\w)"
)

_MONTHS_NL = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari feb febr",
            "maart mrt",
            "april apr",
            "mei",
            "juni",
            "juli",
            "augustus aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTHS_EN = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june",
            "july",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
# A month's name that is also a common word must be written as a name.
# Names of four letters at most that are no abbreviations.
_SHORT_MONTHS = frozenset({"mei", "juni", "juli", "may", "june", "july"})
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar"})

_CURRENCIES = {
    "€": "€",
    "eur": "€",
    "euro": "€",
    "euros": "€",
    "euro's": "€",
    "euro’s": "€",
    "$": "$",
    "us$": "$",
    "usd": "$",
    "dollar": "$",
    "dollars": "$",
    "£": "£",
    "gbp": "£",
    "pond": "£",
    "pounds": "£",
}
_CURRENCY_BEFORE = re.compile(r"(?:(?<!\w)(?:US\$|EUR|USD|GBP|euro)|€|\$|£)\s*$")
_CURRENCY_AFTER = re.compile(
    r"(?:,[-–—]{1,2})?[\s-]?(?P<unit>[€$£](?!\s*\d)|(?:EUR|USD|GBP|[Ee]uro(?:['’]?s)?"
    r"|(?:[Aa]merikaanse |US )?[Dd]ollars?|pond|pounds)(?![\w]))"
)
_PERCENT_AFTER = re.compile(
    r"[\s-]?(?:(?P<pp>procentpunt(?:en)?|%-?punt(?:en)?|percentage points?)"
    r"|(?P<permille>‰|promille|per mille)"
    r"|(?P<percent>%|procents?|percent|per cent|pct\.?))(?!\w)"
)


def _units(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"[\s-]?(?:{forms})(?!\w)"), unit) for forms, unit in pairs)


_MEASURES = (
    ("kilometers?|kilometres?|km", "km"),
    ("meters?|metres?", "m"),
    ("centimeters?|centimetres?|cm", "cm"),
    ("vierkante meters?|square metres?|m2|m²", "m²"),
    ("kubieke meters?|cubic metres?|m3|m³", "m³"),
    ("hectares?|hectaren|ha", "ha"),
    ("kilo|kilogram|kilograms|kilos|kg", "kg"),
    ("gram|grams|grammes", "g"),
    ("kiloton|kilotons|kilotonnes|kt", "kt"),
    ("megaton|megatons|megatonnes|Mt", "Mt"),
    ("tonnes?|tons?", "t"),
    ("liters?|litres?", "l"),
    ("kilowatt|kW", "kW"),
    ("megawatt|MW", "MW"),
    ("gigawatt|GW", "GW"),
    ("kilowattuur|kWh|kilowatt hours?", "kWh"),
    ("terawattuur|TWh|terawatt hours?", "TWh"),
    ("megawattuur|MWh|megawatt hours?", "MWh"),
    ("gigawattuur|GWh|gigawatt hours?", "GWh"),
    ("decibel|decibels|dB", "dB"),
)


def _digits(group: str, decimal: str) -> re.Pattern[str]:
    return re.compile(
        rf"\d{{1,3}}(?:(?P<sep>[{re.escape(group)}{_SPACES}])\d{{3}}(?:(?P=sep)\d{{3}})*)(?!\d)"
        rf"(?:{re.escape(decimal)}\d+)?"
        r"|\d+(?:[.,]\d+)?"
    )


_NUMERIC_DATES = (
    re.compile(r"(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
)


def _alternatives(words: Mapping[str, object]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _month(words: Mapping[str, int]) -> str:
    return rf"(?P<name>{_alternatives(words)})(?![^\W\d_])\.?"


_YEAR = r"(?P<year>[12]\d{3})(?!\d|[.,]\d)"

_DUTCH = _Notation(
    digits=_digits(".", ","),
    group=".",
    decimal=",",
    ordinal_suffix=re.compile(r"(?:e|de|ste)(?!\w)"),
    scales=SCALES["nl"],
    months=MappingProxyType(_MONTHS_NL),
    dates=(
        *_NUMERIC_DATES,
        re.compile(
            rf"(?P<day>\d{{1,2}})(?:e|de|ste)?\s+{_month(_MONTHS_NL)}(?:\s+{_YEAR})?", re.IGNORECASE
        ),
        re.compile(rf"{_month(_MONTHS_NL)}(?:\s+{_YEAR})?", re.IGNORECASE),
    ),
    clocks=(
        re.compile(r"(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d)\s*(?:uur|u)(?!\w)"),
        re.compile(r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])"),
        re.compile(r"(?<=\b[Oo]m )(?P<hour>[01]?\d|2[0-4])\s+uur(?!\w)"),
    ),
    magnitudes=MappingProxyType(
        {
            "tiental": 10,
            "tientallen": 10,
            "honderdtal": 100,
            "honderdtallen": 100,
            "honderden": 100,
            "duizenden": 1000,
            "tienduizenden": 10**4,
            "honderdduizenden": 10**5,
            "miljoenen": 10**6,
            "miljarden": 10**9,
        }
    ),
    implied=MappingProxyType(
        {
            "beide": ("2", ""),
            "beiden": ("2", ""),
            "dubbel": ("2", ""),
            "dubbele": ("2", ""),
            "verdubbeld": ("2", ""),
            "verdubbelen": ("2", ""),
            "verdubbelt": ("2", ""),
            "verdubbeling": ("2", ""),
            "verdubbelde": ("2", ""),
            "verdrievoudigd": ("3", ""),
            "paar": ("2", ""),
            "ooit": ("1", ""),
            "enige": ("1", ""),
            "enkel": ("1", ""),
            "enkele": ("1", ""),
            "eens": ("1", ""),
            "nihil": ("0", ""),
            "half": ("0.5", ""),
            "halve": ("0.5", ""),
            "halveren": ("0.5", ""),
            "gehalveerd": ("0.5", ""),
            "halveert": ("0.5", ""),
            "halvering": ("0.5", ""),
            "halveerde": ("0.5", ""),
            "halveerden": ("0.5", ""),
            "kwartaal": ("3", "month"),
            "kwartalen": ("3", "month"),
            "halfjaarlijks": ("6", "month"),
            "halfjaarlijkse": ("6", "month"),
            "decennium": ("10", "year"),
            "decennia": ("10", "year"),
            "eeuw": ("100", "year"),
            "etmaal": ("24", "hour"),
            "dozijn": ("12", ""),
            "veertiendaags": ("14", "day"),
        }
    ),
    units=_units(
        (
            ("jaren|jaar|jarigen?|jaars", "year"),
            ("maanden|maand|maandelijkse?|maands", "month"),
            ("weken|week|wekelijkse?", "week"),
            ("werkdagen|werkdag", "working day"),
            ("dagen|dag|daagse?", "day"),
            ("uren|uur|urige", "hour"),
            ("minuten|minuut", "minute"),
            *_MEASURES,
        )
    ),
    before_half=re.compile(r"\s+en\s+een\s+(?:half|halve)"),
)
_ENGLISH = _Notation(
    digits=_digits(",", "."),
    group=",",
    decimal=".",
    ordinal_suffix=re.compile(r"(?:st|nd|rd|th)(?!\w)"),
    scales=SCALES["en"],
    months=MappingProxyType(_MONTHS_EN),
    dates=(
        *_NUMERIC_DATES,
        re.compile(
            rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_month(_MONTHS_EN)}(?:,?\s+{_YEAR})?",
            re.IGNORECASE,
        ),
        re.compile(
            rf"{_month(_MONTHS_EN)}\s+(?P<day>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?",
            re.IGNORECASE,
        ),
        re.compile(rf"{_month(_MONTHS_EN)}(?:,?\s+{_YEAR})?", re.IGNORECASE),
    ),
    clocks=(
        re.compile(
            r"(?P<hour>1[0-2]|0?\d)(?:[.:](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?",
            re.IGNORECASE,
        ),
        re.compile(r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])"),
        re.compile(
            r"(?:(?<=\bat )|(?<=\bAt )|(?<=\bfrom )|(?<=\buntil )|(?<=\bby )|(?<=\bbefore )"
            r"|(?<=\bafter )|(?<=\bbetween ))(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)"
            r"(?![\d%])(?!\s*(?:per|million|billion|hectare|km|metre|tonne))"
        ),
        re.compile(r"(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?=\s+(?:hours|on\b))"),
    ),
    magnitudes=MappingProxyType(
        {
            "tens": 10,
            "dozens": 10,
            "hundreds": 100,
            "thousands": 1000,
            "millions": 10**6,
            "billions": 10**9,
        }
    ),
    implied=MappingProxyType(
        {
            "both": ("2", ""),
            "couple": ("2", ""),
            "pair": ("2", ""),
            "double": ("2", ""),
            "doubled": ("2", ""),
            "doubling": ("2", ""),
            "doubles": ("2", ""),
            "twofold": ("2", ""),
            "bilateral": ("2", ""),
            "triple": ("3", ""),
            "tripled": ("3", ""),
            "threefold": ("3", ""),
            "quadrupled": ("4", ""),
            "single": ("1", ""),
            "once": ("1", ""),
            "a": ("1", ""),
            "an": ("1", ""),
            "half": ("0.5", ""),
            "halve": ("0.5", ""),
            "halved": ("0.5", ""),
            "halves": ("0.5", ""),
            "halving": ("0.5", ""),
            "quarter": ("0.25", ""),
            "quarterly": ("3", "month"),
            "biennial": ("2", "year"),
            "biennially": ("2", "year"),
            "biannual": ("6", "month"),
            "fortnight": ("2", "week"),
            "fortnightly": ("2", "week"),
            "decade": ("10", "year"),
            "decades": ("10", "year"),
            "century": ("100", "year"),
            "dozen": ("12", ""),
            "noon": ("12", ""),
            "midnight": ("24", ""),
        }
    ),
    units=_units(
        (
            ("years?(?:['’]s?)?", "year"),
            ("months?(?:['’]s?)?", "month"),
            ("weeks?(?:['’]s?)?", "week"),
            ("working days?(?:['’]s?)?", "working day"),
            ("days?(?:['’]s?)?", "day"),
            ("hours?(?:['’]s?)?", "hour"),
            ("minutes?", "minute"),
            *_MEASURES,
        )
    ),
    before_half=re.compile(r"\s+and\s+a\s+half"),
)
_NOTATIONS: Mapping[Language, _Notation] = MappingProxyType({"nl": _DUTCH, "en": _ENGLISH})

# Between two quantities: the first shares the unit, and the scale, of the second.
_SHARED = re.compile(
    r"\s*(?:[-–—]|à|tot(?: en met)?|t/m|of|en|to|and|or|up to)\s*(?:de\s+)?", re.IGNORECASE
)
_RISE = re.compile(r"\s+(?:naar|tot)\s+(?:ruim |circa |ongeveer )?", re.IGNORECASE)
_OPENED = re.compile(r"\b(?:van|tussen|from|between)\s+(?:de\s+)?$", re.IGNORECASE)
_LISTED = re.compile(r"\s*,\s*(?:en\s+|and\s+)?")
_YEARS = re.compile(r"[-–/]['’]?")
_DUTCH_TAILS = {
    "jarig": "year",
    "jarige": "year",
    "jarigen": "year",
    "jaars": "year",
    "jaar": "year",
    "jaarlijks": "year",
    "jaarlijkse": "year",
    "maands": "month",
    "maandelijks": "month",
    "maandelijkse": "month",
    "wekelijks": "week",
    "wekelijkse": "week",
    "daags": "day",
    "daagse": "day",
    "uurs": "hour",
    "maal": "",
    "voudig": "",
    "voudige": "",
    "voud": "",
    "tal": "",
    "delig": "",
    "delige": "",
    "ledig": "",
    "ledige": "",
}
_FRACTION_AFTER = re.compile(r"\s+(?:van|deel|gedeelte|of|op)\b")
_FRACTION_BEFORE = re.compile(
    r"\b(?:ruim|bijna|circa|ongeveer|dan|met|voor|tot|almost|nearly|about|over|by|than)\s+(?:een|a)\s+$",
    re.IGNORECASE,
)
_THIRD_PARTIES = re.compile(
    r"\s+(?:land|staat|staten|partij|rang|countr|part|state)", re.IGNORECASE
)
# After these words "acht" is eight, not a form of "achten".
_ACHT_COUNTS = re.compile(
    r"\b(?:de|deze|die|alle|onze|hun|zijn|haar|van|aan|uit|met|voor|op|ruim|circa|ongeveer|binnen|na"
    r"|minstens|minimaal|maximaal|hoogstens|bijna|slechts|totaal)\s+$",
    re.IGNORECASE,
)


def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """Find the quantities of a text, in the order in which they stand.

    Ranges give their two ends, each with the unit and the scale that the range has: "3 à 4 mln.
    euro" is €3,000,000 and €4,000,000. URLs, e-mail addresses and telephone numbers are passed
    over, as are digits that are part of a name ("F-35", "CO2").
    """
    masked = _NO_QUANTITIES.sub(lambda match: " " * len(match[0]), text)
    notation = _NOTATIONS[language]
    found: list[Quantity] = []
    scales: list[Decimal] = []
    for quantity, scale in _scan(masked, language, notation):
        found.append(replace(quantity, text=text[quantity.start : quantity.end]))
        scales.append(scale)
    for index in range(len(found) - 1, 0, -1):
        between = text[found[index - 1].end : found[index].start]
        found[index - 1], found[index] = _share(
            found[index - 1],
            found[index],
            between,
            (scales[index - 1], scales[index]),
            opened=bool(_OPENED.search(text, 0, found[index - 1].start)),
        )
        if scales[index - 1] == 1 and found[index - 1].unit == found[index].unit:
            scales[index - 1] = scales[index]
    return tuple(found)


def _scan(text: str, language: Language, notation: _Notation) -> Iterator[tuple[Quantity, Decimal]]:
    position = 0
    while match := _CANDIDATE.search(text, position):
        start = match.start()
        quantity, scale = _at(text, start, language, notation)
        if quantity is not None:
            yield quantity, scale
            position = max(quantity.end, start + 1)
        else:
            word = re.compile(r"\w+").match(text, start)
            position = word.end() if word else start + 1


def _at(
    text: str, start: int, language: Language, notation: _Notation
) -> tuple[Quantity | None, Decimal]:
    """The quantity that starts here, and the scale it was written with."""
    if _NAME_PREFIX.search(text, max(0, start - 2), start) and text[start].isdigit():
        return None, Decimal(1)
    timed = _date(text, start, notation) or _clock(text, start, notation)
    if timed:
        return timed, Decimal(1)
    numeral = _numeral(text, start, language, notation)
    if numeral is None:
        return _word(text, start, language, notation), Decimal(1)
    return _with_unit(text, start, numeral, notation), numeral.scale


def _date(text: str, start: int, notation: _Notation) -> Quantity | None:
    for pattern in notation.dates:
        match = pattern.match(text, start)
        if match is None:
            continue
        parts = match.groupdict()
        name = parts.get("name")
        if name is not None:
            name = name.lower()
            month = notation.months[name]
            written_as_name = match["name"][0].isupper()
            bare = not parts.get("day") and not parts.get("year")
            if bare and len(name) <= 4 and name not in _SHORT_MONTHS:
                continue
            if name in _AMBIGUOUS_MONTHS and not written_as_name:
                continue
            certain = not (bare and name in _AMBIGUOUS_MONTHS)
        else:
            month, certain = int(parts["month"]), True
        day = int(parts["day"]) if parts.get("day") else None
        year = int(parts["year"]) if parts.get("year") else None
        if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
            continue
        value = CalendarDate(year, month, day)
        end = match.end()
        return Quantity(QuantityKind.DATE, value, "", text[start:end], start, end, certain)
    return None


def _clock(text: str, start: int, notation: _Notation) -> Quantity | None:
    if not text[start].isdigit():
        return None
    for pattern in notation.clocks:
        match = pattern.match(text, start)
        if match is None:
            continue
        parts = match.groupdict()
        hour = int(parts["hour"])
        if half := parts.get("half"):
            hour = hour % 12 + (12 if half.lower() == "p" else 0)
        value = ClockTime(hour, int(parts.get("minute") or 0))
        end = match.end()
        return Quantity(QuantityKind.TIME, value, "", text[start:end], start, end)
    return None


def _numeral(text: str, start: int, language: Language, notation: _Notation) -> _Numeral | None:
    if text[start].isdigit():
        return _digit_numeral(text, start, notation)
    numeral = (_dutch if language == "nl" else _english)(text, start)
    if numeral is None or numeral.kind is not QuantityKind.NUMBER:
        return numeral
    return _scaled(text, numeral, notation)


def _digit_numeral(text: str, start: int, notation: _Notation) -> _Numeral | None:
    label = _LABEL_BEFORE.search(text, max(0, start - 16), start) or _LETTERED.match(text, start)
    match = (_LABEL if label else notation.digits).match(text, start)
    if match is None:
        return None
    digits = match[0]
    if separator := match["sep"]:
        value = Decimal(digits.replace(separator, "").replace(notation.decimal, "."))
    else:
        value = Decimal(digits.replace(",", "."))
    end = match.end()
    if (
        digits in _DECADES
        and _DECADE_BEFORE.search(text, max(0, start - 24), start)
        and not _PERCENT_AFTER.match(text, end)
    ):
        return _Numeral(value + 1900, end)
    if suffix := notation.ordinal_suffix.match(text, end):
        return _Numeral(value, suffix.end(), QuantityKind.ORDINAL)
    return _scaled(text, _Numeral(value, end), notation)


_DECADES = frozenset(str(10 * n) for n in range(1, 10))
# "de jaren zestig" are the 1960s, and "de jaren 60" as well.
_DECADE_BEFORE = re.compile(r"\bjaren\s+(?:\w+\s+en\s+)?$")
_SCALE_AFTER = re.compile(r"[\s-]?(?P<scale>[^\W\d_]+)\.?")


def _scaled(text: str, numeral: _Numeral, notation: _Notation) -> _Numeral:
    """Take the scale along that follows: "3,2" and then "mln."."""
    value, end, scale = numeral.value, numeral.end, Decimal(1)
    if half := notation.before_half.match(text, end):
        value, end = value + Decimal("0.5"), half.end()
    while match := _SCALE_AFTER.match(text, end):
        word = fold(match["scale"])
        factor = notation.scales.get(word)
        if factor is None or (
            word == "m" and not _CURRENCY_BEFORE.search(text, 0, _start_of(text, end))
        ):
            break
        scale *= factor
        # A point after an abbreviation belongs to it unless it ends the sentence; it says nothing.
        end = match.end() if len(word) <= 3 else match.end("scale")
    if scale == 1 and end == numeral.end:
        return numeral
    return replace(numeral, value=value * scale, end=end, scale=scale, certain=True)


def _start_of(text: str, end: int) -> int:
    """Where the digits that end here start."""
    while end and (text[end - 1].isdigit() or text[end - 1] in ".,"):
        end -= 1
    return end


def _next_word(text: str, position: int) -> tuple[str, int]:
    """The word after a space or hyphen, folded, and its end; ("", position) when there is none."""
    match = re.compile(r"[\s-]([^\W\d_]+)").match(text, position)
    return (fold(match[1]), match.end()) if match else ("", position)


_DUTCH_SHARES = {
    "anderhalf": Decimal("1.5"),
    "anderhalve": Decimal("1.5"),
    "helft": Decimal("0.5"),
    "kwart": Decimal("0.25"),
    "driekwart": Decimal("0.75"),
}


def _dutch(text: str, start: int) -> _Numeral | None:
    match = _WORD.match(text, start)
    if match is None:
        return None
    word, end = fold(match[0]), match.end()
    if word in _DUTCH_SHARES:
        return _Numeral(_DUTCH_SHARES[word], end)
    if word.endswith(("enhalf", "enhalve")):
        # "tweeënhalf", and as some write it "tweeëneenhalf".
        whole = dutch_cardinal(re.sub(r"en(?:een)?hal(?:f|ve)$", "", word))
        return None if whole is None else _Numeral(whole + Decimal("0.5"), end)
    ordinals = dutch_ordinals()
    if word in ordinals:
        return _dutch_ordinal_numeral(text, match[0], end, ordinals[word])
    value = dutch_cardinal(word)
    if value is None:
        return _dutch_fraction_in_one(word, end)
    following, after = _next_word(text, end)
    if value > 1 and following.removesuffix("n") in ordinals:
        following = following.removesuffix("n")  # "twee derden"
    if following in ordinals and ordinals[following] > 2 and value < 20:
        told = value > 1 or "é" in match[0].lower() or _is_fraction(text, start, after)
        return _Numeral(_ratio(value, ordinals[following]), after, certain=told)
    if following == "kwart" and value < 4:
        return _Numeral(_ratio(value, 4), after)
    if following in {"half", "halve"} and word == "een":
        return None
    if value >= 1000 and value % 1000 == 0:
        rest = dutch_cardinal(following) if following else None
        if rest is not None and 0 < rest < 1000 and following != "een":
            value, end = value + rest, after
    if str(value) in _DECADES and _DECADE_BEFORE.search(text, max(0, start - 24), start):
        value += 1900
    certain = value > 0 and not (word == "een" and "é" not in match[0].lower())
    if word == "acht":
        certain = _acht_counts(text, start, end)
    return _Numeral(Decimal(value), end, certain=certain)


def _dutch_fraction_in_one(word: str, end: int) -> _Numeral | None:
    """Shares written as one word: "tweederde", "viervijfde"."""
    match = _FRACTION_IN_ONE.fullmatch(word)
    if match is None:
        return None
    numerator, denominator = dutch_cardinal(match[1]), dutch_ordinals()[match[2]]
    return None if numerator is None else _Numeral(_ratio(numerator, denominator), end)


_FRACTION_IN_ONE = re.compile(r"(twee|drie|vier|vijf)(derde|vierde|vijfde|zesde|achtste|tiende)n?")


def _dutch_ordinal_numeral(text: str, word: str, end: int, value: int) -> _Numeral | None:
    if word[0].isupper() and text[end : end + 6] == " Kamer":
        return None
    certain = value > 1 or text[end : end + 4] == " lid"
    if value == 3 and _THIRD_PARTIES.match(text, end):
        certain = False
    return _Numeral(Decimal(value), end, QuantityKind.ORDINAL, certain)


def _acht_counts(text: str, start: int, end: int) -> bool:
    """Whether "acht" counts; it is a form of the verb "achten" as well."""
    if _ACHT_COUNTS.search(text, max(0, start - 12), start):
        return True
    return any(pattern.match(text, end) for pattern, _ in _DUTCH.units) or bool(
        _PERCENT_AFTER.match(text, end) or _CURRENCY_AFTER.match(text, end)
    )


def _is_fraction(text: str, start: int, end: int) -> bool:
    """Whether "een derde" is a third part and not a third thing."""
    return bool(_FRACTION_AFTER.match(text, end) or _FRACTION_BEFORE.search(text[:start] + "een "))


def _ratio(numerator: int, denominator: int) -> Decimal:
    ratio = Fraction(numerator, denominator)
    return Decimal(ratio.numerator) / Decimal(ratio.denominator)


_ENGLISH_STEP = re.compile(r"(?:\s+and\s+|[\s-])(?=[a-zA-Z])")
_ENGLISH_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4, "thirds": 3}


def _english(text: str, start: int) -> _Numeral | None:
    match = _WORD.match(text, start)
    if match is None:
        return None
    word, end = match[0].lower(), match.end()
    cardinals, ordinals = english_cardinals(), english_ordinals()
    if word in {"a", "an"}:
        return _english_article(text, end)
    if word == "twice":
        return _Numeral(Decimal(2), end)
    if word == "half":
        following, after = _next_word(text, end)
        million, million_end = _next_word(text, after) if following == "a" else ("", after)
        if million in SCALES["en"] and len(million) > 2:
            return _Numeral(SCALES["en"][million] / 2, million_end)
        return None
    if word in ordinals:
        certain = ordinals[word] > 2 and not (
            ordinals[word] == 3 and _THIRD_PARTIES.match(text, end)
        )
        return _Numeral(Decimal(ordinals[word]), end, QuantityKind.ORDINAL, certain)
    if word not in cardinals:
        return None
    return _english_sequence(text, word, end)


def _english_article(text: str, end: int) -> _Numeral | None:
    """Read "a third of", "a quarter of", "a hundred", "a million"."""
    following, after = _next_word(text, end)
    if following in SCALES["en"] and len(following) > 2:
        return _Numeral(SCALES["en"][following], after, scale=SCALES["en"][following])
    ordinals = english_ordinals()
    if following == "quarter" and text[after : after + 5] != " year":
        return _Numeral(Decimal("0.25"), after, certain=bool(_FRACTION_AFTER.match(text, after)))
    if ordinals.get(following, 0) > 2:
        told = bool(_FRACTION_AFTER.match(text, after))
        return _Numeral(_ratio(1, ordinals[following]), after, certain=told)
    return None


def _english_sequence(text: str, word: str, end: int) -> _Numeral:
    """Read a cardinal over several words: "two thousand three hundred and fifty-one"."""
    cardinals, ordinals = english_cardinals(), english_ordinals()
    total, current = 0, cardinals[word]
    room = _room(current)
    first, kind = word, QuantityKind.NUMBER
    while step := _ENGLISH_STEP.match(text, end):
        match = _WORD.match(text, step.end())
        if match is None:
            break
        following = match[0].lower()
        joined = "and" not in step[0].lower()
        value = cardinals.get(following, ordinals.get(following))
        part = _ENGLISH_PARTS.get(following) or ordinals.get(following.removesuffix("s"), 0)
        is_part = following in _ENGLISH_PARTS or (part > 2 and following.endswith("s"))
        if joined and total == 0 and (is_part or (part > 2 and first == "one")):
            return _Numeral(_ratio(current, part), match.end())
        if value is not None and 0 < value < room and (joined or room >= 100):
            current, room, end = current + value, _room(value) if value >= 10 else 0, match.end()
            if following not in cardinals:
                kind = QuantityKind.ORDINAL
                break
        elif following == "hundred" and current < 100:
            current, room, end = current * 100, 100, match.end()
        elif following == "thousand" and current < 1000 and total == 0:
            total, current, room, end = current * 1000, 0, 1000, match.end()
        else:
            break
    certain = first not in {"one", "zero"} or total + current > 1
    return _Numeral(Decimal(total + current), end, kind, certain)


def _room(value: int) -> int:
    """Below which value a number word may follow this one: after "twenty" a unit, below ten."""
    return 10 if value >= 20 and value % 10 == 0 else 0


def _word(text: str, start: int, language: Language, notation: _Notation) -> Quantity | None:
    """A word that is no numeral but says a quantity: "tientallen", "beide", "vijfjarig"."""
    match = _WORD.match(text, start)
    if match is None:
        return None
    word, end = fold(match[0]), match.end()
    if word in notation.magnitudes:
        value = Decimal(notation.magnitudes[word])
        return Quantity(QuantityKind.MAGNITUDE, value, "", match[0], start, end)
    if language == "nl" and word in {"halfjaar", "halfjaars"}:
        value = Decimal("0.5")
        return Quantity(QuantityKind.NUMBER, value, "year", match[0], start, end)
    if word in notation.implied:
        number, unit = notation.implied[word]
        if word in {"half", "halve"}:
            half = _with_unit(
                text,
                start,
                _scaled(text, _Numeral(Decimal("0.5"), end, certain=False), notation),
                notation,
            )
            return replace(half, certain=half.certain or half.unit in {"year", "hour"})
        value = Decimal(number)
        return Quantity(QuantityKind.NUMBER, value, unit, match[0], start, end, certain=False)
    if language == "nl":
        return _dutch_compound(match[0], word, start)
    if found := _YEAR_AND_A_HALF.match(text, start):
        value, end = Decimal("1.5"), found.end()
        return Quantity(QuantityKind.NUMBER, value, "year", found[0], start, end, certain=False)
    return None


_YEAR_AND_A_HALF = re.compile(r"year and a half(?!\w)")


def _dutch_compound(written: str, word: str, start: int) -> Quantity | None:
    """A word that starts with a number: "vijfjarig", "driemaandelijks", "tweemaal"."""
    for tail, unit in _DUTCH_TAILS.items():
        head = word.removesuffix(tail)
        value = dutch_cardinal(head) if head != word and head else None
        if value:
            # "eenmalig" and "tweejaarlijks" have translations without a number.
            certain = value > 1 and not tail.endswith(("lijks", "lijkse"))
            return _compound(written, start, value, unit, certain=certain)
    if opening := _LOAN.match(word):
        value = dutch_cardinal(opening["head"])
        if value:
            return _compound(written, start, value, "year", certain=False)
    return None


# "tienjaarslening", "vijfjarenplan"
_LOAN = re.compile(r"(?P<head>[a-z]+?)(?:jaars|jaren)[a-z]{3,}")


def _compound(written: str, start: int, value: int, unit: str, *, certain: bool) -> Quantity:
    end = start + len(written)
    return Quantity(QuantityKind.NUMBER, Decimal(value), unit, written, start, end, certain)


def _with_unit(text: str, start: int, numeral: _Numeral, notation: _Notation) -> Quantity:
    """The numeral with the currency, percent sign or unit around it."""
    kind, end, unit, certain = numeral.kind, numeral.end, "", numeral.certain
    before = _CURRENCY_BEFORE.search(text, max(0, start - 6), start)
    if kind is QuantityKind.NUMBER:
        if after := _PERCENT_AFTER.match(text, end):
            unit = {"pp": "pp", "permille": "‰", "percent": "%"}[str(after.lastgroup)]
            kind, end, certain = QuantityKind.PERCENTAGE, after.end(), True
        elif before:
            start, unit = before.start(), _CURRENCIES[before[0].strip().lower()]
            kind, certain = QuantityKind.AMOUNT, True
        elif after := _CURRENCY_AFTER.match(text, end):
            unit = _CURRENCIES[after["unit"].split()[-1].lower()]
            kind, end, certain = QuantityKind.AMOUNT, after.end(), True
        else:
            for pattern, name in notation.units:
                if measured := pattern.match(text, end):
                    unit, end = name, measured.end()
                    break
    return Quantity(kind, numeral.value, unit, text[start:end], start, end, certain)


def _shared_century(first: Quantity, second: Quantity) -> Quantity:
    """The second year of "2022-23" in full."""
    value = first.value
    if not (isinstance(value, Decimal) and isinstance(second.value, Decimal)):
        return second
    if re.fullmatch(r"(?:19|20)\d\d", first.text) and re.fullmatch(r"\d\d", second.text):
        return replace(second, value=value // 100 * 100 + second.value)
    return second


def _share(
    first: Quantity,
    second: Quantity,
    between: str,
    scales: tuple[Decimal, Decimal],
    *,
    opened: bool,
) -> tuple[Quantity, Quantity]:
    """Give the ends of a range what only one of them was written with.

    `opened` says that "van", "tussen" or the like stands before the first.
    """
    first_scale, second_scale = scales
    if not isinstance(first.value, Decimal):
        return first, second
    if _YEARS.fullmatch(between):
        second = _shared_century(first, second)
    start = first.value
    ranged = bool(_SHARED.fullmatch(between))
    if second.kind is QuantityKind.PERCENTAGE and _RISE.fullmatch(between):
        ranged = True
    one_scale = first_scale == 1 and second_scale > 1 and start < 1000
    span = opened or one_scale or re.fullmatch(r"\s*(?:[-–—]|à)\s*", between)
    listed = _LISTED.fullmatch(between) and first.text[-1:].isdigit() and second.text[:1].isdigit()
    if not (ranged or listed):
        return first, second
    if isinstance(second.value, ClockTime):
        if clock := re.fullmatch(r"([01]?\d|2[0-4])(?:[.:]([0-5]\d))?", first.text):
            value = ClockTime(int(clock[1]), int(clock[2] or 0))
            first = replace(first, kind=QuantityKind.TIME, value=value)
        return first, second
    if not isinstance(second.value, Decimal):
        return first, second
    if first.kind is QuantityKind.NUMBER and re.fullmatch(r"(?:19|20)\d\d", first.text):
        # A year: "van 2021 tot 44%".
        return first, second
    plain = {QuantityKind.NUMBER, QuantityKind.AMOUNT}
    if first.kind not in plain or not first.certain or second.kind is QuantityKind.ORDINAL:
        return first, second
    if ranged and one_scale:
        first = replace(first, value=start * second_scale)
    # In "artikel 3 en € 5" the sign belongs to the second alone.
    if not first.unit and second.unit and second.text[0].isalnum():
        first = replace(first, kind=second.kind, unit=second.unit)
    bare = second.certain and second.kind is QuantityKind.NUMBER and not second.unit
    if span and ranged and bare and first.kind is QuantityKind.AMOUNT:
        # "€ 10-20" and "€ 4 tot 5 mln.", but not "€3 million to 9,140 victims".
        second = replace(second, kind=QuantityKind.AMOUNT, unit=first.unit)
    return first, second
