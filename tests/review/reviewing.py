"""Results made from given answers, for documents of every format that goes to a reviewer."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence

import docx

import eenvoudig
from eenvoudig import Result, glossary
from eenvoudig.document import Document
from eenvoudig.fidelity import Verdict
from eenvoudig.rewrite import Flag, Origin, Reason, SegmentResult, Strategy, assemble
from eenvoudig.simplification import STRATEGY as SIMPLIFY

MARKDOWN = """# Opvang in 2025

Het COA vraagt de gemeenten om **4.500 plekken**. Middels deze regeling ontvangen zij € 61 per
nacht, zie de [brief](https://www.voorbeeld.nl/a?b=1&c=2).[^1]

- De raad besluit *niet* voor 1 juli 2025.

| Jaar | Plekken |
|------|---------|
| 2025 | 4.500 |

[^1]: Zie bijlage 2.
"""
HTML = """<!doctype html>
<html lang="nl"><title>Opvang in 2025</title>
<h1>Opvang in 2025</h1>
<p>Het COA vraagt de gemeenten om <strong>4.500 plekken</strong>. Middels deze regeling ontvangen
zij &euro; 61 per nacht, zie de <a href="a?b=1&amp;c=2">brief</a>.</p>
<ul><li>De raad besluit <em>niet</em> voor 1 juli 2025.</li></ul>
</html>
"""
PLAIN = {
    "Opvang in 2025": "Een plek om te wonen in 2025",
    "Het COA vraagt de gemeenten om 4.500 plekken.": (
        "Het COA (Centraal Orgaan opvang asielzoekers) vraagt gemeenten om 4.500 plekken."
    ),
}
FLAGGED = "Middels deze regeling ontvangen zij"
"""How the sentence begins that carries a flag."""


def word_file() -> bytes:
    """A Word file with bold words and a sentence that goes on after them."""
    made = docx.Document()
    made.add_heading("Opvang in 2025", 1)
    paragraph = made.add_paragraph("Het COA vraagt de gemeenten om ")
    paragraph.add_run("4.500 plekken").bold = True
    paragraph.add_run(". Middels deze regeling ontvangen zij € 61 per nacht.")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def documents() -> dict[str, Document]:
    """The same text in three formats, by suffix."""
    return {
        "md": eenvoudig.read(MARKDOWN, name="map/brief.md", suffix=".md"),
        "html": eenvoudig.read(HTML, name="brief.html", suffix=".html"),
        "docx": eenvoudig.read(word_file(), name="brief.docx", suffix=".docx"),
    }


def rewritten(
    document: Document,
    answer: Callable[[str], str] = lambda text: PLAIN.get(text, text),
    strategy: Strategy = SIMPLIFY,
    renderings: Mapping[str, Sequence[str]] | None = None,
    *,
    terms: bool = True,
) -> Result:
    """What becomes of a document when each segment gets this answer; one of them has a flag."""
    known = eenvoudig.load_glossary() if terms else glossary.load([])
    annotations = glossary.annotate(document, known)
    results = []
    for segment in document.segments:
        flagged = segment.text.startswith(FLAGGED)
        results.append(
            SegmentResult(
                segment,
                answer(segment.text),
                Origin.SOURCE if flagged else Origin.GENERATED,
                verdicts=(Verdict("numbers", not flagged, lost=("61",) if flagged else ()),),
                flags=(Flag(Reason.KEPT_SOURCE, "numbers: -61"),) if flagged else (),
                terms=annotations.of(segment.id),
                rejected="Zij krijgen geld." if flagged else "",
            )
        )
    return assemble(
        document,
        strategy,
        results,
        annotations,
        renderings=renderings or {},
        signature={"eenvoudig": "0.1.0", "glossary": "abc", "engine": "given"},
    )
