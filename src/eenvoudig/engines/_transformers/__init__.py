"""Models of the user's own, as transformers saves them."""

from eenvoudig.engines._transformers._engine import load

__all__ = ["load"]
