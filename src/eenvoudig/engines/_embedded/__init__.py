"""The embedded engine: a small language model on this machine's own cores."""

from eenvoudig.engines._embedded._build import BuildStep, build_model
from eenvoudig.engines._embedded._load import (
    list_models,
    load_engine,
    model_notice,
    model_path,
    remove_model,
    verify_model,
)

__all__ = [
    "BuildStep",
    "build_model",
    "list_models",
    "load_engine",
    "model_notice",
    "model_path",
    "remove_model",
    "verify_model",
]
