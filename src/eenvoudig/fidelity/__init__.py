"""One check per kind of fact: does the hypothesis say what the source says?"""

from eenvoudig.fidelity._pair import Check, Pair
from eenvoudig.fidelity._verdict import Verdict

__all__ = ["Check", "Pair", "Verdict"]
