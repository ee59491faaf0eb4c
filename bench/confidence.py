"""How far the model's own score tells true answers from untrue ones.

`generate` asks the embedded engine for answers on corpus texts that it was not trained on and on
the sample note, and writes those that pass every fidelity check, to be judged by a reader who adds
`"true": true` (every fact of the source is there and nothing else) or `false`. `report` prints, for
each threshold, what share of the answers would be used and what share of those is not true. The
thresholds that the engine uses are in models/embedded/calibration.json.

    python -m bench.confidence generate >> bench/judged.jsonl
    python -m bench.confidence report bench/judged.jsonl
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from eenvoudig import fidelity, glossary, read
from eenvoudig.engines import Decoding, Hint, Request, Task, load_engine
from eenvoudig.fidelity import Pair
from eenvoudig.glossary import Language
from eenvoudig.simplification._omission import omission
from models.corpus.load import read_corpus

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES: dict[Task, Language] = {Task.SIMPLIFY: "nl", Task.TRANSLATE: "en"}
THRESHOLDS = [-0.08, -0.1, -0.12, -0.15, -0.18, -0.2, -0.22, -0.25, -0.28, -0.3, -0.35, -0.4, -9]


def sources() -> Iterator[str]:
    """Sentences of the corpus's dev part, then of the sample note."""
    for item in read_corpus(splits=["dev"]):
        if item.kind in {"sentence", "paragraph"}:
            yield from (s.text for s in read(item.nl).segments)
    for segment in read(ROOT / "samples/nota-humanitaire-hulp.txt").segments:
        if not segment.incomplete:
            yield segment.text


def generate() -> None:
    """Print one answer a line, as JSON, with its score."""
    engine = load_engine()
    terms = glossary.load()
    texts = list(dict.fromkeys(sources()))
    uses = [glossary.annotate(read(text), terms) for text in texts]
    for task, language in LANGUAGES.items():
        found = [[use for many in a.uses.values() for use in many] for a in uses]
        requests = [
            Request(task, text, tuple(Hint(*pair) for pair in glossary.hints(one, language)))
            for text, one in zip(texts, found, strict=True)
        ]
        answers = engine.generate(requests, Decoding(beam_size=4))
        for text, one, (best, *_) in zip(texts, found, answers, strict=True):
            pair = Pair(text, best.text, language, glossary.equivalents(one, language))
            if best.text != text and all(v.passed for v in fidelity.verify(pair)):
                model = engine.signature["adapter"]
                row = {
                    "model": model,
                    "task": task,
                    "source": text,
                    "answer": best.text,
                    "score": best.score,
                }
                print(json.dumps(row, ensure_ascii=False))


def _complete(row: dict[str, str]) -> bool:
    """Whether plain Dutch passes the check that its own task adds to the others."""
    return omission(Pair(row["source"], row["answer"], "nl")).passed


def report(path: Path) -> None:
    """Print coverage and risk for each threshold and task."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for model, task in dict.fromkeys((row["model"], row["task"]) for row in rows):
        judged = [row for row in rows if (row["model"], row["task"]) == (model, task)]
        judged = [row for row in judged if task != Task.SIMPLIFY or _complete(row)]
        print(f"{task}, adapter {model}: {len(judged)} answers that pass every check")
        print("  least score    used  untrue among them")
        for least in THRESHOLDS:
            used = [row for row in judged if row["score"] >= least]
            untrue = sum(not row["true"] for row in used)
            share = f"{untrue:3} = {untrue / len(used):4.0%}" if used else "  -"
            print(f"  {least:11.2f}  {len(used) / len(judged):6.0%}  {share}")


if __name__ == "__main__":
    if sys.argv[1:] == ["generate"]:
        generate()
    else:
        report(Path(sys.argv[2]))
