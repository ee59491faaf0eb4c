"""How fast terms are found, and what twenty thousand cost beside one thousand.

    python bench/matching.py

The corpus's Dutch is searched with the shipped glossary, and with one of 1,000 and one of 20,000
entries made of it; the figures of one run are comparable with each other only.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from eenvoudig.glossary import Glossary, Term, load
from models.corpus.load import read_corpus

ROUNDS = 5


def enlarged(terms: Sequence[Term], size: int) -> Glossary:
    """So many terms: these, and copies of them under other names."""
    made = list(terms[:size])
    number = 0
    while len(made) < size:
        number += 1
        made += [
            replace(
                term,
                term=f"{term.term}{number}x",
                abbreviation=f"{term.abbreviation}{number}" if term.abbreviation else "",
                also_term=(),
                also_abbreviation=(),
            )
            for term in terms[: size - len(made)]
        ]
    return Glossary(tuple(made))


def words_per_second(glossary: Glossary, texts: Sequence[str]) -> float:
    """The fastest of some rounds; the first one builds the index."""
    words = sum(len(text.split()) for text in texts)
    seconds = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        for text in texts:
            glossary.find(text)
        seconds.append(time.perf_counter() - start)
    return words / min(seconds[1:])


def main() -> None:
    """Print words per second by size, and the ratio."""
    texts = [item.nl for item in read_corpus()]
    shipped = load()
    speeds = {}
    for size in (1_000, len(shipped.terms), 20_000):
        speeds[size] = words_per_second(enlarged(shipped.terms, size), texts)
        print(f"{size:6} entries: {speeds[size]:9,.0f} words/s")
    print(f"20,000 entries take {speeds[1_000] / speeds[20_000]:.2f} times what 1,000 take")


if __name__ == "__main__":
    main()
