"""Spreading out large activations before quantization, so that eight bits lose less.

SmoothQuant (Xiao et al. 2023): int8 rounds a layer's inputs by the largest of them, and a few
channels of a language model's activations are far larger than all others. Each input channel is
divided by a factor, and the weights that read it are multiplied by the same, which changes nothing
in exact arithmetic. The division goes into what makes the channel: a norm's weights, or the rows of
the projection before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from torch import Tensor
    from torch.nn import Module
    from torch.utils.hooks import RemovableHandle
    from transformers import PreTrainedModel

READERS: dict[str, tuple[str, ...]] = {
    "attention": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    "values": ("self_attn.o_proj",),
    "feedforward": ("mlp.gate_proj", "mlp.up_proj"),
    "gated": ("mlp.down_proj",),
}
"""Each place where a layer's activations are quantized, and the projections that read it."""

STRENGTH = 0.5
"""How much of the difficulty goes to the weights: 0 nothing, 1 all of it."""
_LEAST = 1e-5


def smooth(model: PreTrainedModel, path: Path) -> None:
    """Rescale the merged model in place, by the activations' ranges in the adapter's file.

    They stand there as `layers.{i}.{place}`: the largest absolute value of each channel. Without
    them the model stays as it is.
    """
    import torch
    from safetensors import safe_open

    heads = (model.config.num_key_value_heads, model.config.head_dim)
    with safe_open(path, framework="pt") as file, torch.no_grad():
        names = set(file.keys())
        for number, layer in enumerate(model.model.layers):
            wanted = {place: f"layers.{number}.{place}" for place in READERS}
            if names.issuperset(wanted.values()):
                own = {place: file.get_tensor(name).float() for place, name in wanted.items()}
                _smooth_layer(layer, own, heads)


def measure_ranges(model: PreTrainedModel, texts: Iterable[Sequence[int]]) -> dict[str, Tensor]:
    """The largest absolute value that each channel takes over texts, given as token numbers."""
    import torch

    ranges: dict[str, Tensor] = {}

    def watch(name: str, reader: Module) -> RemovableHandle:
        def keep(module: Module, given: tuple[Tensor, ...]) -> None:
            del module
            largest = given[0].detach().abs().flatten(end_dim=-2).amax(dim=0)
            ranges[name] = torch.maximum(ranges[name], largest) if name in ranges else largest

        return reader.register_forward_pre_hook(keep)

    hooks = [
        watch(f"layers.{number}.{place}", layer.get_submodule(readers[0]))
        for number, layer in enumerate(model.model.layers)
        for place, readers in READERS.items()
    ]
    with torch.no_grad():
        for text in texts:
            model.model(input_ids=torch.tensor([text]), use_cache=False)
    for hook in hooks:
        hook.remove()
    return ranges


def _smooth_layer(layer: Module, ranges: Mapping[str, Tensor], heads: tuple[int, int]) -> None:
    """`heads`: how many of the keys and values there are, and their width."""
    import torch

    for place, readers in READERS.items():
        weights = [_weight(layer, name) for name in readers]
        seen = ranges[place]
        read = torch.stack([weight.abs().amax(dim=0) for weight in weights]).amax(dim=0)
        if place == "values":
            # Several query heads read the same values, whose channels have one factor each.
            seen, read = (x.view(heads[0], -1, heads[1]).amax(dim=1) for x in (seen, read))
        factor = seen.clamp_min(_LEAST) ** STRENGTH / read.clamp_min(_LEAST) ** (1 - STRENGTH)
        if place == "values":
            _weight(layer, "self_attn.v_proj").div_(factor.reshape(-1, 1))
            groups = weights[0].shape[1] // factor.numel()
            factor = factor[:, None].expand(-1, groups, -1).reshape(-1)
        elif place == "gated":
            _weight(layer, "mlp.up_proj").div_(factor[:, None])
        else:
            before = "input" if place == "attention" else "pre_feedforward"
            norm = _weight(layer, f"{before}_layernorm")
            # Gemma's norms multiply by one more than their weight.
            norm.copy_((1 + norm) / factor - 1)
        for weight in weights:
            weight.mul_(factor)


def _weight(layer: Module, name: str) -> Tensor:
    return layer.get_submodule(name).get_parameter("weight")
