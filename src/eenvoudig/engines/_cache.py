"""Models that were built on this machine: where they lie, building one once, what is there."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from eenvoudig._errors import ModelCorrupt, ModelMissing, OutputError

ENVIRONMENT = "EENVOUDIG_CACHE"
MANIFEST = "manifest.json"
_UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class BuiltModel:
    """A model in the cache.

    Attributes:
        name: the folder's name, made of the hashes of what it was built from.
        path: the folder.
        size: bytes on disk.
        current: it is the one that the embedded engine takes.
    """

    name: str
    path: Path
    size: int
    current: bool


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


def name_of(made_from: Mapping[str, str]) -> str:
    """A folder's name for what is made from these inputs."""
    return hashlib.sha256(repr(sorted(made_from.items())).encode()).hexdigest()[:16]


def build_once(folder: Path, make: Callable[[Path], Mapping[str, str]], space: int) -> None:
    """Make a model in `folder` unless it is there already.

    It is made under a temporary name and renamed. Two processes do not build at once: the second
    waits, and finds the first one's model.

    Args:
        folder: where it is to be, in the models' folder of a cache.
        make: writes the model's files into the folder that it is given, and says what they were
            made from.
        space: bytes that it needs.

    Raises:
        OutputError: the cache cannot be written, or has no space.
    """
    from filelock import FileLock

    if is_built(folder):
        return
    with _writable(folder.parent, space):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / "build.lock"):
            if is_built(folder):
                return
            for leftover in folder.parent.glob(f"*{_UNFINISHED}"):
                shutil.rmtree(leftover, ignore_errors=True)
            if shutil.disk_usage(folder.parent).free < space:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            unfinished = folder.with_suffix(_UNFINISHED)
            unfinished.mkdir()
            try:
                write_manifest(unfinished, make(unfinished))
                shutil.rmtree(folder, ignore_errors=True)
                unfinished.rename(folder)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)


def write_manifest(folder: Path, made_from: Mapping[str, str]) -> None:
    """Write down what a finished model was made from, and the hash of each of its files."""
    hashes = {path.name: file_hash(path) for path in sorted(folder.iterdir())}
    text = json.dumps({"made_from": dict(made_from), "files": hashes}, indent=1)
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


@contextmanager
def _writable(folder: Path, space: int) -> Iterator[None]:
    """Tell in our own words why the cache could not be written."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise OutputError(
                "There is no space for the model in {path}: it takes {size} MB.",
                "Make room, or let EENVOUDIG_CACHE name a folder on another disk.",
                path=folder,
                size=space // 1_000_000,
            ) from error
        if isinstance(error, PermissionError | NotADirectoryError | FileExistsError):
            raise OutputError(
                "The model cannot be written to {path}: {reason}.",
                "Let EENVOUDIG_CACHE name a folder that can be written.",
                path=folder,
                reason=error.strerror,
            ) from error
        raise
