"""Dutch policy text into English.

Where no answer of the engine passes every check the best one stands, flagged: a sentence left in
Dutch is of no use to its reader.
"""

from eenvoudig.engines import Task
from eenvoudig.rewrite import Strategy, never
from eenvoudig.translation._numbers import numbers_in_english

__all__ = ["STRATEGY"]

STRATEGY = Strategy(
    Task.TRANSLATE,
    language="en",
    keeps_source=False,
    is_done=never,
    copy=numbers_in_english,
)
