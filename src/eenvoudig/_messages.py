"""In which language the user is spoken to: English, or Dutch from `locale/`.

click looks its own words up with gettext in the current domain, so that one catalogue holds all.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LANGUAGES = ("en", "nl")

_DOMAIN = "eenvoudig"
_LOCALE = Path(__file__).parent / "locale"


def set_language(language: str | None = None) -> str:
    """Speak `language`, or what the environment asks for; returns the one chosen."""
    chosen = language or _from_environment()
    # gettext reads this variable at each look-up; nothing else here depends on it.
    os.environ["LANGUAGE"] = chosen
    gettext.bindtextdomain(_DOMAIN, str(_LOCALE))
    gettext.textdomain(_DOMAIN)
    return chosen


def _(message: str) -> str:
    """`message` in the user's language."""
    return gettext.gettext(message) if message else ""


def N_(message: str) -> str:  # noqa: N802  the name that gettext's tools know
    """Mark `message` as one that is looked up where it is shown."""
    return message


def plural(one: str, many: str, count: int) -> str:
    """`one` or `many` in the user's language, with `count` filled in."""
    return gettext.ngettext(one, many, count).format(count=count)


def _from_environment() -> str:
    for name in ("EENVOUDIG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "nl" if value.lower().startswith("nl") else "en"
    return "en"
