"""Three sentences to see an engine at work: an intention with an amount, a condition, a count."""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib.resources import files

from eenvoudig import _api
from eenvoudig.engines import Engine, Task
from eenvoudig.rewrite import Result


@dataclass(frozen=True, slots=True)
class Trial:
    """What an engine made of the sentences.

    Attributes:
        task: what was asked.
        result: with the evidence for each sentence.
        seconds: how long it took, loading not counted.
    """

    task: Task
    result: Result
    seconds: float

    @property
    def words_per_second(self) -> float:
        """Words of the source for each second."""
        words = sum(len(s.segment.text.split()) for s in self.result.segments)
        return words / max(self.seconds, 1e-6)


def try_engine(engine: Engine) -> tuple[Trial, ...]:
    """Let an engine do, with checks and terms, each task that it can, on three built-in sentences.

    Raises:
        ModelError: the engine fails.
    """
    document = _api.read(
        files("eenvoudig.evaluation").joinpath("trial.txt").read_text(encoding="utf-8"),
        pdf_text=False,
    )
    trials = []
    for task, function in ((Task.SIMPLIFY, _api.simplify), (Task.TRANSLATE, _api.translate)):
        if task not in engine.abilities.tasks:
            continue
        start = time.perf_counter()
        result = function(document, engine=engine)
        trials.append(Trial(task, result, time.perf_counter() - start))
    return tuple(trials)
