"""`eenvoudig engines`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from eenvoudig._messages import N_, _, plural
from eenvoudig.cli._click import Command, Group, language_option
from eenvoudig.cli._config import read_config
from eenvoudig.cli._engine import load, one_engine, warn_remote
from eenvoudig.cli._options import format_option
from eenvoudig.cli._work import to_json

if TYPE_CHECKING:
    from eenvoudig.engines import Abilities, Engine, Machine, Model
    from eenvoudig.evaluation import Trial

_TASKS = {"translate": N_("into English"), "simplify": N_("into plain Dutch")}
_ABILITIES = {
    "hints": N_("is told the terms"),
    "context": N_("is told what comes before"),
    "search": N_("several hypotheses by search"),
    "sampling": N_("several hypotheses by chance"),
    "scores": N_("scores"),
}


@click.group("engines", cls=Group)
@language_option
def command() -> None:
    """See, try and choose what rewrites the text.

    Besides the embedded model it can be a model of your own, or one on a server. Terms, checks,
    formats and evidence are the same for all.

    \b
    eenvoudig engines recommend
    eenvoudig engines try openai:http://localhost:11434/v1#gemma3:4b
    eenvoudig translate brief.md --engine transformers:models/opus-mt-nl-en

    In eenvoudig.toml, in the working folder or one above it:

    \b
    [engine]
    translate = "transformers:Helsinki-NLP/opus-mt-nl-en"
    simplify = "ministry"
    [engine.ministry]
    use = "openai:https://models.example.nl/v1"
    model = "a-large-model"
    key_variable = "MODELS_KEY"
    """


@command.command("list", cls=Command)
@format_option
@language_option
def list_command(output_format: str) -> None:
    """List the engines that are here: the embedded one, those in eenvoudig.toml, fetched ones."""
    from eenvoudig import engines

    config = read_config()
    own = engines.own_names(config.engine)
    rows = [{"engine": "embedded", "from": "eenvoudig"}]
    rows += [{"engine": name, "from": str(config.path)} for name in own]
    rows += [{"engine": f"transformers:{name}", "from": "hub"} for name in engines.fetched()]
    for task in engines.Task:
        name = engines.preferred(config.engine, task, str(config.path))
        for row in rows:
            if row["engine"] == name:
                row[task.value] = "default"
    if output_format == "json":
        click.echo(to_json({"schema": "eenvoudig/engines/1", "engines": rows}), nl=False)
        return
    for row in rows:
        marks = [_(_TASKS[task]) for task in _TASKS if row.get(task)]
        default = f"  ({_('default')} {', '.join(marks)})" if marks else ""
        click.echo(f"{row['engine']}{default}")


@command.command("show", cls=Command)
@click.argument("engine", metavar="ENGINE")
@format_option
@language_option
def show_command(engine: str, output_format: str) -> None:
    """Load an engine, and show what it is and what it can do."""
    loaded = load(one_engine(engine), quiet=output_format == "json")
    abilities = loaded.abilities
    if output_format == "json":
        data: dict[str, Any] = {"schema": "eenvoudig/engine/1", "engine": engine}
        data |= {"signature": dict(loaded.signature)}
        data |= {"tasks": sorted(abilities.tasks), "remote": abilities.remote}
        data |= {name: getattr(abilities, name) for name in _ABILITIES}
        click.echo(to_json(data), nl=False)
        return
    for name, value in loaded.signature.items():
        click.echo(f"{name}: {value}")
    for line in _described(abilities):
        click.echo(line)


@command.command("try", cls=Command)
@click.argument("engine", metavar="ENGINE")
@format_option
@language_option
def try_command(engine: str, output_format: str) -> None:
    """Let an engine rewrite three built-in sentences; show speed, output and verdicts."""
    from eenvoudig.evaluation import try_engine

    quiet = output_format == "json"
    loaded = load(one_engine(engine), quiet=quiet)
    warn_remote([loaded])
    trials = try_engine(loaded)
    if quiet:
        rows = [
            {"seconds": round(t.seconds, 3), "words_per_second": round(t.words_per_second, 1)}
            | {"result": t.result.to_dict()}
            for t in trials
        ]
        data = {"schema": "eenvoudig/trials/1", "engine": engine, "trials": rows}
        click.echo(to_json(data), nl=False)
        return
    for line in _tried(loaded, trials):
        click.echo(line)


@command.command("recommend", cls=Command)
@format_option
@language_option
def recommend_command(output_format: str) -> None:
    """Look at this machine, and name the models that it can run, from small to large."""
    from eenvoudig import engines

    machine = engines.this_machine()
    models = [model for model in engines.recommended() if model.fits(machine)]
    if output_format == "json":
        click.echo(to_json(_recommended_data(machine, models)), nl=False)
        return
    for line in _recommended(machine, models):
        click.echo(line)


def _described(abilities: Abilities) -> Iterator[str]:
    yield _("Rewrites: {tasks}").format(
        tasks=", ".join(_(_TASKS[task]) for task in _TASKS if task in abilities.tasks)
    )
    able = [_(label) for name, label in _ABILITIES.items() if getattr(abilities, name)]
    unable = [_(label) for name, label in _ABILITIES.items() if not getattr(abilities, name)]
    yield _("Has: {abilities}").format(abilities=", ".join(able) or "-")
    yield _("Has not: {abilities}").format(abilities=", ".join(unable) or "-")
    if abilities.remote:
        yield _("The text leaves this machine: it goes to {server}.").format(
            server=abilities.remote
        )


def _tried(engine: Engine, trials: tuple[Trial, ...]) -> Iterator[str]:
    from eenvoudig.review import describe_flag

    yield ", ".join(f"{name}: {value}" for name, value in engine.signature.items())
    for trial in trials:
        speed = _("{seconds} s, {speed} words/s").format(
            seconds=f"{trial.seconds:.1f}", speed=f"{trial.words_per_second:.0f}"
        )
        yield ""
        task = _(_TASKS[trial.task])
        yield click.style(f"{task[:1].upper()}{task[1:]} ({speed})", bold=True)
        for segment in trial.result.segments:
            yield f"  {segment.segment.text}"
            yield f"  → {segment.output}"
            answers = plural("{count} answer", "{count} answers", segment.attempts)
            if not segment.flags:
                yield f"    {click.style('✓', fg='green')} {_('passes every check')} ({answers})"
            for flag in segment.flags:
                yield f"    {click.style('!', fg='yellow', bold=True)} " + describe_flag(
                    segment, flag
                )


def _recommended(machine: Machine, models: list[Model]) -> Iterator[str]:
    yield _("This machine: {memory} GB of memory, {cores} cores, {card}.").format(
        memory=f"{machine.memory:.0f}",
        cores=machine.cores,
        card=f"{machine.card} ({machine.card_memory:.0f} GB)"
        if machine.card
        else _("no graphics card that can be used"),
    )
    for model in models:
        measured = (
            _("measured by this project") if model.measured else _("not measured by this project")
        )
        yield ""
        yield click.style(model.name, bold=True)
        yield f"  --engine {model.engine}"
        yield "  " + ", ".join(_(_TASKS[task]) for task in model.tasks) + f"; {measured}"
        yield "  " + _("{download} GB to fetch, {memory} GB of memory; licence: {licence}").format(
            download=f"{model.download:g}", memory=f"{model.memory:g}", licence=model.licence
        )
        if model.published:
            note = _("BLEU {bleu} on FLORES-200 dev, as others published it")
            yield "  " + note.format(bleu=f"{model.published:g}")
    yield ""
    yield _(
        "Which is best for your texts only your own figures tell: eenvoudig evaluate pairs.tsv "
        "--engine ENGINE"
    )


def _recommended_data(machine: Machine, models: list[Model]) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "schema": "eenvoudig/recommendation/1",
        "machine": asdict(machine),
        "models": [asdict(model) for model in models],
    }
