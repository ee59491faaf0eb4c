"""Language: the hypothesis is in the language that was asked for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from eenvoudig.fidelity._pair import Pair
from eenvoudig.fidelity._verdict import Verdict

if TYPE_CHECKING:
    from lingua import LanguageDetector

_WORD = re.compile(r"[^\W\d_]+")
# Words of one of the two languages only; "is", "in" and "was" tell nothing.
_DUTCH = """
    de het een en van voor met niet wordt worden zijn aan bij naar om ook maar dan dat die
    deze dit er te tot uit als heeft hebben kan kunnen moet zal zich door over onder geen wel
    nog al daarom hoe wat wie waar omdat zodat tussen tegen sinds na u uw wij zij hij hun haar
    ons onze meer veel alle elke
"""
_ENGLISH = """
    the of and to for with not be are been by from that which this these those it its has have
    had can must will would should may there their they we our you your who what where because
    between against since after more many all each on at as an or but if than
"""
FUNCTION_WORDS = {"nl": frozenset(_DUTCH.split()), "en": frozenset(_ENGLISH.split())}
_ENOUGH = 8
"""Words from which on the detector is believed: names and terms outweigh the rest in fewer."""
_CERTAIN = 0.8


def language(pair: Pair) -> Verdict:
    """The hypothesis is Dutch or English, as it should be.

    lingua (P. M. Stahl), restricted to the two, judges from eight words on, where it is confident;
    elsewhere the function words of the two are counted. A text without any passes.
    """
    found = _dominant(pair.hypothesis)
    wrong = found is not None and found != pair.language
    return Verdict("language", not wrong, (), (pair.hypothesis,) if wrong else ())


def _dominant(text: str) -> str | None:
    words = [word.lower() for word in _WORD.findall(text)]
    counts = {
        name: sum(word in listed for word in words) for name, listed in FUNCTION_WORDS.items()
    }
    if len(words) >= _ENOUGH:
        confidence = _dutch_confidence(text)
        told = "nl" if confidence >= _CERTAIN else "en" if confidence <= 1 - _CERTAIN else None
        # Both must agree, or the function words have nothing to say.
        if told and counts[told] >= counts["en" if told == "nl" else "nl"]:
            return told
    if abs(counts["nl"] - counts["en"]) < 2:
        return None
    return max(counts, key=lambda name: counts[name])


def _dutch_confidence(text: str) -> float:
    from lingua import Language

    return _detector().compute_language_confidence(text, Language.DUTCH)


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder  # its models are large: only when asked

    return LanguageDetectorBuilder.from_languages(Language.DUTCH, Language.ENGLISH).build()
