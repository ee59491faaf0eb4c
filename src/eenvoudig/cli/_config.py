"""`eenvoudig.toml`: what a user or a project wants without saying it each time.

    glossary = ["terms.csv"]
    memory = "memory.sqlite"

    [engine]
    translate = "transformers:Helsinki-NLP/opus-mt-nl-en"
    simplify = "ministry"

    [engine.ministry]
    use = "openai:https://models.example.nl/v1"
    model = "a-large-model"

It is looked for in the working folder and the folders above it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eenvoudig._errors import UsageError

NAME = "eenvoudig.toml"


@dataclass(frozen=True, slots=True)
class Config:
    """What a file says.

    Attributes:
        path: the file; its name alone where there is none.
        engine: its table `engine`.
        glossary: files with terms; a relative name is taken from the file's own folder.
        memory: the translation memory, as relative; None where the file names none.
    """

    path: Path = Path(NAME)
    engine: Mapping[str, Any] = field(default_factory=dict)
    glossary: tuple[Path, ...] = ()
    memory: Path | None = None


def read_config(start: Path | None = None) -> Config:
    """The nearest file's settings; none where there is no file.

    Raises:
        UsageError: the file is no TOML, or has something that it should not.
    """
    folder = (start or Path.cwd()).absolute()
    path = next((p for f in (folder, *folder.parents) if (p := f / NAME).is_file()), None)
    if path is None:
        return Config()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(
            "{path} cannot be read: {reason}.", "Mend it.", path=path, reason=error
        ) from error
    unknown = sorted(data.keys() - {"engine", "glossary", "memory"})
    engine, files = data.get("engine", {}), data.get("glossary", [])
    memory = data.get("memory")
    if unknown or not isinstance(engine, dict):
        raise UsageError(
            "{path}: there is no setting {key}.",
            "What can be set are glossary, memory and the table [engine].",
            path=path,
            key=unknown[0] if unknown else "engine",
        )
    if not isinstance(files, list) or not all(isinstance(name, str) for name in files):
        raise UsageError(
            "{path}: glossary has to be a list of files.",
            'Write it as: glossary = ["terms.csv"]',
            path=path,
        )
    if not isinstance(memory, str | None):
        raise UsageError(
            "{path}: memory has to be the name of a file.",
            'Write it as: memory = "memory.sqlite"',
            path=path,
        )
    names = tuple(path.parent / name for name in files)
    return Config(path, engine, names, path.parent / memory if memory else None)
