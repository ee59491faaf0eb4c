"""Measure the built model: FLORES into English, and a part of the corpus in both tasks.

    python -m models.train.evaluate --flores 200 --beams 1 4
    python -m models.train.evaluate --flores 200 --float32

Prints one JSON object a line, with sacrebleu's signatures. FLORES is for measuring only.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import sacrebleu

from eenvoudig.engines import Decoding, Engine, Hypothesis, Request, Task, load_engine
from eenvoudig.engines._embedded._adapter import merge
from eenvoudig.engines._embedded._base import find_base, load_base
from eenvoudig.engines._embedded._build import convert, made_from
from eenvoudig.engines._embedded._data import ADAPTER, TOKENIZER, VOCABULARY, model_data
from eenvoudig.engines._embedded._generate import EmbeddedEngine
from models.corpus.load import ITEMS, SPLITS, read_corpus
from models.train.data import answer_of, request_of

HERE = Path(__file__).resolve().parent
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def float32_engine(folder: Path) -> Engine:
    """The same model without quantization, built into `folder`."""
    data, base = model_data(), find_base()
    model = load_base(base, np.load(data / VOCABULARY).tolist())
    if (data / ADAPTER).exists():
        merge(model, data / ADAPTER)
    shutil.copyfile(data / TOKENIZER, folder / TOKENIZER)
    convert(model, folder, "float32")
    return EmbeddedEngine(folder, made_from(base) | {"quantization": "float32"}, data)


def numbers(text: str) -> Counter[str]:
    """The numbers in digits, without their separators, which differ between the languages."""
    return Counter(re.sub(r"[.,]", "", number) for number in _NUMBER.findall(text))


def measure(
    name: str,
    engine: Engine,
    requests: Sequence[Request],
    references: Sequence[str],
    beam: int,
) -> dict[str, object]:
    """Answer, compare, time."""
    started = time.perf_counter()
    answers = engine.generate(requests, Decoding(beam_size=beam))
    seconds = time.perf_counter() - started
    best: list[Hypothesis] = [hypotheses[0] for hypotheses in answers]
    texts = [hypothesis.text for hypothesis in best]
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    sources = [request.source for request in requests]
    both = list(zip(sources, texts, strict=True))
    hints = [(h, t) for r, t in zip(requests, texts, strict=True) for h in r.hints]
    return {
        "set": name,
        "n": len(requests),
        "beam": beam,
        "bleu": round(bleu.corpus_score(texts, [list(references)]).score, 1),
        "chrf": round(chrf.corpus_score(texts, [list(references)]).score, 1),
        "chrf_of_source": round(chrf.corpus_score(sources, [list(references)]).score, 1),
        "number_lost": sum(
            bool(numbers(s) - numbers(t)) for s, t in zip(sources, texts, strict=True)
        ),
        "incomplete": sum(not hypothesis.complete for hypothesis in best),
        "copied": sum(s == t for s, t in both),
        "terms": len(hints),
        "terms_right": sum(h.target.lower() in text.lower() for h, text in hints),
        "words_per_second": round(sum(len(s.split()) for s in sources) / seconds, 1),
        "signatures": [str(bleu.get_signature()), str(chrf.get_signature())],
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parents[2] / "shared" / "data")
    parser.add_argument("--corpus", type=Path, default=ITEMS)
    parser.add_argument("--flores", type=int, default=997, help="how many sentences")
    parser.add_argument("--split", choices=SPLITS, default="test", help="which part of the corpus")
    parser.add_argument("--items", type=int, default=1000, help="how many corpus texts")
    parser.add_argument("--beams", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--float32", action="store_true", help="without quantization")
    parser.add_argument("--show", type=int, default=0, help="answers to print in full")
    args = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        engine = float32_engine(Path(folder)) if args.float32 else load_engine()
        print(json.dumps(dict(engine.signature)))
        lines = (args.data / "eval" / "flores200-dev.tsv").read_text(encoding="utf-8").splitlines()
        pairs = [line.split("\t") for line in lines][: args.flores]
        items = read_corpus(args.corpus, splits=[args.split])[: args.items]
        flores = [Request(Task.TRANSLATE, nl) for nl, _ in pairs]
        for beam in args.beams:
            if pairs:
                row = measure("flores200-dev", engine, flores, [en for _, en in pairs], beam)
                print(json.dumps(row), flush=True)
            for task in Task if items else ():
                for hints in (False, True):
                    requests = [request_of(item, task, hints=hints) for item in items]
                    references = [answer_of(item, task) for item in items]
                    name = f"corpus {args.split}, {task}, {'with' if hints else 'no'} hints"
                    print(json.dumps(measure(name, engine, requests, references, beam)), flush=True)
        for item in items[: args.show]:
            print(f"\n= {item.nl}")
            for task in Task:
                print(engine.generate([request_of(item, task)])[0][0].text)


if __name__ == "__main__":
    main()
