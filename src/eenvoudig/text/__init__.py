"""The text room: repair, sentences, and quantities as values."""

from eenvoudig.text._quantities import CalendarDate, ClockTime, Quantity, QuantityKind, quantities
from eenvoudig.text._sentences import segment, sentences
from eenvoudig.text._structure import structure

__all__ = [
    "CalendarDate",
    "ClockTime",
    "Quantity",
    "QuantityKind",
    "quantities",
    "segment",
    "sentences",
    "structure",
]
