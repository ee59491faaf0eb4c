"""Where built models lie, and what is there."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

ENVIRONMENT = "EENVOUDIG_CACHE"


def cache_folder(cache: Path | None = None) -> Path:
    """The folder that holds built models: `cache`, else EENVOUDIG_CACHE, else the user's cache."""
    chosen = cache or os.environ.get(ENVIRONMENT)
    return Path(chosen) if chosen else platformdirs.user_cache_path("eenvoudig")
