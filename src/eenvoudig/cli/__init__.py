"""The command line: one module per command, which parses options, calls the API and prints."""

from eenvoudig.cli._main import main

__all__ = ["main"]
