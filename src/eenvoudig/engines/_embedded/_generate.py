"""The embedded engine: requests to prompts, prompts to batches, batches to hypotheses."""

from __future__ import annotations

import json
import logging
import math
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ctranslate2

from eenvoudig.engines._embedded._data import CALIBRATION, EXAMPLES, TOKENIZER
from eenvoudig.engines._embedded._tokenizer import BEGIN, END, NEWLINE, Tokenizer
from eenvoudig.engines._once import answer_once
from eenvoudig.engines._prompt import few_shot, prompt, read_examples
from eenvoudig.engines._protocol import Abilities, Decoding, Hypothesis, Request, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

GREEDY = Decoding()
ABILITIES = Abilities(
    tasks=frozenset(Task), hints=True, context=False, search=True, sampling=True, scores=True
)
BATCH_TOKENS = 2048
"""Prompt tokens in a batch, times the beams."""
LONGEST_PROMPT = 2048
"""A longer prompt is not answered: the model has never seen the like, and memory grows with it."""
LENGTH = {Task.TRANSLATE: (1.5, 24), Task.SIMPLIFY: (2.0, 40)}
"""Most answer tokens: this many per prompt token, and so many besides. The corpus's longest answers
take 1.25 and 1.85 tokens for each of the source's. An answer that goes round in circles ends here,
and is not complete. (CTranslate2's own guards against repetition count the prompt as well, and so
keep the model from copying a long name or an amount.)"""


@dataclass(frozen=True, slots=True)
class _Prompt:
    """A request as tokens, and how many tokens its answer may take."""

    request: Request
    pieces: list[str]
    longest: int


class EmbeddedEngine:
    """An `Engine` on a built model; safe to keep and to call any number of times."""

    def __init__(self, folder: Path, made_from: Mapping[str, str], data: Path) -> None:
        ctranslate2.set_log_level(logging.ERROR)
        self._tokenizer = Tokenizer(folder / TOKENIZER)
        self._folder = folder
        self._generator = _generator(folder)
        self._made_from = dict(made_from)
        trained = made_from["adapter"] != "untrained"
        self._examples = None if trained else read_examples(data / EXAMPLES)
        self._least_scores = read_least_scores(data / CALIBRATION) if trained else {}

    @property
    def abilities(self) -> Abilities:
        """Both tasks, with hints; several hypotheses either way, with scores."""
        return ABILITIES

    @property
    def signature(self) -> Mapping[str, str]:
        """Kind of engine, hashes of base, adapter ("untrained" without one) and tokenizer."""
        short = {name: value[:12] for name, value in self._made_from.items()}
        return {"engine": "embedded", **short}

    def least_score(self, task: Task) -> float:
        """As measured for the shipped adapter; the untrained model is never trusted."""
        return self._least_scores.get(task, 0.0)

    def generate(
        self,
        requests: Sequence[Request],
        decoding: Decoding = GREEDY,
        *,
        on_progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        """Answer each request; likeliest hypothesis first.

        Identical requests are answered once. A request whose prompt is longer than 2,048 tokens
        gets one empty hypothesis that is not complete. With the same seed, sampling gives the same
        answers to the same requests.

        Args:
            requests: in any order and number.
            decoding: with a temperature above 0 answers are sampled, otherwise searched for.
            on_progress: called with the number of requests answered since its last call.

        Returns:
            For each request one hypothesis up to `decoding.hypotheses` of them, all different.
        """
        if decoding.temperature > 0:
            # A generator takes up the seed when its thread starts, and never again.
            ctranslate2.set_random_seed(decoding.seed)
            self._generator = _generator(self._folder)
        return answer_once(
            requests,
            lambda unique: _batches([self._prompt(r) for r in unique], _width(decoding)),
            lambda batch: self._answer(batch, decoding),
            on_progress,
        )

    def _prompt(self, request: Request) -> _Prompt:
        pieces = self._tokenizer.pieces(prompt(request))
        if self._examples is None:
            pieces = [BEGIN, *pieces]
        factor, more = LENGTH[request.task]
        return _Prompt(request, pieces, math.ceil(factor * len(pieces)) + more)

    def _answer(
        self, batch: Sequence[_Prompt], decoding: Decoding
    ) -> Iterator[tuple[Hypothesis, ...]]:
        if len(batch[0].pieces) > LONGEST_PROMPT:
            yield from [(Hypothesis("", -math.inf, complete=False),)] * len(batch)
            return
        sampled = decoding.temperature > 0
        results = self._generator.generate_batch(
            [item.pieces for item in batch],
            beam_size=1 if sampled else max(decoding.beam_size, decoding.hypotheses),
            num_hypotheses=decoding.hypotheses,
            sampling_topk=0 if sampled else 1,
            sampling_temperature=decoding.temperature if sampled else 1.0,
            max_length=max(item.longest for item in batch),
            end_token=self._ends(),
            return_end_token=True,
            return_scores=True,
            include_prompt_in_result=False,
            static_prompt=self._static(batch[0].request.task),
        )
        for result in results:
            yield self._hypotheses(result.sequences, result.scores)

    def _hypotheses(
        self, sequences: Sequence[Sequence[str]], scores: Sequence[float]
    ) -> tuple[Hypothesis, ...]:
        best: dict[str, Hypothesis] = {}
        for pieces, score in sorted(zip(sequences, scores, strict=True), key=lambda p: -p[1]):
            complete = bool(pieces) and pieces[-1] in self._ends()
            text = self._tokenizer.text(pieces[:-1] if complete else pieces).strip()
            best.setdefault(text, Hypothesis(text, min(0.0, score), complete))
        return tuple(best.values())

    def _ends(self) -> list[str]:
        return [END] if self._examples is None else [END, NEWLINE]

    def _static(self, task: Task) -> list[str] | None:
        if self._examples is None:
            return None
        return [BEGIN, *self._tokenizer.pieces(few_shot(self._examples[task]))]


def read_least_scores(path: Path) -> dict[Task, float]:
    """The scores under which the trained model's answers are not to be trusted, by task."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return {task: float(data["least_score"][task]) for task in Task}


def _batches(prompts: Sequence[_Prompt], width: int) -> Iterator[list[_Prompt]]:
    """One task and about one length together, longest first, within the token budget."""
    batch: list[_Prompt] = []
    for item in sorted(prompts, key=lambda p: (p.request.task, -len(p.pieces))):
        full = batch and len(batch[0].pieces) * width * (len(batch) + 1) > BATCH_TOKENS
        if full or (batch and batch[0].request.task is not item.request.task):
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def _width(decoding: Decoding) -> int:
    """Sequences that are decoded side by side for one request."""
    return max(1, decoding.hypotheses, decoding.beam_size if decoding.temperature <= 0 else 1)


def _generator(folder: Path) -> ctranslate2.Generator:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return ctranslate2.Generator(
        str(folder), device="cpu", inter_threads=1, intra_threads=cores or 1
    )
