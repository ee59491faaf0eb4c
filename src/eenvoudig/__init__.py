"""Dutch policy text into plain Dutch (B1) and into English, offline, without changing a fact.

    >>> import eenvoudig
    >>> result = eenvoudig.simplify("Middels deze regeling wordt de steun verruimd.")
    >>> print(result.text)  # doctest: +SKIP

`simplify`, `translate` and `publish` take a text, a path or a document, and give a result with the
new text and, for every segment, the evidence that it says what the source says. The errors stand
in one tree, drawn in `eenvoudig.EenvoudigError`'s module.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from eenvoudig._errors import (
    EenvoudigError,
    GlossaryError,
    InputError,
    ModelCorrupt,
    ModelError,
    ModelMissing,
    OutputError,
    ReviewNeeded,
    ServerError,
    UsageError,
)

if TYPE_CHECKING:
    from eenvoudig._api import Publication, apply, publish, read, simplify, translate
    from eenvoudig.document import Document
    from eenvoudig.engines import Engine, load_engine
    from eenvoudig.glossary import Glossary
    from eenvoudig.glossary import load as load_glossary
    from eenvoudig.memory import Memory
    from eenvoudig.rewrite import Result, SegmentResult

__all__ = [
    "Document",
    "EenvoudigError",
    "Engine",
    "Glossary",
    "GlossaryError",
    "InputError",
    "Memory",
    "ModelCorrupt",
    "ModelError",
    "ModelMissing",
    "OutputError",
    "Publication",
    "Result",
    "ReviewNeeded",
    "SegmentResult",
    "ServerError",
    "UsageError",
    "apply",
    "load_engine",
    "load_glossary",
    "publish",
    "read",
    "simplify",
    "translate",
]

# Imported when first asked for, so that `import eenvoudig` costs nothing.
_LAZY = {
    "Document": ("eenvoudig.document", "Document"),
    "Engine": ("eenvoudig.engines", "Engine"),
    "Glossary": ("eenvoudig.glossary", "Glossary"),
    "Memory": ("eenvoudig.memory", "Memory"),
    "Publication": ("eenvoudig._api", "Publication"),
    "Result": ("eenvoudig.rewrite", "Result"),
    "SegmentResult": ("eenvoudig.rewrite", "SegmentResult"),
    "apply": ("eenvoudig._api", "apply"),
    "load_engine": ("eenvoudig.engines", "load_engine"),
    "load_glossary": ("eenvoudig.glossary", "load"),
    "publish": ("eenvoudig._api", "publish"),
    "read": ("eenvoudig._api", "read"),
    "simplify": ("eenvoudig._api", "simplify"),
    "translate": ("eenvoudig._api", "translate"),
}


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _LAZY[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
