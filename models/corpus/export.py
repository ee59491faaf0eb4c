"""Write the policy corpus in the forms that other tools read.

    python -m models.corpus.export tmx corpus.tmx
    python -m models.corpus.export datasets FOLDER

tmx: TMX 1.4b, a translation unit an item, its plain version as a third language, "nl-x-b1".
datasets: the layout that the Hugging Face datasets library loads from a folder or a hub: a file of
JSON Lines a split, and the datasheet as README.md with the library's fields before it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from xml.etree import ElementTree as ET

from models.corpus.load import SPLITS, VERSIONS, Item, read_corpus

DATASHEET = Path(__file__).resolve().parent / "README.md"
# BCP 47: private use after "x", as no subtag for plain language is registered.
LANGUAGES = {"nl": "nl-NL", "en": "en-GB", "b1": "nl-x-b1"}
SPLIT_NAMES = {"train": "train", "dev": "validation", "test": "test"}
_TEXT_FIELDS = ("id", "document", "split", "domain", "topic", "genre", "kind", *VERSIONS)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def to_tmx(items: Iterable[Item]) -> ET.ElementTree[ET.Element]:
    """The items as translation units, with their labels as properties.

    Source: TMX 1.4b specification, LISA OSCAR, 2005.
    """
    root = ET.Element("tmx", version="1.4")
    ET.SubElement(
        root,
        "header",
        {
            "creationtool": "eenvoudig",
            "creationtoolversion": "1",
            "segtype": "paragraph",
            "o-tmf": "eenvoudig policy corpus",
            "adminlang": "en",
            "srclang": LANGUAGES["nl"],
            "datatype": "plaintext",
        },
    )
    body = ET.SubElement(root, "body")
    for item in items:
        unit = ET.SubElement(body, "tu", tuid=item.id)
        for label in ("document", "split", "domain", "topic", "genre", "kind"):
            ET.SubElement(unit, "prop", type=f"x-{label}").text = getattr(item, label)
        for version in VERSIONS:
            variant = ET.SubElement(unit, "tuv", {_XML_LANG: LANGUAGES[version]})
            ET.SubElement(variant, "seg").text = item.version(version)
    ET.indent(root)
    return ET.ElementTree(root)


def write_tmx(items: Sequence[Item], path: Path) -> None:
    """Write a TMX file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    to_tmx(items).write(unfinished, encoding="utf-8", xml_declaration=True)
    unfinished.replace(path)


def write_datasets(items: Sequence[Item], folder: Path) -> None:
    """Write the folder, whole or not at all.

    Raises:
        FileExistsError: there is something of that name.
    """
    if folder.exists():
        raise FileExistsError(f"{folder} exists: give a name that is free")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        unfinished = Path(scratch) / folder.name
        (unfinished / "data").mkdir(parents=True)
        for split in SPLITS:
            lines = (
                json.dumps(asdict(item), ensure_ascii=False)
                for item in items
                if item.split == split
            )
            path = unfinished / "data" / f"{SPLIT_NAMES[split]}.jsonl"
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        (unfinished / "README.md").write_text(card(items), encoding="utf-8")
        shutil.move(unfinished, folder)


def card(items: Sequence[Item]) -> str:
    """The datasheet, headed by what the library and a hub want to know.

    The features are spelt out: where a split has no facts, their type can't be seen from it.
    """
    head = [
        "---",
        "license: cc0-1.0",
        "language: [nl, en]",
        "pretty_name: Dutch policy text in English and plain Dutch",
        "task_categories: [translation, text-generation]",
        "tags: [plain-language, text-simplification, government, terminology, machine-generated]",
        f"size_categories: ['{'1K<n<10K' if len(items) > 1000 else 'n<1K'}']",
        "configs:",
        "- config_name: default",
        "  data_files:",
        *(f"  - {{split: {name}, path: data/{name}.jsonl}}" for name in SPLIT_NAMES.values()),
        "dataset_info:",
        "  features:",
        *(f"  - {{name: {field}, dtype: string}}" for field in _TEXT_FIELDS),
        *_list_feature("terms", VERSIONS),
        *_list_feature("facts", ("kind", *VERSIONS)),
        "---",
        "",
    ]
    return "\n".join(head) + DATASHEET.read_text(encoding="utf-8")


def _list_feature(name: str, fields: Sequence[str]) -> list[str]:
    return [
        f"  - name: {name}",
        "    list:",
        *(f"    - {{name: {field}, dtype: string}}" for field in fields),
    ]


def main() -> None:
    """Write one form."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("form", choices=("tmx", "datasets"))
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    items = read_corpus()
    write = write_tmx if options.form == "tmx" else write_datasets
    try:
        write(items, options.output)
    except OSError as error:
        parser.error(str(error))
    print(f"{len(items)} items in {options.output}")


if __name__ == "__main__":
    main()
