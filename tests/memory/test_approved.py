"""What a reviewed file gives the memory, and what it does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eenvoudig import InputError
from eenvoudig.engines import Task
from eenvoudig.memory import Entry, read_approved, tmx_bytes
from eenvoudig.rewrite._result import SCHEMA

FILE = Path("brief.b1.json")


def result(*segments: dict[str, Any], **values: object) -> bytes:
    """A result in our JSON form with these segments, as far as a memory reads it."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "task": "simplify",
            "signature": {"eenvoudig": "1.0", "engine": "embedded"},
            "document": {"name": "/home/vries/brief.md"},
            "segments": [{"explained": [], **segment} for segment in segments],
            **values,
        }
    ).encode()


HEADING = {"source": "Noodhulp", "output": "Noodhulp"}
CHANGED = {"source": "Middels steun.", "output": "Met steun."}
LAST = {"source": "De Kamer beslist.", "output": "De Tweede Kamer beslist."}


def test_each_segment_has_its_context_and_its_document() -> None:
    approved = read_approved(FILE, result(HEADING, CHANGED, LAST))
    signature = "eenvoudig:1.0|engine:embedded"
    assert approved.entries == (
        Entry(Task.SIMPLIFY, "Middels steun.", "Met steun.", "Noodhulp", "brief.md", "", signature),
        Entry(
            Task.SIMPLIFY,
            "De Kamer beslist.",
            "De Tweede Kamer beslist.",
            "Middels steun.",
            "brief.md",
            "",
            signature,
        ),
    )
    assert (approved.unchanged, approved.unreviewed, approved.unusable) == (1, 0, 0)


def test_what_stayed_as_it_was_is_taken_when_asked_for() -> None:
    approved = read_approved(FILE, result(HEADING, CHANGED), unchanged=True)
    assert [entry.source for entry in approved.entries] == ["Noodhulp", "Middels steun."]


def test_where_segments_are_marked_only_the_reviewed_ones_count() -> None:
    segments = [
        {**CHANGED, "state": "reviewed"},
        {**LAST, "state": "translated"},
        {"source": "Een derde.", "output": "De derde.", "state": "final"},
    ]
    approved = read_approved(FILE, result(*segments))
    assert [entry.target for entry in approved.entries] == ["Met steun.", "De derde."]
    assert approved.unreviewed == 1
    unmarked = [{**segment, "state": "translated"} for segment in segments]
    assert len(read_approved(FILE, result(*unmarked)).entries) == 3


def test_what_was_written_out_by_rule_is_not_stored() -> None:
    """In the next document the abbreviation may be used first elsewhere."""
    bracket = "(BHOS: Buitenlandse Handel en Ontwikkelingssamenwerking)"
    pairs = {
        "De BHOS-nota is er.": f"De BHOS-nota {bracket} is er.",
        "De BHOS-nota komt.": f"Wij krijgen de BHOS-nota {bracket}.",
    }
    segments = [
        {"source": source, "output": output, "explained": [bracket]}
        for source, output in pairs.items()
    ]
    approved = read_approved(FILE, result(*segments))
    assert [entry.target for entry in approved.entries] == ["Wij krijgen de BHOS-nota."]
    assert approved.unchanged == 1


def test_a_segment_without_an_output_is_left_out_and_counted() -> None:
    approved = read_approved(FILE, result({"source": "Weg hiermee.", "output": " "}, CHANGED))
    assert len(approved.entries) == 1
    assert approved.unusable == 1


def test_tmx_is_told_by_its_content() -> None:
    entry = Entry(Task.TRANSLATE, "Ja.", "Yes.")
    assert read_approved(Path("-"), tmx_bytes([entry], "1.0")).entries[0].target == "Yes."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no JSON or XLIFF of eenvoudig, and no TMX"),
        (b"De minister komt.", "no JSON or XLIFF of eenvoudig, and no TMX"),
        (b"\x00\x01\x02", "no JSON or XLIFF of eenvoudig, and no TMX"),
        (b"{", "no JSON as eenvoudig writes it"),
        (b"{}", "no JSON as eenvoudig writes it"),
        (b"{\xff}", "no JSON as eenvoudig writes it"),
        (b'{"a":' * 20_000, "no JSON as eenvoudig writes it"),
        (result(schema="something/else/1"), "no JSON as eenvoudig writes it"),
        (result(task="sing"), "no JSON as eenvoudig writes it"),
        (result(document=None), "no JSON as eenvoudig writes it"),
        (result({"source": 1, "output": "x"}), "no JSON as eenvoudig writes it"),
        (result({"source": "x"}), "no JSON as eenvoudig writes it"),
        (b"<html/>", "is no TMX"),
    ],
)
def test_another_file_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_approved(FILE, content)
