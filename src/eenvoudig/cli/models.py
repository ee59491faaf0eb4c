"""`eenvoudig models`."""

from __future__ import annotations

from pathlib import Path

import click

from eenvoudig._messages import _
from eenvoudig.cli._click import Command, Group, Option, language_option
from eenvoudig.cli._options import format_option, quiet_option
from eenvoudig.cli._work import to_json


@click.group("models", cls=Group)
@language_option
def command() -> None:
    """Build, check and remove the model that runs on this machine."""


@command.command("list", cls=Command)
@format_option
@language_option
def list_command(output_format: str) -> None:
    """List the models that are built, with their size and place; the one in use has a *."""
    from eenvoudig import engines

    models = engines.list_models()
    if output_format == "json":
        rows = [
            {"name": m.name, "path": str(m.path), "bytes": m.size, "current": m.current}
            for m in models
        ]
        click.echo(to_json({"schema": "eenvoudig/models/1", "models": rows}), nl=False)
        return
    for model in models:
        mark = "*" if model.current else " "
        click.echo(f"{mark} {model.name}  {model.size / 1e6:.0f} MB  {model.path}")
    if not any(model.current for model in models):
        click.echo(_("The current model is not built. Run: eenvoudig models build"), err=True)


@command.command("build", cls=Command)
@click.option(
    "--base",
    type=click.Path(exists=True, path_type=Path),
    cls=Option,
    help="Use this copy of the base model (gemma-3-270m): a GGUF file or a folder.",
)
@quiet_option
@language_option
def build_command(base: Path | None, quiet: bool) -> None:
    """Build the model, if it is not there yet, and print its folder.

    The other commands do this themselves when it is needed. A model made with --base is used
    while the environment variable EENVOUDIG_BASE names the same base.
    """
    from eenvoudig.cli._build import build_with_progress

    click.echo(build_with_progress(quiet=quiet, base=base))


@command.command("get", cls=Command)
@click.argument("model", metavar="HUB-ID")
@click.option("--revision", metavar="REVISION", cls=Option, help="A branch, tag or commit.")
@click.option("-y", "--yes", is_flag=True, cls=Option, help="Fetch it without asking.")
@language_option
def get_command(model: str, revision: str | None, yes: bool) -> None:
    """Fetch a model from the Hugging Face hub, to use as --engine transformers:HUB-ID.

    Shows its size and licence, and asks first. This is the only command that fetches anything.

    \b
    eenvoudig models get Helsinki-NLP/opus-mt-nl-en
    """
    from eenvoudig import engines

    found = engines.look_up(model, revision)
    click.echo(
        _("{model}, revision {revision}: {size} MB, licence: {licence}").format(
            model=found.name,
            revision=found.revision[:12],
            size=f"{found.size / 1e6:,.0f}",
            licence=found.licence or _("not stated"),
        ),
        err=True,
    )
    if not yes:
        click.confirm(_("Fetch it?"), abort=True, err=True)
    click.echo(engines.fetch(found))


@command.command("verify", cls=Command)
@format_option
@language_option
def verify_command(output_format: str) -> None:
    """Compare every file of the model with the hash it had when it was built."""
    from eenvoudig import engines

    made_from = engines.verify_model()
    if output_format == "json":
        data = {"schema": "eenvoudig/verification/1", "intact": True, "made_from": made_from}
        click.echo(to_json(data), nl=False)
        return
    click.echo(_("The model is intact. It was made from:"))
    for name, value in made_from.items():
        click.echo(f"  {name}: {value}")


@command.command("path", cls=Command)
@language_option
def path_command() -> None:
    """Print the folder of the model."""
    from eenvoudig import engines

    click.echo(engines.model_path())


@command.command("remove", cls=Command)
@click.argument("name", required=False, metavar="[NAME]")
@language_option
def remove_command(name: str | None) -> None:
    """Delete a model from the cache: the one of this name in the list, else the current one.

    The next run that needs it builds it again.
    """
    from eenvoudig import engines

    click.echo(_("Removed {path}.").format(path=engines.remove_model(name)))
