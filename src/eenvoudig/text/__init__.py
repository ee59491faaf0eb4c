"""The text room: repair, sentences, languages, and quantities as values."""

from eenvoudig.text._identify import identify
from eenvoudig.text._quantities import CalendarDate, ClockTime, Quantity, QuantityKind, quantities
from eenvoudig.text._sentences import segment, sentences
from eenvoudig.text._structure import structure

__all__ = [
    "CalendarDate",
    "ClockTime",
    "Quantity",
    "QuantityKind",
    "identify",
    "quantities",
    "segment",
    "sentences",
    "structure",
]
