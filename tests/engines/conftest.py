"""The real engine, built once: into EENVOUDIG_CACHE where that is set, else the user's cache."""

from __future__ import annotations

import pytest

from eenvoudig.engines import Engine, load_engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The embedded engine."""
    return load_engine()
