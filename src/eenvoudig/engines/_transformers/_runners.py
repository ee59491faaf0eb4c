"""What runs a checkpoint: CTranslate2 where it knows the architecture, else torch."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from eenvoudig.engines._cache import build_once, check_files, models_folder, name_of
from eenvoudig.engines._protocol import Decoding
from eenvoudig.engines._transformers._find import Found, Kind, quietly

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

QUANTIZATION = "int8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model wrote.

    Attributes:
        ids: the tokens after the prompt, without an end mark.
        score: mean log-probability of its tokens.
        complete: it ended by itself.
    """

    ids: tuple[int, ...]
    score: float
    complete: bool


class Runner(Protocol):
    """Something that continues prompts."""

    @property
    def name(self) -> str:
        """What runs, with which numbers, on which device."""
        ...

    def run(
        self, prompts: Sequence[Sequence[int]], longest: int, decoding: Decoding
    ) -> list[list[Answer]]:
        """For each prompt (token ids) the answers of at most `longest` tokens, likeliest first."""
        ...


def load_runner(
    found: Found, kind: Kind, tokenizer: PreTrainedTokenizerBase, cache: Path | None
) -> Runner:
    """The fastest runner for a checkpoint; a conversion is made once and kept.

    Raises:
        ModelCorrupt: a kept conversion has changed.
        OutputError: the cache cannot be written.
    """
    folder = _converted(found, cache)
    if folder is None:
        return TorchRunner(found, kind, tokenizer)
    return CTranslate2Runner(folder, found, kind, tokenizer)


def ends_of(found: Found, tokenizer: PreTrainedTokenizerBase) -> tuple[int, ...]:
    """The ids of the tokens that end an answer: a model may have several."""
    from transformers import GenerationConfig

    try:
        told = GenerationConfig.from_pretrained(found.path, local_files_only=True).eos_token_id
    except OSError:
        told = None
    ids = told if isinstance(told, list) else [told]
    return tuple(dict.fromkeys(i for i in (*ids, tokenizer.eos_token_id) if i is not None))


def line_break(tokenizer: PreTrainedTokenizerBase) -> int | None:
    """The id of the token that is a line break, where there is one."""
    ids = tokenizer.encode("a\n", add_special_tokens=False)
    return ids[-1] if ids and tokenizer.decode(ids[-1:]) == "\n" else None


class CTranslate2Runner:
    """int8 on the processor, or on a CUDA card."""

    def __init__(
        self, folder: Path, found: Found, kind: Kind, tokenizer: PreTrainedTokenizerBase
    ) -> None:
        import ctranslate2

        ctranslate2.set_log_level(logging.ERROR)
        self._device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
        self._folder = folder
        self._kind = kind
        self._tokenizer = tokenizer
        self._ends = tokenizer.convert_ids_to_tokens(list(ends_of(found, tokenizer)))
        if not (kind.two_sided or kind.instructed):
            newline = line_break(tokenizer)
            self._ends += [] if newline is None else [tokenizer.convert_ids_to_tokens(newline)]
        self._model = self._load()

    @property
    def name(self) -> str:
        """CTranslate2, int8, and the device."""
        return f"ctranslate2 {QUANTIZATION} {self._device}"

    def run(
        self, prompts: Sequence[Sequence[int]], longest: int, decoding: Decoding
    ) -> list[list[Answer]]:
        """See `Runner`."""
        import ctranslate2

        sampled = decoding.temperature > 0
        if sampled:
            # A model takes up the seed when its threads start, and never again.
            ctranslate2.set_random_seed(decoding.seed)
            self._model = self._load()
        pieces = [self._tokenizer.convert_ids_to_tokens(list(prompt)) for prompt in prompts]
        options: dict[str, Any] = {
            "beam_size": 1 if sampled else max(decoding.beam_size, decoding.hypotheses),
            "num_hypotheses": decoding.hypotheses,
            "sampling_topk": 0 if sampled else 1,
            "sampling_temperature": decoding.temperature if sampled else 1.0,
            "end_token": self._ends,
            "return_end_token": True,
            "return_scores": True,
        }
        if self._kind.two_sided:
            first = [self._kind.first] if self._kind.first else []
            results = self._model.translate_batch(
                pieces,
                target_prefix=[first] * len(pieces) if first else None,
                max_decoding_length=longest,
                **options,
            )
            return [self._answers(r.hypotheses, r.scores, len(first)) for r in results]
        results = self._model.generate_batch(
            pieces, max_length=longest, include_prompt_in_result=False, **options
        )
        return [self._answers(r.sequences, r.scores, 0) for r in results]

    def _answers(
        self, sequences: Sequence[Sequence[str]], scores: Sequence[float], skip: int
    ) -> list[Answer]:
        found = []
        for pieces, score in sorted(zip(sequences, scores, strict=True), key=lambda p: -p[1]):
            complete = bool(pieces) and pieces[-1] in self._ends
            kept = pieces[skip : len(pieces) - complete]
            ids = self._tokenizer.convert_tokens_to_ids(list(kept))
            found.append(Answer(tuple(ids), score, complete))
        return found

    def _load(self) -> Any:  # noqa: ANN401  one of two classes without types
        import ctranslate2

        kind = ctranslate2.Translator if self._kind.two_sided else ctranslate2.Generator
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        return kind(
            str(self._folder), device=self._device, inter_threads=1, intra_threads=cores or 1
        )


class TorchRunner:
    """transformers and torch, on CUDA, MPS or the processor."""

    def __init__(self, found: Found, kind: Kind, tokenizer: PreTrainedTokenizerBase) -> None:
        import torch
        from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM

        mps = torch.backends.mps.is_available()
        self._device = "cuda" if torch.cuda.is_available() else "mps" if mps else "cpu"
        loader = AutoModelForSeq2SeqLM if kind.two_sided else AutoModelForCausalLM
        with quietly():
            self._model = loader.from_pretrained(
                found.path, dtype="auto", local_files_only=True, trust_remote_code=False
            )
        self._model.to(self._device).eval()
        self._kind = kind
        self._tokenizer = tokenizer
        self._ends = ends_of(found, tokenizer)

    @property
    def name(self) -> str:
        """torch, the type of its numbers, and the device."""
        return f"torch {str(self._model.dtype).removeprefix('torch.')} {self._device}"

    def run(
        self, prompts: Sequence[Sequence[int]], longest: int, decoding: Decoding
    ) -> list[list[Answer]]:
        """See `Runner`."""
        import torch

        ids, mask = self._padded(prompts)
        sampled = decoding.temperature > 0
        torch.manual_seed(decoding.seed)
        options: dict[str, Any] = {
            "do_sample": sampled,
            "num_beams": 1 if sampled else max(decoding.beam_size, decoding.hypotheses),
            "num_return_sequences": decoding.hypotheses,
            "max_new_tokens": longest,
            "eos_token_id": list(self._ends),
            "pad_token_id": self._pad(),
        }
        if sampled:
            options |= {"temperature": decoding.temperature, "top_k": 0, "top_p": 1.0}
        if self._kind.first:
            options["forced_bos_token_id"] = self._tokenizer.convert_tokens_to_ids(self._kind.first)
        if not (self._kind.two_sided or self._kind.instructed):
            options |= {"stop_strings": ["\n"], "tokenizer": self._tokenizer}
        with torch.inference_mode():
            out = self._model.generate(
                input_ids=ids,
                attention_mask=mask,
                return_dict_in_generate=True,
                output_scores=True,
                **options,
            )
            scores = self._model.compute_transition_scores(
                out.sequences,
                out.scores,
                getattr(out, "beam_indices", None),
                normalize_logits=True,
            )
        start = out.sequences.shape[1] - scores.shape[1]
        rows = [
            self._answer(sequence[start:].tolist(), row.tolist())
            for sequence, row in zip(out.sequences, scores, strict=True)
        ]
        width = decoding.hypotheses
        return [
            sorted(rows[i : i + width], key=lambda answer: -answer.score)
            for i in range(0, len(rows), width)
        ]

    def _padded(self, prompts: Sequence[Sequence[int]]) -> tuple[Any, Any]:
        """Prompts as one tensor: filled up at the left for a model that goes on where they end."""
        import torch

        width = max(map(len, prompts))
        ids = torch.full((len(prompts), width), self._pad())
        mask = torch.zeros_like(ids)
        for row, prompt in enumerate(prompts):
            part = (
                slice(0, len(prompt)) if self._kind.two_sided else slice(width - len(prompt), None)
            )
            ids[row, part] = torch.tensor(list(prompt))
            mask[row, part] = 1
        return ids.to(self._device), mask.to(self._device)

    def _pad(self) -> int:
        pad = self._tokenizer.pad_token_id
        return int(self._ends[0] if pad is None else pad)

    def _answer(self, ids: list[int], scores: list[float]) -> Answer:
        while ids and ids[-1] == self._pad() and ids[-1] not in self._ends:
            ids = ids[:-1]
        end = next((i for i, token in enumerate(ids) if token in self._ends), None)
        complete = end is not None
        length = len(ids) if end is None else end + 1
        known = [s for s in scores[:length] if s > -1e4] or [0.0]
        skip = 1 if self._kind.first else 0
        kept = tuple(ids[skip : length - complete])
        return Answer(kept, sum(known) / len(known), complete)


def _converted(found: Found, cache: Path | None) -> Path | None:
    """The checkpoint as a CTranslate2 model; None where it does not know the architecture."""
    made_from: Mapping[str, str] = {
        "model": found.name,
        "revision": found.revision,
        "quantization": QUANTIZATION,
    }
    folder = models_folder(cache) / name_of(made_from)

    def make(unfinished: Path) -> Mapping[str, str]:
        _convert(found.path, unfinished)
        return made_from

    try:
        build_once(folder, make, found.size)
    except (ValueError, NotImplementedError):  # what its converters raise for what they don't know
        return None
    check_files(folder)
    return folder


def _convert(source: Path, folder: Path) -> None:
    from ctranslate2.converters import TransformersConverter

    with quietly():
        converter = TransformersConverter(str(source), trust_remote_code=False)
        converter.convert(str(folder), quantization=QUANTIZATION, force=True)
