"""The text room: repair, sentences, and quantities as values."""

from eenvoudig.text._quantities import CalendarDate, ClockTime, Quantity, QuantityKind, quantities

__all__ = ["CalendarDate", "ClockTime", "Quantity", "QuantityKind", "quantities"]
