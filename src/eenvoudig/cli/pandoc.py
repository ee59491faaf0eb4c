"""`eenvoudig-pandoc`, a filter for pandoc."""

from __future__ import annotations

import click

from eenvoudig._errors import UsageError
from eenvoudig.cli import _files, _main, _work
from eenvoudig.cli._click import Command
from eenvoudig.cli._engine import load_engine
from eenvoudig.cli._memory import memory_in_use

_SUFFIX = ".pandoc-json"


@click.command("eenvoudig-pandoc", cls=Command)
@click.argument("target", default="", metavar="[FORMAT]")
def command(target: str) -> None:
    """Rewrite a document on its way through pandoc.

    The metadata says what to make: eenvoudig is b1 (plain Dutch) or en (English); eenvoudig-flags
    is inline to mark in the text what needs review, which is named on standard error in any case.
    Engine, terms and memory come from eenvoudig.toml.

    \b
    pandoc --filter eenvoudig-pandoc -M eenvoudig=b1 nota.md -o nota.b1.docx
    pandoc --filter eenvoudig-pandoc -M eenvoudig=en nota.md -o nota.en.docx
    """
    from eenvoudig import _api, formats
    from eenvoudig.cli._report import lines
    from eenvoudig.engines import Task
    from eenvoudig.review import with_flags

    del target  # all formats are alike here
    document = _api.read(_files.read_standard(), name="pandoc", suffix=_SUFFIX)
    wanted = formats.pandoc_metadata(document, "eenvoudig")
    tasks = {"b1": (Task.SIMPLIFY, _api.simplify), "en": (Task.TRANSLATE, _api.translate)}
    if wanted not in tasks:
        raise UsageError(
            "The metadata does not say what to make of this document.",
            "Call pandoc with -M eenvoudig=b1 for plain Dutch, or -M eenvoudig=en for English.",
        )
    task, function = tasks[wanted]
    engine = load_engine((), task, quiet=True)
    memory = memory_in_use(None, without=False)
    result = function(document, engine=engine, terms=_work.load_glossary(()), memory=memory)
    inline = formats.pandoc_metadata(document, "eenvoudig-flags") == "inline"
    _files.write_standard(with_flags(result) if inline else result.content)
    for line in lines(result, None, quiet=False, verbose=False):
        click.echo(line, err=True)


def main() -> None:
    """Run the filter; pandoc takes another exit code than 0 for a failure, and writes nothing."""
    _main.main(None, command, "eenvoudig-pandoc")
