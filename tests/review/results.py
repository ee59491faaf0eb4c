"""Results made from given answers, with the real checks, for what only shows or writes them."""

from __future__ import annotations

from collections.abc import Mapping

import eenvoudig
from eenvoudig import Result, formats, glossary
from eenvoudig.document import Document
from eenvoudig.engines import Hypothesis
from eenvoudig.rewrite import Job, Strategy, decide


def result_of(source: str | Document, answers: Mapping[str, str], strategy: Strategy) -> Result:
    """What becomes of a document, or a Markdown source, when its sentences get these answers."""
    document = source if isinstance(source, Document) else eenvoudig.read(source, suffix=".md")
    annotations = glossary.annotate(document, eenvoudig.load_glossary())
    decided = []
    for segment in document.segments:
        job = Job(segment, strategy, annotations.of(segment.id))
        job.add([Hypothesis(answers[segment.text], -0.1, complete=True)])
        decided.append(decide(job))
    text, notes = formats.write(document, {r.segment.id: r.output for r in decided})
    content = formats.to_bytes(document, text)
    signature = {"engine": "given"}
    return Result(
        document, strategy.task, tuple(decided), text, content, notes, annotations, signature
    )
