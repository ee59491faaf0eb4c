from typing import Any

import pytest

from eenvoudig._errors import UsageError
from eenvoudig.engines import (
    EMBEDDED,
    Checkpoint,
    Choice,
    Server,
    Task,
    choose,
    own_names,
    parse_choice,
    preferred,
)

TABLE: dict[str, Any] = {
    "translate": "opus",
    "opus": {"use": "transformers:models/opus", "tasks": ["translate"]},
    "ministry": {
        "use": "openai:https://models.example.nl/v1",
        "model": "large",
        "timeout": 30,
        "at_once": 8,
    },
}
WHERE = "eenvoudig.toml"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("embedded", EMBEDDED),
        ("transformers:models/opus", Checkpoint("models/opus")),
        ("transformers:Helsinki-NLP/opus-mt-nl-en", Checkpoint("Helsinki-NLP/opus-mt-nl-en")),
        ("openai:http://localhost:11434/v1", Server("http://localhost:11434/v1")),
        (
            "openai:http://localhost:11434/v1#gemma3:4b",
            Server("http://localhost:11434/v1", "gemma3:4b"),
        ),
    ],
)
def test_names(name: str, expected: Choice) -> None:
    assert parse_choice(name) == expected


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gpt", "There is no engine gpt"),
        ("transformers:", "There is no engine"),
        ("embedded:x", "There is no engine"),
        ("openai:localhost:11434", "no address of a server"),
        ("openai:ftp://localhost/v1", "no address of a server"),
        ("openai:https://me:secret@models.example.nl/v1", "does not belong in the address"),
    ],
)
def test_what_is_no_name(name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_choice(name)


def test_a_password_in_an_address_is_not_repeated() -> None:
    with pytest.raises(UsageError) as error:
        parse_choice("openai:https://me:secret@models.example.nl/v1")
    assert "secret" not in str(error.value)


def test_names_of_the_users_own() -> None:
    assert choose("opus", TABLE, WHERE) == Checkpoint("models/opus", tasks=("translate",))
    assert choose("ministry", TABLE, WHERE) == Server(
        "https://models.example.nl/v1", "large", timeout=30.0, at_once=8
    )
    assert choose("embedded", TABLE, WHERE) == EMBEDDED
    assert own_names(TABLE) == ("opus", "ministry")


def test_each_task_may_have_its_own() -> None:
    assert preferred(TABLE, Task.TRANSLATE, WHERE) == "opus"
    assert preferred(TABLE, Task.SIMPLIFY, WHERE) == "embedded"
    assert preferred({"use": "ministry"}, Task.SIMPLIFY, WHERE) == "ministry"


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ({}, "does not say which engine"),
        ({"use": 3}, "does not say which engine"),
        ({"use": "transformers:x", "model": "y"}, "has no setting model.*revision"),
        ({"use": "embedded", "model": "y"}, "has no setting model"),
        ({"use": "openai:http://localhost/v1", "timeout": "long"}, "timeout has to be a number"),
        ({"use": "openai:http://localhost/v1", "timeout": 0}, "timeout has to be a number above 0"),
        ({"use": "openai:http://localhost/v1", "at_once": 1.5}, "at_once has to be a whole number"),
        ({"use": "openai:http://localhost/v1", "model": 4}, "model has to be a text"),
        ({"use": "transformers:x", "tasks": "translate"}, "tasks has to be"),
        ({"use": "transformers:x", "tasks": ["sing"]}, "tasks has to be"),
    ],
)
def test_a_wrong_table_is_told(own: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message) as error:
        choose("own", {"own": own}, WHERE)
    assert "[engine.own]" in str(error.value)


def test_a_preference_that_is_no_name() -> None:
    with pytest.raises(UsageError, match=r"\[engine\] translate has to be a text"):
        preferred({"translate": 3}, Task.TRANSLATE, WHERE)
