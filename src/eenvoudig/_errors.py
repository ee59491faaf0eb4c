"""The errors of eenvoudig: one tree, in which each error knows its exit code.

EenvoudigError                1   something is wrong that has no place of its own below
├── UsageError                2   the call asks for something that cannot be
├── InputError                3   the input cannot be read: missing, empty, binary, not UTF-8
├── ReviewNeeded              4   everything was written, but segments need a reader's eye
├── ModelError                5   the model cannot be used
│   ├── ModelMissing              it is not built, or what it is made from is not here
│   ├── ModelCorrupt              its files can't be loaded, or are not what was built
│   └── ServerError               the server that has it is not there, refuses or fails
├── OutputError               6   the output cannot be written: it exists, no space, no rights
└── GlossaryError             7   a glossary file is wrong

An interrupted run ends with 130, as the shell has it.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "EenvoudigError",
    "GlossaryError",
    "InputError",
    "ModelCorrupt",
    "ModelError",
    "ModelMissing",
    "OutputError",
    "ReviewNeeded",
    "ServerError",
    "UsageError",
]


class EenvoudigError(Exception):
    """What went wrong, where, and what to do about it.

    `message` and `hint` are English templates in `str.format` style, literal where they are raised,
    so that the command line can look up their Dutch; `values` fills them.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        self.message = message
        self.hint = hint
        self.values = values
        super().__init__(message)

    def __str__(self) -> str:
        text = self.message.format(**self.values)
        return f"{text} {self.hint.format(**self.values)}" if self.hint else text


class UsageError(EenvoudigError):
    """The call asks for something that cannot be."""

    exit_code = 2


class InputError(EenvoudigError):
    """The input cannot be read."""

    exit_code = 3


class ReviewNeeded(EenvoudigError):
    """Everything was written, but segments need a reader's eye."""

    exit_code = 4


class ModelError(EenvoudigError):
    """The model cannot be used."""

    exit_code = 5


class ModelMissing(ModelError):
    """The model is not built, or what it is made from is not here."""


class ModelCorrupt(ModelError):
    """The model's files can't be loaded, or are not what they were when they were built."""


class ServerError(ModelError):
    """The server that has the model is not there, refuses or fails."""


class OutputError(EenvoudigError):
    """The output cannot be written."""

    exit_code = 6


class GlossaryError(EenvoudigError):
    """A glossary file is wrong; the message names the file and the line."""

    exit_code = 7
