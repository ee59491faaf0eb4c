"""How fast the embedded model is, as ratios measured in one run.

The same merged weights answer the same sentences twice: through transformers' `generate` (fp32,
greedy, in batches, as a user would write it) and through our engine (int8, greedy). Then beam 4
against greedy, the time per text as texts become more, a page of 500 words through the whole
product, and, in processes of their own, the time to load the built model and the most memory used.

    python -m bench.speed [--sentences 32]
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

import eenvoudig
from eenvoudig.engines import Decoding, Engine, Request, Task, load_engine
from models.corpus.load import read_corpus

THREADS = os.cpu_count() or 1
BATCH = 8
LOAD = """
import time
started = time.perf_counter()
from eenvoudig.engines import load_engine
load_engine()
print(time.perf_counter() - started)
"""


def sentences(count: int) -> list[str]:
    """Sentences of the corpus's dev part, over and over."""
    found = [item.nl for item in read_corpus(splits=["dev"]) if item.kind == "sentence"]
    return [found[i % len(found)] for i in range(count)]


def timed(call: Callable[[], object]) -> float:
    """Seconds of one call."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def words(texts: Sequence[str]) -> int:
    """How many words the texts have."""
    return sum(len(text.split()) for text in texts)


def transformers_generate(requests: Sequence[Request], most: int) -> Callable[[], object]:
    """What a user of transformers would write, with the model in memory."""
    import torch

    from eenvoudig.engines._embedded._adapter import merge
    from eenvoudig.engines._embedded._base import find_base, load_base
    from eenvoudig.engines._embedded._data import ADAPTER, TOKENIZER, VOCABULARY, model_data
    from eenvoudig.engines._embedded._tokenizer import END, Tokenizer
    from eenvoudig.engines._prompt import prompt

    data = model_data()
    tokenizer = Tokenizer(data / TOKENIZER)
    model = load_base(find_base(), np.load(data / VOCABULARY).tolist())
    merge(model, data / ADAPTER)
    torch.set_num_threads(THREADS)
    ids = [[tokenizer.id_of("<bos>"), *tokenizer.ids(prompt(request))] for request in requests]

    def run() -> None:
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            longest = max(map(len, batch))
            padded = torch.tensor([[0] * (longest - len(one)) + one for one in batch])
            model.generate(
                input_ids=padded,
                attention_mask=(padded != 0).long(),
                max_new_tokens=most,
                do_sample=False,
                eos_token_id=tokenizer.id_of(END),
                pad_token_id=0,
            )

    return run


def child(code: str) -> tuple[str, float]:
    """What a fresh Python prints, and the most memory that it used, in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return run.stdout.strip(), max(before, most) / 1024


def engine_seconds(engine: Engine, texts: Sequence[str], beam: int = 1) -> float:
    """Seconds for the answers to all texts, translating."""
    requests = [Request(Task.TRANSLATE, text) for text in texts]
    return timed(lambda: engine.generate(requests, Decoding(beam_size=beam)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=32)
    parser.add_argument("--most", type=int, default=1000, help="texts of the largest scaling step")
    options = parser.parse_args()
    load, memory = child(LOAD)
    print(f"load of the built model, fresh Python: {float(load):.2f} s, {memory:.0f} MB")

    texts = sentences(options.sentences)
    engine = load_engine()
    engine_seconds(engine, texts[:2])
    ours = engine_seconds(engine, texts)
    beam = engine_seconds(engine, texts, 4)
    requests = [Request(Task.TRANSLATE, text) for text in texts]
    theirs = timed(transformers_generate(requests, 150))
    count = words(texts)
    print(f"{len(texts)} sentences, {count} words, {THREADS} threads")
    print(f"  transformers generate, fp32, greedy: {count / theirs:8.1f} words/s")
    print(f"  ours, int8, greedy:                  {count / ours:8.1f} words/s")
    print(f"  ours, int8, beam 4:                  {count / beam:8.1f} words/s")
    print(
        f"  ours against transformers: {theirs / ours:.1f} times; beam 4: {beam / ours:.1f} times"
    )

    print("texts at once, words/s, greedy:")
    for number in (1, 10, 100, 1000):
        if number <= options.most:
            some = sentences(number)
            print(f"  {number:5} {words(some) / engine_seconds(engine, some):8.1f}")

    page: list[str] = []
    for text in sentences(60):
        if words(page) < 500:
            page.append(text)
    for task in (eenvoudig.translate, eenvoudig.simplify):
        seconds = timed(partial(task, "\n\n".join(page), engine=engine))
        print(f"a page of {words(page)} words, {task.__name__}: {seconds:.0f} s")


if __name__ == "__main__":
    main()
