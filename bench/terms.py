"""Whether terms come out right: with and without hints, repair, and the rest of the product.

    python -m bench.terms [--limit N] [--task simplify] [--misses] [--read N]

Over the sentences in `tests/glossary/sentences`, of which each says which terms stand in it and
what they may be called. A term is right when one of these names, or another that the glossary
allows, stands in the output. The sentences of `user.jsonl` have terms that no model has ever seen.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eenvoudig import simplify, translate
from eenvoudig.document import Anchor, Block, BlockKind, Document, Span
from eenvoudig.engines import Engine, Hint, Request, Task, load_engine
from eenvoudig.glossary import (
    Glossary,
    Language,
    TermUse,
    annotate,
    filled_in,
    hints,
    load,
    missing,
    repair,
    with_codes,
)
from eenvoudig.rewrite import Origin
from eenvoudig.text import segment

SENTENCES = Path(__file__).parents[1] / "tests/glossary/sentences"
FILES = ("known.jsonl", "fresh.jsonl", "user.jsonl")
LANGUAGES: dict[Task, Language] = {Task.TRANSLATE: "en", Task.SIMPLIFY: "nl"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A source, and for each term in it (surface, term) what it may be called."""

    source: str
    terms: tuple[tuple[str, str, tuple[str, ...]], ...]


def read(path: Path, task: Task) -> list[Sentence]:
    """The sentences of a file that have terms."""
    names = "english" if task is Task.TRANSLATE else "plain"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Sentence(
            line["source"],
            tuple((t["surface"], t["term"], tuple(t[names])) for t in line["terms"]),
        )
        for line in lines
        if line["terms"]
    ]


def document(sentences: Sequence[Sentence]) -> Document:
    """Each sentence a paragraph of one document."""
    blocks, parts, offset = [], [], 0
    for sentence in sentences:
        span = Span(offset, offset + len(sentence.source))
        blocks.append(Block(BlockKind.PARAGRAPH, sentence.source, span, (Anchor(0, offset),)))
        parts.append(sentence.source)
        offset = span.end + 2
    return segment(Document("-", "\n\n".join(parts), tuple(blocks)))


def right(
    outputs: Sequence[str],
    sentences: Sequence[Sentence],
    uses: Sequence[tuple[TermUse, ...]],
    language: Language,
) -> tuple[int, int]:
    """How many of the terms are right, of how many."""
    every = sum(len(sentence.terms) for sentence in sentences)
    return every - sum(1 for _ in misses(outputs, sentences, uses, language)), every


def misses(
    outputs: Sequence[str],
    sentences: Sequence[Sentence],
    uses: Sequence[tuple[TermUse, ...]],
    language: Language,
) -> Iterator[tuple[str, Sequence[str], Sentence, str]]:
    """Each term that is not right: its form in the source, its names, the sentence, the output."""
    for output, sentence, found in zip(outputs, sentences, uses, strict=True):
        absent = {use.term.term for use in missing(output, found, language)}
        known = {use.term.term for use in found}
        for surface, term, names in sentence.terms:
            named = any(name.casefold() in output.casefold() for name in names)
            if not named and (term not in known or term in absent):
                yield surface, names, sentence, output


def generated(engine: Engine, requests: Sequence[Request]) -> list[str]:
    """The engine's first answers, greedy."""
    return [answers[0].text for answers in engine.generate(requests)]


def measure(
    sentences: Sequence[Sentence],
    engine: Engine,
    glossary: Glossary,
    task: Task,
    *,
    only_misses: bool = False,
    to_read: int = 0,
) -> list[tuple[str, int, int]]:
    """For each way to go about it: how many terms are right, of how many."""
    language = LANGUAGES[task]
    whole = document(sentences)
    annotations = annotate(whole, glossary)
    segments = [block.segments for block in whole.blocks]
    uses = [tuple(u for s in block for u in annotations.of(s.id)) for block in segments]

    def ask(*, hinted: bool) -> list[str]:
        requests = [
            Request(
                task,
                s.text,
                tuple(Hint(*pair) for pair in hints(annotations.of(s.id), language))
                if hinted
                else (),
            )
            for block in segments
            for s in block
        ]
        answers = iter(generated(engine, requests))
        return [" ".join(next(answers) for _ in block) for block in segments]

    def ask_with_codes() -> list[str]:
        """Each term as a code that the engine copies, and that its name is put in the place of."""
        requests, codes = [], []
        for s in (s for block in segments for s in block):
            pairs = hints(annotations.of(s.id), language)
            text, names = with_codes(s.text, pairs, [form for form, _ in pairs])
            requests.append(Request(task, text))
            codes.append(names)
        filled = []
        for text, names in zip(generated(engine, requests), codes, strict=True):
            done = text
            for code, name in names.items():
                done = filled_in(done, {code: name}) or done
            filled.append(done)
        answers = iter(filled)
        return [" ".join(next(answers) for _ in block) for block in segments]

    rows = []
    if not only_misses:
        rows.append(("placeholders", *right(ask_with_codes(), sentences, uses, language)))
    for name, hinted in () if only_misses else (("without hints", False), ("with hints", True)):
        outputs = ask(hinted=hinted)
        rows.append((name, *right(outputs, sentences, uses, language)))
        mended = [repair(text, found, language) for text, found in zip(outputs, uses, strict=True)]
        rows.append((f"{name}, repaired", *right(mended, sentences, uses, language)))
    function = translate if task is Task.TRANSLATE else simplify
    result = function(whole, engine=engine, terms=glossary)
    by_id = {one.segment.id: one for one in result.segments}
    outputs = [" ".join(by_id[s.id].output for s in block) for block in segments]
    rows.append(("the whole product", *right(outputs, sentences, uses, language)))
    kept = [all(by_id[s.id].origin is not Origin.SOURCE for s in block) for block in segments]
    flagged = sum(bool(one.flags) for one in result.segments)
    print(f"  segments flagged: {flagged} of {len(result.segments)}; rewritten: {sum(kept)}")
    chosen = random.Random(1).sample(  # noqa: S311  # a sample to read, no secret
        range(len(outputs)), min(to_read, len(outputs))
    )
    for number in sorted(chosen):
        print(f"  [{number}] {sentences[number].source}\n      {outputs[number]}")
    if only_misses:
        for surface, names, sentence, output in misses(outputs, sentences, uses, language):
            print(f"  {surface} = {' | '.join(names)}\n    {sentence.source}\n    {output}")
    return rows


def main() -> None:
    """Print a table for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, help="only the first so many sentences of each file")
    parser.add_argument("--task", choices=[task.value for task in Task], default="translate")
    parser.add_argument(
        "--misses", action="store_true", help="only the whole product, and what it misses"
    )
    parser.add_argument("--read", type=int, default=0, help="show so many outputs, at random")
    args = parser.parse_args()
    engine, task = load_engine(), Task(args.task)
    for name in FILES:
        own = [SENTENCES / "user.csv"] if name == "user.jsonl" else []
        sentences = read(SENTENCES / name, task)[: args.limit]
        print(f"{name}: {len(sentences)} sentences")
        terms = load(extra=own)
        for way, good, every in measure(
            sentences, engine, terms, task, only_misses=args.misses, to_read=args.read
        ):
            print(f"  {way:24} {good:5} of {every:5}  {good / every:6.1%}")


if __name__ == "__main__":
    main()
