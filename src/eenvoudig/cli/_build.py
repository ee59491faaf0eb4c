"""Building the embedded model, with its notice and a progress bar."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from eenvoudig._errors import ModelMissing
from eenvoudig._messages import N_, _

STEPS = {
    "base": N_("reading the base model"),
    "adapter": N_("merging the adapter"),
    "convert": N_("converting to int8"),
    "check": N_("checking the files"),
}


def _shown(step: str | None) -> str | None:
    return _(STEPS[step]) if step else None


def build_with_progress(*, quiet: bool, base: Path | None = None) -> Path:
    """Build the model unless it is there; show its notice and each step on standard error.

    Raises:
        ModelError, OutputError: as `eenvoudig.engines.build_model`.
    """
    from eenvoudig import engines
    from eenvoudig.engines import BuildStep

    if base is None:
        try:
            return engines.model_path()
        except ModelMissing:
            pass
    stream = sys.stderr
    if not quiet:
        click.echo(_("The model is built once, for all later runs; this takes a minute."), err=True)
        click.echo(click.style(engines.model_notice().strip(), dim=True), err=True)
    if quiet or not stream.isatty():

        def tell(step: BuildStep) -> None:
            if not quiet:
                click.echo(f"  {step.number}/{step.total} {_(STEPS[step.name])}", err=True)

        return engines.build_model(base=base, on_progress=tell)
    with click.progressbar(
        length=len(STEPS),
        label=_("Building"),
        file=stream,
        show_eta=False,
        item_show_func=_shown,
    ) as bar:

        def advance(step: BuildStep) -> None:
            bar.update(step.number - 1 - bar.pos, step.name)

        path = engines.build_model(base=base, on_progress=advance)
        bar.update(len(STEPS) - bar.pos)
    return path
