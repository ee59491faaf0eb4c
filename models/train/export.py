"""Write a checkpoint's adapter as it is shipped, with its loss curve beside the recipe.

    python -m models.train.export models/train/runs/last/checkpoint.pt

The adapter's file also gets the ranges of the activations, measured with it over some of the
examples of its own stage; quantization needs them.
"""

from __future__ import annotations

import argparse
import shutil
import tomllib
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from eenvoudig.engines._embedded._adapter import merge
from eenvoudig.engines._embedded._base import find_base, load_base
from eenvoudig.engines._embedded._data import ADAPTER, VOCABULARY
from eenvoudig.engines._embedded._smooth import measure_ranges
from models.train.lora import export

HERE = Path(__file__).resolve().parent
EXAMPLES = 60
"""So many of each pool are enough: the largest channels are large in every text."""


def ranges(adapter: Path, pools: Path) -> dict[str, Tensor]:
    """The ranges of the activations over examples of both pools, spread evenly."""
    kept = np.load(HERE.parent / "embedded" / VOCABULARY).tolist()
    model = load_base(find_base(), kept)
    merge(model, adapter)
    texts: list[list[int]] = []
    for pool in torch.load(pools, weights_only=True).values():
        chosen = pool[:: max(1, len(pool) // EXAMPLES)][:EXAMPLES]
        texts += [[*prompt, *answer] for (prompt, answer), *_ in chosen]
    return measure_ranges(model, texts)


def main() -> None:
    """Export one checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
    parser.add_argument("--out", type=Path, default=HERE.parent / "embedded" / ADAPTER)
    args = parser.parse_args()
    scale = tomllib.loads(args.recipe.read_text(encoding="utf-8"))["adapter"]["scale"]
    stage = args.checkpoint.parent
    state = torch.load(args.checkpoint, weights_only=False)
    export(state["parameters"], scale, args.out)
    export(state["parameters"], scale, args.out, ranges(args.out, stage / "pools.pt"))
    args.out.chmod(0o644)
    if (stage / "loss.png").exists():
        shutil.copyfile(stage / "loss.png", HERE / f"loss-{stage.name}.png")
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB, {state['tokens']} tokens seen")


if __name__ == "__main__":
    main()
