"""`eenvoudig memory`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eenvoudig._errors import InputError, UsageError
from eenvoudig._messages import N_, _, plural
from eenvoudig.cli import _files, _work
from eenvoudig.cli._click import Command, Group, Option, language_option
from eenvoudig.cli._memory import memory_option, memory_path, opened
from eenvoudig.cli._options import format_option

if TYPE_CHECKING:
    from eenvoudig.engines import Task
    from eenvoudig.memory import Approved, Entry, Match

SCHEMA = "eenvoudig/memory/1"
"""The version of the JSON form; docs/schemas/memory-1.schema.json describes it."""
_HEAD = 4000
"""Bytes of a file in which its first element begins."""
STATS_SCHEMA = "eenvoudig/memory-stats/1"
_TASKS = {"simplify": N_("plain Dutch"), "translate": N_("English")}


@click.group("memory", cls=Group)
@language_option
def command() -> None:
    """Keep what reviewers approved, so that it is used first next time.

    Nothing is stored by itself: only what you add. A sentence whose source stands in the memory is
    taken from it; the checks look at it like at any other. For a sentence that is like one in the
    memory, what was approved is shown beside it.

    The memory is a file in your data folder, or the one that eenvoudig.toml names:

    \b
    memory = "memory.sqlite"

    \b
    eenvoudig simplify brief.md --format json -o brief.json    (then review "output" in it)
    eenvoudig memory add brief.json --approved-by "A. de Vries"
    eenvoudig memory search noodhulp
    """


_task = click.option(
    "--task",
    type=click.Choice(list(_TASKS)),
    cls=Option,
    help="Only what was made by this task.",
)
_approved_by = click.option(
    "--approved-by", default="", metavar="NAME", cls=Option, help="Who approved it."
)


_limit = click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", cls=Option, help="At most so many."
)


@command.command("list", cls=Command)
@_task
@_limit
@memory_option
@format_option
@language_option
def list_command(
    task: str | None, limit: int | None, memory: Path | None, output_format: str
) -> None:
    """List what the memory holds, in the order in which it came.

    Each entry has its number, what it was made by, when and by whom it was approved, and where it
    comes from.
    """
    with opened(memory) as known:
        entries = list(known.entries(_task_of(task)) if known else ())
    _show([(entry, None) for entry in entries[:limit]], output_format)


@command.command("search", cls=Command)
@click.argument("words", nargs=-1, required=True, metavar="TEXT")
@_task
@_limit
@memory_option
@format_option
@language_option
def search_command(
    words: tuple[str, ...],
    task: str | None,
    limit: int | None,
    memory: Path | None,
    output_format: str,
) -> None:
    """Search for words in sources and approved texts, then for sources that are like them.

    The percentage says how much a source is like TEXT.
    """
    with opened(memory) as known:
        found: tuple[Match, ...] = ()
        if known:
            found = known.search(" ".join(words), task=_task_of(task), limit=limit)
    _show([(match.entry, match.similarity) for match in found], output_format)


@command.command("add", cls=Command)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@_approved_by
@click.option(
    "--unchanged", is_flag=True, cls=Option, help="Add also sentences that stayed as they were."
)
@memory_option
@language_option
def add_command(
    files: tuple[Path, ...], approved_by: str, unchanged: bool, memory: Path | None
) -> None:
    """Add what was approved: JSON or XLIFF that simplify or translate wrote, after review, or TMX.

    Of JSON the field "output" of each segment counts as you left it. Where a file marks segments as
    reviewed, only those are added; else you say, by adding it, that all of it is. Sentences of JSON
    and XLIFF that stayed as they were are left out, unless you add --unchanged.

    \b
    eenvoudig memory add brief.b1.json brief.en.json --approved-by "A. de Vries"
    """
    _add(files, approved_by, memory, unchanged=unchanged)


@command.command("import", cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@_approved_by
@memory_option
@language_option
def import_command(file: Path, approved_by: str, memory: Path | None) -> None:
    """Import the memory of another program, as TMX with Dutch and English.

    Dates and names of reviewers in the file are kept, unless you name one. Codes inside sentences
    are left out. Where the memory has a later version of a sentence, that stays.

    \b
    eenvoudig memory import translations.tmx
    """
    _add((file,), approved_by, memory, unchanged=True)


@command.command("export", cls=Command)
@click.argument("file", metavar="FILE")
@_task
@click.option("--force", is_flag=True, cls=Option, help="Overwrite files that exist.")
@memory_option
@language_option
def export_command(file: str, task: str | None, force: bool, memory: Path | None) -> None:
    """Write the memory as TMX 1.4b, for another program; "-" is standard output.

    Plain Dutch has the language code nl-simple, English en-GB.

    \b
    eenvoudig memory export memory.tmx
    """
    from eenvoudig._api import tool_version
    from eenvoudig.memory import tmx_bytes

    path = None if file == _files.STANDARD else Path(file)
    _files.refuse_overwriting([path], [str(memory_path(memory))], force=force)
    with opened(memory) as known:
        entries = list(known.entries(_task_of(task)) if known else ())
    _work.emit(tmx_bytes(entries, tool_version()), path)
    click.echo(plural("{count} entry", "{count} entries", len(entries)), err=True)


@command.command("delete", cls=Command)
@click.argument("ids", nargs=-1, required=True, type=click.IntRange(min=1), metavar="ID...")
@memory_option
@language_option
def delete_command(ids: tuple[int, ...], memory: Path | None) -> None:
    """Take entries out of the memory, by the numbers that list and search show."""
    with opened(memory) as known:
        there = {entry.id for entry in known.entries()} if known else set()
        if missing := sorted(set(ids) - there):
            raise UsageError(
                "The memory has no entry {ids}.",
                "See the numbers with eenvoudig memory list; nothing was taken out.",
                ids=", ".join(map(str, missing)),
            )
        count = known.delete(set(ids)) if known else 0
    click.echo(plural("{count} entry taken out", "{count} entries taken out", count), err=True)


@command.command("stats", cls=Command)
@memory_option
@format_option
@language_option
def stats_command(memory: Path | None, output_format: str) -> None:
    """Count what the memory holds: by task, reviewer and origin, and how often it was used."""
    path = memory_path(memory)
    with opened(memory) as known:
        entries = list(known.entries() if known else ())
        size = path.stat().st_size if known else 0
    data = _stats(path, size, entries)
    if output_format == "json":
        click.echo(_work.to_json(data), nl=False)
        return
    for line in _told(data):
        click.echo(line)


def _add(files: Sequence[Path], approved_by: str, memory: Path | None, *, unchanged: bool) -> None:
    """Add the approved segments of files, of all or none."""
    from eenvoudig.memory import Memory

    read = [(file, _approved(file, _read(file), unchanged=unchanged)) for file in files]
    for file, approved in read:
        if not approved.entries:
            raise InputError(
                "{name} has no approved segments to add.",
                "Of JSON, sentences that stayed as they were count only with --unchanged; of TMX, "
                "pairs of Dutch and English, or of Dutch and plain Dutch.",
                name=file,
            )
    entries = [entry for _file, approved in read for entry in approved.entries]
    if approved_by:
        entries = [replace(entry, approved_by=approved_by) for entry in entries]
    path = memory_path(memory)
    with Memory.open(path, create=True) as known:
        tally = known.add(entries)
    counts = (
        plural("{count} new", "{count} new", tally.new),
        plural("{count} replaced", "{count} replaced", tally.changed),
        plural("{count} known", "{count} known", tally.known),
    )
    click.echo(f"{path}: {', '.join(counts)}", err=True)
    for file, approved in read:
        for line in _left_out(approved):
            click.echo(f"  {file}: {line}", err=True)


def _approved(file: Path, content: bytes, *, unchanged: bool) -> Approved:
    """The approved segments of a file."""
    from eenvoudig.memory import read_approved

    if b"<xliff" in content[:_HEAD]:
        return _of_xliff(file, content, unchanged=unchanged)
    return read_approved(file, content, unchanged=unchanged)


def _of_xliff(file: Path, content: bytes, *, unchanged: bool) -> Approved:
    """The approved segments of XLIFF that simplify or translate wrote."""
    from eenvoudig.memory import Entry, Unit, choose_approved
    from eenvoudig.review import read_reviewed
    from eenvoudig.rewrite import signature_line

    reviewed = read_reviewed(file.name, content)
    if reviewed.task is None or not reviewed.signature:
        raise InputError(
            "{path} is XLIFF of another program.",
            "Export it there as TMX, and import that.",
            path=file,
        )
    origin, signature = Path(reviewed.original).name, signature_line(reviewed.signature)
    contexts = ["", *(segment.source for segment in reviewed.segments)]
    units = [
        Unit(
            Entry(reviewed.task, s.source, s.output, context, origin, signature=signature),
            s.state.value,
        )
        if s.source.strip() and s.output.strip()
        else None
        for s, context in zip(reviewed.segments, contexts, strict=False)
    ]
    return choose_approved(units, unchanged=unchanged)


def _left_out(approved: Approved) -> Iterator[str]:
    if approved.unreviewed:
        yield plural(
            "{count} left out: not marked as reviewed",
            "{count} left out: not marked as reviewed",
            approved.unreviewed,
        )
    if approved.unchanged:
        yield plural(
            "{count} left out: stayed as it was",
            "{count} left out: stayed as they were",
            approved.unchanged,
        )
    if approved.unusable:
        yield plural(
            "{count} left out: no Dutch, or no text beside it",
            "{count} left out: no Dutch, or no text beside it",
            approved.unusable,
        )


def _read(file: Path) -> bytes:
    if str(file) == _files.STANDARD:
        return _files.read_standard()
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(
            "{name} cannot be read: {reason}.",
            "Check your rights to it.",
            name=file,
            reason=error.strerror,
        ) from None


def _task_of(name: str | None) -> Task | None:
    from eenvoudig.engines import Task

    return Task(name) if name else None


def _show(found: Sequence[tuple[Entry, float | None]], output_format: str) -> None:
    """Print entries, each with how much it is like what was searched for."""
    from eenvoudig.memory import NEAR

    if output_format == "json":
        rows = [_data(entry, similarity) for entry, similarity in found]
        click.echo(_work.to_json({"schema": SCHEMA, "entries": rows}), nl=False)
        return
    if not found:
        click.echo(_("The memory has none."), err=True)
    for place, (entry, similarity) in enumerate(found):
        if place:
            click.echo()
        near = f"{floor(similarity * 100)}%" if similarity and similarity >= NEAR else ""
        when = entry.created.date().isoformat() if entry.created else ""
        about = (_(_TASKS[entry.task]), near, when, entry.approved_by, entry.origin)
        click.echo(f"{entry.id}: {', '.join(filter(None, about))}")
        click.echo(f"  {entry.source}")
        click.echo(f"  → {entry.target}")


def _data(entry: Entry, similarity: float | None) -> dict[str, Any]:
    from eenvoudig.memory import moment

    times = {"created": moment(entry.created), "used": moment(entry.used) or None}
    near = {} if similarity is None else {"similarity": round(similarity, 3)}
    return {**asdict(entry), **times, **near}


def _stats(path: Path, size: int, entries: Sequence[Entry]) -> dict[str, Any]:
    from eenvoudig.memory import moment

    times = sorted(entry.created for entry in entries if entry.created)
    return {
        "schema": STATS_SCHEMA,
        "path": str(path),
        "bytes": size,
        "entries": len(entries),
        "tasks": dict(Counter(entry.task.value for entry in entries)),
        "approved_by": dict(Counter(entry.approved_by for entry in entries).most_common()),
        "origins": dict(Counter(entry.origin for entry in entries).most_common()),
        "first": moment(times[0]) if times else None,
        "last": moment(times[-1]) if times else None,
        "used": sum(entry.uses > 0 for entry in entries),
        "uses": sum(entry.uses for entry in entries),
    }


def _told(data: dict[str, Any]) -> Iterator[str]:
    """The figures for people."""
    yield f"{data['path']}: {plural('{count} entry', '{count} entries', data['entries'])}"
    if not data["entries"]:
        return
    tasks = {_(_TASKS[task]): count for task, count in data["tasks"].items()}
    counts = {
        _("Made by task"): tasks,
        _("Approved by"): data["approved_by"],
        _("From"): data["origins"],
    }
    for name, each in counts.items():
        yield f"{name}: " + ", ".join(f"{key or '–'} ({count})" for key, count in each.items())
    first, last = data["first"][:10], data["last"][:10]
    yield _("Approved from {first} to {last}").format(first=first, last=last)
    used = plural("{count} entry", "{count} entries", data["used"])
    uses = plural("{count} time", "{count} times", data["uses"])
    yield f"{_('Used')}: {used}, {uses}"
