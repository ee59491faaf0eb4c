"""Dependency trees in CoNLL-U as spaCy's training examples.

    python -m models.nl.trees FOLDER

Reads the treebanks in the data folder, leaves out of the training trees every sentence that stands
in a dev or test file, and writes train.spacy, dev.spacy and one file for each test set to FOLDER.
"""

from __future__ import annotations

import argparse
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "ud-dutch"
TRAIN = "alpino-trees-train.conllu.xz"
DEV = ("alpino-dev.conllu", "lassysmall-dev.conllu")
TEST = ("alpino-test.conllu", "lassysmall-test.conllu")
LATER = ("PronType=Art", "Mood=Ind")
"""Features that only the newer scheme of the training trees has, and that tell nothing more."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a tree: the columns of CoNLL-U that are learned from.

    Attributes:
        form: the token as written.
        lemma: its lemma, without the marks between the parts of a compound.
        pos: universal part of speech.
        tag: the treebank's own part of speech.
        morph: features, "Gender=Com|Number=Sing" or "".
        head: the head's place in the sentence, from 0; its own place for the root.
        dep: the relation to it.
        space: whether a space follows.
    """

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool


Sentence = tuple[Token, ...]


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a file, plain or packed with xz."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open() as file:
        rows: list[list[str]] = []
        for line in (*file, ""):
            row = line.rstrip("\n").split("\t")
            if row[0].isdigit():
                rows.append(row)
            elif not line.strip() and rows:
                yield tuple(_token(columns) for columns in rows)
                rows = []


def _token(columns: list[str]) -> Token:
    number, form, lemma, pos, tag, features, head, dep, _, other = columns
    kept = [one for one in features.split("|") if one not in {"_", *LATER}]
    return Token(
        form,
        lemma.replace("_", "") if len(lemma) > 1 else lemma,
        pos,
        tag,
        "|".join(kept),
        int(head) - 1 if head != "0" else int(number) - 1,
        dep,
        "SpaceAfter=No" not in other,
    )


def to_doc(sentence: Sentence, vocab: Vocab) -> Doc:
    """One sentence as a document with all that is to be learned."""
    return Doc(
        vocab,
        words=[token.form for token in sentence],
        spaces=[token.space for token in sentence],
        tags=[token.tag for token in sentence],
        pos=[token.pos for token in sentence],
        morphs=[token.morph for token in sentence],
        lemmas=[token.lemma for token in sentence],
        heads=[token.head for token in sentence],
        deps=["ROOT" if token.dep == "root" else token.dep for token in sentence],
    )


def _write(sentences: Iterable[Sentence], path: Path, vocab: Vocab) -> None:
    DocBin(docs=[to_doc(one, vocab) for one in sentences]).to_disk(path)


def main() -> None:
    """Convert all files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=DATA)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("nl").vocab
    held_out = {name: list(read(args.data / name)) for name in (*DEV, *TEST)}
    words = {tuple(t.form.lower() for t in s) for found in held_out.values() for s in found}
    every = list(read(args.data / TRAIN))
    train = [s for s in every if tuple(t.form.lower() for t in s) not in words]
    _write(train, args.folder / "train.spacy", vocab)
    _write([s for name in DEV for s in held_out[name]], args.folder / "dev.spacy", vocab)
    for name in TEST:
        _write(held_out[name], args.folder / Path(name).with_suffix(".spacy"), vocab)
    print(f"{len(train)} sentences to train on, {len(every) - len(train)} left out")


if __name__ == "__main__":
    main()
