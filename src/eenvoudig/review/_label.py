"""The label that tells readers where a text comes from, and whether a person has looked at it."""

from __future__ import annotations

from eenvoudig import formats
from eenvoudig.rewrite import Result

_LABELS = {
    "nl": (
        "Vereenvoudigde tekst, nog niet nagekeken.",
        "Vereenvoudigde tekst, nagekeken door {name}.",
    ),
    "en": (
        "Translated from Dutch by computer, not yet reviewed.",
        "Translated from Dutch by computer, reviewed by {name}.",
    ),
}
"""For each language of a result: not reviewed, and reviewed by someone."""


def label_of(result: Result, reviewer: str = "") -> str:
    """What the label of a result says, in the result's language.

    Args:
        result: in plain Dutch or in English.
        reviewer: who has reviewed it; nothing where nobody has.
    """
    unseen, seen = _LABELS[result.language]
    return seen.format(name=reviewer.rstrip(".")) if reviewer.strip() else unseen


def with_label(result: Result, content: bytes, suffix: str, reviewer: str = "") -> bytes:
    """The new file, of the format that `suffix` stands for, with its label on top.

    Raises:
        UsageError: its format has no place for one.
    """
    label = label_of(result, reviewer)
    return formats.add_label(result.document, content, suffix, label, result.language)
