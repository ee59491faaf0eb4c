"""Every message that a user can see has its Dutch, and says the same with the same values."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import eenvoudig
from eenvoudig import _errors

PACKAGE = Path(eenvoudig.__file__).parent
CATALOGUE = PACKAGE / "locale/nl/LC_MESSAGES/eenvoudig.po"
LOOKED_UP = {"_", "N_", "plural"}
TEMPLATE_CALL = re.compile(r"\b_\('([^']+)'\)")


def messages() -> Iterator[tuple[str, str]]:
    """(message, where) for each literal that is shown: looked up, raised, or a help text."""
    for path in sorted(PACKAGE.rglob("*.py")):
        in_cli = path.parent.name == "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call):
                for message in _of_call(node):
                    yield message, where
            elif in_cli and isinstance(node, ast.FunctionDef) and _is_command(node):
                yield inspect.cleandoc(ast.get_docstring(node, clean=False) or ""), where
    for path in sorted(PACKAGE.rglob("*.j2")):
        for match in TEMPLATE_CALL.finditer(path.read_text(encoding="utf-8")):
            yield match[1], path.name


def _of_call(node: ast.Call) -> Iterator[str]:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    literals = [a.value for a in node.args if isinstance(a, ast.Constant)]
    texts = [value for value in literals if isinstance(value, str)]
    if name in LOOKED_UP or name in _errors.__all__:
        yield from texts[:1] if name == "plural" else texts[:2]
    for keyword in node.keywords:
        if keyword.arg == "help" and isinstance(keyword.value, ast.Constant):
            yield str(keyword.value.value)


def _is_command(node: ast.FunctionDef) -> bool:
    calls = [d.func for d in node.decorator_list if isinstance(d, ast.Call)]
    return any(getattr(f, "attr", "") in {"command", "group"} for f in calls)


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file)


def test_every_message_has_its_dutch(catalogue: Catalog) -> None:
    translated = {_first(m.id): m.string for m in catalogue if m.id}
    missing = sorted({f"{w}: {m!r}" for m, w in messages() if not translated.get(m)})
    assert not missing, "\n".join(missing)


def test_no_dutch_is_left_over(catalogue: Catalog) -> None:
    used = {message for message, _ in messages()}
    ours = [m for m in catalogue if m.id and "click" not in m.auto_comments]
    assert [m.id for m in ours if _first(m.id) not in used] == []


def test_the_dutch_has_the_same_values(catalogue: Catalog) -> None:
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in strings:
            assert _fields(str(string)) == _fields(_first(message.id)), message.id


def _first(message: str | list[str] | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
