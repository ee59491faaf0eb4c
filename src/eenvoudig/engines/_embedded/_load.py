"""What the rest of the program calls: load, list, verify, path, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenvoudig._errors import ModelMissing
from eenvoudig.engines._cache import BuiltModel, check_files, is_built, models_folder
from eenvoudig.engines._cache import remove_model as remove_folder
from eenvoudig.engines._embedded._base import find_base
from eenvoudig.engines._embedded._build import BuildStep, build_model, target
from eenvoudig.engines._embedded._data import NOTICE, model_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from eenvoudig.engines._protocol import Engine


def load_engine(
    *,
    cache: Path | None = None,
    build: bool = True,
    on_progress: Callable[[BuildStep], None] | None = None,
) -> Engine:
    """Load the embedded engine, building its model first where that has not been done.

    Args:
        cache: where built models are, instead of EENVOUDIG_CACHE or the user's cache.
        build: whether a missing model may be built (a minute, some 300 MB).
        on_progress: called as each step of a build begins.

    Raises:
        ModelMissing: the model is not built and `build` is off, or the base model is not here.
        ModelCorrupt: the built model's files have changed since.
        OutputError: the cache cannot be written.
    """
    folder = build_model(cache=cache, on_progress=on_progress) if build else model_path(cache=cache)
    made_from = check_files(folder)

    from eenvoudig.engines._embedded._generate import EmbeddedEngine

    return EmbeddedEngine(folder, made_from, model_data())


def model_path(*, cache: Path | None = None) -> Path:
    """The folder of the built model that `load_engine` takes.

    Raises:
        ModelMissing: it is not built.
    """
    folder = target(find_base(), cache)
    if not is_built(folder):
        raise ModelMissing(
            "The embedded model is not built: there is nothing at {path}.",
            "Run: eenvoudig models build",
            path=folder,
        )
    return folder


def list_models(*, cache: Path | None = None) -> list[BuiltModel]:
    """All built models in the cache: the current one, and those of earlier versions."""
    current = target(find_base(), cache)
    return [
        BuiltModel(
            folder.name,
            folder,
            sum(file.stat().st_size for file in folder.iterdir()),
            folder == current,
        )
        for folder in sorted(models_folder(cache).glob("*"))
        if is_built(folder)
    ]


def verify_model(*, cache: Path | None = None) -> dict[str, str]:
    """Compare every file of the current model with the hashes taken when it was built.

    Returns:
        What it was made from: the hashes of base, adapter and tokenizer.

    Raises:
        ModelMissing: it is not built.
        ModelCorrupt: a file is missing or has changed.
    """
    return check_files(model_path(cache=cache))


def remove_model(name: str | None = None, *, cache: Path | None = None) -> Path:
    """Delete a model from the cache, whether it is intact or not.

    Args:
        name: of a model in the list; None is the current embedded one.
        cache: as in `load_engine`.

    Returns:
        The folder that is gone.

    Raises:
        ModelMissing: it is not built.
    """
    folder = models_folder(cache) / name if name else target(find_base(), cache)
    if folder.parent != models_folder(cache):
        raise ModelMissing("There is no built model at {path}.", path=folder)
    remove_folder(folder)
    return folder


def model_notice() -> str:
    """The notice that goes with the base model's weights, to be shown when they are first used."""
    return (model_data() / NOTICE).read_text(encoding="utf-8")
