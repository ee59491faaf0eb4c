from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from transformers import Gemma3ForCausalLM, Gemma3TextConfig

from eenvoudig.engines._embedded._adapter import merge
from models.train.data import Example, chance, is_natural
from models.train.lora import export, insert
from models.train.train import Stream, batches_by_length, collate, learning_rate, loss_of

STAGE = {"learning_rate": 1e-3, "warmup": 0.1, "last": 0.02}
EXAMPLE = st.builds(
    Example,
    st.lists(st.integers(4, 60), min_size=1, max_size=20).map(tuple),
    st.lists(st.integers(4, 60), min_size=1, max_size=20).map(tuple),
)


def tiny() -> Gemma3ForCausalLM:
    torch.manual_seed(0)
    return Gemma3ForCausalLM(
        Gemma3TextConfig(
            vocab_size=64,
            hidden_size=16,
            intermediate_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=1,
            head_dim=8,
            max_position_embeddings=64,
        )
    ).eval()


@given(st.lists(EXAMPLE, max_size=40))
def test_batches_hold_every_example_once_and_keep_the_budget(examples: list[Example]) -> None:
    batches = batches_by_length(examples, 60)
    flat = [example for batch in batches for example in batch]
    assert sorted(flat, key=repr) == sorted(examples, key=repr)
    assert all(len(b) == 1 or len(b) * max(e.length for e in b) <= 60 for b in batches)


@given(st.lists(EXAMPLE, min_size=1, max_size=5))
def test_loss_falls_on_the_answers_only(examples: list[Example]) -> None:
    inputs, falls, targets = collate(examples, "cpu")
    assert int(falls.sum()) == len(targets) == sum(len(e.answer) for e in examples)
    for row, example in enumerate(examples):
        ahead = inputs[row, 1:][falls[row, :-1]]
        assert ahead.tolist()[: len(example.answer) - 1] == list(example.answer[:-1])


def test_a_stream_goes_on_where_it_was_kept() -> None:
    pools = {
        name: [[Example((number, 1), (number,) * (1 + number % 7))] for number in range(50)]
        for name in ("items", "pairs")
    }
    shares = {"items": 0.4, "pairs": 0.6}
    stream = Stream(pools, 20, chance(1))
    for _ in range(30):
        stream.next(shares)
    state = stream.state()
    other = Stream(pools, 20, chance(2))
    other.restore(state)
    assert [stream.next(shares) for _ in range(60)] == [other.next(shares) for _ in range(60)]


def test_the_learning_rate_warms_up_and_comes_to_its_end() -> None:
    rates = [learning_rate(step / 100, STAGE) for step in range(101)]
    assert max(rates) == rates[10] == pytest.approx(1e-3)
    assert rates[:11] == sorted(rates[:11])
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert rates[-1] == pytest.approx(2e-5)


def test_padding_changes_no_loss() -> None:
    model = tiny()
    short, long = Example((2, 9), (8, 1)), Example((2, 9, 10, 11), (12, 13, 14, 1))
    alone = sum(loss_of(model, [example], "cpu")[0].item() for example in (short, long))
    assert loss_of(model, [long, short], "cpu")[0].item() == pytest.approx(alone, rel=1e-4)


def test_the_merged_adapter_computes_what_was_trained(tmp_path: Path) -> None:
    trained, merged = tiny(), tiny()
    parameters = insert(trained, rank=4, scale=0.5)
    torch.manual_seed(1)
    for parameter in parameters.values():
        parameter.data.normal_(std=0.3)
    path = tmp_path / "adapter.safetensors"
    export(dict(parameters), 0.5, path)
    inputs = torch.tensor([[2, 5, 9, 33, 7]])
    with torch.no_grad():
        before = merged(inputs).logits
        merge(merged, path)
        after, expected = merged(inputs).logits, trained(inputs).logits
    assert not torch.allclose(before, expected, atol=0.05)
    assert torch.allclose(after, expected, atol=0.02)


@pytest.mark.parametrize(
    ("nl", "en", "natural"),
    [
        ("De raad komt op 3 mei bijeen.", "The council will meet on 3 May.", True),
        ("De raad komt op 3 mei bijeen.", "The council will meet on 4 May.", False),
        ("The council will meet on 3 May.", "The council will meet on 3 May.", False),
        ("Klik op <b>Opslaan</b> om het te bewaren.", "Click <b>Save</b> to keep it all.", False),
        ("De raad komt.", "The council is coming to the town hall for a long meeting.", False),
        ("Bestand %s is niet te openen door de lezer", "The reader cannot open file %s", False),
    ],
)
def test_natural_pairs(nl: str, en: str, *, natural: bool) -> None:
    assert is_natural(nl, en, 3) is natural
