"""Read the policy corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar, get_args

ITEMS = Path(__file__).resolve().parent / "items"

Split: TypeAlias = Literal["train", "dev", "test"]
Version: TypeAlias = Literal["nl", "en", "b1"]
SPLITS: tuple[Split, ...] = get_args(Split)
VERSIONS: tuple[Version, ...] = get_args(Version)


class CorpusError(ValueError):
    """A line that is no item of the corpus: says which and why."""


@dataclass(frozen=True, slots=True)
class Term:
    """Jargon, a name or an abbreviation as it stands in each version; "" where it does not."""

    nl: str
    en: str = ""
    b1: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that must survive, in the wording of each version.

    Attributes:
        kind: what sort of fact; see `models.corpus.check.FACT_KINDS`.
    """

    kind: str
    nl: str
    en: str
    b1: str


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of policy text with its translation and its plain version; see BRIEF.md.

    Attributes:
        id: unique in the corpus.
        document: the invented document that it comes from, its items one after another in the
            order of the file; an item that stands alone is a document by itself.
        split: the part of the corpus, the same for all items of a document, and never changed.
        domain: the field of government, one of eighteen.
        topic: the subject in a word or two.
        genre: the kind of document.
        kind: "sentence", "paragraph", "heading", "list" or "plain".
        nl: the source, as public bodies write.
        en: its translation.
        b1: its plain version; the source itself where `kind` is "plain".
    """

    id: str
    document: str
    split: Split
    domain: str
    topic: str
    genre: str
    kind: str
    nl: str
    en: str
    b1: str
    terms: tuple[Term, ...] = ()
    facts: tuple[Fact, ...] = ()

    def version(self, name: Version) -> str:
        """One of the three texts."""
        return {"nl": self.nl, "en": self.en, "b1": self.b1}[name]

    def targets(self, version: Version) -> tuple[tuple[str, str], ...]:
        """Each term's source form with its form in a version, where it has one there."""
        forms = ((term.nl, term.en if version == "en" else term.b1) for term in self.terms)
        return tuple((nl, form) for nl, form in forms if form)


_Part = TypeVar("_Part", Item, Term, Fact)


def read_corpus(folder: Path = ITEMS, *, splits: Sequence[Split] = SPLITS) -> list[Item]:
    """The items of the given splits, file by file in the order of their names.

    Raises:
        CorpusError: a line is no item.
    """
    return [
        item
        for path in sorted(folder.glob("*.jsonl"))
        for item in read_items(path)
        if item.split in splits
    ]


def read_items(path: Path) -> Iterator[Item]:
    """The items of one file.

    Raises:
        CorpusError: a line is no item.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield parse_item(json.loads(line))
            except (ValueError, TypeError, AttributeError) as error:
                raise CorpusError(f"{path.name}, line {number}: {error}") from error


def parse_item(fields: Mapping[str, Any]) -> Item:
    """An item from its JSON object.

    Raises:
        TypeError: a field is missing, unknown, or no string.
        ValueError: the split is none.
    """
    terms = tuple(_strings(Term, term) for term in fields.get("terms", ()))
    facts = tuple(_strings(Fact, fact) for fact in fields.get("facts", ()))
    own = {name: value for name, value in fields.items() if name not in {"terms", "facts"}}
    if own.get("split") not in SPLITS:
        raise ValueError(f"split {own.get('split')!r} is none of {', '.join(SPLITS)}")
    return _strings(Item, own, terms=terms, facts=facts)


def _strings(kind: type[_Part], fields: Mapping[str, Any], **more: Any) -> _Part:
    for name, value in fields.items():
        if not isinstance(value, str):
            raise TypeError(f"{name!r} is no text but {value!r}")
    return kind(**fields, **more)
