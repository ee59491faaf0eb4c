from __future__ import annotations

import pytest

from eenvoudig.glossary import Glossary, load


@pytest.fixture(scope="session")
def shipped() -> Glossary:
    """The glossary that comes with the package."""
    return load()
