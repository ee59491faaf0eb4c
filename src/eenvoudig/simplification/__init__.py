"""Dutch policy text into plain Dutch (B1).

The source sentence stands wherever no answer of the engine is faithful to it: a hard sentence is
better than an easy one that is not true.
"""

from eenvoudig.engines import Task
from eenvoudig.rewrite import Strategy
from eenvoudig.simplification._lookalikes import lookalikes
from eenvoudig.simplification._omission import omission
from eenvoudig.simplification._plain import is_plain

__all__ = ["STRATEGY", "is_plain"]

STRATEGY = Strategy(
    Task.SIMPLIFY,
    language="nl",
    keeps_source=True,
    is_done=is_plain,
    distrusts=(omission, lookalikes),
)
