"""What the tests share: the real engine, built once and kept between runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from eenvoudig.engines import Engine, build_model, load_engine

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# A built model's folder is named after what it was made from, so that keeping it is safe.
os.environ.setdefault("EENVOUDIG_CACHE", str(ROOT / "build" / "test-cache"))
# What a developer has approved has no part in the tests.
os.environ["EENVOUDIG_MEMORY"] = str(ROOT / "build" / "no-memory.sqlite")
# Messages are compared in English, whatever the machine's locale; a test that wants Dutch asks.
os.environ["EENVOUDIG_LANG"] = "en"


@pytest.fixture(scope="session")
def built_model() -> Path:
    """The folder of the embedded model, built if it was not yet."""
    return build_model()


@pytest.fixture(scope="session")
def engine(built_model: Path) -> Engine:
    """The embedded engine, loaded."""
    assert built_model.is_dir()
    return load_engine(build=False)


@pytest.fixture(scope="session")
def sample_page() -> str:
    """A real page of a parliamentary paper, as PDF extraction leaves it."""
    path = SHARED / "samples/kamerstuk-36360-XVII-1-p22.txt"
    if not path.exists():
        pytest.skip("the sample page lies beside the project's root only where it is developed")
    return path.read_text(encoding="utf-8")
