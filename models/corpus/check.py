"""Check the policy corpus mechanically, and print how it is balanced.

    python -m models.corpus.check            every fault, exit 1 if there is one
    python -m models.corpus.check --balance  the tables of README.md, in Markdown
    python -m models.corpus.check FILE...    the items of some files only

Quantities are compared as values with the product's own fidelity checks, in both directions. Where
a check is wrong about an item that is right ("op één lijn", "four-column documents"), accepted.tsv
says so, with the reason.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from eenvoudig.fidelity import CHECKS, Pair
from eenvoudig.text import sentences
from models.corpus.load import SPLITS, VERSIONS, CorpusError, Item, Version, read_corpus, read_items

ACCEPTED = Path(__file__).resolve().parent / "accepted.tsv"
KINDS = ("sentence", "paragraph", "heading", "list", "plain")
GENRES = (
    "kamerbrief", "beleidsnota", "jaarverslag", "toelichting", "besluit", "beschikking", "webtekst",
    "raadsvoorstel", "evaluatie", "toespraak",
)  # fmt: skip
DOMAINS = (
    "buitenland", "cultuur", "defensie", "digitaal", "economie", "energie", "eu", "financien",
    "gemeente", "justitie", "landbouw", "migratie", "onderwijs", "parlement", "sociaal", "verkeer",
    "wonen", "zorg",
)  # fmt: skip
FACT_KINDS = (
    "number", "date", "name", "reference", "negation", "modality", "condition", "cause", "actor",
    "comparison",
)  # fmt: skip
# Length of a version as a share of the source's: what lies outside has lost or added something.
RATIOS: Mapping[Version, tuple[float, float]] = MappingProxyType(
    {"en": (0.55, 1.7), "b1": (0.45, 2.4)}
)
MOST_WORDS = 20
MOST_WORDS_ON_AVERAGE = 15.5
_QUANTITIES = tuple(
    check
    for check in CHECKS
    if check.__name__ in {"numbers", "amounts", "dates", "references", "urls"}
)
_SHINGLE = 4
_NEAR = 0.4
_BANDS = ((0, 8), (9, 15), (16, 25), (26, 40), (41, 60), (61, 999))


_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an item.

    Attributes:
        item: the item's id.
        version: the text it is about; "" for the item as a whole.
        check: which check found it.
        text: what it found.
    """

    item: str
    version: Version | str
    check: str
    text: str

    def __str__(self) -> str:
        return f"{self.item} {self.version or 'item'}: {self.check}: {self.text}"


def item_faults(item: Item) -> Iterator[Fault]:
    """What is wrong with an item by itself."""
    yield from _labels(item)
    yield from _texts(item)
    yield from _lengths(item)
    yield from _wordings(item)
    yield from _quantities(item)


def corpus_faults(items: Sequence[Item]) -> Iterator[Fault]:
    """What is wrong among items: sameness, and documents that do not hold together."""
    yield from _sameness(items)
    yield from _documents(items)
    yield from _openings(items)


def _labels(item: Item) -> Iterator[Fault]:
    allowed = {"kind": KINDS, "genre": GENRES, "domain": DOMAINS}
    for name, values in allowed.items():
        if getattr(item, name) not in values:
            yield Fault(
                item.id, "", name, f"{getattr(item, name)!r} is none of {', '.join(values)}"
            )
    if not item.topic:
        yield Fault(item.id, "", "topic", "is missing")


def _texts(item: Item) -> Iterator[Fault]:
    for version in VERSIONS:
        text = item.version(version)
        if not text.strip() or text != " ".join(text.split()):
            yield Fault(item.id, version, "text", "is empty, padded, or not on one line")
    same = item.nl == item.b1
    if same != (item.kind == "plain") and item.kind not in {"heading", "list"}:
        yield Fault(item.id, "b1", "plain", "b1 equals nl if and only if the item is plain")


def _lengths(item: Item) -> Iterator[Fault]:
    if item.kind == "heading":
        return
    for version, (least, most) in RATIOS.items():
        ratio = len(item.version(version)) / max(1, len(item.nl))
        if not least <= ratio <= most:
            yield Fault(item.id, version, "length", f"{ratio:.2f} times the source's")
    words = [len(item.b1[start:end].split()) for start, end in sentences(item.b1)] or [0]
    if max(words) > MOST_WORDS:
        yield Fault(item.id, "b1", "sentence", f"of {max(words)} words, {MOST_WORDS} allowed")
    if item.kind != "list" and sum(words) / len(words) > MOST_WORDS_ON_AVERAGE:
        yield Fault(item.id, "b1", "sentence", f"{sum(words) / len(words):.1f} words on average")


def _wordings(item: Item) -> Iterator[Fault]:
    """Terms and facts must stand in the text as they are written, case aside."""
    for what, parts in (("term", item.terms), ("fact", item.facts)):
        for part in parts:
            for version in VERSIONS:
                wording = getattr(part, version)
                if wording.casefold() not in item.version(version).casefold():
                    yield Fault(item.id, version, what, f"{wording!r} is not in the text")
                if not wording and (what == "fact" or version == "nl"):
                    yield Fault(item.id, version, what, "is empty")
    for fact in item.facts:
        if fact.kind not in FACT_KINDS:
            yield Fault(item.id, "", "fact", f"{fact.kind!r} is none of {', '.join(FACT_KINDS)}")


def _quantities(item: Item) -> Iterator[Fault]:
    for pair, version in (
        (Pair(item.nl, item.en, "en"), "en"),
        (Pair(item.nl, item.b1, "nl"), "b1"),
    ):
        for check in _QUANTITIES:
            verdict = check(pair)
            for sort, found in (("lost", verdict.lost), ("added", verdict.added)):
                for text in found:
                    yield Fault(item.id, version, verdict.check, f"{sort} {text}")


def _sameness(items: Sequence[Item]) -> Iterator[Fault]:
    """Ids that occur twice, and sources that share 40% of their runs of four words."""
    ids = Counter(item.id for item in items)
    yield from (Fault(one, "", "id", f"occurs {n} times") for one, n in ids.items() if n > 1)
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    runs = [_shingles(item.nl) for item in items]
    for number, own in enumerate(runs):
        shared = Counter(other for run in own for other in holders[run])
        for other, count in shared.items():
            smaller = min(len(own), len(runs[other]))
            if count > _NEAR * smaller and (smaller > 1 or len(own) == len(runs[other])):
                yield Fault(items[number].id, "nl", "near", f"nearly the same as {items[other].id}")
        for run in own:
            holders[run].append(number)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))}


def _documents(items: Sequence[Item]) -> Iterator[Fault]:
    """One document has one split, domain and genre; no subject is both tested and trained on."""
    first: dict[str, Item] = {}
    for item in items:
        other = first.setdefault(item.document, item)
        for name in ("split", "domain", "genre"):
            if getattr(item, name) != getattr(other, name):
                yield Fault(item.id, "", "document", f"{name} differs from {other.id}'s")
    trained = {(i.domain, i.topic) for i in items if i.split != "test"}
    for document, item in first.items():
        if item.split == "test" and (item.domain, item.topic) in trained:
            yield Fault(document, "", "split", f"{item.topic!r} is also a subject outside the test")
    factual = {i.document for i in items if i.facts}
    for document, item in first.items():
        if item.split == "test" and document not in factual:
            yield Fault(document, "", "fact", "a test document without facts")


def _openings(items: Sequence[Item]) -> Iterator[Fault]:
    openings = Counter(" ".join(item.nl.split()[:2]).casefold() for item in items)
    for opening, n in openings.items():
        if n > max(4, 0.02 * len(items)):
            yield Fault("corpus", "nl", "opening", f"{n} sources begin with {opening!r}")


def read_accepted(path: Path = ACCEPTED) -> dict[tuple[str, str, str], str]:
    """What was read and found right: item, version and finding to the reason."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["item"], row["version"], row["finding"]): row["reason"] for row in rows}


def without_accepted(
    faults: Iterable[Fault], accepted: Mapping[tuple[str, str, str], str]
) -> tuple[list[Fault], set[tuple[str, str, str]]]:
    """The faults that stay, and the accepted findings that no longer occur."""
    stay, unused = [], set(accepted)
    for fault in faults:
        key = (fault.item, fault.version, f"{fault.check}: {fault.text}")
        unused.discard(key)
        if key not in accepted:
            stay.append(fault)
    return stay, unused


def balance(items: Sequence[Item]) -> str:
    """Tables of the items by domain and genre, by kind and split, and by length, in Markdown."""
    return "\n\n".join(
        (
            _table("domain", DOMAINS, GENRES, items, lambda i: (i.domain, i.genre)),
            _table("kind", KINDS, SPLITS, items, lambda i: (i.kind, i.split)),
            _table(
                "words",
                [_band_name(band) for band in _BANDS],
                VERSIONS,
                [(version, item) for item in items for version in VERSIONS],
                lambda pair: (_band_of(pair[1].version(pair[0])), pair[0]),
                total=False,
            ),
        )
    )


def _table(
    corner: str,
    rows: Sequence[str],
    columns: Sequence[str],
    things: Sequence[_Thing],
    place: Callable[[_Thing], tuple[str, str]],
    *,
    total: bool = True,
) -> str:
    counts = Counter(place(thing) for thing in things)
    head = [corner, *columns, *(["all"] if total else [])]
    lines = [head, ["---", *("---:" for _ in head[1:])]]
    for row in rows:
        cells = [counts[row, column] for column in columns]
        lines.append([row, *map(str, cells), *([str(sum(cells))] if total else [])])
    if total:
        sums = [sum(counts[row, column] for row in rows) for column in columns]
        lines.append(["all", *map(str, sums), str(sum(sums))])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _band_name(band: tuple[int, int]) -> str:
    return f"{band[0]}–{band[1]}" if band[1] < 999 else f"{band[0]} and more"


def _band_of(text: str) -> str:
    words = len(text.split())
    return _band_name(next(band for band in _BANDS if band[0] <= words <= band[1]))


def main() -> None:
    """Check, or print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--balance", action="store_true")
    options = parser.parse_args()
    try:
        if options.files:
            items = [item for path in options.files for item in read_items(path)]
        else:
            items = read_corpus()
    except CorpusError as error:
        sys.exit(str(error))
    if options.balance:
        print(balance(items))
        return
    found = [fault for item in items for fault in item_faults(item)]
    faults, unused = without_accepted([*found, *corpus_faults(items)], read_accepted())
    print(*faults, sep="\n", end="\n" * bool(faults))
    if not options.files:
        for key in sorted(unused):
            print(f"accepted.tsv: {' '.join(key)} no longer occurs")
    print(f"{len(items)} items, {len(faults)} faults")
    sys.exit(bool(faults) or (not options.files and bool(unused)))


if __name__ == "__main__":
    main()
