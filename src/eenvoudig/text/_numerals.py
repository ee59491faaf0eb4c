"""Number words of Dutch and English, up to the millions, as values.

Accents are folded before a word is looked up, so "drieëntwintig" is a key as "drieentwintig"; only
"één" against "een" matters, and whoever asks must look at that first.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType


def _words(text: str) -> list[str]:
    return text.split()


_DUTCH_UNITS = _words(
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
    "zestien zeventien achttien negentien"
)
_DUTCH_TENS = _words("twintig dertig veertig vijftig zestig zeventig tachtig negentig")
_DUTCH_ORDINALS = _words(
    "nulde eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde "
    "dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende"
)
_ENGLISH_UNITS = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_ENGLISH_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_ENGLISH_ORDINALS = _words(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)

_ACCENTS = str.maketrans("áàäéèëíìïóòöúùü", "aaaeeeiiiooouuu")


def fold(word: str) -> str:
    """The word in lower case without accents; it keeps its length."""
    return word.lower().translate(_ACCENTS)


def _dutch_cardinal(number: int) -> str:
    if number < 20:
        return _DUTCH_UNITS[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        return (f"{_DUTCH_UNITS[unit]}en" if unit else "") + _DUTCH_TENS[tens - 2]
    hundreds, rest = divmod(number, 100)
    head = "honderd" if hundreds == 1 else f"{_DUTCH_UNITS[hundreds]}honderd"
    return head + (_dutch_cardinal(rest) if rest else "")


def _dutch_ordinal(number: int) -> str:
    if number < 20:
        return _DUTCH_ORDINALS[number]
    if number < 100 or number % 100 == 0:
        return f"{_dutch_cardinal(number)}ste"
    return _dutch_cardinal(number - number % 100) + _dutch_ordinal(number % 100)


@cache
def _dutch_below_thousand() -> Mapping[str, int]:
    words = {_dutch_cardinal(number): number for number in range(1000)}
    words |= {f"{_DUTCH_UNITS[n]}honderd": 100 * n for n in range(11, 20)}
    # "honderdentwaalf" stands beside "honderdtwaalf".
    words |= {f"honderden{_dutch_cardinal(n)}": 100 + n for n in range(1, 21)}
    return MappingProxyType(words)


@cache
def dutch_cardinal(word: str) -> int | None:
    """The value of a folded Dutch cardinal written as one word; None when it is none.

    "eenentwintig" is 21, "tweeduizendvierentwintig" 2024, "vijftienhonderd" 1500.
    """
    small = _dutch_below_thousand()
    if word in small:
        return small[word]
    head, found, rest = word.partition("duizend")
    if not found or (head and head not in small):
        return None
    if rest and rest not in small:
        rest = rest.removeprefix("en")
        if rest not in small:
            return None
    return 1000 * (small[head] if head else 1) + (small[rest] if rest else 0)


@cache
def dutch_ordinals() -> Mapping[str, int]:
    """Folded Dutch ordinals from "eerste" to "negenhonderdnegenennegentigste", and "duizendste"."""
    words = {_dutch_ordinal(number): number for number in range(1, 1000)}
    return MappingProxyType(words | {"duizendste": 1000})


@cache
def english_cardinals() -> Mapping[str, int]:
    """English cardinals of one word below a hundred."""
    words = {word: number for number, word in enumerate(_ENGLISH_UNITS)}
    words |= {word: 10 * number for number, word in enumerate(_ENGLISH_TENS, 2)}
    return MappingProxyType(words)


@cache
def english_ordinals() -> Mapping[str, int]:
    """English ordinals of one word up to a hundredth."""
    words = {word: number for number, word in enumerate(_ENGLISH_ORDINALS) if number}
    words |= {word[:-1] + "ieth": 10 * number for number, word in enumerate(_ENGLISH_TENS, 2)}
    return MappingProxyType(words | {"hundredth": 100, "thousandth": 1000})


SCALES: Mapping[str, Mapping[str, Decimal]] = MappingProxyType(
    {
        "nl": {
            "duizend": Decimal(10**3),
            "miljoen": Decimal(10**6),
            "mln": Decimal(10**6),
            "mio": Decimal(10**6),
            "miljard": Decimal(10**9),
            "mld": Decimal(10**9),
            "mrd": Decimal(10**9),
            "biljoen": Decimal(10**12),
        },
        "en": {
            "hundred": Decimal(100),
            "thousand": Decimal(10**3),
            "million": Decimal(10**6),
            "mn": Decimal(10**6),
            "m": Decimal(10**6),
            "billion": Decimal(10**9),
            "bn": Decimal(10**9),
            "trillion": Decimal(10**12),
        },
    }
)
"""Words that multiply the number before them; English "m" only after a currency."""
