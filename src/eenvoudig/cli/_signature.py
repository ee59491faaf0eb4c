"""The signature of a run, as one line."""

from __future__ import annotations

from collections.abc import Mapping


def signature_line(signature: Mapping[str, str]) -> str:
    """One line, "eenvoudig:0.1.0|glossary:…|task:…|model:…", as sacrebleu has them."""
    return "|".join(f"{key}:{value}" for key, value in signature.items())


def version_line() -> str:
    """The signature of the tool as it stands: version, glossary, and the model if it is built."""
    from eenvoudig import EenvoudigError, _api, engines

    try:
        built = [model.name for model in engines.list_models() if model.current]
        model = built[0] if built else "not built"
    except EenvoudigError:
        model = "none"
    return signature_line({**_api.signature(_api.default_glossary()), "model": model})
