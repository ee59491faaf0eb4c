"""Engines: what answers a request to translate or simplify a segment.

Importing this package loads neither torch nor transformers nor ctranslate2 nor openai; building or
loading an engine does.
"""

from eenvoudig.engines._cache import BuiltModel
from eenvoudig.engines._choice import (
    EMBEDDED,
    Checkpoint,
    Choice,
    Embedded,
    Server,
    choose,
    own_names,
    parse_choice,
    preferred,
)
from eenvoudig.engines._embedded import (
    BuildStep,
    build_model,
    list_models,
    model_notice,
    model_path,
    remove_model,
    verify_model,
)
from eenvoudig.engines._hub import HubModel, fetch, fetched, look_up
from eenvoudig.engines._load import load_engine
from eenvoudig.engines._protocol import (
    Abilities,
    Decoding,
    Engine,
    Example,
    Hint,
    Hypothesis,
    Request,
    Task,
    require,
)
from eenvoudig.engines._recommend import Machine, Model, recommended, this_machine

__all__ = [
    "EMBEDDED",
    "Abilities",
    "BuildStep",
    "BuiltModel",
    "Checkpoint",
    "Choice",
    "Decoding",
    "Embedded",
    "Engine",
    "Example",
    "Hint",
    "HubModel",
    "Hypothesis",
    "Machine",
    "Model",
    "Request",
    "Server",
    "Task",
    "build_model",
    "choose",
    "fetch",
    "fetched",
    "list_models",
    "load_engine",
    "look_up",
    "model_notice",
    "model_path",
    "own_names",
    "parse_choice",
    "preferred",
    "recommended",
    "remove_model",
    "require",
    "this_machine",
    "verify_model",
]
