"""Engines: what answers a request to translate or simplify a segment."""

from eenvoudig.engines._protocol import Decoding, Engine, Hint, Hypothesis, Request, Task

__all__ = ["Decoding", "Engine", "Hint", "Hypothesis", "Request", "Task"]
