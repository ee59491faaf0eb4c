"""simplify, translate and publish, from file to file."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import docx
import jsonschema
import pytest

from tests.command import Run
from tests.formats.pdfs import Shown, lines, pdf

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schemas/result-1.schema.json").read_text())
TEXT = "De minister stuurt de Kamer een brief over noodhulp.\n"


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "brief.md"
    path.write_text(f"# Brief\n\n{TEXT}\n```\ncode blijft\n```\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["simplify", "translate"])
def test_standard_input_to_standard_output(run: Run, command: str) -> None:
    done = run(command, "--exit-zero", stdin=TEXT)
    assert done.code == 0, done.err
    assert len(done.out.split()) > 4
    assert done.out.endswith("\n")
    assert "1 segment" in done.err


def test_a_file_without_output_goes_to_standard_output(run: Run, brief: Path) -> None:
    done = run("translate", "brief.md", "--exit-zero")
    assert done.out.startswith("# ")
    assert done.out.endswith("```\ncode blijft\n```\n")
    assert sorted(brief.parent.iterdir()) == [brief]


def test_several_inputs_get_telling_names(run: Run, brief: Path) -> None:
    Path("nota.txt").write_text(TEXT, encoding="utf-8")
    done = run("translate", "brief.md", "nota.txt", "--out-dir", "uit", "--exit-zero")
    assert done.code == 0, done.err
    assert sorted(p.name for p in Path("uit").iterdir()) == ["brief.en.md", "nota.en.txt"]
    assert brief.read_text(encoding="utf-8").startswith("# Brief")


def test_publish_writes_both_and_a_page(run: Run, brief: Path) -> None:
    done = run("publish", str(brief), "--out-dir", "uit", "--exit-zero")
    assert done.code == 0, done.err
    names = ["brief.b1.md", "brief.en.md", "brief.review.html"]
    assert [Path(line).name for line in done.out.split()] == names
    assert sorted(p.name for p in Path("uit").iterdir()) == names
    assert "<!doctype html>" in Path("uit/brief.review.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["simplify", "translate"])
def test_a_page_to_review_by(run: Run, brief: Path, command: str) -> None:
    done = run(command, str(brief), "-o", "uit.md", "--review", "uit.html", "--exit-zero")
    assert done.code == 0, done.err
    assert Path("uit.md").read_text(encoding="utf-8").startswith("# ")
    page = Path("uit.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.count('<th scope="col" role="columnheader"') == 3
    assert run(command, str(brief), "--review", "uit.html").code == 6  # it exists


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["brief.md", "nota.md", "--out-dir", "uit"], "there are 2 inputs"),
        (["brief.md", "-o", "page.html"], "would both be written to page.html"),
    ],
)
def test_one_page_is_for_one_result(run: Run, brief: Path, arguments: list[str], said: str) -> None:
    assert brief.exists()
    done = run("simplify", *arguments, "--review", "page.html")
    assert done.code == 2
    assert said in done.err
    assert not Path("page.html").exists()


@pytest.mark.parametrize("command", ["simplify", "translate"])
def test_json_is_as_the_schema_says(run: Run, brief: Path, command: str) -> None:
    done = run(command, "brief.md", "--format", "json", "--exit-zero")
    data = json.loads(done.out)
    jsonschema.validate(data, SCHEMA)
    source = brief.read_text(encoding="utf-8")
    assert [s["source"] for s in data["segments"]] == ["Brief", TEXT.strip()]
    for segment in data["segments"]:
        assert source[segment["start"] : segment["end"]] == segment["source"]
        assert segment["output"] in data["text"]
        assert source.split("\n")[segment["line"] - 1].endswith(segment["source"])


def test_a_flag_is_told_and_is_the_exit_code(run: Run) -> None:
    """A text that stops in the middle of a sentence is always flagged."""
    cut = "Nederland geeft noodhulp. Daarnaast kunnen organisaties met"
    done = run("simplify", "--pdf-text", stdin=cut)
    assert done.code == 4
    assert "the source stops in the middle of this sentence" in done.err
    assert "“Daarnaast kunnen organisaties met”" in done.err
    assert done.out
    waived = run("simplify", "--pdf-text", "--exit-zero", "-q", stdin=cut)
    assert waived.code == 0
    assert "the source stops in the middle of this sentence" in waived.err


def test_flags_inline(run: Run) -> None:
    cut = "Nederland geeft noodhulp. Daarnaast kunnen organisaties met"
    done = run("simplify", "--pdf-text", "--flags", "inline", "--lang", "nl", stdin=cut)
    assert "[NAKIJKEN: de bron houdt midden in deze zin op]" in done.out


def test_quiet_says_nothing_when_nothing_is_the_matter(run: Run) -> None:
    done = run("simplify", "-q", "--exit-zero", stdin="12\n")
    assert (done.code, done.out, done.err) == (0, "12\n", "")


def test_verbose_ends_with_the_signature(run: Run) -> None:
    done = run("simplify", "-v", "--exit-zero", stdin=TEXT)
    assert "|task:simplify|effort:fast|engine:embedded|" in done.err


def test_more_effort_asks_for_more_answers(run: Run) -> None:
    text = "De minister is voornemens de subsidie niet langer te verstrekken."
    answers = {}
    for effort in ("fast", "best"):
        done = run("translate", "--effort", effort, "--format", "json", "--exit-zero", stdin=text)
        result = json.loads(done.out)
        assert result["signature"]["effort"] == effort
        answers[effort] = result["segments"][0]["attempts"]
    assert answers["best"] > answers["fast"] >= 1


def test_an_output_that_exists_is_kept(run: Run, brief: Path) -> None:
    out = brief.with_name("uit.md")
    out.write_text("van mij", encoding="utf-8")
    done = run("simplify", "brief.md", "-o", "uit.md")
    assert (done.code, out.read_text(encoding="utf-8")) == (6, "van mij")
    assert "--force" in done.err
    assert run("simplify", "brief.md", "-o", "uit.md", "--force", "--exit-zero").code == 0
    assert out.read_text(encoding="utf-8") != "van mij"


def test_the_input_is_never_overwritten(run: Run, brief: Path) -> None:
    before = brief.read_bytes()
    done = run("simplify", "brief.md", "-o", "./brief.md", "--force")
    assert (done.code, brief.read_bytes()) == (6, before)
    assert "is the input" in done.err


def test_a_folder_without_rights_leaves_nothing(run: Run, brief: Path) -> None:
    Path("vol").write_text("", encoding="utf-8")
    done = run("simplify", "brief.md", "-o", "vol/uit.md", "--exit-zero")
    assert done.code == 6
    assert "vol" in done.err
    assert {p.name for p in brief.parent.iterdir()} == {"brief.md", "vol"}


def test_what_is_written_has_ordinary_rights(run: Run, brief: Path) -> None:
    run("simplify", str(brief), "-o", "uit.md", "--exit-zero")
    assert stat.S_IMODE(Path("uit.md").stat().st_mode) == stat.S_IMODE(brief.stat().st_mode)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("weg.txt", None, "weg.txt does not exist"),
        ("leeg.txt", b"", "leeg.txt is empty"),
        ("bin.txt", b"a\0b\x01", "binary"),
        ("latin.txt", "geïnd".encode("cp1252"), "--encoding cp1252"),
        ("brief.docx", b"PK\x03\x04", "damaged"),
        ("brief.odt", b"PK\x03\x04", "damaged"),
        ("brief.odp", b"tekst", "the format .odp is not read yet; supported are .csv, .docx, .htm"),
        ("lang.txt", b"woord " * 2_000_000, "Line 1 of lang.txt has 12000000 characters"),
    ],
)
def test_input_that_cannot_be_read(run: Run, name: str, data: bytes | None, words: str) -> None:
    if data is not None:
        Path(name).write_bytes(data)
    done = run("simplify", name, "-o", "uit.txt")
    assert (done.code, done.out) == (3, "")
    assert words in done.err
    assert "Traceback" not in done.err
    assert not Path("uit.txt").exists()


def test_a_folder_as_input(run: Run) -> None:
    Path("map").mkdir()
    done = run("simplify", "map")
    assert done.code == 3
    assert "map is a folder" in done.err


def test_own_terms_go_before_ours(run: Run) -> None:
    Path("eigen.csv").write_text(
        "term,abbreviation,english,plain,mode\n"
        "Ons Eigen Programma,OEP,Our Very Own Programme,,translate\n",
        encoding="utf-8",
    )
    done = run(
        "translate", "--glossary", "eigen.csv", "--exit-zero", stdin="Het OEP start vandaag.\n"
    )
    assert "Our Very Own Programme" in done.out


def test_a_glossary_that_is_wrong(run: Run) -> None:
    Path("eigen.csv").write_text("term,kleur\nx,rood\n", encoding="utf-8")
    done = run("translate", "--glossary", "eigen.csv", stdin=TEXT)
    assert done.code == 7
    assert "eigen.csv, line 1" in done.err


def test_a_text_in_another_language_is_warned_about(run: Run) -> None:
    german = (
        "Die Regierung hat beschlossen, dass die Gemeinden ab dem nächsten Jahr mehr Geld für die "
        "Aufnahme von Flüchtlingen erhalten, damit sie rechtzeitig Wohnungen bauen können.\n"
    )
    done = run("translate", "-q", "--exit-zero", stdin=german)
    assert done.code == 0
    assert "does not look like Dutch" in done.err
    assert "“de”" in done.err


def test_changes_are_tracked_in_word_files_only(run: Run, brief: Path) -> None:
    made = docx.Document()
    made.add_paragraph("De raad betaalt 350 euro aan elke school.")
    made.save("brief.docx")
    done = run("translate", "brief.docx", "--track-changes", "-o", "out.docx", "--exit-zero")
    assert done.code == 0
    opened = docx.Document("out.docx")
    assert "<w:delText" in opened.paragraphs[0]._p.xml
    assert "350 euros" in opened.paragraphs[0]._p.xml
    refused = run("translate", brief.name, "--track-changes")
    assert refused.code == 2
    assert "in Word files only, and this is .md" in refused.err
    for option in (("--format", "json"), ("--flags", "inline")):
        refused = run("translate", "brief.docx", "--track-changes", *option)
        assert refused.code == 2
        assert "exclude each other" in refused.err


@pytest.fixture
def pdf_file(tmp_path: Path) -> Path:
    path = tmp_path / "nota.pdf"
    path.write_bytes(pdf(lines("Besluit", y=80), [Shown(TEXT.strip(), 70, 760, 11)]))
    return path


def test_a_pdf_becomes_markdown_or_what_its_name_says(run: Run, pdf_file: Path) -> None:
    done = run("translate", "nota.pdf", "--out-dir", "uit", "--exit-zero")
    assert done.code == 0, done.err
    assert [path.name for path in Path("uit").iterdir()] == ["nota.en.md"]
    as_json = json.loads(run("simplify", "nota.pdf", "--format", "json", "--exit-zero").out)
    jsonschema.validate(as_json, SCHEMA)
    assert [s["page"] for s in as_json["segments"]] == [1, 2]
    run("translate", "nota.pdf", "-o", "nota.en.docx", "--exit-zero")
    assert docx.Document("nota.en.docx").core_properties.language == "en-GB"
    page = run("simplify", "nota.pdf", "--to", "html", "--exit-zero").out
    assert page.startswith('<!doctype html>\n<html lang="nl">')
    published = run("publish", str(pdf_file), "--out-dir", "samen", "--to", "txt", "--exit-zero")
    assert published.code == 0, published.err
    names = sorted(path.name for path in Path("samen").iterdir())
    assert names == ["nota.b1.txt", "nota.en.txt", "nota.review.html"]
    assert "Page" in Path("samen/nota.review.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nota.pdf", "-o", "uit.pdf"), "uit.pdf: PDF is read and not written"),
        (("nota.pdf", "-o", "uit.html", "--to", "docx"), "uit.html and --to docx say two things"),
        (("pagina.html", "-o", "uit.md"), "uit.md: the result can't have this format"),
        (("pagina.html", "--to", "txt"), "--to is for PDF, Markdown and plain text"),
    ],
)
@pytest.mark.usefixtures("pdf_file")
def test_what_a_result_cannot_be(run: Run, arguments: tuple[str, ...], words: str) -> None:
    Path("pagina.html").write_text(f"<p>{TEXT}</p>", encoding="utf-8")
    done = run("simplify", *arguments)
    assert done.code == 2
    assert words in done.err
    assert not [path for path in Path().iterdir() if path.stem == "uit"]


@pytest.mark.usefixtures("pdf_file")
def test_flags_stand_in_a_page_too(run: Run) -> None:
    cut = "Nederland geeft noodhulp. Daarnaast kunnen organisaties met"
    done = run("simplify", "--pdf-text", "--flags", "inline", "--to", "html", stdin=cut)
    assert done.code == 4
    assert "[CHECK: the source stops in the middle of this sentence]</p>" in done.out


def test_a_word_file_comes_back_as_one(run: Run) -> None:
    made = docx.Document()
    made.add_heading("Besluit", 1)
    paragraph = made.add_paragraph("De raad betaalt ")
    paragraph.add_run("350 euro").bold = True
    paragraph.add_run(" aan elke school.")
    made.save("brief.docx")
    done = run("translate", "brief.docx", "-o", "brief.en.docx", "--exit-zero")
    assert done.code == 0
    opened = docx.Document("brief.en.docx")
    style = opened.paragraphs[0].style
    assert style is not None
    assert style.name == "Heading 1"
    assert "350 euros" in opened.paragraphs[1].text
    assert [run.text for run in opened.paragraphs[1].runs if run.bold] == ["350 euros"]
    for other in ("brief.txt", "brief.odt"):
        wrong = run("translate", "brief.docx", "-o", other)
        assert wrong.code == 2
        assert "Give it a name that ends in .docx" in wrong.err
    published = run("publish", "brief.docx", "--out-dir", "out", "--exit-zero")
    assert published.code == 0
    assert "Paragraph" in Path("out/brief.review.html").read_text(encoding="utf-8")
    assert docx.Document("out/brief.b1.docx").paragraphs[0].text == "Besluit"


def test_records_come_back_with_the_named_fields_rewritten(run: Run) -> None:
    record = {"id": 1, "kop": "Steun", "tekst": "<p>De raad betaalt <b>350 euro</b>.</p>"}
    Path("a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    asked = ["translate", "a.jsonl", "--field", "tekst", "--exit-zero"]
    done = run(*asked, "--field-format", "html")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert {**found, "tekst": ""} == {**record, "tekst": ""}
    assert "<b>350 euros</b>" in found["tekst"]
    assert run("translate", "a.jsonl").err.count("kop, tekst") == 1
    wrong = run(*asked, "--field-format", "kop=html")
    assert (wrong.code, "--field-format kop=html" in wrong.err) == (2, True)


def test_a_column_of_a_table(run: Run) -> None:
    Path("a.csv").write_text("kop;tekst\nSteun;De raad betaalt 350 euro.\n", encoding="utf-8")
    done = run("translate", "a.csv", "--column", "tekst", "--exit-zero")
    assert done.code == 0, done.err
    header, row, _ = done.out.split("\n")
    assert header == "kop;tekst"
    assert row.startswith("Steun;")
    assert "350 euros" in row


def test_a_label_says_where_a_text_comes_from(run: Run, brief: Path) -> None:
    done = run("simplify", str(brief), "--label", "--exit-zero")
    assert done.out.startswith("*Vereenvoudigde tekst, nog niet nagekeken.*\n\n# Brief\n")
    asked = ["translate", str(brief), "--reviewed-by", "A. de Wit", "--exit-zero"]
    done = run(*asked, "--label")
    assert done.out.startswith("*Translated from Dutch by computer, reviewed by A. de Wit.*\n")
    assert run(*asked).code == 2


def test_a_page_names_its_other_languages(run: Run) -> None:
    page = f'<html lang="nl"><head><title>Brief</title></head><body><p>{TEXT}</p></body></html>\n'
    Path("brief.html").write_text(page, encoding="utf-8")
    links = ["--alternate", "nl=https://a.nl/", "--alternate", "en=https://a.nl/en/"]
    done = run("publish", "brief.html", "--out-dir", "uit", "--exit-zero", "--label", *links)
    assert done.code == 0, done.err
    for name, label in (
        ("brief.b1.html", '<p lang="nl" class="eenvoudig-label">Vereenvoudigde tekst, nog niet'),
        ("brief.en.html", '<p lang="en" class="eenvoudig-label">Translated from Dutch by computer'),
    ):
        made = Path("uit", name).read_text(encoding="utf-8")
        assert label in made
        assert made.count('<link rel="alternate" hreflang="') == 2
    assert run("translate", "brief.html", "--alternate", "en").code == 2
    assert run("translate", "--alternate", "en=/en/", stdin=TEXT).code == 2
