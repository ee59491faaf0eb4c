"""To a reviewer with --format, and back with `eenvoudig apply`."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from tests.command import Run

TEXT = "# Brief\n\nDe minister stuurt de Kamer **12 brieven** over noodhulp. De raad besluit.\n"


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "brief.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.usefixtures("brief")
@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("xliff", "brief.en.xlf"),
        ("xliff12", "brief.en.xlf"),
        ("tmx", "brief.en.tmx"),
        ("json", "brief.en.json"),
        ("critic", "brief.en.md"),
    ],
)
def test_there_and_back_is_the_file_itself(run: Run, form: str, name: str) -> None:
    run("translate", "brief.md", "-o", "direct.md", "--exit-zero")
    run("translate", "brief.md", "--out-dir", "uit", "--format", form, "--exit-zero")
    done = run("apply", f"uit/{name}", "-o", "terug.md", "--exit-zero")
    assert done.code == 0, done.err
    assert Path("terug.md").read_bytes() == Path("direct.md").read_bytes()
    assert "Approved by a reviewer: " in done.err


def test_a_word_file_and_a_slip(run: Run) -> None:
    made = docx.Document()
    made.add_paragraph("De raad betaalt 350 euro aan elke school. De raad besluit.")
    made.save("brief.docx")
    run("simplify", "brief.docx", "--format", "xliff", "-o", "brief.xlf", "--exit-zero")
    reviewed = Path("brief.xlf").read_text(encoding="utf-8")
    new = "<target>Elke school krijgt 530 euro van de raad.</target>"
    reviewed = re.sub(r"<target>.*?350.*?</target>", new, reviewed, count=1)
    reviewed = re.sub(r'state="\w+"( subState="[^"]*")?', 'state="final"', reviewed)
    Path("brief.xlf").write_text(reviewed, encoding="utf-8")
    done = run("apply", "brief.xlf", "-o", "terug.docx")
    assert done.code == 4
    assert "the reviewed text differs from its source" in done.err
    assert "530" in done.err
    assert "Approved by a reviewer: 2 of 2" in done.err
    text = docx.Document("terug.docx").paragraphs[0].text
    assert text == "Elke school krijgt 530 euro van de raad. De raad besluit."
    assert run("apply", "brief.xlf", "-o", "terug.docx").code == 6
    assert run("apply", "brief.xlf", "-o", "brief.docx", "--force").code == 6
    assert run("apply", "brief.xlf", "-o", "terug.txt").code == 2


def test_only_what_was_approved_to_standard_output(run: Run, brief: Path) -> None:
    run("translate", "brief.md", "--format", "xliff12", "-o", "brief.xlf", "--exit-zero")
    done = run("apply", "brief.xlf", "--only-approved")
    assert done.code == 4
    assert done.out == TEXT
    assert "not approved by a reviewer" in done.err
    brief.rename("oud.md")
    lost = run("apply", "brief.xlf")
    assert (lost.code, lost.out) == (3, "")
    assert "Name it with --source" in lost.err
    assert run("apply", "brief.xlf", "--source", "oud.md", "--exit-zero").code == 0
    Path("oud.md").write_text(TEXT + "Meer.\n", encoding="utf-8")
    other = run("apply", "brief.xlf", "--source", "oud.md")
    assert other.code == 3
    assert "oud.md is not the file that brief.xlf was made from" in other.err


def test_from_standard_input(run: Run, brief: Path) -> None:
    assert brief.exists()
    made = run("translate", "brief.md", "--format", "tmx", "--exit-zero")
    done = run("apply", "-", "-q", "--exit-zero", stdin=made.out)
    assert done.out == run("translate", "brief.md", "--exit-zero").out


def test_marks_in_the_text_are_for_text(run: Run) -> None:
    Path("a.html").write_text("<p>De raad besluit.</p>", encoding="utf-8")
    done = run("simplify", "a.html", "--format", "critic")
    assert done.code == 2
    assert "CriticMarkup is for Markdown and plain text" in done.err


def test_a_file_of_a_translators_program_gets_its_targets(run: Run) -> None:
    Path("in.xlf").write_text(
        '<xliff version="1.2"><file source-language="nl"><body><trans-unit id="1">'
        "<source>De raad besluit.</source></trans-unit></body></file></xliff>",
        encoding="utf-8",
    )
    done = run("translate", "in.xlf", "-o", "uit.xlf", "--exit-zero")
    assert done.code == 0, done.err
    written = Path("uit.xlf").read_text(encoding="utf-8")
    assert 'target-language="en-GB"' in written
    assert '<target state="needs-review-translation">The' in written
    Path("in.xlf").rename("in.sdlxliff")
    run("translate", "in.sdlxliff", "--out-dir", "uit", "--exit-zero")
    assert Path("uit/in.en.sdlxliff").read_text(encoding="utf-8") == written
