"""`eenvoudig publish`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from eenvoudig._messages import _
from eenvoudig.cli import _files, _work
from eenvoudig.cli._click import Command, Option
from eenvoudig.cli._engine import load_engines
from eenvoudig.cli._options import rewriting_options, to_options


@click.command("publish", cls=Command)
@click.argument("source", metavar="INPUT")
@click.option(
    "--out-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    required=True,
    cls=Option,
    help="Write the files to this folder.",
)
@rewriting_options
def command(source: str, out_dir: Path, **values: Any) -> None:
    """Make the plain Dutch, the English and a page to review them by, in one go.

    Writes NAME.b1.SUFFIX, NAME.en.SUFFIX and NAME.review.html, and prints their names. The review
    page shows source and outcome side by side, what needs review first.

    \b
    eenvoudig publish nota.txt --out-dir out
    """
    from eenvoudig import _api
    from eenvoudig.engines import Task
    from eenvoudig.review import review_page

    options = to_options(values)
    as_json = options.output_format == "json"
    names = [_files.result_name(source, e, as_json=as_json) for e in (".b1", ".en")]
    stem = Path(_files.result_name(source, "")).stem
    paths = [out_dir / name for name in [*names, f"{stem}.review.html"]]
    _files.refuse_overwriting(paths, [source], force=options.force)
    terms = _work.load_glossary(options.glossary)
    document = _work.read(source, options)
    _work.check_extras(document, options)
    engine = load_engines(options.engine, list(Task), quiet=options.quiet)
    label = _("Publishing {name}").format(name=_files.shown_name(document.name))
    with _work.progress(label, quiet=options.quiet) as advance:
        publication = _api.publish(
            document, engine=engine, terms=terms, effort=options.effort, on_progress=advance
        )
    plain, english = publication.plain, publication.english
    texts = [_work.rendered(r, options) for r in (plain, english)]
    for path, text in zip(paths, [*texts, review_page(plain, english).encode()], strict=True):
        _files.write_whole(path, text)
    _work.report(plain, options, paths[0])
    _work.report(english, options, paths[1])
    for path in paths:
        click.echo(path)
    _work.finish([plain, english], options)
