"""The translate room."""
