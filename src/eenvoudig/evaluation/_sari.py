"""SARI: what a simplification kept, added and deleted, against its source and a reference.

Two programs compute it, and give other figures; papers use both. Both are here, each after its
definition, for one reference:

- over the whole corpus, as EASSE (Alva-Manchego and others 2019) has it: counts are summed over all
  texts, precision and recall averaged over n, deletion scored by F1;
- by sentence, as Hugging Face's `evaluate` and tensor2tensor have it: each text is scored and the
  scores are averaged; deletion is scored by precision; nothing out of nothing counts as right.

Neither says that a text is good: a text with a fifth of its words thrown away scores better than
its source (Xu and others 2016, Optimizing statistical machine translation for text simplification).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from eenvoudig.evaluation._scores import tokens

_ORDERS = range(1, 5)

Grams = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Operation:
    """Of one operation: the n-grams it was right about, those it touched, those it should have."""

    right: Grams
    done: Grams
    wanted: Grams


def sari(sources: Sequence[str], outputs: Sequence[str], references: Sequence[str]) -> float:
    """SARI over the corpus, 0 to 100, as EASSE has it."""
    totals = {(operation, n): [0, 0, 0] for operation in range(3) for n in _ORDERS}
    for source, output, reference in zip(sources, outputs, references, strict=True):
        before, after, wanted = map(tokens, (source, output, reference))
        for n in _ORDERS:
            for operation, found in enumerate(_operations(before, after, wanted, n)):
                for place, grams in enumerate((found.right, found.done, found.wanted)):
                    totals[operation, n][place] += grams.total()
    scores = []
    for operation in range(3):
        counts = [totals[operation, n] for n in _ORDERS]
        precision = sum(_ratio(right, done, 0) for right, done, _ in counts) / len(counts)
        recall = sum(_ratio(right, wanted, 0) for right, _, wanted in counts) / len(counts)
        scores.append(_f1(precision, recall))
    return 100 * sum(scores) / 3


def sari_by_sentence(
    sources: Sequence[str], outputs: Sequence[str], references: Sequence[str]
) -> float:
    """The mean of the texts' SARI, 0 to 100, as Hugging Face's `evaluate` has it."""
    total = 0.0
    for source, output, reference in zip(sources, outputs, references, strict=True):
        before, after, wanted = map(tokens, (source, output, reference))
        for n in _ORDERS:
            kept, added, deleted = _operations(before, after, wanted, n)
            total += _f1(_mean_share(kept.right, kept.done), _share(kept.right, kept.wanted))
            total += _f1(_share(added.right, added.done), _share(added.right, added.wanted))
            # Here an n-gram that the reference keeps once may be deleted no other time either.
            total += _mean_share(deleted.done - _grams(wanted, n), deleted.done)
    return 100 * total / (3 * len(_ORDERS) * len(sources))


def _operations(
    source: list[str], output: list[str], reference: list[str], n: int
) -> tuple[_Operation, _Operation, _Operation]:
    """Keeping, adding and deleting n-grams; what is added counts once, however often."""
    before, after, wanted = (_grams(text, n) for text in (source, output, reference))
    kept = before & after
    added = Counter(set(after) - set(before))
    deleted = before - after
    return (
        _Operation(kept & wanted, kept, before & wanted),
        _Operation(Counter(set(added) & set(wanted)), added, Counter(set(wanted) - set(before))),
        _Operation(deleted & (before - wanted), deleted, before - wanted),
    )


def _grams(words: list[str], n: int) -> Grams:
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))


def _mean_share(right: Grams, done: Grams) -> float:
    """The mean, over the different n-grams, of the share of each that is right."""
    return sum(right[gram] / done[gram] for gram in right) / len(done) if done else 1.0


def _share(right: Grams, whole: Grams) -> float:
    return _ratio(right.total(), whole.total(), 1)


def _ratio(part: int, whole: int, nothing: float) -> float:
    return part / whole if whole else nothing


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
