"""click's classes, with help in the user's language and commands that load when they are used."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

import click

from eenvoudig._messages import LANGUAGES, _, set_language

F = TypeVar("F", bound=Callable[..., Any])


class Option(click.Option):
    """An option whose help is looked up when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        shown = copy.copy(self)
        shown.help = _(self.help or "")
        return click.Option.get_help_record(shown, ctx)


class _Help(click.Command):
    """What commands and groups share: the help text is looked up when it is shown."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        # click makes this option while it parses, before --lang has had its say.
        option = super().get_help_option(ctx)
        if option:
            option.help = _("Show this message and exit.")
        return option

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(_(inspect.cleandoc(self.help)))

    def get_short_help_str(self, limit: int = 45) -> str:
        first = _(inspect.cleandoc(self.help or "")).split("\n\n")[0]
        text = " ".join(first.split())
        del limit  # the first sentence is short, and cutting it helps nobody
        return text.split(". ")[0].rstrip(".")


class Command(_Help):
    """A command whose help is looked up when it is shown."""


class Group(_Help, click.Group):
    """A group whose commands are modules beside it, imported when they are asked for.

    `lazy` maps a command's name to "module:attribute".
    """

    command_class = Command

    def __init__(self, *args: object, lazy: dict[str, str] | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self._lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self._lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._lazy:
            return super().get_command(ctx, cmd_name)
        module, attribute = self._lazy[cmd_name].split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101  a slip in our own table
        return command


def language_option(function: F) -> F:
    """`--lang`, on every command, effective before anything is shown."""

    def choose(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
        del ctx, parameter
        if value:
            set_language(value)

    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        callback=choose,
        expose_value=False,
        is_eager=True,
        cls=Option,
        help="Language of messages and help. Default: that of the locale.",
    )(function)
