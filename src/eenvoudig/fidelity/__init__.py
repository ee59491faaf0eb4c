"""One check per kind of fact: does the hypothesis say what the source says?"""

from eenvoudig.fidelity._pair import Check, Pair
from eenvoudig.fidelity._verdict import Verdict
from eenvoudig.fidelity._verify import CHECKS, verify

__all__ = ["CHECKS", "Check", "Pair", "Verdict", "verify"]
