"""From the name of an engine to the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenvoudig.engines import _embedded
from eenvoudig.engines._choice import EMBEDDED, Checkpoint, Choice, Server, parse_choice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from eenvoudig.engines._embedded import BuildStep
    from eenvoudig.engines._protocol import Engine


def load_engine(
    engine: str | Choice = EMBEDDED,
    *,
    cache: Path | None = None,
    build: bool = True,
    on_progress: Callable[[BuildStep], None] | None = None,
) -> Engine:
    """Load an engine; models that must be built or converted first are, once.

    Args:
        engine: "embedded", "transformers:<folder or hub id>" or "openai:<base URL>#<model>"; or a
            choice with settings of its own. Nothing is fetched.
        cache: where built models are, instead of EENVOUDIG_CACHE or the user's cache.
        build: whether a missing embedded model may be built (a minute, some 300 MB).
        on_progress: called as each step of that build begins.

    Raises:
        UsageError: there is no such engine, or it is of no use here.
        ModelMissing: the model is not built and `build` is off, or it is not on this machine.
        ModelCorrupt: its files have changed since they were built, or can't be loaded.
        ServerError: the server is not there, or refuses.
        OutputError: the cache cannot be written.
    """
    choice = parse_choice(engine) if isinstance(engine, str) else engine
    if isinstance(choice, Checkpoint):
        from eenvoudig.engines import _transformers

        return _transformers.load(choice, cache=cache)
    if isinstance(choice, Server):
        from eenvoudig.engines import _server

        return _server.load(choice)
    return _embedded.load_engine(cache=cache, build=build, on_progress=on_progress)
