"""Copied: Dutch that was left standing in a translation."""

from __future__ import annotations

import re

from eenvoudig.fidelity._language import FUNCTION_WORDS
from eenvoudig.fidelity._pair import Pair, verdict, without_terms
from eenvoudig.fidelity._verdict import Verdict

_WORD = re.compile(r"[^\W\d_]+")
_RUN = 4
"""Words in a row that both sides may not share where two of them are Dutch function words."""
_DUTCH = FUNCTION_WORDS["nl"] - {"over", "die", "dit", "al", "haar", "wat", "u", "dan"}
_FOREIGN_ZIPF = 2.0
_DUTCH_ZIPF = 3.0


def copied(pair: Pair) -> Verdict:
    """A translation shares no run of words with its source, and no word that is only Dutch.

    Names are left in Dutch at times ("Raad voor Rechtsbijstand"), so runs count only by their
    lower-case words. Plain Dutch may be like its source: this check is for translations.
    """
    if pair.language != "en":
        return verdict("copied", [], [])
    source, hypothesis = without_terms(pair)
    return verdict(
        "copied", [], [*_shared_runs(source, hypothesis), *_left_words(source, hypothesis)]
    )


def _shared_runs(source: str, hypothesis: str) -> list[str]:
    text = f" {' '.join(_WORD.findall(source))} "
    words = _WORD.findall(hypothesis)
    runs = [" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]
    if len(words) < _RUN:
        runs = [" ".join(words)] if len(words) > 1 else []
    return [
        run for run in runs if f" {run} " in text and sum(w in _DUTCH for w in run.split()) >= 2
    ]


def _left_words(source: str, hypothesis: str) -> list[str]:
    known = set(_WORD.findall(source))
    return [
        match[0]
        for match in re.finditer(
            r"(?<![\w“‘\"'’@./-])[a-zà-ÿ]{5,}(?![\w”’\"'@/-]|\.\w)", hypothesis
        )
        if match[0] in known and _only_dutch(match[0])
    ]


def _only_dutch(word: str) -> bool:
    from wordfreq import zipf_frequency  # it reads its lists when it is first asked

    dutch, english = zipf_frequency(word, "nl"), zipf_frequency(word, "en")
    return bool(english < _FOREIGN_ZIPF and (dutch >= _DUTCH_ZIPF or english == 0))
