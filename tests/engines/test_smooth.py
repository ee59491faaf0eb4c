"""Smoothing changes the weights, and nothing that the model computes."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from transformers import Gemma3ForCausalLM, Gemma3TextConfig

from eenvoudig.engines._embedded._smooth import READERS, smooth


def tiny(key_value_heads: int) -> Gemma3ForCausalLM:
    torch.manual_seed(0)
    model = Gemma3ForCausalLM(
        Gemma3TextConfig(
            vocab_size=64,
            hidden_size=16,
            intermediate_size=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=key_value_heads,
            head_dim=8,
            max_position_embeddings=64,
        )
    ).eval()
    for parameter in model.parameters():
        parameter.data += 0.1 * torch.randn_like(parameter)
    return model


@pytest.mark.parametrize("key_value_heads", [1, 2])
def test_the_output_stays_and_the_ranges_come_closer(key_value_heads: int, tmp_path: Path) -> None:
    model = tiny(key_value_heads)
    inputs = torch.tensor([[2, 5, 9, 33, 7, 41]])
    ranges: dict[str, torch.Tensor] = {}

    def keep(name: str) -> None:
        number, place = name.split(".")[1:]
        reader = model.model.layers[int(number)].get_submodule(READERS[place][0])

        def hook(module: torch.nn.Module, given: tuple[torch.Tensor, ...]) -> None:
            del module
            ranges[name] = given[0].detach().abs().reshape(-1, given[0].shape[-1]).amax(dim=0)

        reader.register_forward_pre_hook(hook)

    for number in range(2):
        for place in READERS:
            keep(f"layers.{number}.{place}")
    with torch.no_grad():
        before = model(inputs).logits
        save_file({name: value.clone() for name, value in ranges.items()}, tmp_path / "ranges")
        spread = {name: (value.max() / value.median()).item() for name, value in ranges.items()}
        smooth(model, tmp_path / "ranges")
        after = model(inputs).logits
    assert torch.allclose(before, after, atol=1e-4)
    closer = [
        (value.max() / value.median()).item() < spread[name] for name, value in ranges.items()
    ]
    assert sum(closer) >= 6
