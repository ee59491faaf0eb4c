"""`eenvoudig completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from eenvoudig.cli._click import Command, language_option


@click.command("completion", cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@language_option
def command(shell: str) -> None:
    """Print what makes a shell complete commands and options with the Tab key.

    \b
    bash: eenvoudig completion bash >> ~/.bashrc
    zsh:  eenvoudig completion zsh >> ~/.zshrc
    fish: eenvoudig completion fish > ~/.config/fish/completions/eenvoudig.fish
    """
    from eenvoudig.cli._main import cli

    completion = get_completion_class(shell)
    assert completion is not None  # noqa: S101  the choices above are those that click has
    click.echo(completion(cli, {}, "eenvoudig", "_EENVOUDIG_COMPLETE").source())
