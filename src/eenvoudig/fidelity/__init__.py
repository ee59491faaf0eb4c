"""One check per kind of fact: does the hypothesis say what the source says?"""

from eenvoudig.fidelity._verdict import Verdict

__all__ = ["Verdict"]
