"""The forms in which a result may be written, besides the format of its source."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eenvoudig.document import Document
    from eenvoudig.rewrite import Result

SUFFIXES = {
    "text": "",
    "json": ".json",
    "xliff": ".xlf",
    "xliff12": ".xlf",
    "tmx": ".tmx",
    "critic": "",
}
"""By name the suffix of its files, "" for that of the source."""


def refuse(document: Document, form: str) -> None:
    """Stop before the work begins where a document can't be written in a form.

    Raises:
        UsageError: CriticMarkup was asked for, and the document has no place for it.
    """
    if form == "critic":
        from eenvoudig.review import refuse_critic

        refuse_critic(document)


def write(result: Result, form: str) -> bytes:
    """The content of a file in this form."""
    from eenvoudig import review
    from eenvoudig.cli._work import to_json

    writers: dict[str, Callable[[Result], bytes]] = {
        "text": lambda r: r.content,
        "json": lambda r: to_json(r.to_dict()).encode(),
        "xliff": review.to_xliff,
        "xliff12": review.to_xliff_12,
        "tmx": review.to_tmx,
        "critic": review.to_critic,
    }
    return writers[form](result)
