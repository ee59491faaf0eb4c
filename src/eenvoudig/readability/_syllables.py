"""How many syllables a Dutch word has, by its spelling.

Every vowel or vowel sign that Dutch spelling knows is one nucleus, the longest first: "ieu" is one,
"ea" is two. A diaeresis begins a new one. Loan words can have another number than they are given.
"""

from __future__ import annotations

import re

_LONG = "ieu|eeu|aai|ooi|oei|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou"
_NUCLEUS = re.compile(rf"(?:{_LONG}|[aeouiyáéíóúàèìòùâêîôûäëïöüå])", re.IGNORECASE)
# The u of "qu" is a w, and so is a y before a vowel a j.
_CONSONANTS = re.compile(r"(?<=q)u|y(?=[aeiou])", re.IGNORECASE)
_SPELT = re.compile(r"[A-Z]{2,5}|[A-Z](?:\.[A-Z])+\.?")


def syllables(word: str) -> int:
    """The number of syllables of a word, at least one.

    An abbreviation in capitals is spelt, a syllable a letter; a number counts as one.
    """
    if _SPELT.fullmatch(word):
        return sum(character.isalpha() for character in word)
    return max(1, len(_NUCLEUS.findall(_CONSONANTS.sub("-", word))))
