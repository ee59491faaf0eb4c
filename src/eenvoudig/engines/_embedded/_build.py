"""Build once: base + adapter + pruned vocabulary, merged and converted to CTranslate2 int8."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eenvoudig.engines._cache import build_once, file_hash, models_folder, name_of
from eenvoudig.engines._embedded._base import Base, find_base, load_base
from eenvoudig.engines._embedded._data import ADAPTER, TOKENIZER, VOCABULARY, model_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from transformers import PreTrainedModel

QUANTIZATION = "int8"
UNTRAINED = "untrained"
SPACE = 300_000_000
"""Bytes that a build needs in the cache: the model, and some room."""
STEPS = ("base", "adapter", "convert", "check")


@dataclass(frozen=True, slots=True)
class BuildStep:
    """A step of the build that begins now.

    Attributes:
        name: "base" (load it), "adapter" (merge it), "convert" (to int8), "check" (hash the files).
        number: from 1.
        total: how many steps there are.
    """

    name: str
    number: int
    total: int


def made_from(base: Base) -> dict[str, str]:
    """The hashes of everything that goes into the model built on `base`."""
    data = model_data()
    adapter = data / ADAPTER
    return {
        "base": base.sha256,
        "base_kind": base.kind,
        "adapter": file_hash(adapter) if adapter.exists() else UNTRAINED,
        "tokenizer": file_hash(data / TOKENIZER),
        "quantization": QUANTIZATION,
    }


def target(base: Base, cache: Path | None = None) -> Path:
    """The folder where the model made from `base` and what we ship is, or will be."""
    inputs = {name: value for name, value in made_from(base).items() if name != "base_kind"}
    return models_folder(cache) / name_of(inputs)


def build_model(
    *,
    cache: Path | None = None,
    base: str | Path | None = None,
    on_progress: Callable[[BuildStep], None] | None = None,
) -> Path:
    """Build the embedded model unless it is there already.

    Args:
        cache: where to put it instead of the user's cache.
        base: see `find_base`.
        on_progress: called as each step begins.

    Returns:
        The built model's folder.

    Raises:
        ModelMissing: there is no base model.
        ModelCorrupt: the base model is not what it should be.
        OutputError: the cache cannot be written, or has no space.
    """
    found = find_base(base)
    folder = target(found, cache)

    def make(unfinished: Path) -> dict[str, str]:
        _make(found, unfinished, on_progress or (lambda _: None))
        return made_from(found)

    build_once(folder, make, SPACE)
    return folder


def _make(base: Base, folder: Path, on_progress: Callable[[BuildStep], None]) -> None:
    import numpy as np

    from eenvoudig.engines._embedded._adapter import merge
    from eenvoudig.engines._embedded._smooth import smooth

    steps = (BuildStep(name, number, len(STEPS)) for number, name in enumerate(STEPS, 1))
    data = model_data()
    on_progress(next(steps))
    model = load_base(base, np.load(data / VOCABULARY).tolist())
    on_progress(next(steps))
    if (data / ADAPTER).exists():
        merge(model, data / ADAPTER)
        smooth(model, data / ADAPTER)
    on_progress(next(steps))
    shutil.copyfile(data / TOKENIZER, folder / TOKENIZER)
    convert(model, folder)
    on_progress(next(steps))


def convert(model: PreTrainedModel, folder: Path, quantization: str = QUANTIZATION) -> None:
    """Write a merged model with our vocabulary as a CTranslate2 model into `folder`."""
    import torch
    from ctranslate2.converters.transformers import Gemma3Loader

    from eenvoudig.engines._embedded._tokenizer import BEGIN, END, Tokenizer

    with torch.no_grad():
        spec = Gemma3Loader().get_model_spec(model)
    spec.config.bos_token = BEGIN
    spec.config.eos_token = END
    spec.config.unk_token = "<unk>"  # noqa: S105 (a token of text)
    spec.register_vocabulary(Tokenizer(folder / TOKENIZER).vocabulary())
    spec.validate()
    spec.optimize(quantization=quantization)
    spec.save(str(folder))
