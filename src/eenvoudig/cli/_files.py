"""Where results go: names, refusals before the work begins, and writing that is whole or not."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eenvoudig._errors import InputError, OutputError, UsageError
from eenvoudig._messages import _

if TYPE_CHECKING:
    from eenvoudig.document import Document

_ZIP = b"PK\x03\x04"
STANDARD = "-"
"""The name of standard input and standard output."""


def shown_name(name: object) -> object:
    """What a user calls an input: "-" is standard input; anything else is itself."""
    return _("standard input") if name == STANDARD else name


def output_paths(
    inputs: Sequence[str],
    output: str | None,
    out_dir: Path | None,
    ending: str,
    *,
    suffix: str = "",
) -> list[Path | None]:
    """For each input where its result goes; None is standard output.

    Args:
        inputs: paths, or "-".
        output: the value of --output.
        out_dir: the value of --out-dir.
        ending: goes before the suffix: ".b1", ".en".
        suffix: that of the results, where it is not the input's own.

    Raises:
        UsageError: several results would go to one place.
    """
    if output and out_dir:
        raise UsageError("--output and --out-dir exclude each other.", "Give one of them.")
    if out_dir is None and len(inputs) > 1:
        raise UsageError(
            "{count} inputs need a folder to go to.",
            "Add --out-dir FOLDER; each gets a name of its own there.",
            count=len(inputs),
        )
    if out_dir is None:
        return [None if output in {None, STANDARD} else Path(str(output))]
    paths = [out_dir / result_name(name, ending, suffix) for name in inputs]
    for path in paths:
        if paths.count(path) > 1:
            raise UsageError(
                "Two inputs would both be written to {path}.",
                "Rename one of them, or run them one at a time.",
                path=path,
            )
    return list(paths)


def result_name(name: str, ending: str, suffix: str = "") -> str:
    """The name "nota.b1.md" for "nota.md" or "nota.pdf" with ".b1"; standard input is "stdin"."""
    path = Path("stdin.txt" if name == STANDARD else name)
    own = ".md" if path.suffix.lower() == ".pdf" else path.suffix or ".txt"
    return f"{path.stem}{ending}{suffix or own}"


def refuse_overwriting(paths: Iterable[Path | None], inputs: Iterable[str], *, force: bool) -> None:
    """Stop before the work begins when a result could not be written at its end.

    Raises:
        OutputError: a path is an input, a folder, there already, or in no folder.
    """
    sources = [Path(name).resolve() for name in inputs if name != STANDARD]
    for path in paths:
        if path is None:
            continue
        if path.resolve() in sources:
            raise OutputError(
                "{path} is the input; it is never overwritten.", "Choose another name.", path=path
            )
        if path.is_dir():
            raise OutputError(
                "{path} is a folder.", "Give a file's name, or use --out-dir.", path=path
            )
        if path.is_file() and not force:
            raise OutputError("{path} exists already.", "Add --force to replace it.", path=path)


def refuse_other_kind(document: Document, path: Path | None, *, to: str | None = None) -> None:
    """Stop before the work begins when a result cannot be what its name or --to says it is.

    Raises:
        UsageError: a file of one kind would be called another, or the name and --to say two things.
    """
    from eenvoudig import formats

    suffix = path.suffix.lower() if path else ""
    if to and suffix and suffix in formats.SUFFIXES and not formats.same(suffix, to):
        raise UsageError(
            "{path} and --to {format} say two things.",
            "Leave --to out, or give a name that ends in .{format}.",
            path=path,
            format=to.removeprefix("."),
        )
    if suffix == ".pdf":
        raise UsageError(
            "{path}: PDF is read and not written.",
            "Give a name that ends in .docx, .html, .md or .txt.",
            path=path,
        )
    unknown = suffix not in formats.SUFFIXES
    if not to and path and unknown and path.suffix == Path(document.name).suffix:
        return
    if (path or to) and not formats.is_target(document.suffix, to or suffix):
        if to:
            raise UsageError(
                "{name}: --to is for PDF, Markdown and plain text.",
                "Leave it out: the result has the format of its input, {suffix}.",
                name=document.name,
                suffix=document.suffix,
            )
        raise UsageError(
            "{path}: the result can't have this format.",
            "Give it a name that ends in {suffixes}.",
            path=path,
            suffixes=", ".join(formats.targets(document.suffix)),
        )


def refuse_other_format(document: Document, path: Path | None) -> None:
    """Stop where a name says another format than that of the document, which is what is written.

    Raises:
        UsageError: it does.
    """
    from eenvoudig import formats

    suffix = path.suffix.lower() if path else ""
    if suffix in formats.SUFFIXES and not formats.same(suffix, document.suffix):
        raise UsageError(
            "{path}: the result can't have this format.",
            "Give it a name that ends in {suffixes}.",
            path=path,
            suffixes=document.suffix,
        )


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    What exists and is no ordinary file (a device, a pipe) is written to as it is.

    Raises:
        OutputError: no rights, no space, no such folder.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(
            "{path} cannot be written: {reason}.",
            "Check the folder, your rights to it and the free space.",
            path=path,
            reason=error.strerror,
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_standard(content: bytes) -> None:
    """Write to standard output; a text, which is UTF-8 whatever the locale says, ends its line.

    A reader that stops reading, as `head` does, is no error: what is to be told is still told.

    Raises:
        OutputError: it is closed or full.
    """
    if sys.stdout is None:
        raise OutputError("Standard output is closed.", "Write to a file with --output.")
    if content.startswith(_ZIP):
        if sys.stdout.isatty():
            raise UsageError("This result is no text.", "Write it to a file with --output.")
    elif not content.endswith(b"\n"):
        content += b"\n"
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        discard_standard()
    except OSError as error:
        raise OutputError(
            "Standard output cannot be written: {reason}.",
            "Check the free space.",
            reason=error.strerror,
        ) from None


def discard_standard() -> None:
    """Let standard output lead nowhere, or Python complains at its end of a reader that is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def read_standard() -> bytes:
    """All of standard input.

    Raises:
        InputError: it is a terminal, where nobody would know that something is waited for.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise InputError("There is no input.", "Name a file, or pass a text on standard input.")
    return sys.stdin.buffer.read()
