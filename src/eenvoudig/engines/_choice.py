"""Which engine: how a user names one, and what may be said about it in `eenvoudig.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, get_type_hints
from urllib.parse import urlsplit

from eenvoudig._errors import UsageError
from eenvoudig._messages import N_
from eenvoudig.engines._protocol import Task


@dataclass(frozen=True, slots=True)
class Embedded:
    """The model that comes with this package."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A model as transformers saves it: `transformers:<folder or hub id>`.

    Attributes:
        location: a folder, or the name of a model that was fetched from the hub before.
        revision: the hub's branch, tag or commit; empty for the one that was fetched.
        tasks: what it was trained for, where that can't be seen from its kind.
        prefix: what it wants before the source (a T5 or UL2 model).
    """

    location: str
    revision: str = ""
    tasks: tuple[str, ...] = ()
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """An OpenAI-compatible server: `openai:<base URL>`, or `openai:<base URL>#<model>`.

    Attributes:
        url: its base URL, such as http://localhost:11434/v1.
        model: which of its models; empty for its only one.
        key_variable: the environment variable with the key, where it wants one.
        timeout: seconds to wait for one answer.
        retries: how often a request is sent again when the server is busy, failing or not there.
        at_once: how many requests it gets at the same time.
    """

    url: str
    model: str = ""
    key_variable: str = "EENVOUDIG_API_KEY"
    timeout: float = 120.0
    retries: int = 4
    at_once: int = 4


Choice = Embedded | Checkpoint | Server

EMBEDDED = Embedded()
_KINDS = {"transformers": Checkpoint, "openai": Server}
_PLACES = {"location", "url"}
_WANTED: dict[object, str] = {
    float: N_("{where}: {key} has to be a number above 0."),
    int: N_("{where}: {key} has to be a whole number."),
    str: N_("{where}: {key} has to be a text, between quotation marks."),
}
_WANTED_LIST = N_('{where}: {key} has to be ["translate"], ["simplify"], or both.')
_TABLE_KEYS = {"use", *(task.value for task in Task)}


def parse_choice(name: str) -> Choice:
    """What `embedded`, `transformers:…` or `openai:…` stands for.

    Raises:
        UsageError: it is none of these.
    """
    kind, colon, place = name.partition(":")
    if name == "embedded":
        return EMBEDDED
    if not colon or not place or kind not in _KINDS:
        raise UsageError(
            "There is no engine {engine}.",
            "Engines are: embedded, transformers:FOLDER or transformers:HUB-ID, openai:URL, and "
            "the names in eenvoudig.toml.",
            engine=name,
        )
    if kind == "transformers":
        return Checkpoint(place)
    url, _, model = place.partition("#")
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # [::1 without its bracket, a port that is no number
        valid = False
    if not valid:
        raise UsageError(
            "{url} is no address of a server.",
            "Write it as openai:http://localhost:11434/v1, and #MODEL behind it if it has several.",
            url=url,
        )
    if parts.username or parts.password:
        raise UsageError(
            "A key or password does not belong in the address of a server.",
            "Put it in an environment variable, and name that as key_variable in eenvoudig.toml.",
        )
    return Server(url, model)


def choose(name: str, table: Mapping[str, Any], where: str) -> Choice:
    """The engine that a user names: one of `eenvoudig.toml`, or one that `parse_choice` knows.

    Args:
        name: the name.
        table: the file's table `engine`: a table for each engine of the user's own.
        where: the file's name, for messages.

    Raises:
        UsageError: there is no such engine, or its table is wrong.
    """
    _check_table(table, where)
    own = table.get(name)
    if name in _TABLE_KEYS or not isinstance(own, Mapping):
        return parse_choice(name)
    use = own.get("use")
    if not isinstance(use, str):
        raise UsageError(
            "{where}: [engine.{name}] does not say which engine it is.",
            'Add a line: use = "transformers:FOLDER" or use = "openai:URL".',
            where=where,
            name=name,
        )
    choice = parse_choice(use)
    types = get_type_hints(type(choice))
    known = {f.name for f in fields(choice)} - _PLACES
    values: dict[str, Any] = {}
    for key, value in own.items():
        if key == "use":
            continue
        if key not in known:
            raise UsageError(
                "{where}: [engine.{name}] has no setting {key}.",
                "Its settings are: {known}.",
                where=where,
                name=name,
                key=key,
                known=", ".join(sorted(known)) or "-",
            )
        values[key] = _typed(value, types[key], f"[engine.{name}] {key}", where)
    _check_tasks(values.get("tasks", ()), f"[engine.{name}] tasks", where)
    return replace(choice, **values)


def preferred(table: Mapping[str, Any], task: Task, where: str) -> str:
    """The name of the engine that `eenvoudig.toml` wants for a task; "embedded" where it is silent.

    Raises:
        UsageError: what stands there is no name.
    """
    _check_table(table, where)
    name = table.get(task.value, table.get("use", "embedded"))
    if not isinstance(name, str):
        raise UsageError(_WANTED[str], where=where, key=f"[engine] {task.value}")
    return name


def _check_table(table: Mapping[str, Any], where: str) -> None:
    """Refuse a setting that is none, such as a task with a slip in its name."""
    for key, value in table.items():
        if key not in _TABLE_KEYS and not isinstance(value, Mapping):
            raise UsageError(
                "{where}: [engine] has no setting {key}.",
                "Its settings are: {known}; and a table [engine.NAME] for each of your own.",
                where=where,
                key=key,
                known=", ".join(sorted(_TABLE_KEYS)),
            )


def own_names(table: Mapping[str, Any]) -> tuple[str, ...]:
    """The engines to which `eenvoudig.toml` gives a name."""
    return tuple(
        name
        for name, value in table.items()
        if isinstance(value, Mapping) and name not in _TABLE_KEYS
    )


def _typed(value: object, wanted: object, key: str, where: str) -> object:
    """The value if it has the type that its field has."""
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
    if wanted is float and number is not None and number > 0:
        return float(number)
    if wanted is int and isinstance(number, int) and number >= 0:
        return number
    if wanted is str and isinstance(value, str):
        return value
    if wanted not in _WANTED and isinstance(value, list):
        return tuple(str(one) for one in value)
    message = _WANTED.get(wanted, _WANTED_LIST)
    raise UsageError(message, where=where, key=key)


def _check_tasks(tasks: tuple[str, ...], key: str, where: str) -> None:
    if not set(tasks) <= set(Task):
        raise UsageError(_WANTED_LIST, where=where, key=key)
