"""Scores against references, with how far chance alone could move them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from eenvoudig._errors import UsageError

if TYPE_CHECKING:
    from types import ModuleType

RESAMPLES = 1000
DROPPED = 0.2


class _Resampled(Protocol):
    """What we read of sacrebleu's score."""

    score: float
    _mean: float
    _ci: float


@dataclass(frozen=True, slots=True)
class Score:
    """A score with the interval in which 95% of the resampled test sets fall.

    Source: Koehn 2004, Statistical significance tests for machine translation evaluation.
    """

    value: float
    low: float
    high: float


def bleu_and_chrf(
    texts: Sequence[str], references: Sequence[str]
) -> tuple[Score, Score, tuple[str, str]]:
    """BLEU (Papineni 2002) and chrF (Popović 2015), 0 to 100, and their sacrebleu signatures.

    Raises:
        UsageError: sacrebleu is not installed.
    """
    sacrebleu = _sacrebleu()
    found = [
        (metric, metric.corpus_score(texts, [list(references)], n_bootstrap=RESAMPLES))
        for metric in (sacrebleu.BLEU(), sacrebleu.CHRF())
    ]
    (bleu, bleu_score), (chrf, chrf_score) = found
    signatures = (str(bleu.get_signature()), str(chrf.get_signature()))
    return _score(bleu_score), _score(chrf_score), signatures


def _score(result: _Resampled) -> Score:
    middle, half = float(result._mean), float(result._ci)  # noqa: SLF001 (sacrebleu gives them nowhere else)
    return Score(float(result.score), max(0.0, middle - half), min(100.0, middle + half))


def tokens(text: str) -> list[str]:
    """The words and signs of a text, in small letters, as sacrebleu's tokenizer 13a has them."""
    tokenize = _sacrebleu().metrics.bleu._get_tokenizer("13a")()  # noqa: SLF001 (no public way)
    return str(tokenize(text.lower())).split()


def with_words_dropped(text: str, seed: int) -> str:
    """The text without a fifth of its words, taken out by chance: what a score must not reward."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    words = text.split()
    kept = [word for word in words if chance.random() >= DROPPED]
    return " ".join(kept or words)


def _sacrebleu() -> ModuleType:
    try:
        import sacrebleu
    except ImportError:
        raise UsageError(
            "Scoring needs the package sacrebleu, which is not installed.",
            'Run: pip install "eenvoudig[evaluate]"',
        ) from None
    module: ModuleType = sacrebleu
    return module
