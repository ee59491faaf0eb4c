"""Engines: what answers a request to translate or simplify a segment.

Importing this package loads neither torch nor transformers nor ctranslate2; building or loading an
engine does.
"""

from eenvoudig.engines._embedded import (
    BuildStep,
    BuiltModel,
    build_model,
    list_models,
    load_engine,
    model_notice,
    model_path,
    remove_model,
    verify_model,
)
from eenvoudig.engines._protocol import Decoding, Engine, Hint, Hypothesis, Request, Task

__all__ = [
    "BuildStep",
    "BuiltModel",
    "Decoding",
    "Engine",
    "Hint",
    "Hypothesis",
    "Request",
    "Task",
    "build_model",
    "list_models",
    "load_engine",
    "model_notice",
    "model_path",
    "remove_model",
    "verify_model",
]
