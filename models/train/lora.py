"""Low-rank adaptation of a frozen model, by hand: seven linear layers in each block."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from transformers import PreTrainedModel

from eenvoudig.engines._embedded._adapter import PROJECTIONS


class LoraLinear(nn.Module):
    """y = W x + scale · B A x; W frozen, A and B kept in fp32."""

    def __init__(self, linear: nn.Linear, rank: int, scale: float) -> None:
        super().__init__()
        self.weight = linear.weight.requires_grad_(False)
        self.scale = scale
        self.A = nn.Parameter(torch.empty(rank, linear.in_features))
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        nn.init.kaiming_uniform_(self.A, a=math.sqrt(5))

    def forward(self, x: Tensor) -> Tensor:
        """(…, in) to (…, out), in the frozen weight's precision."""
        low = functional.linear(x, self.A.to(x.dtype))
        high = functional.linear(low, (self.scale * self.B).to(x.dtype))
        return functional.linear(x, self.weight) + high


def insert(model: PreTrainedModel, rank: int, scale: float) -> dict[str, nn.Parameter]:
    """Put an adapter into each linear layer; give the parameters to train, named as in the file."""
    model.requires_grad_(False)
    parameters = {}
    for number, layer in enumerate(model.model.layers):
        for projection in PROJECTIONS:
            part, name = projection.split(".")
            module = LoraLinear(layer.get_submodule(projection), rank, scale)
            setattr(layer.get_submodule(part), name, module)
            for side, parameter in module.named_parameters():
                if parameter.requires_grad:
                    parameters[f"layers.{number}.{projection}.{side}"] = parameter
    return parameters


def export(
    parameters: dict[str, Tensor], scale: float, path: Path, ranges: dict[str, Tensor] | None = None
) -> None:
    """Write the adapter in half precision, with the activations' ranges beside it."""
    half = {
        name: value.detach().to(torch.float16).contiguous()
        for name, value in (parameters | (ranges or {})).items()
    }
    save_file(half, path, metadata={"scale": str(scale)})
