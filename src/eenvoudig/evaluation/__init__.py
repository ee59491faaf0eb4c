"""How good what comes out is: measured against references, beside what doing nothing scores."""

from eenvoudig.evaluation._evaluate import Counts, Evaluation, System, evaluate
from eenvoudig.evaluation._examples import Example, read_examples
from eenvoudig.evaluation._sari import sari, sari_by_sentence
from eenvoudig.evaluation._scores import Score
from eenvoudig.evaluation._trial import Trial, try_engine

__all__ = [
    "Counts",
    "Evaluation",
    "Example",
    "Score",
    "System",
    "Trial",
    "evaluate",
    "read_examples",
    "sari",
    "sari_by_sentence",
    "try_engine",
]
