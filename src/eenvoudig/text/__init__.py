"""The text room: repair, sentences, languages, and quantities as values."""

from eenvoudig.text._furniture import is_page_mark
from eenvoudig.text._identify import identify
from eenvoudig.text._joins import Joiner
from eenvoudig.text._lines import BULLET, TERMINAL
from eenvoudig.text._quantities import CalendarDate, ClockTime, Quantity, QuantityKind, quantities
from eenvoudig.text._sentences import segment, sentences
from eenvoudig.text._structure import structure
from eenvoudig.text._words import Join, whole

__all__ = [
    "BULLET",
    "TERMINAL",
    "CalendarDate",
    "ClockTime",
    "Join",
    "Joiner",
    "Quantity",
    "QuantityKind",
    "identify",
    "is_page_mark",
    "quantities",
    "segment",
    "sentences",
    "structure",
    "whole",
]
