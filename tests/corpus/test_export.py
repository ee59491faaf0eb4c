"""The exports as other programs read them: an XML parser, and the datasets library itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from models.corpus.export import LANGUAGES, SPLIT_NAMES, write_datasets, write_tmx
from models.corpus.load import SPLITS, Item, read_corpus

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def items() -> list[Item]:
    """Some of each split; no facts in train, so that their type can't be guessed from it."""
    return [item for split in SPLITS for item in read_corpus(splits=[split])[:30]]


def test_tmx(items: list[Item], tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "corpus.tmx"
    write_tmx(items, path)
    root = ET.parse(path).getroot()  # noqa: S314 (our own file)
    header = root.find("header")
    assert root.attrib == {"version": "1.4"}
    assert header is not None
    # What TMX 1.4b requires of a header.
    assert set(header.attrib) == {
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang",
        "datatype",
    }  # fmt: skip
    units = root.findall("body/tu")
    assert [unit.get("tuid") for unit in units] == [item.id for item in items]
    for unit, item in zip(units, items, strict=True):
        texts = {tuv.get(LANG): tuv.findtext("seg") for tuv in unit.findall("tuv")}
        assert texts == {LANGUAGES["nl"]: item.nl, LANGUAGES["en"]: item.en, "nl-x-b1": item.b1}
        labels = {prop.get("type"): prop.text for prop in unit.findall("prop")}
        assert labels["x-split"] == item.split
    assert [path.name for path in path.parent.iterdir()] == ["corpus.tmx"]


def test_datasets(items: list[Item], tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    write_datasets(items, folder)
    # In a process of its own: the library warns, and sets up logging and locks.
    code = (
        "import datasets, json, sys\n"
        "loaded = datasets.load_dataset(sys.argv[1], cache_dir=sys.argv[2])\n"
        "print(json.dumps({name: list(split) for name, split in loaded.items()}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(tmp_path / "cache")],
        env=os.environ | {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    loaded = json.loads(run.stdout)
    for split in SPLITS:
        expected = [asdict(item) for item in items if item.split == split]
        assert loaded[SPLIT_NAMES[split]] == json.loads(json.dumps(expected))


def test_nothing_is_overwritten(items: list[Item], tmp_path: Path) -> None:
    with pytest.raises(FileExistsError, match="exists"):
        write_datasets(items, tmp_path)
    assert list(tmp_path.iterdir()) == []
