"""One table of how good the output is, beside controls and the published figures of others.

FLORES-200 dev (Dutch to English), the corpus's test part (both tasks), and Amsterdam's municipal
texts (into plain Dutch), each rewritten by the product with its default settings: terms, checks and
fallbacks included. Peers' figures are those published for all 997 sentences of FLORES-200 dev by
the Bergamot and NLLB projects; ours are only comparable when all 997 are run.

    python -m bench.quality [--limit N] [--data ../shared/data] [--only flores,corpus,amsterdam]

FLORES, the corpus's test part and the Amsterdam texts are for measuring only; nothing is tuned
on them.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from eenvoudig.engines import Task, load_engine
from eenvoudig.evaluation import Evaluation, Example, Score, evaluate
from models.corpus.load import read_corpus

ROOT = Path(__file__).resolve().parent.parent
# BLEU and chrF on FLORES-200 dev, Dutch to English.
PEERS = (
    ("Google", "33.0", "61.7"),
    ("Microsoft", "32.4", "60.8"),
    ("Argos Translate", "30.4", ""),
    ("opus-mt", "30.1", ""),
    ("Bergamot base-memory", "30.1", "59.5"),
    ("Bergamot tiny", "29.7", "58.7"),
    ("NLLB-200", "25.5", ""),
)


def examples(name: str, task: Task, data: Path) -> list[Example]:
    """The sources and references of a set."""
    if name == "corpus":
        return [
            Example(item.nl, item.en if task is Task.TRANSLATE else item.b1)
            for item in read_corpus(splits=["test"])
        ]
    path = {"flores": "eval/flores200-dev.tsv", "amsterdam": "simplify/amsterdam-dev.tsv"}[name]
    lines = (data / path).read_text(encoding="utf-8").splitlines()
    return [Example(*line.split("\t")[-2:]) for line in lines]


SETS = (
    ("flores", Task.TRANSLATE),
    ("corpus", Task.TRANSLATE),
    ("corpus", Task.SIMPLIFY),
    ("amsterdam", Task.SIMPLIFY),
)


def rows(name: str, found: Evaluation, seconds: float) -> Iterator[str]:
    """The tables of one set, in Markdown."""
    counts = found.counts
    yield f"### {name}, {found.task}: {counts.examples} texts, {seconds:.0f} s"
    yield ""
    plain = found.task is Task.SIMPLIFY
    head = ["", "BLEU", "chrF"]
    if plain:
        head += ["SARI (EASSE)", "SARI (sentence)", "Flesch-Douma", "words/sentence", "rare words"]
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for system in found.systems:
        cells = [system.name, _interval(system.bleu), _interval(system.chrf)]
        if system.measures:
            cells += [f"{system.sari:.1f}", f"{system.sari_by_sentence:.1f}"]
            cells += [f"{system.measures.flesch_douma:.0f}"]
            cells += [f"{system.measures.words_per_sentence:.1f}"]
            cells += [f"{system.measures.rare_words:.0%}"]
        yield f"| {' | '.join(cells)} |"
    if name == "flores":
        yield from (f"| {peer} (published) | {bleu} | {chrf} |" for peer, bleu, chrf in PEERS)
    yield ""
    for label, part, whole in (
        ("texts with every number, amount and date", counts.quantities_kept, counts.examples),
        (
            "texts that lost or gained one unflagged",
            counts.unflagged_quantity_faults,
            counts.examples,
        ),
        ("segments changed", counts.changed, counts.segments),
        ("segments whose first answer passed every check", counts.passed_first, counts.asked),
        ("segments that repeat, copy or never end", counts.degenerate, counts.asked),
        ("segments flagged", counts.flagged, counts.segments),
        ("terms right", counts.terms_right, counts.terms),
    ):
        yield f"- {label}: {part} of {whole} ({part / max(1, whole):.1%})"
    yield f"- {' '.join(found.signatures)}"
    yield f"- {dict(found.signature)}"
    yield ""


def _interval(score: Score) -> str:
    return f"{score.value:.1f} [{score.low:.1f}, {score.high:.1f}]"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--limit", type=int, help="so many texts of each set at most")
    parser.add_argument("--only", default="flores,corpus,amsterdam")
    options = parser.parse_args()
    engine = load_engine()
    for name, task in SETS:
        if name in options.only.split(","):
            chosen = examples(name, task, options.data)[: options.limit]
            started = time.perf_counter()
            found = evaluate(chosen, task, engine=engine)
            print(*rows(name, found, time.perf_counter() - started), sep="\n", flush=True)


if __name__ == "__main__":
    main()
