"""The option `--engine`, and the engine that it or `eenvoudig.toml` stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from eenvoudig._errors import UsageError
from eenvoudig._messages import _
from eenvoudig.cli._click import Option
from eenvoudig.cli._config import Config, read_config

if TYPE_CHECKING:
    from eenvoudig.engines import Choice, Engine, Task

F = TypeVar("F", bound=Callable[..., Any])


def engine_option(function: F) -> F:
    """`--engine`, for each task or for both."""
    return click.option(
        "--engine",
        multiple=True,
        metavar="[TASK=]ENGINE",
        cls=Option,
        help="What rewrites: embedded (default), transformers:FOLDER-OR-ID, openai:URL#MODEL, or a "
        "name from eenvoudig.toml. With translate= or simplify= before it, for that task alone.",
    )(function)


def effort_option(function: F) -> F:
    """`--effort`, how much work a segment is worth."""
    return click.option(
        "--effort",
        type=click.Choice(["fast", "best"]),
        default="fast",
        show_default=True,
        cls=Option,
        help="The first answer that passes every check; or of many answers the one that the others "
        "agree with most: better, and some ten times slower.",
    )(function)


def chosen(names: Sequence[str], task: Task, config: Config) -> Choice:
    """The engine that the options name for a task, else `eenvoudig.toml`, else the embedded one.

    Raises:
        UsageError: there is no such engine.
    """
    from eenvoudig.engines import Task, choose, preferred

    name = preferred(config.engine, task, str(config.path))
    for value in names:
        before, equals, after = value.partition("=")
        if not (equals and before in set(Task)):
            name = value
        elif before == task:
            name = after
    return choose(name, config.engine, str(config.path))


def load_engine(names: Sequence[str], task: Task, *, quiet: bool) -> Engine:
    """The engine for a task, built first with a progress bar where that is needed.

    Says on standard error where the text goes when it leaves this machine.

    Raises:
        UsageError: there is no such engine, or it does not do this task.
        ModelError: it can't be used.
    """
    return load_engines(names, [task], quiet=quiet)[task]


def load_engines(names: Sequence[str], tasks: Sequence[Task], *, quiet: bool) -> dict[Task, Engine]:
    """The engine for each task; one that does both is loaded once."""
    from eenvoudig import engines

    config = read_config()
    choices = {task: chosen(names, task, config) for task in tasks}
    loaded = {choice: load(choice, quiet=quiet) for choice in dict.fromkeys(choices.values())}
    for task, choice in choices.items():
        engines.require(loaded[choice], task)
    warn_remote(loaded.values())
    return {task: loaded[choice] for task, choice in choices.items()}


def warn_remote(loaded: Iterable[Engine]) -> None:
    """Say on standard error where the text goes when it leaves this machine."""
    for remote in dict.fromkeys(engine.abilities.remote for engine in loaded):
        if remote:
            note = _("The text leaves this machine: it goes to {server}.").format(server=remote)
            click.echo(f"{click.style('!', fg='yellow', bold=True)} {note}", err=True)


def load(choice: Choice, *, quiet: bool) -> Engine:
    """Load one engine; the embedded model is built with a progress bar where it must be."""
    from eenvoudig import engines
    from eenvoudig.cli._build import build_with_progress

    if choice == engines.EMBEDDED:
        build_with_progress(quiet=quiet)
    elif isinstance(choice, engines.Checkpoint) and not quiet:
        click.echo(_("Loading {engine}…").format(engine=choice.location), err=True)
    return engines.load_engine(choice, build=False)


def one_engine(name: str) -> Choice:
    """The engine that an argument names.

    Raises:
        UsageError: there is no such engine.
    """
    from eenvoudig.engines import Task, choose

    if name.partition("=")[0] in set(Task):
        raise UsageError(
            "Name an engine without a task.", "As in: {name}", name=name.partition("=")[2]
        )
    config = read_config()
    return choose(name, config.engine, str(config.path))
