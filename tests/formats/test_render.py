"""Running text as a page, a Word file and plain text, opened by another program than ours."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest

from eenvoudig import UsageError, read
from eenvoudig.formats import convert, is_target
from eenvoudig.formats._render import render

MARKDOWN = """# Noodhulp & wederopbouw

De minister stelt **€ 3 mln.** beschikbaar[^1]. Zie [de website](https://www.voorbeeld.nl/hulp).

- Eerste punt
  - onderdeel van het *eerste* punt
- a. tweede punt

3. derde stap
4. vierde stap

1. opnieuw de eerste

| Post | 2025 |
| --- | ---: |
| Hulp | 12,1 |
| Opvang | 8,0 |

```
Post   <2025>
```

Regel een\\
regel twee

[^1]: Kamerstuk 36 600.
"""
SEPARATE = MARKDOWN.replace("4. vierde stap\n\n1.", "4. vierde stap\n\n<!-- -->\n\n1.")
TEXT = """Noodhulp & wederopbouw

De minister stelt € 3 mln. beschikbaar[1]. Zie de website (https://www.voorbeeld.nl/hulp).

- Eerste punt
  - onderdeel van het eerste punt
- a. tweede punt

3. derde stap
4. vierde stap

1. opnieuw de eerste

Post    2025
Hulp    12,1
Opvang   8,0

Post   <2025>

Regel een
regel twee

[1] Kamerstuk 36 600.
"""
PLAIN = """Voortgang van de noodhulp

De minister stelt * € 3 mln. beschikbaar.

- Eerste punt
- Tweede punt

1. Eerste stap
2. Tweede stap
"""


def word_file(markdown: str) -> docx.document.Document:
    return docx.Document(io.BytesIO(render(markdown, ".docx", title="nota", language="nl")))


def test_text() -> None:
    assert render(SEPARATE, ".txt", title="nota", language="nl").decode() == TEXT


def test_page() -> None:
    page = render(MARKDOWN, ".html", title="nota", language="en").decode()
    assert "<title>Noodhulp &amp; wederopbouw</title>" in page
    body = page.partition("<main>")[2].partition("</main>")[0]
    assert '<html lang="en">' in page
    tree = ET.fromstring(f"<main>{body}</main>".replace(" hidden>", ">"))  # noqa: S314 - our own page
    assert [cell.get("scope") for cell in tree.iter("th")] == ["col", "col"]
    assert [a.get("href") for a in tree.iter("a")][1] == "https://www.voorbeeld.nl/hulp"
    assert "".join(next(tree.iter("pre")).itertext()) == "Post   <2025>\n"
    assert "http" not in re.sub(r"<a .*?</a>", "", page)  # nothing is loaded from elsewhere


def test_a_page_without_heading_is_called_by_its_file() -> None:
    assert b"<title>nota &lt;1&gt;</title>" in render(
        "Tekst.", ".html", title="nota <1>", language="nl"
    )


def test_word_file() -> None:
    word = word_file(MARKDOWN)
    styles = [(p.style.name if p.style else "", p.text) for p in word.paragraphs]
    assert styles[0] == ("Heading 1", "Noodhulp & wederopbouw")
    assert ("List Bullet 2", "onderdeel van het eerste punt") in styles
    assert ("List Number", "opnieuw de eerste") in styles
    assert ("Heading 2", "Noten") in styles
    assert styles[-1] == ("Normal", "1 Kamerstuk 36 600.")
    bold = [run.text for p in word.paragraphs for run in p.runs if run.bold]
    assert bold == ["€ 3 mln."]
    (link,) = [link for p in word.paragraphs for link in p.hyperlinks]
    assert (link.text, link.address) == ("de website", "https://www.voorbeeld.nl/hulp")
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert rows == [["Post", "2025"], ["Hulp", "12,1"], ["Opvang", "8,0"]]
    properties = word.core_properties
    assert (properties.title, properties.language) == ("Noodhulp & wederopbouw", "nl-NL")
    assert properties.author == ""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_word_file_in_libreoffice(tmp_path: Path) -> None:
    """A PDF of the Word file reads as the Markdown that it was made from."""
    path = tmp_path / "nota.docx"
    path.write_bytes(render(SEPARATE, ".docx", title="nota", language="nl"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    source = read(tmp_path / "nota.pdf").source
    assert source.startswith("# Noodhulp & wederopbouw\n\nDe minister stelt **€ 3 mln.** besch")
    assert "- Eerste punt\n  - onderdeel van het *eerste* punt\n" in source
    assert "3. derde stap\n4. vierde stap\n1. opnieuw de eerste\n" in source
    assert "| Post | 2025 |\n| --- | ---: |\n| Hulp | 12,1 |\n| Opvang | 8,0 |\n" in source
    assert "Regel een\\\nregel twee\n" in source


def test_plain_text_becomes_markdown_with_its_structure() -> None:
    document = read(PLAIN)
    assert convert(document, {}, ".md").decode() == (
        "# Voortgang van de noodhulp\n\nDe minister stelt \\* € 3 mln. beschikbaar.\n\n"
        "- Eerste punt\n- Tweede punt\n\n1. Eerste stap\n2. Tweede stap\n"
    )
    assert convert(document, {}, ".txt").decode() == PLAIN
    assert b"<li>Tweede punt</li>" in convert(document, {}, ".html")


def test_what_changed_is_written_too() -> None:
    document = read("Dit is een zin.", suffix=".md")
    assert convert(document, {1: "Een *andere* zin."}, ".txt") == b"Een *andere* zin.\n"
    assert b"<em>" not in convert(document, {1: "Een *andere* zin."}, ".html")


@pytest.mark.parametrize(
    ("suffix", "target", "possible"),
    [
        (".md", ".docx", True),
        (".markdown", ".htm", True),
        (".txt", ".md", True),
        (".txt", ".b1", True),
        (".md", ".pdf", False),
        (".html", ".htm", True),
        (".html", ".md", False),
        (".docx", ".txt", False),
        (".docx", ".b1", False),
    ],
)
def test_what_can_be_written_as_what(suffix: str, target: str, *, possible: bool) -> None:
    assert is_target(suffix, target) is possible
    if not possible and suffix != ".docx":
        document = replace(read("Tekst.", suffix=suffix))
        with pytest.raises(UsageError, match=r"not written as"):
            convert(document, {}, target)
