"""Write a checkpoint's adapter as it is shipped, with its loss curve beside the recipe.

python -m models.train.export models/train/runs/polish/checkpoint.pt
"""

from __future__ import annotations

import argparse
import shutil
import tomllib
from pathlib import Path

import torch

from eenvoudig.engines._embedded._store import ADAPTER
from models.train.lora import export

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Export one checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
    parser.add_argument("--out", type=Path, default=HERE.parent / "embedded" / ADAPTER)
    args = parser.parse_args()
    scale = tomllib.loads(args.recipe.read_text(encoding="utf-8"))["adapter"]["scale"]
    state = torch.load(args.checkpoint, weights_only=False)
    export(state["parameters"], scale, args.out)
    args.out.chmod(0o644)
    stage = args.checkpoint.parent
    if (stage / "loss.png").exists():
        shutil.copyfile(stage / "loss.png", HERE / f"loss-{stage.name}.png")
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB, {state['tokens']} tokens seen")


if __name__ == "__main__":
    main()
