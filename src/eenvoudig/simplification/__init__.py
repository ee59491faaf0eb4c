"""Dutch policy text into plain Dutch (B1).

The source sentence stands wherever no answer of the engine is faithful to it: a hard sentence is
better than an easy one that is not true.
"""

from eenvoudig.engines import Task
from eenvoudig.rewrite import Strategy

__all__ = ["STRATEGY"]

STRATEGY = Strategy(Task.SIMPLIFY, language="nl", keeps_source=True)
