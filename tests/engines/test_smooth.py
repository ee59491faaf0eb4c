"""Smoothing changes the weights, and nothing that the model computes."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from transformers import Gemma3ForCausalLM, Gemma3TextConfig

from eenvoudig.engines._embedded._smooth import measure_ranges, smooth


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
    inputs = [2, 5, 9, 33, 7, 41]
    ranges = measure_ranges(model, [inputs, inputs[:3]])
    save_file(ranges, tmp_path / "adapter")
    with torch.no_grad():
        before = model(torch.tensor([inputs])).logits
        smooth(model, tmp_path / "adapter")
        after = model(torch.tensor([inputs])).logits
    assert torch.allclose(before, after, atol=1e-4)
    spread, closer = (
        [(value.max() / value.median()).item() for value in found.values()]
        for found in (ranges, measure_ranges(model, [inputs, inputs[:3]]))
    )
    assert sum(a < b for a, b in zip(closer, spread, strict=True)) >= 6


def test_an_adapter_without_ranges_changes_nothing(tmp_path: Path) -> None:
    model = tiny(1)
    weights = {name: value.clone() for name, value in model.state_dict().items()}
    save_file({"layers.0.mlp.up_proj.A": torch.ones(1)}, tmp_path / "adapter")
    smooth(model, tmp_path / "adapter")
    assert all(torch.equal(value, weights[name]) for name, value in model.state_dict().items())
