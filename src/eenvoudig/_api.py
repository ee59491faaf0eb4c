"""The public API: everything that the command line does, as functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eenvoudig import engines, formats, glossary, review, text
from eenvoudig._errors import InputError
from eenvoudig.document import Document, Layout, Note, NoteKind, Span
from eenvoudig.engines import Engine, Task
from eenvoudig.glossary import Annotations, Glossary
from eenvoudig.memory import Memory
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
    memory: Memory | Path | str | None = None,
    on_progress: Progress | None = None,
) -> Result:
    """Rewrite a text in plain Dutch (B1).

    Args:
        source: a text, the path of a file, or a document from `read`.
        engine: from `load_engine`; None loads the embedded one, once for all calls.
        terms: from `load_glossary`; None takes the terms that come with the package.
        effort: "fast", or "best": many answers for each segment, of which the others agree with one
            most; some ten times slower.
        memory: an open memory, or the file of one: what reviewers approved before is used first.
        on_progress: called with (answers received, answers asked for).

    Returns:
        The new text in `.text`, and the evidence for each segment in `.segments`.

    Raises:
        InputError: the source or the memory cannot be read.
        UsageError: the engine does not do this.
        ModelError: the engine cannot be made.
    """
    return _rewrite(source, SIMPLIFY, engine, terms, effort, memory, on_progress)


def translate(
    source: str | Path | Document,
    *,
    engine: Engine | None = None,
    terms: Glossary | None = None,
    effort: Effort | str = Effort.FAST,
    memory: Memory | Path | str | None = None,
    on_progress: Progress | None = None,
) -> Result:
    """Translate a Dutch text into English. Arguments, result and errors are those of `simplify`."""
    return _rewrite(source, TRANSLATE, engine, terms, effort, memory, on_progress)


def publish(
    source: str | Path | Document,
    *,
    engine: Engine | Mapping[Task, Engine] | None = None,
    terms: Glossary | None = None,
    effort: Effort | str = Effort.FAST,
    memory: Memory | Path | str | None = None,
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

    simplifier, translator = engine[Task.SIMPLIFY], engine[Task.TRANSLATE]
    with _opened(memory) as known:
        plain = _run(document, annotations, SIMPLIFY, simplifier, terms, effort, known, first)
        english = _run(document, annotations, TRANSLATE, translator, terms, effort, known, second)
    return Publication(plain, english)


def apply(
    reviewed: str | bytes | Path,
    *,
    source: Path | Document | None = None,
    name: str = "-",
    suffix: str | None = None,
    encoding: str | None = None,
    fields: Mapping[str, str] | None = None,
    terms: Glossary | None = None,
    only_approved: bool = False,
) -> Result:
    """Put a reviewed text back into the document that it was made from.

    Args:
        reviewed: the path or content of what `--format xliff`, `xliff12`, `tmx`, `json` or
            `critic` wrote, after a person edited it.
        source: the document that it was made from; None looks for the name that the reviewed file
            gives, in that file's folder and in the working folder.
        name: what messages call what has no path.
        suffix: the format of the source, as a file suffix; None takes its own.
        encoding: of the source; None is UTF-8.
        fields: of records, as in `read`.
        terms: from `load_glossary`; None takes the terms that come with the package.
        only_approved: whether the source stays where no reviewer said yes.

    Returns:
        The document with the reviewed text in `.content`, and for each segment what the checks say
        of it now. A flag names what is missing, not approved, or differs from the source.

    Raises:
        InputError: a file cannot be read, or the source is not the one that was reviewed.
    """
    if isinstance(reviewed, Path):
        name = str(reviewed)
    content = _bytes(reviewed) if isinstance(reviewed, Path) else reviewed
    found = review.read_reviewed(name, content if isinstance(content, bytes) else content.encode())
    if not isinstance(source, Document):
        path = source or _source_of(found, reviewed)
        known = path.suffix.lower() in formats.SUFFIXES
        if suffix is None and not known and found.format:
            suffix = f".{found.format}"
        flows = {Layout.FLOW.value: True, Layout.KEEP.value: False}.get(found.layout)
        source = read(path, suffix=suffix, encoding=encoding, pdf_text=flows, fields=fields)
    terms = terms or default_glossary()
    return review.apply_reviewed(
        found,
        source,
        glossary.annotate(source, terms),
        signature=signature(terms),
        only_approved=only_approved,
    )


def _source_of(found: review.Reviewed, reviewed: str | bytes | Path) -> Path:
    """Where the source of a reviewed file is."""
    folder = reviewed.parent if isinstance(reviewed, Path) else Path()
    original = Path(found.original)
    if original.name not in {"", "-"}:
        for path in (folder / original.name, Path(original.name)):
            if path.is_file():
                return path
    raise InputError(
        "The source that {name} was made from ({original}) is not beside it.",
        "Name it with --source.",
        name=found.name,
        original=original.name or "-",
    )


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
    memory: Memory | Path | str | None,
    on_progress: Progress | None,
) -> Result:
    document = source if isinstance(source, Document) else read(source)
    terms = terms or default_glossary()
    annotations = glossary.annotate(document, terms)
    engine = engine or default_engine()
    with _opened(memory) as known:
        return _run(document, annotations, strategy, engine, terms, effort, known, on_progress)


@contextmanager
def _opened(memory: Memory | Path | str | None) -> Iterator[Memory | None]:
    """The memory; one that was given as a file is open for as long as it is used."""
    if isinstance(memory, Path | str):
        with Memory.open(memory) as opened:
            yield opened
    else:
        yield memory


def _run(
    document: Document,
    annotations: Annotations,
    strategy: Strategy,
    engine: Engine,
    terms: Glossary,
    effort: Effort | str,
    memory: Memory | None,
    on_progress: Progress | None,
) -> Result:
    return rewrite(
        document,
        annotations,
        engine,
        strategy,
        signature=signature(terms),
        effort=Effort(effort),
        memory=memory,
        on_progress=on_progress,
    )
