"""The public API: everything that the command line does, as functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eenvoudig import engines, formats, glossary, text
from eenvoudig._errors import InputError
from eenvoudig.document import Document, Note, NoteKind, Span
from eenvoudig.engines import Engine, Task
from eenvoudig.glossary import Annotations, Glossary
from eenvoudig.rewrite import Effort, Result, Strategy, rewrite
from eenvoudig.simplification import STRATEGY as SIMPLIFY
from eenvoudig.translation import STRATEGY as TRANSLATE

Progress = Callable[[int, int], None]
"""Called with (answers received, answers asked for); the second grows when more are needed."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One document in its two new forms.

    Attributes:
        plain: in plain Dutch.
        english: in English.
    """

    plain: Result
    english: Result


def read(
    source: str | bytes | Path,
    *,
    name: str = "-",
    suffix: str | None = None,
    encoding: str | None = None,
    pdf_text: bool | None = None,
    fields: Mapping[str, str] | None = None,
) -> Document:
    """Read a text, repair it where it was extracted from PDF, and split it in segments.

    Args:
        source: the text itself, the content of a file, or the path of one.
        name: what messages call what has no path.
        suffix: the format, as a file suffix; None takes the path's own, or plain text.
        encoding: of the file; None is UTF-8.
        pdf_text: whether plain text was extracted from PDF; None judges by the text.
        fields: of records (JSON Lines, CSV), which are rewritten, each with the format of its
            values: {"title": ".txt", "body": ".html"}.

    Returns:
        The document in segments. A note tells when it is not in Dutch.

    Raises:
        InputError: the file is missing, empty, no text, or in a format that is not read.
        UsageError: there is no such encoding; the fields are not what the format asks.
    """
    fields = fields or {}
    if isinstance(source, Path):
        name = str(source)
        document = formats.read_file(_bytes(source), name, suffix, encoding, fields)
    elif isinstance(source, bytes):
        document = formats.read_file(source, name, suffix, encoding, fields)
    elif source.strip():
        document = formats.read(name, source, suffix, fields)
    else:
        raise InputError("{name} is empty.", "Give a text with words in it.", name=name)
    if document.suffix in formats.UNSTRUCTURED:
        document = text.structure(document, pdf_text=pdf_text)
    document = text.segment(document)
    language = text.identify(" ".join(block.text for block in document.blocks))
    if language in {"nl", None}:
        return document
    note = Note(NoteKind.OTHER_LANGUAGE, str(language), Span(0, len(document.source)))
    return replace(document, notes=(note, *document.notes))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(
            "{name} does not exist.", "Check the spelling and the folder.", name=path
        ) from None
    except IsADirectoryError:
        raise InputError(
            "{name} is a folder.", "Give the files in it, as {name}/*.txt.", name=path
        ) from None
    except OSError as error:
        raise InputError(
            "{name} cannot be read: {reason}.",
            "Check your rights to it.",
            name=path,
            reason=error.strerror,
        ) from None


def simplify(
    source: str | Path | Document,
    *,
    engine: Engine | None = None,
    terms: Glossary | None = None,
    effort: Effort | str = Effort.FAST,
    on_progress: Progress | None = None,
) -> Result:
    """Rewrite a text in plain Dutch (B1).

    Args:
        source: a text, the path of a file, or a document from `read`.
        engine: from `load_engine`; None loads the embedded one, once for all calls.
        terms: from `load_glossary`; None takes the terms that come with the package.
        effort: "fast", or "best": many answers for each segment, of which the others agree with one
            most; some ten times slower.
        on_progress: called with (answers received, answers asked for).

    Returns:
        The new text in `.text`, and the evidence for each segment in `.segments`.

    Raises:
        InputError: the source cannot be read.
        UsageError: the engine does not do this.
        ModelError: the engine cannot be made.
    """
    return _rewrite(source, SIMPLIFY, engine, terms, effort, on_progress)


def translate(
    source: str | Path | Document,
    *,
    engine: Engine | None = None,
    terms: Glossary | None = None,
    effort: Effort | str = Effort.FAST,
    on_progress: Progress | None = None,
) -> Result:
    """Translate a Dutch text into English. Arguments, result and errors are those of `simplify`."""
    return _rewrite(source, TRANSLATE, engine, terms, effort, on_progress)


def publish(
    source: str | Path | Document,
    *,
    engine: Engine | Mapping[Task, Engine] | None = None,
    terms: Glossary | None = None,
    effort: Effort | str = Effort.FAST,
    on_progress: Progress | None = None,
) -> Publication:
    """Do both: read and annotate once, then simplify and translate.

    Arguments and errors are those of `simplify`; progress counts both, and each task may have an
    engine of its own.
    """
    document = source if isinstance(source, Document) else read(source)
    if not isinstance(engine, Mapping):
        engine = dict.fromkeys(Task, engine or default_engine())
    terms = terms or default_glossary()
    annotations = glossary.annotate(document, terms)
    done = (0, 0)

    def first(received: int, asked: int) -> None:
        nonlocal done
        done = (received, asked)
        if on_progress:
            on_progress(received, asked)

    def second(received: int, asked: int) -> None:
        if on_progress:
            on_progress(done[0] + received, done[1] + asked)

    plain = _run(document, annotations, SIMPLIFY, engine[Task.SIMPLIFY], terms, effort, first)
    english = _run(document, annotations, TRANSLATE, engine[Task.TRANSLATE], terms, effort, second)
    return Publication(plain, english)


@cache
def default_engine() -> Engine:
    """The embedded engine, loaded once; built first where it has not been yet."""
    return engines.load_engine()


@cache
def default_glossary() -> Glossary:
    """The terms that come with the package, read once."""
    return glossary.load()


def tool_version() -> str:
    """The version of this package."""
    try:
        return version("eenvoudig")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0+unknown"


def signature(terms: Glossary) -> Mapping[str, str]:
    """What a result depends on besides its engine: the version and the glossary."""
    return {"eenvoudig": tool_version(), "glossary": terms.digest[:12]}


def _rewrite(
    source: str | Path | Document,
    strategy: Strategy,
    engine: Engine | None,
    terms: Glossary | None,
    effort: Effort | str,
    on_progress: Progress | None,
) -> Result:
    document = source if isinstance(source, Document) else read(source)
    terms = terms or default_glossary()
    annotations = glossary.annotate(document, terms)
    engine = engine or default_engine()
    return _run(document, annotations, strategy, engine, terms, effort, on_progress)


def _run(
    document: Document,
    annotations: Annotations,
    strategy: Strategy,
    engine: Engine,
    terms: Glossary,
    effort: Effort | str,
    on_progress: Progress | None,
) -> Result:
    return rewrite(
        document,
        annotations,
        engine,
        strategy,
        signature=signature(terms),
        effort=Effort(effort),
        on_progress=on_progress,
    )
