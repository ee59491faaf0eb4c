"""The low-rank adapter: its file, and merging it into the base.

LoRA (Hu et al. 2021): each linear layer's weight W becomes W + scale · B A. The file is safetensors
with `layers.{i}.{part}.{projection}.A` (rank, in) and `.B` (out, rank); its metadata has `scale`.
The ranges that `_smooth` needs stand in it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from transformers import PreTrainedModel

PROJECTIONS = tuple(
    f"{part}.{name}"
    for part, names in (("self_attn", "qkvo"), ("mlp", ("gate", "up", "down")))
    for name in (f"{n}_proj" for n in names)
)


def merge(model: PreTrainedModel, path: Path) -> None:
    """Add the adapter in the file `path` to the model's weights, in place."""
    import torch
    from safetensors import safe_open

    with safe_open(path, framework="pt") as file, torch.no_grad():
        scale = float(file.metadata()["scale"])
        for number, layer in enumerate(model.model.layers):
            for projection in PROJECTIONS:
                name = f"layers.{number}.{projection}"
                a, b = (file.get_tensor(f"{name}.{side}").float() for side in "AB")
                layer.get_submodule(projection).weight.add_(scale * (b @ a))
