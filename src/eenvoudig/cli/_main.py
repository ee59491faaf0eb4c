"""The group of commands, and how errors reach the user."""

from __future__ import annotations

import errno
import os
import sys

import click

from eenvoudig._errors import EenvoudigError, OutputError
from eenvoudig._messages import N_, _, set_language
from eenvoudig.cli._click import Group, Option, language_option
from eenvoudig.cli._files import discard_standard, shown_name

EPILOG = N_(
    "Exit codes: 0 done; 1 a fault in the program; 2 wrong use; 3 the input cannot be read; "
    "4 written, but segments need review (--exit-zero makes it 0); 5 no usable model; "
    "6 the output cannot be written; 7 a glossary is wrong, or does not know a term; "
    "130 interrupted."
)


class _Main(Group):
    """The top group: its epilog is looked up when it is shown."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        formatter.write_paragraph()
        formatter.write_text(_(EPILOG))


def _show_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    del parameter
    if value and not ctx.resilient_parsing:
        from eenvoudig.cli._signature import version_line

        click.echo(version_line())
        ctx.exit()


@click.group(
    cls=_Main,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    lazy={
        "simplify": "eenvoudig.cli.simplify:command",
        "translate": "eenvoudig.cli.translate:command",
        "publish": "eenvoudig.cli.publish:command",
        "apply": "eenvoudig.cli.apply:command",
        "glossary": "eenvoudig.cli.glossary:command",
        "memory": "eenvoudig.cli.memory:command",
        "evaluate": "eenvoudig.cli.evaluate:command",
        "engines": "eenvoudig.cli.engines:command",
        "models": "eenvoudig.cli.models:command",
        "completion": "eenvoudig.cli.completion:command",
    },
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    cls=Option,
    help="Show the version, the model and the glossary, and stop.",
)
@language_option
def cli() -> None:
    """Turn Dutch policy text into plain Dutch (B1) and into English, on this machine.

    Terms come from a glossary; numbers, names, dates and negations are compared with the source,
    and what needs a reader's eye is named.

    \b
    eenvoudig simplify brief.txt
    eenvoudig translate nota.md -o nota.en.md
    eenvoudig publish nota.txt --out-dir out
    """


def main(
    arguments: list[str] | None = None, command: click.Command = cli, name: str = "eenvoudig"
) -> None:
    """Run a command line and leave with the exit code that the outcome has."""
    set_language()
    try:
        code = command.main(arguments, prog_name=name, standalone_mode=False, color=_color())
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("Interrupted; nothing half-done was kept."), err=True, color=_color())
        code = 130
    except EenvoudigError as error:
        show(error)
        code = error.exit_code
    except BrokenPipeError:
        discard_standard()
        code = 0
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EIO, errno.EBADF}:
            raise
        discard_standard()
        show(
            OutputError(
                "Standard output cannot be written: {reason}.",
                "Check the free space.",
                reason=error.strerror,
            )
        )
        code = OutputError.exit_code
    sys.exit(code if isinstance(code, int) else 0)


def show(error: EenvoudigError) -> None:
    """What is wrong, and on the next line what to do."""
    mark = click.style("eenvoudig:", fg="red", bold=True)
    values = {name: shown_name(value) for name, value in error.values.items()}
    message = f"{mark} {_(error.message).format(**values)}"
    click.echo(message, err=True, color=_color())
    if error.hint:
        click.echo(f"  {_(error.hint).format(**values)}", err=True)


def _color() -> bool | None:
    """False where the user wants no colour (no-color.org); None leaves it to the terminal."""
    return False if os.environ.get("NO_COLOR") else None
