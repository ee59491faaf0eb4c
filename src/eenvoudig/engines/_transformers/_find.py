"""A checkpoint on this machine: where it is, which version it is, what kind of model it holds."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eenvoudig._errors import ModelCorrupt, ModelMissing, UsageError
from eenvoudig.engines._choice import Checkpoint
from eenvoudig.engines._hub import cached
from eenvoudig.engines._protocol import Task

if TYPE_CHECKING:
    from transformers import PretrainedConfig, PreTrainedTokenizerBase

_WHOLE = 1 << 20
"""Bytes up to which a file counts whole in a folder's fingerprint."""
_WEIGHTS = ("*.safetensors", "*.bin")


@dataclass(frozen=True, slots=True)
class Found:
    """A checkpoint that is here.

    Attributes:
        name: the hub's name, or the folder's own (not its path: that is nobody's business).
        path: the folder.
        revision: the hub's commit, or the folder's fingerprint.
        size: bytes of its weights.
    """

    name: str
    path: Path
    revision: str
    size: int


@dataclass(frozen=True, slots=True)
class Kind:
    """How a model wants to be asked.

    Attributes:
        tasks: what it was trained for.
        two_sided: it has an encoder and a decoder.
        instructed: it follows instructions, in its own chat template.
        prefix: what stands before the source.
        source_language: what its tokenizer calls Dutch, where it wants to be told.
        first: the piece that the answer starts with, where the model wants to be told a language.
    """

    tasks: frozenset[Task]
    two_sided: bool
    instructed: bool = False
    prefix: str = ""
    source_language: str = ""
    first: str = ""


def find(choice: Checkpoint) -> Found:
    """The checkpoint that the user names; nothing is fetched.

    Raises:
        ModelMissing: it is not on this machine.
    """
    folder = Path(choice.location).expanduser()
    if folder.is_dir():
        if not (folder / "config.json").is_file() or not _size(folder):
            raise ModelMissing(
                "{path} holds no model: no config.json or no *.safetensors.",
                "Name a folder that transformers can load.",
                path=folder,
            )
        return Found(folder.resolve().name, folder, fingerprint(folder), _size(folder))
    path = cached(choice.location, choice.revision)
    if path is None or not _size(path):
        raise ModelMissing(
            "The model {model} is not on this machine.",
            "If it is a folder: check its name. If it is a model of the hub, fetch it first: "
            "eenvoudig models get {model}",
            model=choice.location,
        )
    return Found(choice.location, path, path.name, _size(path))


def fingerprint(folder: Path) -> str:
    """Forty hexadecimal digits that differ between any two versions of a model.

    Small files count whole; of the weights the size and both ends, which no training leaves alone:
    reading gigabytes at each start would cost more than it tells.
    """
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.name}\0{size}\0".encode())
        with path.open("rb") as file:
            if size <= _WHOLE:
                digest.update(file.read())
            else:
                digest.update(file.read(_WHOLE // 2))
                file.seek(-_WHOLE // 2, 2)
                digest.update(file.read())
    return digest.hexdigest()[:40]


def read_config(found: Found) -> PretrainedConfig:
    """The checkpoint's configuration.

    Raises:
        ModelCorrupt: it can't be read, or asks for code of its own.
    """
    from transformers import AutoConfig

    try:
        return AutoConfig.from_pretrained(
            found.path, local_files_only=True, trust_remote_code=False
        )
    except (OSError, ValueError, KeyError) as error:
        raise _unusable(found, error) from error


def read_tokenizer(found: Found) -> PreTrainedTokenizerBase:
    """The checkpoint's tokenizer.

    Raises:
        ModelCorrupt: it can't be read, or asks for code of its own.
    """
    from transformers import AutoTokenizer

    try:
        with quietly():
            tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(
                found.path, local_files_only=True, trust_remote_code=False
            )
            return tokenizer
    except (OSError, ValueError, KeyError, ImportError, TypeError) as error:
        raise _unusable(found, error) from error


def kind_of(
    found: Found, choice: Checkpoint, config: PretrainedConfig, tokenizer: PreTrainedTokenizerBase
) -> Kind:
    """How to ask this model.

    Raises:
        UsageError: it writes no text, or nobody can tell what it was trained for.
    """
    from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM

    told = frozenset(Task(task) for task in choice.tasks)
    if type(config) in AutoModelForSeq2SeqLM._model_mapping:  # noqa: SLF001  the only list there is
        return _translator(found, choice, config, tokenizer, told)
    if type(config) not in AutoModelForCausalLM._model_mapping:  # noqa: SLF001
        raise UsageError(
            "The model {model} ({kind}) does not write text.",
            "A translator (Marian, NLLB), a T5 or a language model can be used.",
            model=found.name,
            kind=config.model_type,
        )
    return Kind(
        tasks=told or frozenset(Task),
        two_sided=False,
        instructed=bool(getattr(tokenizer, "chat_template", None)),
        prefix=choice.prefix,
    )


def _translator(
    found: Found,
    choice: Checkpoint,
    config: PretrainedConfig,
    tokenizer: PreTrainedTokenizerBase,
    told: frozenset[Task],
) -> Kind:
    """A model with an encoder and a decoder: which languages, which prefix."""
    vocabulary = tokenizer.get_vocab()
    only = told or frozenset({Task.TRANSLATE})
    if config.model_type == "marian":
        # A model with several targets is told which by the source's first piece.
        wanted = next((code for code in (">>eng<<", ">>en<<") if code in vocabulary), "")
        return Kind(only, two_sided=True, prefix=choice.prefix or (wanted and f"{wanted} "))
    for dutch, english in (("nld_Latn", "eng_Latn"), ("nl_XX", "en_XX"), ("__nl__", "__en__")):
        if dutch in vocabulary and english in vocabulary:
            language = dutch.strip("_")
            return Kind(only, two_sided=True, source_language=language, first=english)
    if "<2en>" in vocabulary and not choice.prefix:  # MADLAD-400
        return Kind(only, two_sided=True, prefix="<2en> ")
    if not told:
        raise UsageError(
            "Nobody can tell what the model {model} ({kind}) was trained for.",
            'Say so in eenvoudig.toml, in a table [engine.NAME]: tasks = ["simplify"], and the '
            "prefix that it was trained with, if any.",
            model=found.name,
            kind=config.model_type,
        )
    return Kind(told, two_sided=True, prefix=choice.prefix)


@contextmanager
def quietly() -> Iterator[None]:
    """Without transformers' progress bars, remarks, and the advice to install sacremoses.

    Marian's tokenizer would use that to even out odd punctuation, which our reader does already.
    """
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*sacremoses")
        yield


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for glob in _WEIGHTS for path in folder.glob(glob))


def _unusable(found: Found, error: Exception) -> ModelCorrupt:
    return ModelCorrupt(
        "The model {model} cannot be loaded: {reason}",
        "Fetch it again, or use another; models that bring code of their own are not run.",
        model=found.name,
        reason=str(error).strip().split("\n")[0],
    )
