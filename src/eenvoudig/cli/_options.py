"""The options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from eenvoudig._errors import UsageError
from eenvoudig.cli import _forms
from eenvoudig.cli._click import Option, language_option
from eenvoudig.cli._engine import effort_option, engine_option
from eenvoudig.cli._memory import memory_options

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Options:
    """What the options of a rewriting command say, with the names that they have there."""

    glossary: tuple[Path, ...]
    engine: tuple[str, ...]
    effort: str
    memory: Path | None
    no_memory: bool
    input_format: str | None
    fields: tuple[str, ...]
    field_formats: tuple[str, ...]
    encoding: str | None
    pdf_text: bool | None
    flags: str
    track_changes: bool
    label: bool
    reviewer: str
    alternates: tuple[str, ...]
    output_format: str
    to: str | None
    force: bool
    exit_zero: bool
    quiet: bool
    verbose: bool


def format_option(function: F) -> F:
    """`--format`, of what a command tells."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        cls=Option,
        help="For people or for programs.",
    )(function)


def glossary_option(function: F) -> F:
    """`--glossary`, the user's own terms."""
    return click.option(
        "-g",
        "--glossary",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="FILE",
        cls=Option,
        help="A file with your own terms; they go before ours. May be repeated; the last wins.",
    )(function)


def quiet_option(function: F) -> F:
    """`--quiet`."""
    return click.option(
        "-q", "--quiet", is_flag=True, cls=Option, help="Only warnings and errors."
    )(function)


def review_option(function: F) -> F:
    """`--review`, of the commands that do one task."""
    return click.option(
        "--review",
        type=click.Path(path_type=Path),
        metavar="FILE",
        cls=Option,
        help="Write a page to review the result by to this file, as HTML.",
    )(function)


def field_option(function: F) -> F:
    """`--field`, of records."""
    return click.option(
        "--field",
        "--column",
        "fields",
        multiple=True,
        metavar="NAME",
        cls=Option,
        help="Of records (CSV, JSON Lines): rewrite this field, as title or body.text. May "
        "be repeated.",
    )(function)


def field_format_option(function: F) -> F:
    """`--field-format`, of records."""
    return click.option(
        "--field-format",
        "field_formats",
        multiple=True,
        metavar="[NAME=]SUFFIX",
        cls=Option,
        help="What the values of the fields, or of one, are: txt (the default), md or "
        "html. May be repeated.",
    )(function)


def rewriting_options(function: F) -> F:
    """The options of simplify, translate and publish; they reach the command as `values`."""
    for decorate in reversed(
        [
            click.option(
                "--format",
                "output_format",
                type=click.Choice(list(_forms.SUFFIXES)),
                default="text",
                show_default=True,
                cls=Option,
                help="The text itself; JSON with the evidence for every segment; XLIFF 2.1 or 1.2 "
                "or TMX for a translator's program; or the source with its changes marked "
                "(CriticMarkup). All but the first go back with eenvoudig apply.",
            ),
            click.option(
                "--to",
                type=click.Choice(["md", "html", "docx", "txt"]),
                cls=Option,
                help="Write PDF, Markdown or plain text as this format. Default: by the output's "
                "name; else the input's own, for PDF Markdown.",
            ),
            click.option(
                "--flags",
                type=click.Choice(["off", "inline"]),
                default="off",
                show_default=True,
                cls=Option,
                help="Mark in the text itself what needs review.",
            ),
            click.option(
                "--track-changes",
                is_flag=True,
                cls=Option,
                help="Word files: write the changes as tracked changes, with comments.",
            ),
            click.option(
                "--label",
                is_flag=True,
                cls=Option,
                help="Say at the top of the text where it comes from, and that nobody has reviewed "
                "it yet (txt, md, html).",
            ),
            click.option(
                "--reviewed-by",
                "reviewer",
                default="",
                metavar="NAME",
                cls=Option,
                help="With --label: say who has reviewed it.",
            ),
            click.option(
                "--alternate",
                "alternates",
                multiple=True,
                metavar="LANG=URL",
                cls=Option,
                help="In HTML: name the same page in this language in its head. May be repeated.",
            ),
            glossary_option,
            engine_option,
            effort_option,
            memory_options,
            click.option(
                "--pdf-text/--no-pdf-text",
                default=None,
                cls=Option,
                help="Whether plain text was extracted from PDF. Default: judge by the text.",
            ),
            click.option(
                "--input-format",
                metavar="SUFFIX",
                cls=Option,
                help="Read the input as this format (txt, md, html, docx, odt, pdf, csv, "
                "jsonl), whatever its name.",
            ),
            field_option,
            field_format_option,
            click.option("--encoding", cls=Option, help="Encoding of the input. Default: UTF-8."),
            click.option("--force", is_flag=True, cls=Option, help="Overwrite files that exist."),
            click.option(
                "--exit-zero",
                is_flag=True,
                cls=Option,
                help="Exit with 0 also when segments need review.",
            ),
            quiet_option,
            click.option(
                "-v",
                "--verbose",
                is_flag=True,
                cls=Option,
                help="Also terms, what was tried, and the signature.",
            ),
            language_option,
        ]
    ):
        function = decorate(function)
    return function


def to_options(values: dict[str, Any]) -> Options:
    """The keyword arguments that click passes for `rewriting_options`.

    Raises:
        UsageError: two of them exclude each other.
    """
    if values["track_changes"] and values["output_format"] != "text":
        raise UsageError(
            "--track-changes and --format {form} exclude each other.",
            "Give one of them.",
            form=values["output_format"],
        )
    if values["track_changes"] and values["flags"] == "inline":
        raise UsageError(
            "--track-changes and --flags inline exclude each other.",
            "Leave out --flags: with --track-changes each flag is in a comment.",
        )
    suffix = values.pop("input_format")
    to = values.pop("to")
    return Options(
        to=f".{to}" if to else None,
        input_format=f".{suffix.removeprefix('.')}" if suffix else None,
        **values,
    )
