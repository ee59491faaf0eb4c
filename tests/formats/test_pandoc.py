"""pandoc's documents, read and written, by pandoc itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import eenvoudig
from eenvoudig._errors import InputError, UsageError
from eenvoudig.document import Document, Segment
from eenvoudig.formats import read_file, to_bytes, write
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "fixtures/pandoc.txt")

pytestmark = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")


def pandoc(data: bytes, *arguments: str) -> bytes:
    return subprocess.run(
        ["pandoc", *arguments], input=data, capture_output=True, check=True
    ).stdout


def opened(markdown: str) -> Document:
    """The document, each block one segment."""
    data = pandoc(markdown.encode(), "-t", "json")
    document = read_file(data, "nota", ".pandoc-json")
    blocks = [
        replace(b, segments=(Segment(n, b.text, 0, len(b.text), b.source_span(0, len(b.text))),))
        for n, b in enumerate(document.blocks, 1)
    ]
    return replace(document, blocks=tuple(blocks))


def closed(document: Document, outputs: dict[int, str], language: str = "nl") -> str:
    """The document as Markdown, with new texts."""
    written, _ = write(document, outputs, language)
    data = to_bytes(document, written, language)
    return pandoc(data, "-f", "json", "-t", "markdown", "--wrap=none", "-s").decode()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.title)
def test_blocks(case: Case) -> None:
    document = opened(case.parts[0])
    assert [f"{b.kind} {b.level}: {b.text}" for b in document.blocks] == case.parts[1].split("\n")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.title)
def test_only_the_words_change(case: Case) -> None:
    document = opened(case.parts[0])
    changed = closed(document, {s.id: s.text.upper() for s in document.segments})
    assert changed == f"---\nlang: nl\n{case.parts[2]}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.title)
def test_unchanged_is_the_same_document(case: Case) -> None:
    data = pandoc(case.parts[0].encode(), "-t", "json", "-M", "lang=nl-NL")
    document = read_file(data, "nota", ".pandoc-json")
    assert json.loads(to_bytes(document, document.source)) == json.loads(data)


def test_every_character_has_its_place() -> None:
    document = opened('De *AT&T* x < y "zin"[^1] én `a<b` meer.\n\n[^1]: Noot.\n')
    for block in document.blocks:
        for at, character in enumerate(block.text):
            assert document.source[block.source_offset(at)] in {character, "&"}


def test_words_that_change_places_take_their_marks_along() -> None:
    document = opened("De **raad** betaalt *de school* [twee euro](x).")
    found = closed(document, {1: "Twee euro betaalt de raad de school."})
    assert "[Twee euro](x) betaalt de **raad** *de school*." in found


def test_marks_that_come_to_overlap_are_parted() -> None:
    document = opened("[**een** twee](x) drie")
    written = document.source.replace("</1>", "").replace("</0>", "</0>-vier</1>")
    data = to_bytes(document, written)
    found = pandoc(data, "-f", "json", "-t", "markdown").decode()
    assert found == "[**een twee**](x)**-vier** drie\n"


def test_the_language_is_said_where_it_was() -> None:
    found = closed(opened("---\nlang: nl\n---\n\n[Een]{lang=nl} zin.\n"), {1: "A line."}, "en")
    assert found == '---\nlang: en-GB\n---\n\nA line. ([Een]{lang="en-GB"})\n'


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"[1]",
        b'{"pandoc-api-version":[1,22],"meta":{},"blocks":[{"t":"Para","c":3}]}',
        b'{"pandoc-api-version":[1,22],"meta":{},"blocks":[{"t":"Onbekend"}]}',
        b'{"pandoc-api-version":' + b"[" * 100_000,
    ],
)
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="no document of pandoc's"):
        read_file(data, "nota", ".pandoc-json")


def test_panflute_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pandoc(b"Een zin.", "-t", "json")
    monkeypatch.setitem(sys.modules, "panflute", None)
    with pytest.raises(UsageError, match=r'pip install "eenvoudig\[pandoc\]"'):
        read_file(data, "nota", ".pandoc-json")


@pytest.fixture
def filter_path(tmp_path: Path, built_model: Path) -> Path:
    """The filter as a program, as installing makes it."""
    assert built_model.is_dir()
    path = tmp_path / "eenvoudig-pandoc"
    source = Path(eenvoudig.__file__).parents[1]
    path.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(source)!r})\n"
        "from eenvoudig.cli.pandoc import main\nmain()\n"
    )
    path.chmod(0o755)
    return path


def filtered(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    Path(program.parent, "nota.md").write_text(
        "# Besluit\n\nDe raad betaalt **350 euro** aan elke school.[^1]\n\n[^1]: Zie de nota.\n",
        encoding="utf-8",
    )
    return subprocess.run(
        ["pandoc", "--filter", program.name, "nota.md", *arguments],
        cwd=program.parent,
        env={**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_filter_makes_a_word_file_in_english(filter_path: Path) -> None:
    import docx

    done = filtered(filter_path, "-M", "eenvoudig=en", "-o", "nota.en.docx")
    assert done.returncode == 0, done.stderr
    assert "pandoc (English)" in done.stderr
    made = docx.Document(str(filter_path.with_name("nota.en.docx")))
    heading, paragraph = [p for p in made.paragraphs if p.text]
    assert heading.style is not None
    assert heading.style.name == "Heading 1"
    assert [run.text for run in paragraph.runs if run.bold] == ["350 euros"]


def test_the_filter_keeps_to_plain_dutch(filter_path: Path) -> None:
    done = filtered(filter_path, "-M", "eenvoudig=b1", "-t", "html", "-s")
    assert done.returncode == 0, done.stderr
    assert 'lang="nl"' in done.stdout
    assert "<strong>350 euro</strong>" in done.stdout


@pytest.mark.parametrize("arguments", [[], ["-M", "eenvoudig=fr"]])
def test_without_a_wish_nothing_is_written(filter_path: Path, arguments: list[str]) -> None:
    done = filtered(filter_path, *arguments, "-o", "nota.html")
    assert done.returncode != 0
    assert "-M eenvoudig=b1" in done.stderr
    assert not filter_path.with_name("nota.html").exists()
