"""Prune the base model's vocabulary to what Dutch and English policy text needs.

    python -m models.train.vocabulary --data ../shared/data --size 64000

Counts the pieces of the full vocabulary over the corpus and the Dutch–English pairs, keeps the most
frequent ones with every piece they are merged from and all byte pieces, and writes
models/embedded/{tokenizer.model, vocabulary.npy}. At the end it checks on a sample that both
vocabularies split a text alike.
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import sentencepiece

from eenvoudig.engines._embedded._base import find_base, gguf_file
from eenvoudig.engines._embedded._data import TOKENIZER, VOCABULARY
from eenvoudig.engines._embedded._tokenizer import Tokenizer, model_proto
from eenvoudig.engines._prompt import normalise
from models.corpus.load import ITEMS, VERSIONS, read_corpus

HERE = Path(__file__).resolve().parent
CONTROL = ("<pad>", "<eos>", "<bos>", "<unk>")
ALWAYS = (*CONTROL, "\n")
NORMAL, BYTE = 1, 6

Piece = tuple[str, float, int]


def gguf_pieces(path: Path) -> list[Piece]:
    """(piece, score, type) for each token of a GGUF file, in its order."""
    from gguf import GGUFReader

    fields = GGUFReader(path).fields
    tokens, scores, kinds = (
        fields[f"tokenizer.ggml.{name}"].contents() for name in ("tokens", "scores", "token_type")
    )
    return list(zip(tokens, scores, kinds, strict=True))


def texts(data: Path, corpus: Path) -> Iterator[str]:
    """Every line of the pairs, and the corpus a few times over: it is what we are for."""
    with lzma.open(data / "nl-en" / "base.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            for side in line.rstrip("\n").split("\t")[1:]:
                yield " " + normalise(side)
    for item in read_corpus(corpus, splits=["train"]):
        for version in VERSIONS:
            yield from [" " + normalise(item.version(version))] * 3


def merged_from(piece: str, rank: dict[str, float]) -> Iterator[str]:
    """The pieces that byte-pair merging goes through on its way to `piece`."""
    parts = list(piece)
    yield from parts
    while len(parts) > 1:
        scores = [rank.get(a + b, -np.inf) for a, b in pairwise(parts)]
        best = int(np.argmax(scores))
        if scores[best] == -np.inf:
            return
        parts[best : best + 2] = [parts[best] + parts[best + 1]]
        yield parts[best]


def choose(pieces: list[Piece], counts: Counter[str], size: int) -> list[int]:
    """The numbers of the pieces to keep, in order; a little over `size` at most."""
    rank = {piece: score for piece, score, kind in pieces if kind == NORMAL}
    kept = {*ALWAYS, *(piece for piece, _, kind in pieces if kind == BYTE)}
    for piece, _ in counts.most_common():
        if len(kept) >= size:
            break
        if piece in rank and piece not in kept:
            kept.update(part for part in merged_from(piece, rank) if part in rank)
    return [number for number, (piece, _, _) in enumerate(pieces) if piece in kept]


def count(processor: sentencepiece.SentencePieceProcessor, lines: Iterable[str]) -> Counter[str]:
    """How often each piece occurs."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(processor.encode(line, out_type=str))
    return counts


def main() -> None:
    """Prune, write, check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parents[2] / "shared" / "data")
    parser.add_argument("--corpus", type=Path, default=ITEMS)
    parser.add_argument("--out", type=Path, default=HERE.parent / "embedded")
    parser.add_argument("--size", type=int, default=64_000)
    args = parser.parse_args()

    with gguf_file(find_base()) as path:
        pieces = gguf_pieces(path)
    full = sentencepiece.SentencePieceProcessor(model_proto=model_proto(pieces))
    counts = count(full, texts(args.data, args.corpus))
    kept = choose(pieces, counts, args.size)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / TOKENIZER).write_bytes(model_proto(pieces[number] for number in kept))
    np.save(args.out / VOCABULARY, np.array(kept, dtype=np.int32))

    pruned = Tokenizer(args.out / TOKENIZER)
    sample = [line for number, line in enumerate(texts(args.data, args.corpus)) if number % 50 == 0]
    same = sum(full.encode(line, out_type=str) == pruned.pieces(line) for line in sample)
    covered = sum(counts[pieces[number][0]] for number in kept) / counts.total()
    print(f"{len(kept)} of {len(counts)} pieces seen; {covered:.5%} of the text")
    print(f"{same} of {len(sample)} lines split alike")


if __name__ == "__main__":
    main()
