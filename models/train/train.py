"""Train the adapter: one stage of the recipe, resumable at its last checkpoint.

    python -m models.train.train main
    python -m models.train.train polish

A stage lasts a given number of tokens; learning rate and mix follow the share of them that has
passed, so that the outcome does not depend on how fast the machine is. Run again, the same command
goes on from the last checkpoint, with the same examples and the same state of all that is random.
Writes to models/train/runs/STAGE/: pools.pt, checkpoint.pt, loss.tsv, loss.png.
"""

from __future__ import annotations

import argparse
import math
import random
import time
import tomllib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from eenvoudig.engines._embedded._base import find_base, load_base
from eenvoudig.engines._embedded._data import TOKENIZER, VOCABULARY
from eenvoudig.engines._embedded._tokenizer import Tokenizer
from models.corpus.load import ITEMS, read_corpus
from models.train.data import Encoder, Example, chance, item_examples, pair_examples
from models.train.lora import insert

if TYPE_CHECKING:
    from transformers import PreTrainedModel

HERE = Path(__file__).resolve().parent
MODELS = HERE.parent
CHUNKS_AHEAD = 12
"""So many batches are drawn, sorted by length and shuffled together."""


@dataclass
class Stream:
    """An endless, resumable stream of batches from two pools, "items" and "pairs".

    Attributes:
        pools: each a list of examples in variants, one of which is drawn.
        batch_tokens: most tokens in a batch, padding included.
        rng: the only source of chance.
    """

    pools: dict[str, list[list[Example]]]
    batch_tokens: int
    rng: random.Random
    drawn: dict[str, int] = field(default_factory=dict)
    _orders: dict[str, list[int]] = field(default_factory=dict)
    _queue: deque[list[Example]] = field(default_factory=deque)

    def next(self, shares: dict[str, float]) -> list[Example]:
        """The next batch; `shares` is the mix of tokens for what is newly drawn."""
        if not self._queue:
            self._fill(shares)
        return self._queue.popleft()

    def _fill(self, shares: dict[str, float]) -> None:
        examples: list[Example] = []
        tokens = dict.fromkeys(shares, 0)
        while sum(tokens.values()) < CHUNKS_AHEAD * self.batch_tokens:
            pool = min(tokens, key=lambda name: tokens[name] / shares[name])
            example = self._draw(pool)
            tokens[pool] += example.length
            examples.append(example)
        for pool, number in tokens.items():
            self.drawn[pool] = self.drawn.get(pool, 0) + number
        batches = batches_by_length(examples, self.batch_tokens)
        self.rng.shuffle(batches)
        self._queue.extend(batches)

    def _draw(self, pool: str) -> Example:
        if not self._orders.get(pool):
            self._orders[pool] = list(range(len(self.pools[pool])))
            self.rng.shuffle(self._orders[pool])
        return self.rng.choice(self.pools[pool][self._orders[pool].pop()])

    def state(self) -> dict[str, Any]:
        """Everything but the pools."""
        return {
            "rng": self.rng.getstate(),
            "drawn": dict(self.drawn),
            "orders": {name: list(order) for name, order in self._orders.items()},
            "queue": [[(e.prompt, e.answer) for e in batch] for batch in self._queue],
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on where `state` was taken."""
        self.rng.setstate(state["rng"])
        self.drawn = dict(state["drawn"])
        # Where the pools have grown since, the rest of an order that no longer fits is left out.
        self._orders = {
            name: list(order)
            for name, order in state["orders"].items()
            if max(order, default=0) < len(self.pools[name])
        }
        self._queue = deque([Example(*e) for e in batch] for batch in state["queue"])


def batches_by_length(examples: Sequence[Example], batch_tokens: int) -> list[list[Example]]:
    """Neighbours in length together, each batch within the budget when padded."""
    batches: list[list[Example]] = []
    for example in sorted(examples, key=lambda e: e.length, reverse=True):
        if batches and batches[-1][0].length * (len(batches[-1]) + 1) <= batch_tokens:
            batches[-1].append(example)
        else:
            batches.append([example])
    return batches


def collate(batch: Sequence[Example], device: str) -> tuple[Tensor, Tensor, Tensor]:
    """Right-padded inputs (n, t), where the loss falls (n, t), and its targets (answer tokens,)."""
    longest = max(example.length for example in batch)
    inputs = torch.zeros(len(batch), longest, dtype=torch.long)
    falls = torch.zeros(len(batch), longest, dtype=torch.bool)
    for row, example in enumerate(batch):
        inputs[row, : example.length] = torch.tensor(example.prompt + example.answer[:-1])
        falls[row, len(example.prompt) - 1 : example.length] = True
    targets = torch.tensor([token for example in batch for token in example.answer])
    return inputs.to(device), falls.to(device), targets.to(device)


class Context(Protocol):
    """What torch hands from the forward to the backward pass."""

    saved_tensors: tuple[Tensor, ...]

    def save_for_backward(self, *tensors: Tensor) -> None:
        """Keep tensors for the backward pass."""


class OutputLoss(torch.autograd.Function):
    """Summed cross-entropy behind a frozen output layer, a few rows at a time.

    The gradient for the hidden states is taken in the forward pass, so that the logits, tens of
    thousands a token, are never kept: less time, and most of the memory saved. In bfloat16 the
    softmax is rounded to eight bits, which the gradient would be in any case.
    """

    ROWS = 256

    @staticmethod
    def forward(ctx: Context, hidden: Tensor, weight: Tensor, targets: Tensor) -> Tensor:
        """Hidden states (n, d), output weight (v, d), targets (n,) to a scalar."""
        loss = torch.zeros((), device=hidden.device)
        gradient = torch.empty_like(hidden)
        for start in range(0, len(hidden), OutputLoss.ROWS):
            rows = slice(start, start + OutputLoss.ROWS)
            probabilities = functional.linear(hidden[rows], weight).softmax(dim=1)
            at_target = (torch.arange(len(probabilities), device=loss.device), targets[rows])
            loss -= probabilities[at_target].float().clamp_min(1e-30).log().sum()
            probabilities[at_target] -= 1
            gradient[rows] = probabilities @ weight
        ctx.save_for_backward(gradient)
        return loss

    @staticmethod
    def backward(ctx: Context, *gradients: Tensor) -> tuple[Tensor, None, None]:
        """The kept gradient, scaled."""
        (gradient,) = ctx.saved_tensors
        return gradient * gradients[0].to(gradient.dtype), None, None


def loss_of(model: PreTrainedModel, batch: Sequence[Example], device: str) -> tuple[Tensor, int]:
    """Summed cross-entropy over the answers' tokens, and their number.

    No padding mask: padding is on the right, where causal attention never looks.
    """
    inputs, falls, targets = collate(batch, device)
    hidden = model.model(input_ids=inputs, use_cache=False).last_hidden_state[falls]
    loss: Tensor = OutputLoss.apply(hidden, model.lm_head.weight, targets)  # type: ignore[no-untyped-call]  # torch types it so
    return loss, len(targets)


def learning_rate(progress: float, stage: dict[str, Any]) -> float:
    """Linear warmup, then a cosine down to the last share, over progress 0 to 1."""
    if progress < stage["warmup"]:
        return float(stage["learning_rate"] * (progress / stage["warmup"] * 0.95 + 0.05))
    passed = min(1.0, (progress - stage["warmup"]) / (1 - stage["warmup"]))
    share = stage["last"] + (1 - stage["last"]) * 0.5 * (1 + math.cos(math.pi * passed))
    return float(stage["learning_rate"] * share)


def shares_at(progress: float, stage: dict[str, Any]) -> dict[str, float]:
    """The mix of tokens at a point of the stage."""
    items = [share for start, share in stage["corpus_share"] if progress >= start][-1]
    return {"items": items, "pairs": 1 - items}


def draw_curve(log: Path, picture: Path) -> None:
    """The smoothed training loss against tokens."""
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt

    rows = [line.split("\t") for line in log.read_text().splitlines()[1:]]
    if len(rows) < 2:
        return
    tokens, smooth, value = [int(r[2]) / 1e6 for r in rows], [], float(rows[0][3])
    for row in rows:
        value = 0.97 * value + 0.03 * float(row[3])
        smooth.append(value)
    figure, axes = plt.subplots(figsize=(7, 4))
    axes.plot(tokens, smooth)
    axes.set(xlabel="tokens (million)", ylabel="loss per answer token (nats)")
    axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(picture, dpi=120)
    plt.close(figure)


def save(path: Path, state: dict[str, Any]) -> None:
    """Write whole or not at all."""
    unfinished = path.with_suffix(".part")
    torch.save(state, unfinished)
    unfinished.replace(path)


def pools_of(
    path: Path, settings: dict[str, Any], tokenizer: Tokenizer, args: argparse.Namespace
) -> dict[str, list[list[Example]]]:
    """The examples: those this run began with, or newly chosen ones where it begins now."""
    if path.exists():
        kept = torch.load(path, weights_only=True)
        return {
            name: [[Example(*one) for one in variants] for variants in pool]
            for name, pool in kept.items()
        }
    encode = Encoder(tokenizer, settings["most_tokens"])
    pools = {
        "items": item_examples(read_corpus(args.corpus, splits=["train"]), settings, encode),
        "pairs": pair_examples(args.data, settings, encode),
    }
    save(
        path,
        {
            name: [[(one.prompt, one.answer) for one in variants] for variants in pool]
            for name, pool in pools.items()
        },
    )
    return pools


def main() -> None:
    """Train one stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage")
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
    parser.add_argument("--data", type=Path, default=HERE.parents[2] / "shared" / "data")
    parser.add_argument("--corpus", type=Path, default=ITEMS)
    parser.add_argument("--tokens", type=int, help="instead of the recipe's")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()

    recipe = tomllib.loads(args.recipe.read_text(encoding="utf-8"))
    stage = next(stage for stage in recipe["stage"] if stage["name"] == args.stage)
    folder = HERE / "runs" / args.stage
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(stage["seed"])
    device = "cuda" if torch.cuda.is_available() else "cpu"

    tokenizer = Tokenizer(MODELS / "embedded" / TOKENIZER)
    pools = pools_of(folder / "pools.pt", recipe["data"], tokenizer, args)
    stream = Stream(pools, stage["batch_tokens"], chance(stage["seed"]))
    print({name: len(pool) for name, pool in pools.items()}, flush=True)
    kept = np.load(MODELS / "embedded" / VOCABULARY).tolist()
    model = load_base(find_base(), kept).to(device, torch.bfloat16)
    parameters = insert(model, recipe["adapter"]["rank"], recipe["adapter"]["scale"])
    for parameter in parameters.values():
        parameter.data = parameter.data.to(device)
    optimizer = torch.optim.AdamW(parameters.values(), lr=0.0, betas=(0.9, 0.99), weight_decay=0.0)
    train(model, parameters, optimizer, stream, stage, args, folder, device)


def train(
    model: PreTrainedModel,
    parameters: dict[str, torch.nn.Parameter],
    optimizer: torch.optim.Optimizer,
    stream: Stream,
    stage: dict[str, Any],
    args: argparse.Namespace,
    folder: Path,
    device: str,
) -> None:
    """The loop: draw, step, log, save."""
    checkpoint, log = folder / "checkpoint.pt", folder / "loss.tsv"
    total = args.tokens or stage["tokens"]
    step, tokens, elapsed = 0, 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        step, tokens, elapsed = state["step"], state["tokens"], state["elapsed"]
        optimizer.load_state_dict(state["optimizer"])
        stream.restore(state["stream"])
        lines = log.read_text().splitlines(keepends=True)
        log.write_text("".join(lines[: step + 1]))
    else:
        earlier = folder.parent / stage["start"] / checkpoint.name if "start" in stage else None
        state = torch.load(earlier, weights_only=False) if earlier else None
        log.write_text("step\tseconds\ttokens\tloss\tlearning_rate\titems\n")
    if state:
        for name, parameter in parameters.items():
            parameter.data.copy_(state["parameters"][name])

    def keep() -> None:
        save(
            checkpoint,
            {
                "parameters": {name: p.detach().cpu() for name, p in parameters.items()},
                "optimizer": optimizer.state_dict(),
                "stream": stream.state(),
                "step": step,
                "tokens": tokens,
                "elapsed": elapsed,
            },
        )
        draw_curve(log, folder / "loss.png")

    started, kept_at = time.monotonic() - elapsed, elapsed
    while tokens < total:
        progress = tokens / total
        shares = shares_at(progress, stage)
        batch = stream.next(shares)
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(progress, stage)
        loss, answers = loss_of(model, batch, device)
        torch.autograd.backward(loss / answers)
        torch.nn.utils.clip_grad_norm_(parameters.values(), stage["clip"])
        optimizer.step()
        optimizer.zero_grad()
        step += 1
        tokens += sum(example.length for example in batch)
        elapsed = time.monotonic() - started
        with log.open("a") as file:
            rate = optimizer.param_groups[0]["lr"]
            row = (f"{elapsed:.1f}", tokens, f"{loss.item() / answers:.4f}", f"{rate:.3e}")
            print(step, *row, shares["items"], sep="\t", file=file)
        if elapsed - kept_at > 60 * stage["checkpoint_minutes"]:
            keep()
            kept_at = elapsed
    keep()
    print(f"{step} steps, {tokens} tokens, drawn {stream.drawn}", flush=True)


if __name__ == "__main__":
    main()
