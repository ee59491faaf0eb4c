"""What the Dutch pipeline gets right on the test sets, and how fast it is.

    python -m models.nl.evaluate [models/nl/pipeline]

Tokens are the treebank's, so that each score is of what was learned. Punctuation counts, as in the
CoNLL shared tasks (Zeman et al., 2018).
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from models.nl.trees import DATA, TEST, Sentence, read

HERE = Path(__file__).resolve().parent
SCORES = ("pos", "tag", "morph", "lemma", "uas", "las")


def right(nlp: Language, sentences: list[Sentence]) -> tuple[Counter[str], float]:
    """How many tokens are right, score by score, and the seconds that it took."""
    docs = [
        Doc(nlp.vocab, words=[t.form for t in s], spaces=[t.space for t in s]) for s in sentences
    ]
    started = time.perf_counter()
    parsed = list(nlp.pipe(docs))
    seconds = time.perf_counter() - started
    good: Counter[str] = Counter()
    for doc, sentence in zip(parsed, sentences, strict=True):
        for token, gold in zip(doc, sentence, strict=True):
            head = token.head.i == gold.head
            good["pos"] += token.pos_ == gold.pos
            good["tag"] += token.tag_ == gold.tag
            good["morph"] += str(token.morph) == gold.morph
            good["lemma"] += token.lemma_ == gold.lemma
            good["uas"] += head
            good["las"] += head and token.dep_.lower() == gold.dep
    return good, seconds


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path, nargs="?", default=HERE / "pipeline")
    parser.add_argument("--data", type=Path, default=DATA)
    args = parser.parse_args()
    nlp = spacy.load(args.pipeline)
    print(f"{'':24}" + "".join(f"{score:>8}" for score in SCORES) + f"{'words/s':>10}")
    for name in TEST:
        sentences = list(read(args.data / name))
        tokens = sum(map(len, sentences))
        good, seconds = right(nlp, sentences)
        row = "".join(f"{good[score] / tokens:8.1%}" for score in SCORES)
        print(f"{Path(name).stem:24}{row}{tokens / seconds:10,.0f}")


if __name__ == "__main__":
    main()
