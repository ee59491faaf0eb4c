from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from models.corpus.load import SPLITS, CorpusError, Fact, Term, read_corpus, read_items

FIELDS = {
    "id": "a-01",
    "document": "a",
    "split": "dev",
    "domain": "zorg",
    "topic": "pgb",
    "genre": "webtekst",
    "kind": "plain",
    "nl": "U vraagt een pgb aan bij het zorgkantoor.",
    "en": "You apply to the care administration office for a personal budget.",
    "b1": "U vraagt een pgb aan bij het zorgkantoor.",
}


def write(folder: Path, *items: Mapping[str, object]) -> Path:
    path = folder / "a.jsonl"
    path.write_text("".join(f"{json.dumps(item)}\n\n" for item in items), encoding="utf-8")
    return path


def test_an_item_comes_as_it_is_written(tmp_path: Path) -> None:
    fact = {"kind": "actor", "nl": "U", "en": "You", "b1": "U"}
    write(tmp_path, FIELDS | {"terms": [{"nl": "pgb", "en": "personal budget"}], "facts": [fact]})
    (item,) = read_corpus(tmp_path)
    assert (item.id, item.split, item.version("en")) == ("a-01", "dev", FIELDS["en"])
    assert item.terms == (Term("pgb", "personal budget", ""),)
    assert item.facts == (Fact(**fact),)


def test_splits_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path, *(FIELDS | {"id": split, "split": split} for split in SPLITS))
    assert [item.id for item in read_corpus(tmp_path, splits=["train", "test"])] == [
        "train",
        "test",
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"split": "training"}, "split 'training' is none of train, dev, test"),
        ({"nl": 3}, "'nl' is no text but 3"),
        ({"colour": "blue"}, "colour"),
        ({"terms": [{"de": "Budget"}]}, "de"),
    ],
)
def test_a_wrong_item_is_named(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    path = write(tmp_path, FIELDS, FIELDS | changes)
    with pytest.raises(CorpusError, match=r"^a\.jsonl, line 3: ") as caught:
        list(read_items(path))
    assert message in str(caught.value)


def test_a_field_that_is_missing_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, {name: value for name, value in FIELDS.items() if name != "topic"})
    with pytest.raises(CorpusError, match=r"line 1: .*topic"):
        list(read_items(path))


def test_a_line_that_is_no_json(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text("{'nl'}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"b\.jsonl, line 1: "):
        list(read_items(path))
