"""`--memory`, `--no-memory`, and the memory that they or `eenvoudig.toml` stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from eenvoudig._errors import UsageError
from eenvoudig.cli._click import Option
from eenvoudig.cli._config import read_config

if TYPE_CHECKING:
    from eenvoudig.memory import Memory

F = TypeVar("F", bound=Callable[..., Any])


def memory_option(function: F) -> F:
    """`--memory`, of commands that are about a memory."""
    return click.option(
        "--memory",
        type=click.Path(path_type=Path),
        metavar="FILE",
        cls=Option,
        help="The memory. Default: that of eenvoudig.toml, else your own.",
    )(function)


def memory_options(function: F) -> F:
    """`--memory` and `--no-memory`, of commands that rewrite."""
    for decorate in (
        click.option(
            "--no-memory", is_flag=True, cls=Option, help="Use nothing that was approved before."
        ),
        click.option(
            "--memory",
            type=click.Path(path_type=Path),
            metavar="FILE",
            cls=Option,
            help="Use first what was approved before and stands in this memory. Default: that of "
            "eenvoudig.toml, else your own.",
        ),
    ):
        function = decorate(function)
    return function


def memory_path(chosen: Path | None) -> Path:
    """The memory that was named, else that of `eenvoudig.toml`, else the user's; perhaps not there.

    Raises:
        UsageError: `eenvoudig.toml` is wrong.
    """
    from eenvoudig.memory import default_path

    return chosen or read_config().memory or default_path()


def memory_in_use(chosen: Path | None, *, without: bool) -> Memory | None:
    """The memory that the options stand for, open until the command ends; see `opened`."""
    return click.get_current_context().with_resource(opened(chosen, without=without))


@contextmanager
def opened(chosen: Path | None, *, without: bool = False) -> Iterator[Memory | None]:
    """The memory to use; None where there is none yet, or the user wants none.

    One that the user names must be there.

    Raises:
        UsageError: one is named, and none is wanted.
        InputError: it can't be read.
    """
    from eenvoudig.memory import Memory, is_there

    if chosen and without:
        raise UsageError("--memory and --no-memory exclude each other.", "Give one of them.")
    path = chosen if without else memory_path(chosen)
    if path is None or not (chosen or is_there(path)):
        yield None
        return
    with Memory.open(path) as memory:
        yield memory
