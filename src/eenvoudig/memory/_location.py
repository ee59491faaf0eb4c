"""Where the user's memory lies when nothing says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

ENVIRONMENT = "EENVOUDIG_MEMORY"


def default_path() -> Path:
    """The file that EENVOUDIG_MEMORY names, else one in the data folder; it need not be there."""
    import platformdirs

    chosen = os.environ.get(ENVIRONMENT)
    return Path(chosen) if chosen else platformdirs.user_data_path("eenvoudig") / "memory.sqlite"
