"""Glossary files as spreadsheets write them, and the word pairs that translation services take."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from eenvoudig._errors import GlossaryError
from eenvoudig.glossary._entry import COLUMNS, cells, entry
from eenvoudig.glossary._terms import Term

_PAIR_HEADERS = {("source", "target"), ("nl", "en"), ("dutch", "english"), ("nederlands", "engels")}
_MARK = "\ufeff".encode()
_MOST_CELLS = 4
"""Source, target, and in DeepL's export their languages."""


def csv_rows(path: Path, text: str) -> Iterator[tuple[int, Term | GlossaryError]]:
    """The entries of a file: each one's line, and its term or what is wrong.

    A file whose first line names the column `term` is one of ours. Else each line is a pair: the
    Dutch, the English, and perhaps both languages' codes, as DeepL writes it; pairs of other
    languages are left out, and a first line such as "source,target" is passed over.

    Raises:
        GlossaryError: the file as a whole is no CSV, or is empty.
    """
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    seen: dict[str, int] = {}
    columns: Sequence[str] = ()
    try:
        for row in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in row) or row[0].startswith("sep="):
                continue
            if not columns:
                names = _names(row)
                if names[0] != "term" and _may_be_pair(names):
                    yield from _pairs(path, chain([(line, row)], _numbered(reader)), seen)
                    return
                columns = _header(path, line, names)
                continue
            try:
                yield line, entry(path, line, _by_column(path, line, columns, row), seen)
            except GlossaryError as fault:
                yield line, fault
    except csv.Error as error:
        raise GlossaryError(
            "{path}, line {line}: this is no CSV ({reason}).",
            "Check the quotation marks on this line and the line before it.",
            path=path,
            line=reader.line_num,
            reason=error,
        ) from error
    if not columns:
        raise GlossaryError(
            "{path}: the file is empty.",
            "The first line has to name the columns: {columns}.",
            path=path,
            columns=",".join(COLUMNS),
        )


@dataclass(frozen=True, slots=True)
class Style:
    """How a spreadsheet writes CSV: what parts cells, how lines end, whether a mark comes first."""

    delimiter: str = ","
    newline: str = "\n"
    mark: bool = False


def style_of(path: Path) -> Style:
    """How a file of ours is written, so that it can be written so again; of a new one the usual.

    Raises:
        GlossaryError: it is a list of pairs, which has no place for more.
    """
    if not path.exists():
        return Style("\t" if path.suffix.casefold() == ".tsv" else ",")
    content = path.read_bytes()
    text = content.decode("utf-8-sig", errors="replace")
    delimiter = _delimiter(text)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if "term" not in first.casefold():
        raise GlossaryError(
            "{path}: this is a list of word pairs, to which no terms are added.",
            "Turn it into one of ours first: eenvoudig glossary import {path} -o FILE.csv",
            path=path,
        )
    return Style(delimiter, "\r\n" if "\r\n" in text else "\n", content.startswith(_MARK))


def csv_bytes(terms: Iterable[Term], style: Style) -> bytes:
    """A file of ours with these terms, written in a style."""
    text = csv_text(terms, style.delimiter).replace("\n", style.newline)
    return (_MARK if style.mark else b"") + text.encode()


def csv_text(terms: Iterable[Term], delimiter: str = ",") -> str:
    """A file of ours with these terms."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(_safe, map(cells, terms)))
    return out.getvalue()


def pairs_text(terms: Iterable[Term]) -> str:
    """Dutch and English in pairs, with their languages: a line for each Dutch form.

    DeepL takes this as it is; other services take the first two columns. An abbreviation goes with
    the one that English has, or with the English name where it has none.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    seen: set[str] = set()
    for term in terms:
        forms = [(form, term.english) for form in term.terms]
        forms += [(short, term.english_short or term.english) for short in term.abbreviations]
        for source, target in forms:
            if source.casefold() not in seen and target:
                seen.add(source.casefold())
                writer.writerow((source, target, "NL", "EN"))
    return out.getvalue()


def _safe(row: Mapping[str, str]) -> dict[str, str]:
    """The cells with none that a spreadsheet would take for a formula."""
    return {name: f"'{cell}" if cell[:1] in {"=", "@"} else cell for name, cell in row.items()}


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    for row in reader:
        yield reader.line_num, row  # type: ignore[attr-defined]  # csv's reader has it


def _pairs(
    path: Path, lines: Iterable[tuple[int, list[str]]], seen: dict[str, int]
) -> Iterator[tuple[int, Term | GlossaryError]]:
    first = True
    for line, row in lines:
        names, header = _names(row), first
        first = False
        if not any(names) or (header and tuple(names[:2]) in _PAIR_HEADERS):
            continue
        if not 2 <= len(names) <= _MOST_CELLS or len(names) == _MOST_CELLS - 1:
            yield (
                line,
                GlossaryError(
                    "{path}, line {line}: this is neither an entry nor a pair of terms.",
                    "Name the columns on the first line ({columns}), or write: Dutch,English.",
                    path=path,
                    line=line,
                    columns=", ".join(COLUMNS[:5]),
                ),
            )
            continue
        source, target = (" ".join(cell.split()) for cell in row[:2])
        languages = [code[:2] for code in names[2:]] or ["nl", "en"]
        if languages == ["en", "nl"]:
            source, target = target, source
        elif languages != ["nl", "en"]:
            continue
        pos = "name" if source[:1].isupper() and source[1:2].islower() else "noun"
        try:
            yield line, entry(path, line, {"term": source, "english": target, "pos": pos}, seen)
        except GlossaryError as fault:
            yield line, fault


def _may_be_pair(names: Sequence[str]) -> bool:
    """Whether a first line is a pair of terms, or names the columns of pairs."""
    ours = set(COLUMNS) - {"source"}
    return 2 <= len(names) <= _MOST_CELLS and (
        tuple(names[:2]) in _PAIR_HEADERS or ours.isdisjoint(names)
    )


def _names(row: Sequence[str]) -> list[str]:
    names = [cell.strip().casefold() for cell in row]
    while names and not names[-1]:
        names.pop()
    return names


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: whichever the first line that has one has most of."""
    lines = (line for line in text.splitlines() if any(mark in line for mark in ",;\t"))
    first = next((line for line in lines if not line.startswith("sep=")), "")
    return max(",;\t", key=first.count)


def _header(path: Path, line: int, columns: Sequence[str]) -> Sequence[str]:
    for column in columns:
        if column not in COLUMNS or columns.count(column) > 1:
            raise GlossaryError(
                "{path}, line {line}: the column {column!r} is unknown or there twice.",
                "The columns are {columns}.",
                path=path,
                line=line,
                column=column,
                columns=", ".join(COLUMNS),
            )
    if "term" not in columns:
        raise GlossaryError(
            "{path}, line {line}: there is no column 'term'.",
            "The first line has to name the columns: {columns}.",
            path=path,
            line=line,
            columns=",".join(COLUMNS),
        )
    return columns


def _by_column(path: Path, line: int, columns: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """The cells of one line by column, their spaces tidied."""
    if any(cell.strip() for cell in row[len(columns) :]):
        raise GlossaryError(
            "{path}, line {line}: there are {cells} cells for {columns} columns.",
            "Put quotation marks around a cell that has the separator in it.",
            path=path,
            line=line,
            cells=len(row),
            columns=len(columns),
        )
    return {column: " ".join(cell.split()) for column, cell in zip(columns, row, strict=False)}
