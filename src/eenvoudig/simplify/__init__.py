"""The simplify room."""
