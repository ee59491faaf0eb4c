"""What `--version` shows."""

from __future__ import annotations


def version_line() -> str:
    """The signature of the tool as it stands: version, glossary, and the model if it is built."""
    from eenvoudig import EenvoudigError, _api, engines
    from eenvoudig.rewrite import signature_line

    try:
        built = [model.name for model in engines.list_models() if model.current]
        model = built[0] if built else "not built"
    except EenvoudigError:
        model = "none"
    return signature_line({**_api.signature(_api.default_glossary()), "model": model})
