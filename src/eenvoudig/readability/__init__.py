"""How hard a Dutch text is to read, in figures that others publish too."""

from eenvoudig.readability._measures import Measures, measure
from eenvoudig.readability._syllables import syllables

__all__ = ["Measures", "measure", "syllables"]
