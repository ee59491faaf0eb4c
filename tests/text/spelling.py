"""Numbers in words, written by other rules than those by which the package reads them."""

from __future__ import annotations

_NL = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"
_NL_TEENS = ["zestien", "zeventien", "achttien", "negentien"]
_NL_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
)
_EN_TEENS = ["sixteen", "seventeen", "eighteen", "nineteen"]
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def dutch(number: int) -> str:
    """A number below a million, with a space after "duizend" as the spelling rules ask."""
    thousands, rest = divmod(number, 1000)
    if thousands:
        head = ("" if thousands == 1 else _dutch(thousands)) + "duizend"
        return f"{head} {_dutch(rest)}" if rest > 1 else head + ("een" if rest else "")
    # "acht" by itself may be a verb.
    return f"de {_dutch(number)}" if number == 8 else _dutch(number)


def _dutch(number: int) -> str:
    small = [*_NL.split(), *_NL_TEENS]
    hundreds, rest = divmod(number, 100)
    head = f"{small[hundreds] if hundreds > 1 else ''}honderd" if hundreds else ""
    if rest < 20:
        return head + (small[rest] if rest or not head else "")
    tens, unit = divmod(rest, 10)
    link = "ën" if unit in {2, 3} else "en"
    return head + (f"{small[unit]}{link}" if unit else "") + _NL_TENS.split()[tens - 2]


def english(number: int) -> str:
    """A number below a million, in the British way, with "and"."""
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _english(rest)
    link = " and " if 0 < rest < 100 else " "
    return f"{_english(thousands)} thousand" + (f"{link}{_english(rest)}" if rest else "")


def _english(number: int) -> str:
    small = [*_EN.split(), *_EN_TEENS]
    hundreds, rest = divmod(number, 100)
    head = f"{small[hundreds]} hundred" if hundreds else ""
    link = " and " if head and rest else ""
    if rest < 20:
        return head + link + (small[rest] if rest or not head else "")
    tens, unit = divmod(rest, 10)
    return f"{head}{link}{_EN_TENS.split()[tens - 2]}" + (f"-{small[unit]}" if unit else "")
