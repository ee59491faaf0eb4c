"""Built models: where they lie, what is there, whether it is what was built."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import platformdirs

from eenvoudig._errors import ModelCorrupt, ModelMissing

ADAPTER = "adapter.safetensors"
"""What training gave; without it the base model is prompted with examples."""
CALIBRATION = "calibration.json"
"""The scores under which its answers are not to be trusted, and how they were measured."""
EXAMPLES = "examples.json"
"""Those examples."""
NOTICE = "GEMMA-NOTICE.txt"
"""What the base model's terms ask to be passed on."""
TOKENIZER = "tokenizer.model"
"""The pruned vocabulary as a SentencePiece model."""
VOCABULARY = "vocabulary.npy"
"""For each of its pieces, the piece's number in the base model's vocabulary."""
ENVIRONMENT = "EENVOUDIG_CACHE"
MANIFEST = "manifest.json"
UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class BuiltModel:
    """A model in the cache.

    Attributes:
        name: the folder's name, made of the hashes of what it was built from.
        path: the folder.
        size: bytes on disk.
        current: it is the one that `load_engine` takes.
    """

    name: str
    path: Path
    size: int
    current: bool


def model_data() -> Path:
    """The folder with what we ship of the embedded model, in the wheel or in a source checkout."""
    shipped = Path(str(files("eenvoudig"))) / "_data" / "models" / "embedded"
    return shipped if shipped.is_dir() else Path(__file__).parents[4] / "models" / "embedded"


def cache_folder(cache: Path | None = None) -> Path:
    """The folder that holds built models: `cache`, else EENVOUDIG_CACHE, else the user's cache."""
    chosen = cache or os.environ.get(ENVIRONMENT)
    return Path(chosen) if chosen else platformdirs.user_cache_path("eenvoudig")


def models_folder(cache: Path | None = None) -> Path:
    """Where in the cache the models are."""
    return cache_folder(cache) / "models"


def is_built(folder: Path) -> bool:
    """Whether a finished build is there: its folder gets its name last, with the manifest in it."""
    return (folder / MANIFEST).is_file()


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, made_from: dict[str, str]) -> None:
    """Write down what a finished model was made from, and the hash of each of its files."""
    hashes = {path.name: file_hash(path) for path in sorted(folder.iterdir())}
    text = json.dumps({"made_from": made_from, "files": hashes}, indent=1)
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a built model.

    Raises:
        ModelCorrupt: it cannot be read.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest["files"], manifest["made_from"]
    except (OSError, ValueError, KeyError) as error:
        raise _corrupt(folder, MANIFEST) from error
    return manifest


def check_files(folder: Path) -> dict[str, str]:
    """Compare each file with the manifest.

    Returns:
        What the model was made from.

    Raises:
        ModelCorrupt: a file is missing or has changed.
    """
    manifest = read_manifest(folder)
    for name, digest in manifest["files"].items():
        path = folder / name
        if not path.is_file() or file_hash(path) != digest:
            raise _corrupt(folder, name)
    made_from: dict[str, str] = manifest["made_from"]
    return made_from


def remove_model(folder: Path) -> None:
    """Delete a built model.

    Raises:
        ModelMissing: there is none.
    """
    if not folder.is_dir():
        raise ModelMissing("There is no built model at {path}.", path=folder)
    shutil.rmtree(folder)


def _corrupt(folder: Path, name: str) -> ModelCorrupt:
    return ModelCorrupt(
        "The model's file {path} is missing or not what it was when it was built.",
        "Run: eenvoudig models remove, then eenvoudig models build.",
        path=folder / name,
    )
