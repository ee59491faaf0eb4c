"""`eenvoudig evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eenvoudig._messages import N_, _
from eenvoudig.cli import _work
from eenvoudig.cli._click import Command, Option, language_option
from eenvoudig.cli._engine import effort_option, engine_option, load_engine
from eenvoudig.cli._options import format_option, glossary_option, quiet_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eenvoudig.evaluation import Evaluation, Score

_SYSTEMS = {
    "eenvoudig": "eenvoudig",
    "source": N_("source unchanged"),
    "words dropped": N_("a fifth of the words dropped"),
    "reference": N_("reference"),
}


@click.command("evaluate", cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--task",
    type=click.Choice(["translate", "simplify"]),
    default="translate",
    show_default=True,
    cls=Option,
    help="What the references are: English, or plain Dutch.",
)
@glossary_option
@engine_option
@effort_option
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    cls=Option,
    help="Only the first N examples.",
)
@format_option
@quiet_option
@language_option
def command(
    file: Path,
    task: str,
    glossary: tuple[Path, ...],
    engine: tuple[str, ...],
    effort: str,
    limit: int | None,
    output_format: str,
    quiet: bool,
) -> None:
    """Measure how good the output is on your own texts with references.

    FILE has a Dutch text, a tab and its reference on each line; or, as .jsonl, objects with
    "source" and "reference". Beside our scores stand those of controls that do nothing useful: a
    score that is no better than theirs says nothing.

    \b
    eenvoudig evaluate pairs.tsv
    eenvoudig evaluate plain.tsv --task simplify --format json
    eenvoudig evaluate pairs.tsv --engine transformers:models/opus-mt-nl-en
    """
    from eenvoudig.engines import Task
    from eenvoudig.evaluation import evaluate, read_examples

    examples = read_examples(file, limit)
    terms = _work.load_glossary(glossary)
    loaded = load_engine(engine, Task(task), quiet=quiet)
    with _work.progress(_("Evaluating"), quiet=quiet) as advance:
        found = evaluate(
            examples,
            Task(task),
            engine=loaded,
            terms=terms,
            effort=effort,
            on_progress=advance,
        )
    if output_format == "json":
        click.echo(_work.to_json(found.to_dict()), nl=False)
        return
    for line in _lines(found):
        click.echo(line)


def _lines(found: Evaluation) -> Iterator[str]:
    from eenvoudig.rewrite import signature_line

    rows = [["", "BLEU", "chrF"]]
    plain = found.systems[0].measures is not None
    if plain:
        rows[0] += ["SARI", _("SARI by sentence"), "Flesch-Douma", _("words/sentence")]
        rows[0] += [_("rare words")]
    for system in found.systems:
        row = [_(_SYSTEMS[system.name]), _interval(system.bleu), _interval(system.chrf)]
        if system.measures:
            row += [f"{system.sari:.1f}", f"{system.sari_by_sentence:.1f}"]
            row += [f"{system.measures.flesch_douma:.0f}"]
            row += [f"{system.measures.words_per_sentence:.1f}"]
            row += [f"{system.measures.rare_words:.0%}"]
        rows.append(row)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield "  ".join(cells).rstrip()
    yield ""
    counts = found.counts
    for label, part, whole in (
        (_("Texts with every number, amount and date"), counts.quantities_kept, counts.examples),
        (
            _("Texts that lost or gained one without a flag"),
            counts.unflagged_quantity_faults,
            counts.examples,
        ),
        (_("Segments changed"), counts.changed, counts.segments),
        (_("Segments whose first answer passed every check"), counts.passed_first, counts.asked),
        (_("Segments that repeat, copy or never end"), counts.degenerate, counts.asked),
        (_("Segments to review"), counts.flagged, counts.segments),
        (_("Terms right"), counts.terms_right, counts.terms),
    ):
        share = f" ({part / whole:.1%})" if whole else ""
        yield f"{label}: " + _("{part} of {whole}").format(part=part, whole=whole) + share
    yield ""
    yield signature_line(found.signature)
    yield from found.signatures


def _interval(score: Score) -> str:
    return f"{score.value:.1f} [{score.low:.1f}, {score.high:.1f}]"
