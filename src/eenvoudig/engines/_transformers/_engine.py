"""The engine for checkpoints: requests to prompts in the model's own form, answers to text."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from eenvoudig.engines._choice import Checkpoint
from eenvoudig.engines._clean import clean
from eenvoudig.engines._embedded._data import EXAMPLES, model_data
from eenvoudig.engines._instruct import messages
from eenvoudig.engines._once import answer_once
from eenvoudig.engines._prompt import few_shot, normalise, prompt, read_examples
from eenvoudig.engines._protocol import Abilities, Decoding, Hypothesis, Request, Task, require
from eenvoudig.engines._transformers._find import (
    Found,
    Kind,
    find,
    kind_of,
    read_config,
    read_tokenizer,
)
from eenvoudig.engines._transformers._runners import Answer, Runner, load_runner

if TYPE_CHECKING:
    from transformers import PretrainedConfig, PreTrainedTokenizerBase

GREEDY = Decoding()
BATCH_TOKENS = 2048
"""Prompt tokens in a batch, times the beams."""
FACTOR, MORE = 2.0, 40
"""Most answer tokens: this many for each of the source's, and so many besides. Plain Dutch may be
twice as long as its source."""
SIDE_TALK = 200
"""Tokens for what an instruction-tuned model says besides its answer."""


@dataclass(frozen=True, slots=True)
class _Prompt:
    """A request as token ids, and how many tokens its answer may take."""

    request: Request
    ids: list[int]
    longest: int


@dataclass(slots=True)
class TransformersEngine:
    """An `Engine` on a checkpoint; safe to keep and to call any number of times."""

    found: Found
    kind: Kind
    tokenizer: PreTrainedTokenizerBase
    runner: Runner
    limit: int
    _shown: dict[Task, str] = field(default_factory=dict)

    @property
    def abilities(self) -> Abilities:
        """A translator takes no hints; a language model does."""
        return Abilities(
            tasks=self.kind.tasks,
            hints=not self.kind.two_sided,
            context=self.kind.instructed,
            search=True,
            sampling=True,
            scores=True,
            examples=self.kind.instructed,
        )

    @property
    def signature(self) -> Mapping[str, str]:
        """The model, its commit or fingerprint, and what runs it."""
        return {
            "engine": "transformers",
            "model": self.found.name,
            "revision": self.found.revision[:12],
            "runner": self.runner.name,
        }

    def least_score(self, task: Task) -> float:
        """Never measured for a model of the user's own, so nothing is refused for its score."""
        del task
        return -math.inf

    def generate(
        self,
        requests: Sequence[Request],
        decoding: Decoding = GREEDY,
        *,
        on_progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        """Answer each request; likeliest hypothesis first. Identical requests are answered once.

        A request that does not fit in the model gets one empty hypothesis that is not complete.

        Raises:
            UsageError: the model was not made for a request's task.
        """
        for task in {request.task for request in requests}:
            require(self, task, decoding)
        width = max(1, decoding.hypotheses, decoding.beam_size)
        return answer_once(
            requests,
            lambda unique: _batches([self._prompt(r) for r in unique], width, self._fits),
            lambda batch: self._answer(batch, decoding),
            on_progress,
        )

    def _fits(self, item: _Prompt) -> bool:
        """Whether the model takes a prompt, with room for its answer."""
        longest = max(len(item.ids), item.longest)
        return (longest if self.kind.two_sided else len(item.ids) + item.longest) <= self.limit

    def _prompt(self, request: Request) -> _Prompt:
        source = self.tokenizer.encode(normalise(request.source), add_special_tokens=False)
        longest = math.ceil(FACTOR * len(source)) + MORE
        if self.kind.instructed:
            return _Prompt(request, self._chat(request), longest + SIDE_TALK)
        if self.kind.two_sided:
            text = self.kind.prefix + normalise(request.source)
        else:
            text = self._examples(request.task) + prompt(request)
        return _Prompt(request, self.tokenizer.encode(text), longest)

    def _chat(self, request: Request) -> list[int]:
        from jinja2 import TemplateError

        turns = [{"role": m.role, "content": m.content} for m in messages(request)]
        try:
            return self._template(turns)
        except TemplateError:  # some models have no system role
            whole = "\n\n".join(turn["content"] for turn in turns)
            return self._template([{"role": "user", "content": whole}])

    def _template(self, turns: list[dict[str, str]]) -> list[int]:
        text: str = self.tokenizer.apply_chat_template(
            turns, add_generation_prompt=True, tokenize=False
        )
        ids: list[int] = self.tokenizer.encode(text, add_special_tokens=False)
        return ids

    def _examples(self, task: Task) -> str:
        """Answered requests that show a model without instructions what is wanted."""
        if task not in self._shown:
            self._shown[task] = few_shot(read_examples(model_data() / EXAMPLES)[task])
        return self._shown[task]

    def _answer(
        self, batch: Sequence[_Prompt], decoding: Decoding
    ) -> Iterator[tuple[Hypothesis, ...]]:
        if not self._fits(batch[0]):
            yield (Hypothesis("", -math.inf, complete=False),)
            return
        longest = max(item.longest for item in batch)
        for item, answers in zip(
            batch, self.runner.run([item.ids for item in batch], longest, decoding), strict=True
        ):
            best: dict[str, Hypothesis] = {}
            for answer in answers:
                hypothesis = self._hypothesis(item.request, answer)
                best.setdefault(hypothesis.text, hypothesis)
            yield tuple(best.values())

    def _hypothesis(self, request: Request, answer: Answer) -> Hypothesis:
        text: str = self.tokenizer.decode(list(answer.ids), skip_special_tokens=True)
        complete = answer.complete
        if self.kind.instructed:
            text = clean(text, request.source)
        elif not self.kind.two_sided:
            text, newline, _ = text.lstrip().partition("\n")
            complete = complete or bool(newline)
        text = normalise(text)
        return Hypothesis(text, min(0.0, answer.score), complete and bool(text))


def load(choice: Checkpoint, *, cache: Path | None = None) -> TransformersEngine:
    """Load a checkpoint, converting it first where that has not been done.

    Raises:
        UsageError: the model is of no use here.
        ModelMissing: it is not on this machine.
        ModelCorrupt: it can't be loaded.
        OutputError: the cache cannot be written.
    """
    found = find(choice)
    config = read_config(found)
    tokenizer = read_tokenizer(found)
    kind = kind_of(found, choice, config, tokenizer)
    if kind.source_language:
        tokenizer.src_lang = kind.source_language
    runner = load_runner(found, kind, tokenizer, cache)
    return TransformersEngine(found, kind, tokenizer, runner, _limit(config))


_NO_LIMIT = {"t5", "mt5", "umt5", "longt5"}
"""Kinds of model that reckon in distances between tokens."""
_LONGEST = 4096


def _limit(config: PretrainedConfig) -> int:
    """The most tokens that a model takes, or that we give it."""
    text = config.get_text_config()
    found = getattr(text, "max_position_embeddings", None) or getattr(text, "n_positions", None)
    if not isinstance(found, int) or config.model_type in _NO_LIMIT:
        return _LONGEST
    return min(_LONGEST, found)


def _batches(
    prompts: Sequence[_Prompt], width: int, fits: Callable[[_Prompt], bool]
) -> Iterator[list[_Prompt]]:
    """About one length together, longest first, within the token budget; alone what doesn't fit."""
    batch: list[_Prompt] = []
    for item in sorted(prompts, key=lambda p: -len(p.ids)):
        full = batch and len(batch[0].ids) * width * (len(batch) + 1) > BATCH_TOKENS
        if full or (batch and not fits(batch[0])):
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch
