"""`eenvoudig apply`."""

from __future__ import annotations

from pathlib import Path

import click

from eenvoudig._errors import ReviewNeeded
from eenvoudig._messages import _
from eenvoudig.cli import _files, _work
from eenvoudig.cli._click import Command, Option, language_option
from eenvoudig.cli._options import field_format_option, field_option, glossary_option, quiet_option


@click.command("apply", cls=Command)
@click.argument("reviewed", metavar="REVIEWED")
@click.option("-o", "--output", metavar="FILE", cls=Option, help="Write to this file.")
@click.option(
    "--source",
    metavar="FILE",
    cls=Option,
    help="The document that was reviewed. Default: the one that REVIEWED names, if it lies beside "
    "it.",
)
@click.option(
    "--only-approved",
    is_flag=True,
    cls=Option,
    help="Put back only what a reviewer approved; elsewhere the source stays.",
)
@click.option(
    "--input-format",
    metavar="SUFFIX",
    cls=Option,
    help="Read the source as this format, whatever its name.",
)
@field_option
@field_format_option
@click.option("--encoding", cls=Option, help="Encoding of the source. Default: UTF-8.")
@glossary_option
@click.option("--force", is_flag=True, cls=Option, help="Overwrite files that exist.")
@click.option(
    "--exit-zero",
    is_flag=True,
    cls=Option,
    help="Exit with 0 also when segments need review.",
)
@quiet_option
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    cls=Option,
    help="Also terms, what was tried, and the signature.",
)
@language_option
def command(
    reviewed: str,
    output: str | None,
    source: str | None,
    only_approved: bool,
    input_format: str | None,
    fields: tuple[str, ...],
    field_formats: tuple[str, ...],
    encoding: str | None,
    glossary: tuple[Path, ...],
    force: bool,
    exit_zero: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Put a reviewed text back into the document that it was made from.

    REVIEWED is what simplify or translate wrote with --format xliff, xliff12, tmx, json or critic,
    after you edited it: in a translator's program, or as text. What you wrote is compared with the
    source once more; what is missing, not approved or differs from the source is named. Of a text
    with marks (critic) a passage is approved when you take its marks away; what is still marked is
    taken in, and named.

    \b
    eenvoudig simplify brief.docx --format xliff -o brief.xlf
    eenvoudig apply brief.xlf -o brief.b1.docx
    """
    from eenvoudig._api import apply
    from eenvoudig.cli._report import lines
    from eenvoudig.rewrite import Origin

    path = Path(output) if output and output != _files.STANDARD else None
    inputs = [name for name in (reviewed, source) if name]
    _files.refuse_overwriting([path], inputs, force=force)
    result = apply(
        _files.read_standard() if reviewed == _files.STANDARD else Path(reviewed),
        source=Path(source) if source else None,
        suffix=f".{input_format.removeprefix('.')}" if input_format else None,
        encoding=encoding,
        fields=_work.fields_of(fields, field_formats),
        terms=_work.load_glossary(glossary),
        only_approved=only_approved,
    )
    _files.refuse_overwriting([path], [result.document.name], force=True)
    _files.refuse_other_format(result.document, path)
    _work.emit(result.content, path)
    for line in lines(result, path, quiet=quiet, verbose=verbose):
        click.echo(line, err=True)
    if not quiet:
        approved = sum(one.origin is Origin.REVIEWED for one in result.segments)
        click.echo(
            "  "
            + _("Approved by a reviewer: {count} of {total}").format(
                count=approved, total=len(result.segments)
            ),
            err=True,
        )
    if result.flagged and not exit_zero:
        raise ReviewNeeded(
            "Written; segments that need review: {count}.",
            "They are named above; --exit-zero ends with 0.",
            count=len(result.flagged),
        )
