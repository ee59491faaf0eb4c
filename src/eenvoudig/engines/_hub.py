"""Models of the Hugging Face hub: looking one up, fetching it, which are here already."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from eenvoudig._errors import ModelMissing, ServerError

_WANTED = (
    "*.safetensors",
    "*.json",
    "*.jinja",
    "*.model",
    "*.spm",
    "*.txt",
    "LICENSE*",
    "README.md",
)
"""What transformers needs, and what says under which terms: no code, no weights in other forms."""
_OLD_WEIGHTS = "pytorch_model*.bin"


@dataclass(frozen=True, slots=True)
class HubModel:
    """A model of the hub.

    Attributes:
        name: such as "Helsinki-NLP/opus-mt-nl-en".
        asked: the branch, tag or commit that was asked for.
        revision: the commit that this is now.
        licence: as its card says; empty where it says nothing.
        size: bytes that would be fetched.
        patterns: the files that are wanted.
    """

    name: str
    asked: str | None
    revision: str
    licence: str
    size: int
    patterns: tuple[str, ...]


def look_up(name: str, revision: str | None = None) -> HubModel:
    """Ask the hub what a model is; nothing is fetched yet.

    Raises:
        ModelMissing: the hub has no such model, or wants its terms to be accepted first.
        ServerError: the hub can't be reached.
    """
    from fnmatch import fnmatch

    from huggingface_hub import HfApi
    from huggingface_hub.errors import (
        GatedRepoError,
        HFValidationError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    try:
        info = HfApi().model_info(name, revision=revision, files_metadata=True)
    except GatedRepoError as error:
        raise ModelMissing(
            "The hub gives {model} only to who accepts its terms.",
            "Accept them on the model's page, and set HF_TOKEN.",
            model=name,
        ) from error
    except (RepositoryNotFoundError, RevisionNotFoundError, HFValidationError) as error:
        raise ModelMissing(
            "The hub has no model {model} (revision {revision}).",
            "Check its name: it has the form OWNER/NAME.",
            model=name,
            revision=revision or "main",
        ) from error
    except _network_errors() as error:
        raise ServerError(
            "The hub cannot be reached: {reason}.",
            "Check the connection. A model's folder from elsewhere works too: transformers:FOLDER",
            reason=str(error).strip().split("\n")[0],
        ) from error
    files = {file.rfilename: file.size or 0 for file in info.siblings or []}
    safe = any(file.endswith(".safetensors") for file in files)
    patterns = _WANTED if safe else (*_WANTED, _OLD_WEIGHTS)
    wanted = [file for file in files if any(fnmatch(file, pattern) for pattern in patterns)]
    card = info.card_data
    licence = str(card.get("license") or card.get("license_name") or "") if card else ""
    return HubModel(name, revision, str(info.sha), licence, sum(files[f] for f in wanted), patterns)


def fetch(model: HubModel) -> Path:
    """Fetch a model into the hub's own cache, with its progress bars; resumes where it was cut off.

    Returns:
        The folder.

    Raises:
        ServerError: the hub can't be reached.
    """
    from huggingface_hub import snapshot_download

    try:
        return Path(
            snapshot_download(model.name, revision=model.asked, allow_patterns=list(model.patterns))
        )
    except _network_errors() as error:
        raise ServerError(
            "The hub cannot be reached: {reason}.",
            "Run the same command again: it goes on where it stopped.",
            reason=str(error).strip().split("\n")[0],
        ) from error


def cached(name: str, revision: str = "") -> Path | None:
    """The folder of a model that was fetched before; None where it was not, or can't have been."""
    from huggingface_hub import constants, try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        path = try_to_load_from_cache(
            name, "config.json", cache_dir=constants.HF_HUB_CACHE, revision=revision or None
        )
    except HFValidationError:
        return None
    return Path(path).parent if isinstance(path, str) else None


def fetched() -> tuple[str, ...]:
    """The names of the models in the hub's cache on this machine."""
    from huggingface_hub import constants, scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        cache = scan_cache_dir(constants.HF_HUB_CACHE)
    except CacheNotFound:
        return ()
    return tuple(sorted(repo.repo_id for repo in cache.repos if repo.repo_type == "model"))


def _network_errors() -> tuple[type[Exception], ...]:
    """What the hub's client raises when the network fails.

    It lets those of its HTTP library through, and which library that is depends on its version.
    """
    from huggingface_hub import get_session

    library = sys.modules[type(get_session()).__module__.partition(".")[0]]
    return (library.HTTPError, OSError)
