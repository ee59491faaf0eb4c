"""What simplify, translate and publish have in common: read, load, show progress, report, exit."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eenvoudig._errors import ReviewNeeded, UsageError
from eenvoudig._messages import N_
from eenvoudig.cli import _files, _forms
from eenvoudig.cli._config import read_config
from eenvoudig.cli._engine import load_engine
from eenvoudig.cli._memory import memory_in_use
from eenvoudig.cli._options import Options

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from eenvoudig import _api
    from eenvoudig.document import Document
    from eenvoudig.engines import Task
    from eenvoudig.glossary import Glossary
    from eenvoudig.rewrite import Result


def read(name: str, options: Options) -> Document:
    """The document that a path or "-" stands for.

    Raises:
        UsageError: its changes are to be tracked, and its format has no tracked changes.
    """
    from eenvoudig import _api, formats

    source = _files.read_standard() if name == _files.STANDARD else Path(name)
    document = _api.read(
        source,
        suffix=options.input_format,
        encoding=options.encoding,
        pdf_text=options.pdf_text,
        fields=fields_of(options.fields, options.field_formats),
    )
    if options.track_changes:
        formats.refuse_untracked(document)
    return document


def fields_of(fields: Sequence[str], formats: Sequence[str]) -> dict[str, str]:
    """The fields of records to rewrite, each with its format.

    Raises:
        UsageError: a format is of a field that is not named.
    """
    found = dict.fromkeys(fields, ".txt")
    for value in formats:
        name, _, suffix = value.rpartition("=")
        if name and name not in found:
            raise UsageError(
                "--field-format {value} is about a field that --field does not name.",
                "Add --field {name}.",
                value=value,
                name=name,
            )
        names = [name] if name else list(found)
        found |= dict.fromkeys(names, f".{suffix.removeprefix('.').lower()}")
    return found


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*|x-default", re.IGNORECASE)
"""A language's code, as hreflang has it."""


def _refuse_extras(document: Document, path: Path | None, options: Options) -> None:
    """Stop before the work begins when a label or a link could not be put in at its end."""
    from eenvoudig import formats

    if options.reviewer and not options.label:
        raise UsageError("--reviewed-by is a part of the label.", "Add --label.")
    if not (options.label or options.alternates):
        return
    if options.track_changes or options.output_format != "text":
        raise UsageError(
            "A label and links go into the text itself.",
            "Leave out --label and --alternate, or --format and --track-changes.",
        )
    suffix = _suffix(document, path, options)
    if options.label:
        formats.check_label(document, suffix)
    if _alternates(options):
        formats.check_alternates(document, suffix)


def _alternates(options: Options) -> dict[str, str]:
    """The addresses of --alternate, by language."""
    found = {}
    for value in options.alternates:
        language, _, url = value.partition("=")
        if not (_LANGUAGE.fullmatch(language) and url.strip()):
            raise UsageError(
                "--alternate {value} is no language with an address.",
                "Write it as en=https://example.nl/en/page.",
                value=value,
            )
        found[language] = url.strip()
    return found


def load_glossary(own: tuple[Path, ...]) -> Glossary:
    """Our terms, those of `eenvoudig.toml`, and the user's: the last count before the first."""
    from eenvoudig import _api, glossary

    extra = (*read_config().glossary, *own)
    return glossary.load(extra=extra) if extra else _api.default_glossary()


@contextmanager
def progress(label: str, *, quiet: bool) -> Iterator[_api.Progress]:
    """A bar on standard error; nothing where that is no terminal or the user wants quiet."""
    stream = sys.stderr
    if quiet or not stream.isatty():
        yield lambda *_: None
        return
    with ExitStack() as stack:
        bars: list[ProgressBar[int]] = []

        def advance(done: int, total: int) -> None:
            if not bars:  # a text that needs no engine shows no bar
                bar = click.progressbar(length=total, label=label, file=stream)
                bars.append(stack.enter_context(bar))
            bars[0].length = total
            bars[0].update(done - bars[0].pos)

        yield advance


def rewrite_files(
    function: Callable[..., Result],
    task: Task,
    label: str,
    inputs: Sequence[str],
    output: str | None,
    out_dir: Path | None,
    ending: str,
    options: Options,
    *,
    review: Path | None = None,
) -> None:
    """Rewrite each input and write it to its place, and a page to review it by where one is wanted.

    Raises:
        UsageError: one page is wanted for several inputs.
        ReviewNeeded: all is written, and there are segments with a flag.
    """
    from eenvoudig.review import review_page

    inputs = inputs or [_files.STANDARD]
    form = _forms.SUFFIXES[options.output_format]
    paths = _files.output_paths(inputs, output, out_dir, ending, suffix=form or options.to or "")
    if review and len(inputs) > 1:
        raise UsageError(
            "--review makes one page, and there are {count} inputs.",
            "Run them one at a time.",
            count=len(inputs),
        )
    if review and review in paths:
        raise UsageError(
            "The result and the page of --review would both be written to {path}.",
            "Give one of them another name.",
            path=review,
        )
    _files.refuse_overwriting([*paths, review], inputs, force=options.force)
    terms = load_glossary(options.glossary)
    documents = [read(name, options) for name in inputs]
    for document, path in zip(documents, paths, strict=True):
        refuse(document, path, options)
    memory = memory_in_use(options.memory, without=options.no_memory)
    engine = load_engine(options.engine, task, quiet=options.quiet)
    results = []
    for document, path in zip(documents, paths, strict=True):
        with progress(
            f"{label} {_files.shown_name(document.name)}", quiet=options.quiet
        ) as advance:
            result = function(
                document,
                engine=engine,
                terms=terms,
                effort=options.effort,
                memory=memory,
                on_progress=advance,
            )
        emit(rendered(result, options, path), path)
        if review:
            _files.write_whole(review, review_page(result).encode())
        report(result, options, path)
        results.append(result)
    finish(results, options)


def rendered(result: Result, options: Options, path: Path | None) -> bytes:
    """The result in the form that was asked for, by an option or by the name of its file."""
    from eenvoudig import formats
    from eenvoudig.review import tracked, with_flags, with_label

    if options.output_format != "text":
        return _forms.write(result, options.output_format)
    if options.track_changes:
        return tracked(result)
    suffix = _suffix(result.document, path, options)
    content = result.content if suffix == result.document.suffix else result.to_format(suffix)
    if options.flags == "inline":
        content = with_flags(result, suffix)
    if options.label:
        content = with_label(result, content, suffix, options.reviewer)
    if alternates := _alternates(options):
        content = formats.add_alternates(result.document, content, suffix, alternates)
    return content


def _suffix(document: Document, path: Path | None, options: Options) -> str:
    """The format of the result: by an option, by the name of its file, or that of its source."""
    return options.to or (path.suffix.lower() if path else "") or document.suffix


def refuse(document: Document, path: Path | None, options: Options) -> None:
    """Stop before the work begins where a document can't be written as what is asked for.

    Raises:
        UsageError: the name or an option asks for what its format can't be or has no place for.
    """
    if not _forms.SUFFIXES[options.output_format]:
        _files.refuse_other_kind(document, path, to=options.to)
    _forms.refuse(document, options.output_format)
    _refuse_extras(document, path, options)


def to_json(data: Mapping[str, Any]) -> str:
    """JSON that people can read too."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def emit(content: bytes, path: Path | None) -> None:
    """Write to a file, or to standard output."""
    if path is None:
        _files.write_standard(content)
    else:
        _files.write_whole(path, content)


def report(result: Result, options: Options, path: Path | None) -> None:
    """Say on standard error what was done and what to look at."""
    from eenvoudig.cli._report import lines

    for line in lines(result, path, quiet=options.quiet, verbose=options.verbose):
        click.echo(line, err=True)


def finish(results: Sequence[Result], options: Options) -> None:
    """End with the exit code for review where it is needed.

    Raises:
        ReviewNeeded: there are segments with a flag, and the user has not waived the exit code.
    """
    count = sum(len(result.flagged) for result in results)
    if count and not options.exit_zero:
        if options.output_format != "text":
            hint = N_("They are named above; --exit-zero ends with 0.")
        elif options.track_changes:
            hint = N_("They are named above and in the comments; --exit-zero ends with 0.")
        elif options.flags == "inline":
            hint = N_("They are named above and marked in the text; --exit-zero ends with 0.")
        else:
            hint = N_(
                "They are named above; --flags inline marks them in the text, --exit-zero ends "
                "with 0."
            )
        raise ReviewNeeded("Written; segments that need review: {count}.", hint, count=count)
