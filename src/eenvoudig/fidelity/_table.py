"""The tables of names and abbreviations beside these modules."""

from __future__ import annotations

import re
from importlib.resources import files


def read_table(name: str) -> list[tuple[bool, str, str]]:
    """The rows of a table: whether marked with "+", the Dutch column, the English one or ""."""
    rows = []
    for line in files("eenvoudig.fidelity").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            dutch, _, english = line.removeprefix("+").partition("\t")
            rows.append((line.startswith("+"), dutch, english))
    return rows


def stems(column: str) -> re.Pattern[str]:
    """A pattern for the words that start with one of the column's stems, or are one ("=")."""
    forms = [
        re.escape(stem.removesuffix("=")) + (r"(?!\w)" if stem.endswith("=") else "")
        for stem in column.split("|")
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})\w*")
