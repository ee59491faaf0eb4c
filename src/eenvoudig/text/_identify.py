"""Which language a whole text is in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

FEWEST_LETTERS = 120
"""Shorter texts are not judged: lingua's light models are meant for longer ones."""
SAMPLE = 5000
"""Characters that are looked at; more tell nothing more."""
_CERTAIN = 0.8


def identify(text: str) -> str | None:
    """Give the ISO 639-1 code of the language that `text` is in, such as "nl".

    None when the text is too short to tell, or no language stands out.
    """
    sample = text[:SAMPLE]
    if sum(c.isalpha() for c in sample) < FEWEST_LETTERS:
        return None
    best = _detector().compute_language_confidence_values(sample)[0]
    return best.language.iso_code_639_1.name.lower() if best.value >= _CERTAIN else None


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    languages = (
        Language.DUTCH,
        Language.ENGLISH,
        Language.FRENCH,
        Language.GERMAN,
        Language.ITALIAN,
        Language.POLISH,
        Language.PORTUGUESE,
        Language.SPANISH,
        Language.TURKISH,
    )
    builder = LanguageDetectorBuilder.from_languages(*languages)
    return builder.with_low_accuracy_mode().build()
