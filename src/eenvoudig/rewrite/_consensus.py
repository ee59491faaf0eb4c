"""Choosing among several answers the one that the others agree with most.

Minimum Bayes risk decoding (Eikema & Aziz, 2020, "Is MAP Decoding All You Need?"): the answers are
taken as a sample of what the model believes, and the one that is nearest to all of them is best on
average, where the likeliest may be an outlier. Nearness is chrF (Popović, 2015), which needs no
words; Freitag et al. (2022) compare it with other measures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

_LONGEST = 6
_BETA = 2
"""chrF's own settings: n-grams of up to six letters, recall twice as heavy as precision."""
_Grams = tuple[Counter[str], ...]


def consensus(votes: Mapping[str, int]) -> dict[str, float]:
    """How near each answer is to all that were given, from 0 to 1.

    Args:
        votes: the different answers, and how often each was given.

    Returns:
        For each answer its mean chrF against all other answers that were given; 1 where there is
        no other.
    """
    grams = {text: _grams(text) for text in votes}
    total = sum(votes.values()) - 1
    if total < 1:
        return dict.fromkeys(votes, 1.0)
    near = {}
    for text in votes:
        others = sum(
            count * _chrf(grams[text], grams[other])
            for other, count in votes.items()
            if other != text
        )
        near[text] = (others + votes[text] - 1) / total
    return near


def _grams(text: str) -> _Grams:
    letters = "".join(text.split())
    return tuple(
        Counter(letters[i : i + n] for i in range(len(letters) - n + 1))
        for n in range(1, _LONGEST + 1)
    )


def _chrf(one: _Grams, other: _Grams) -> float:
    precisions, recalls = [], []
    for mine, theirs in zip(one, other, strict=True):
        if mine and theirs:
            shared = (mine & theirs).total()
            precisions.append(shared / mine.total())
            recalls.append(shared / theirs.total())
    if not precisions:
        return float(one == other)
    precision = sum(precisions) / len(precisions)
    recall = sum(recalls) / len(recalls)
    weighted = _BETA**2 * precision + recall
    return (1 + _BETA**2) * precision * recall / weighted if weighted else 0.0
