"""What this package ships of the embedded model, and where that is."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

ADAPTER = "adapter.safetensors"
"""What training gave; without it the base model is prompted with examples."""
CALIBRATION = "calibration.json"
"""The scores under which its answers are not to be trusted, and how they were measured."""
EXAMPLES = "examples.json"
"""Those examples."""
NOTICE = "GEMMA-NOTICE.txt"
"""What the base model's terms ask to be passed on."""
TOKENIZER = "tokenizer.model"
"""The pruned vocabulary as a SentencePiece model."""
VOCABULARY = "vocabulary.npy"
"""For each of its pieces, the piece's number in the base model's vocabulary."""


def model_data() -> Path:
    """The folder with what we ship of the embedded model, in the wheel or in a source checkout."""
    shipped = Path(str(files("eenvoudig"))) / "_data" / "models" / "embedded"
    return shipped if shipped.is_dir() else Path(__file__).parents[4] / "models" / "embedded"
