"""Where the user's memory lies when nothing says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

from eenvoudig._errors import InputError

ENVIRONMENT = "EENVOUDIG_MEMORY"


def default_path() -> Path:
    """The file that EENVOUDIG_MEMORY names, else one in the data folder; it need not be there."""
    import platformdirs

    chosen = os.environ.get(ENVIRONMENT)
    return Path(chosen) if chosen else platformdirs.user_data_path("eenvoudig") / "memory.sqlite"


def is_there(path: Path) -> bool:
    """Whether there is something at a path.

    Raises:
        InputError: the folder can't be read.
    """
    try:
        return path.exists()
    except OSError as error:
        raise InputError(
            "{name} cannot be read: {reason}.",
            "Check your rights to it.",
            name=path,
            reason=error.strerror,
        ) from error
