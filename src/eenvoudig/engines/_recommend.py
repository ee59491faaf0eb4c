"""Which kinds of models this machine can run."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from eenvoudig.engines._protocol import Task


@dataclass(frozen=True, slots=True)
class Machine:
    """What a model runs on.

    Attributes:
        memory: gigabytes of main memory.
        cores: processor cores that this process may use.
        card: the graphics card's name; empty where there is none that torch knows.
        card_memory: its gigabytes.
    """

    memory: float
    cores: int
    card: str = ""
    card_memory: float = 0.0


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is worth a try.

    Attributes:
        engine: what `--engine` takes.
        name: what people call it.
        tasks: what it does.
        licence: under which it is given.
        download: gigabytes to fetch.
        memory: gigabytes that it needs.
        measured: this project has measured it.
        published: its BLEU on FLORES-200 dev as others published it; None where nobody did.
    """

    engine: str
    name: str
    tasks: tuple[Task, ...]
    licence: str
    download: float
    memory: float
    measured: bool
    published: float | None = None

    def fits(self, machine: Machine) -> bool:
        """Whether the machine, or its graphics card, has the memory."""
        return self.memory <= max(machine.memory, machine.card_memory)


def this_machine() -> Machine:
    """Look at memory, cores and graphics card."""
    import psutil
    import torch

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = psutil.virtual_memory().total / 1e9
    if not torch.cuda.is_available():
        return Machine(memory, cores or 1)
    card = torch.cuda.get_device_properties(0)
    return Machine(memory, cores or 1, card.name, card.total_memory / 1e9)


def recommended() -> tuple[Model, ...]:
    """The models that are worth a try, from small to large."""
    text = files("eenvoudig.engines").joinpath("recommended.toml").read_text(encoding="utf-8")
    return tuple(
        Model(**{**model, "tasks": tuple(Task(task) for task in model["tasks"])})
        for model in tomllib.loads(text)["model"]
    )
