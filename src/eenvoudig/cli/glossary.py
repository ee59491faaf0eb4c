"""`eenvoudig glossary`."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eenvoudig._errors import GlossaryError, OutputError, ReviewNeeded, UsageError
from eenvoudig._messages import N_, _, plural
from eenvoudig.cli import _files, _work
from eenvoudig.cli._click import Command, Group, Option, language_option
from eenvoudig.cli._options import format_option, glossary_option

if TYPE_CHECKING:
    from eenvoudig.glossary import Candidate, Finding, Term

FORMS = ("csv", "pairs", "tbx", "tsv", "yaml")
"""Those of `eenvoudig.glossary.FORMS`; a test holds them equal, so that help stays light."""
_FAULTS = {
    "unreadable": N_("cannot be read"),
    "duplicate": N_("stands in another file too"),
    "conflict": N_("abbreviation of two terms"),
    "explanation": N_("explanation missing or longer than 20 words"),
    "abbreviation": N_("no full form"),
    "article": N_("article missing or wrong"),
    "plain": N_("plain form missing, or it has the term in it"),
    "order": N_("not in alphabetical order"),
}


@click.group("glossary", cls=Group)
@language_option
def command() -> None:
    """Look up terms, and keep and check glossaries of your own.

    A file of your own goes before the terms that come with the program: give it with --glossary, or
    name it once in eenvoudig.toml, in the working folder or one above it:

    \b
    glossary = ["terms.csv"]

    CSV, TSV and YAML have the columns term and english, and as many of the others as you like: see
    eenvoudig glossary add --help. TBX and the word pairs of DeepL are read too.

    \b
    eenvoudig glossary candidates brief.md > new-terms.csv
    eenvoudig glossary add terms.csv bijzondere bijstand --english "special assistance"
    eenvoudig glossary lookup AMvB
    """


_form = click.option(
    "--to",
    "form",
    type=click.Choice(FORMS),
    default=None,
    cls=Option,
    help="The form; by default that of the output's name, else csv. 'pairs' is what DeepL takes.",
)
_output = click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", cls=Option,
    help="Write to this file.",
)  # fmt: skip
_force = click.option("--force", is_flag=True, cls=Option, help="Overwrite files that exist.")


@command.command("list", cls=Command)
@glossary_option
@click.option("--domain", metavar="DOMAIN", cls=Option, help="Only the terms of this field.")
@format_option
@language_option
def list_command(glossary: tuple[Path, ...], domain: str | None, output_format: str) -> None:
    """List the terms, with their abbreviation and their English."""
    terms = [
        term
        for term in _work.load_glossary(glossary).terms
        if domain is None or term.domain == domain
    ]
    if output_format == "json":
        click.echo(_terms_json(terms), nl=False)
        return
    for term in sorted(terms, key=lambda term: term.term.casefold()):
        short = f" ({term.abbreviation})" if term.abbreviation else ""
        click.echo(f"{term.term}{short} = {term.english}")


@command.command("lookup", cls=Command)
@click.argument("words", nargs=-1, required=True, metavar="TERM")
@glossary_option
@format_option
@language_option
def lookup_command(words: tuple[str, ...], glossary: tuple[Path, ...], output_format: str) -> None:
    """Look a term up: by its full form, inflected or not, its abbreviation or its English."""
    wanted = " ".join(words)
    known = _work.load_glossary(glossary)
    found = _found(wanted, known.terms, (m.term for m in known.find(wanted)))
    if not found:
        names = [name for term in known.terms for name in (*term.terms, *term.abbreviations)]
        near = get_close_matches(wanted, names, n=3, cutoff=0.7)
        raise GlossaryError(
            "No glossary knows {term}.",
            "Near it: {near}. Add it with: eenvoudig glossary add FILE TERM --english …",
            term=wanted,
            near=", ".join(near) or "–",
        )
    if output_format == "json":
        click.echo(_terms_json(found), nl=False)
        return
    for place, term in enumerate(found):
        if place:
            click.echo()
        for name, value in _data(term).items():
            if value:
                click.echo(f"{name}: {value}")


@command.command("add", cls=Command)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.argument("words", nargs=-1, required=True, metavar="TERM")
@click.option("--english", required=True, metavar="TEXT", cls=Option, help="Its English name.")
@click.option("--abbreviation", metavar="TEXT", cls=Option, help="Its Dutch abbreviation.")
@click.option("--plain", metavar="TEXT", cls=Option, help="Plain Dutch: singular | plural.")
@click.option("--explanation", metavar="TEXT", cls=Option, help="What it is, in one sentence.")
@click.option(
    "--pos",
    type=click.Choice(["noun", "name", "verb", "adj", "phrase"]),
    cls=Option,
    help="What kind of word it is. Default: noun, or name where it has a capital.",
)
@click.option("--gender", type=click.Choice(["de", "het"]), cls=Option, help="Its article.")
@click.option(
    "--mode",
    type=click.Choice(["translate", "keep", "explain", "forbid"]),
    cls=Option,
    help="What plain Dutch does with it. Default: translate.",
)
@language_option
def add_command(file: Path, words: tuple[str, ...], **values: str | None) -> None:
    """Add a term to a glossary file of your own (CSV), which is made if it is not there.

    The file stays in alphabetical order. Several forms have " | " between them, the first is the
    one to use.
    """
    from eenvoudig.glossary import csv_bytes, entry, read, style_of

    if file.suffix.casefold() not in {".csv", ".tsv"}:
        raise UsageError(
            "{path}: terms are added to CSV and TSV files.",
            "Turn it into one first: eenvoudig glossary import {path} -o FILE.csv",
            path=file,
        )
    name = " ".join(words)
    values["pos"] = values["pos"] or ("name" if name[:1].isupper() else "noun")
    file = file.resolve()  # a link stays one
    if file.exists() and not os.access(file, os.W_OK):
        raise OutputError(
            "{path} cannot be written: {reason}.",
            "Check your rights to it.",
            path=file,
            reason=os.strerror(errno.EACCES),
        )
    style = style_of(file)
    known = list(read(file)) if file.exists() else []
    seen = {term.term.casefold(): place for place, term in enumerate(known, 2)}
    row = {column: value for column, value in values.items() if value} | {"term": name}
    new = entry(file, len(known) + 2, row, seen)
    terms = sorted([*known, new], key=lambda term: term.term.casefold())
    _files.write_whole(file, csv_bytes(_without_domain(terms, file), style))
    click.echo(_("Added {term} to {path}.").format(term=new.term, path=file), err=True)


@command.command("import", cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@_output
@_form
@_force
@language_option
def import_command(file: Path, output: Path | None, form: str | None, force: bool) -> None:
    """Turn a glossary of another program into one of ours: TBX, DeepL pairs, YAML, TSV.

    \b
    eenvoudig glossary import termbase.tbx -o terms.csv
    """
    from eenvoudig.glossary import Term, rows

    found = [row for _, row in rows(file)]
    terms = [row for row in found if isinstance(row, Term)]
    _emit(_without_domain(terms, file), output, form, [str(file)], force=force)
    click.echo(plural("{count} term", "{count} terms", len(terms)), err=True)
    faults = [row for row in found if isinstance(row, GlossaryError)]
    for fault in faults:
        click.echo(f"! {fault}", err=True)
    if faults:
        raise ReviewNeeded(
            "Written; entries that were left out: {count}.",
            "They are named above.",
            count=len(faults),
        )


@command.command("export", cls=Command)
@glossary_option
@click.option("--only-own", is_flag=True, cls=Option, help="Leave the built-in terms out.")
@click.option("--domain", metavar="DOMAIN", cls=Option, help="Only the terms of this field.")
@_output
@_form
@_force
@language_option
def export_command(
    glossary: tuple[Path, ...],
    only_own: bool,
    domain: str | None,
    output: Path | None,
    form: str | None,
    force: bool,
) -> None:
    """Write the terms for another program: CSV, TSV, YAML, TBX, or pairs for DeepL.

    \b
    eenvoudig glossary export -o terms.tbx
    eenvoudig glossary export --to pairs --domain health > health-deepl.csv
    """
    from eenvoudig.glossary import load

    loaded = load([], extra=glossary) if only_own else _work.load_glossary(glossary)
    terms = [term for term in loaded.terms if domain in {None, term.domain}]
    _emit(terms, output, form, [str(path) for path in glossary], force=force)
    click.echo(plural("{count} term", "{count} terms", len(terms)), err=True)


@command.command("check", cls=Command)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@format_option
@language_option
def check_command(files: tuple[Path, ...], output_format: str) -> None:
    """Look glossary files over, alone and against each other; without FILE the built-in ones.

    Ends with exit code 7 when there is something to mend.
    """
    from eenvoudig import glossary

    found = glossary.check(files or [glossary.shipped_folder()])
    if output_format == "json":
        rows = [
            {"path": str(f.path), "line": f.line, "fault": f.fault.value, "text": f.text}
            for f in found
        ]
        data = {"schema": "eenvoudig/findings/1", "findings": rows}
        click.echo(_work.to_json(data), nl=False)
    else:
        for line in _lines(found):
            click.echo(line)
    if found:
        raise GlossaryError(
            "Things to mend in the glossary: {count}.", "They are named above.", count=len(found)
        )


@command.command("candidates", cls=Command)
@click.argument("source", metavar="INPUT")
@glossary_option
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", cls=Option,
    help="At most so many.",
)  # fmt: skip
@format_option
@language_option
def candidates_command(
    source: str, glossary: tuple[Path, ...], limit: int, output_format: str
) -> None:
    """Find abbreviations and terms in a text that no glossary knows, what matters most first.

    Prints them as CSV in our columns, with what you have to fill in left open: the English, and the
    full form of an abbreviation that the text does not explain. The note says how often and where
    they stand.

    \b
    eenvoudig glossary candidates brief.md > new-terms.csv
    """
    from eenvoudig import _api
    from eenvoudig.glossary import annotate, candidates, to_text

    if source == _files.STANDARD:
        document = _api.read(_files.read_standard(), name=source)
    else:
        document = _api.read(Path(source))
    known = _work.load_glossary(glossary)
    found = candidates(document, annotate(document, known), known)[:limit]
    if output_format == "json":
        rows = [
            {"term": c.term.term, "abbreviation": c.term.abbreviation, "count": c.count}
            | {"line": c.line, "example": c.example}
            for c in found
        ]
        data = {"schema": "eenvoudig/candidates/1", "candidates": rows}
        click.echo(_work.to_json(data), nl=False)
        return
    noted = [replace(c.term, note=_note(c), domain="") for c in found]
    _files.write_standard(to_text(noted, "csv").encode())


def _found(wanted: str, terms: Sequence[Term], matched: Iterable[Term]) -> list[Term]:
    """The terms that are written or translated so, then those that stand in it in any form."""
    key = wanted.casefold()
    exact = [
        term
        for term in terms
        if key in {n.casefold() for n in (*term.terms, *term.abbreviations, *term.english_names)}
    ]
    return exact or list(dict.fromkeys(matched))


def _data(term: Term) -> dict[str, Any]:
    from eenvoudig.glossary import cells

    return cells(term)


def _terms_json(terms: Iterable[Term]) -> str:
    rows = [_data(term) for term in terms]
    return _work.to_json({"schema": "eenvoudig/terms/1", "terms": rows})


def _note(candidate: Candidate) -> str:
    where = _("{count}×, first on line {line}").format(count=candidate.count, line=candidate.line)
    return f"{where}: {candidate.example}"


def _lines(found: Sequence[Finding]) -> Iterator[str]:
    for one in found:
        yield f"{one.path}:{one.line}: {_(_FAULTS[one.fault.value])}: {one.text}"


def _without_domain(terms: Iterable[Term], file: Path) -> list[Term]:
    """The terms without the field that is only the file's name."""
    return [replace(t, domain="") if t.domain == file.stem else t for t in terms]


def _emit(
    terms: Iterable[Term],
    output: Path | None,
    form: str | None,
    inputs: Sequence[str],
    *,
    force: bool,
) -> None:
    from eenvoudig import glossary

    suffix = output.suffix.casefold().removeprefix(".") if output else ""
    by_name = {"yml": "yaml"}.get(suffix, suffix)
    if form is None and suffix and by_name not in FORMS:
        raise UsageError(
            "{path}: there is no form {suffix}.",
            "The forms are {known}; or say which with --to.",
            path=output,
            suffix=f".{suffix}",
            known=", ".join(FORMS),
        )
    text = glossary.to_text(terms, form or (by_name if by_name in FORMS else "csv"))
    if output:
        _files.refuse_overwriting([output], inputs, force=force)
    _work.emit(text.encode(), output)
