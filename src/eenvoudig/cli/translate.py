"""`eenvoudig translate`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from eenvoudig._messages import _
from eenvoudig.cli import _work
from eenvoudig.cli._click import Command, Option
from eenvoudig.cli._options import review_option, rewriting_options, to_options


@click.command("translate", cls=Command)
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("-o", "--output", metavar="FILE", cls=Option, help="Write to this file.")
@click.option(
    "--out-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    cls=Option,
    help="Write each result to this folder, as NAME.en.SUFFIX.",
)
@review_option
@rewriting_options
def command(
    inputs: tuple[str, ...],
    output: str | None,
    out_dir: Path | None,
    review: Path | None,
    **values: Any,
) -> None:
    """Translate Dutch texts into English (British spelling, official names).

    Where no version passes every check the best one stands, and is named at the end.

    \b
    eenvoudig translate brief.txt
    eenvoudig translate brief.md -o brief.en.md
    eenvoudig translate *.txt --out-dir out
    """
    from eenvoudig._api import translate
    from eenvoudig.engines import Task

    _work.rewrite_files(
        translate,
        Task.TRANSLATE,
        _("Translating"),
        inputs,
        output,
        out_dir,
        ".en",
        to_options(values),
        review=review,
    )
