"""`eenvoudig simplify`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from eenvoudig._messages import _
from eenvoudig.cli import _work
from eenvoudig.cli._click import Command, Option
from eenvoudig.cli._options import review_option, rewriting_options, to_options


@click.command("simplify", cls=Command)
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("-o", "--output", metavar="FILE", cls=Option, help="Write to this file.")
@click.option(
    "--out-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    cls=Option,
    help="Write each result to this folder, as NAME.b1.SUFFIX.",
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
    """Rewrite Dutch texts in plain Dutch (language level B1).

    A sentence for which no faithful plain version is found stays as it is, and is named at the end.

    \b
    eenvoudig simplify brief.txt
    eenvoudig simplify brief.md -o brief.b1.md
    eenvoudig simplify *.txt --out-dir out
    pdftotext nota.pdf - | eenvoudig simplify --format json
    """
    from eenvoudig._api import simplify
    from eenvoudig.engines import Task

    _work.rewrite_files(
        simplify,
        Task.SIMPLIFY,
        _("Simplifying"),
        inputs,
        output,
        out_dir,
        ".b1",
        to_options(values),
        review=review,
    )
