"""Measures of a text as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from eenvoudig.readability._syllables import syllables
from eenvoudig.text import sentences

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
COMMON = 5000
"""A word outside so many most frequent ones counts as rare."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What a text is measured to be. None of it says that a text is B1.

    Attributes:
        sentences: how many.
        words: how many, numbers included.
        words_per_sentence: the mean.
        syllables_per_word: the mean.
        flesch_douma: reading ease, 206.835 - 0.93 words a sentence - 77 syllables a word (Douma
            1960, after Flesch 1948): the higher, the easier; 60 to 70 is plain, below 30 hard.
        rare_words: the share of words, names and numbers aside, that are not among the 5,000 most
            frequent word forms of Dutch (wordfreq).
    """

    sentences: int
    words: int
    words_per_sentence: float
    syllables_per_word: float
    flesch_douma: float
    rare_words: float


def measure(paragraphs: Iterable[str]) -> Measures:
    """Measure a Dutch text.

    Args:
        paragraphs: the text; a sentence never runs from one paragraph into the next.

    Raises:
        ValueError: there is no word in it.
    """
    parts = [
        _WORD.findall(text[start:end]) for text in paragraphs for start, end in sentences(text)
    ]
    parts = [words for words in parts if words]
    words = [word for part in parts for word in part]
    if not words:
        raise ValueError("no words")
    per_sentence = len(words) / len(parts)
    per_word = sum(map(syllables, words)) / len(words)
    known = [word.lower() for part in parts for word in _common_nouns(part)]
    return Measures(
        sentences=len(parts),
        words=len(words),
        words_per_sentence=per_sentence,
        syllables_per_word=per_word,
        flesch_douma=206.835 - 0.93 * per_sentence - 77 * per_word,
        rare_words=sum(word not in _common() for word in known) / max(1, len(known)),
    )


def _common_nouns(words: list[str]) -> list[str]:
    """The words of a sentence that are no name and no number; the capital of its first is none."""
    return [
        word
        for place, word in enumerate(words)
        if not any(c.isdigit() for c in word)
        and (word.islower() or (place == 0 and word[1:].islower()))
    ]


@cache
def _common() -> frozenset[str]:
    from wordfreq import top_n_list

    return frozenset(top_n_list("nl", COMMON))
