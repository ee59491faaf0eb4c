"""Compiles the message catalogues (.po) to what gettext reads (.mo) when the package is built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Runs before each build, an editable one too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write each catalogue's .mo beside it, whole or not at all."""
        del version, build_data
        for source in Path(self.root, "src/eenvoudig/locale").glob("*/LC_MESSAGES/*.po"):
            target = source.with_suffix(".mo")
            temporary = target.with_suffix(".tmp")
            with source.open("rb") as po, temporary.open("wb") as mo:
                write_mo(mo, read_po(po))
            temporary.replace(target)
