"""The memory from the command line: filled by what was reviewed, and used first after that."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from eenvoudig.cli.memory import SCHEMA, STATS_SCHEMA
from tests.command import Run

SCHEMAS = Path(__file__).parents[2] / "docs/schemas"
TEXT = "De minister stelt in 2024 een bedrag van € 25 miljoen beschikbaar voor noodhulp.\n"
APPROVED = "De minister geeft in 2024 € 25 miljoen aan noodhulp."
PAIR = '<tu><tuv xml:lang="nl"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu>'


@pytest.fixture
def memory(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's memory, which is not there yet."""
    del run
    path = tmp_path / "own" / "memory.sqlite"
    monkeypatch.setenv("EENVOUDIG_MEMORY", str(path))
    return path


@pytest.fixture
def reviewed(run: Run, memory: Path) -> Path:
    """A result with one sentence that a reviewer wrote."""
    del memory
    Path("brief.md").write_text(TEXT, encoding="utf-8")
    done = run("simplify", "brief.md", "--format", "json", "-o", "brief.json", "--exit-zero")
    assert done.code == 0, done.err
    data = json.loads(Path("brief.json").read_text(encoding="utf-8"))
    data["segments"][0]["output"] = APPROVED
    Path("brief.json").write_text(json.dumps(data), encoding="utf-8")
    return Path("brief.json")


def tmx(*pairs: tuple[str, str], name: str = "ander.tmx") -> str:
    body = "".join(PAIR.format(*pair) for pair in pairs)
    Path(name).write_text(
        f'<tmx version="1.4"><header/><body>{body}</body></tmx>', encoding="utf-8"
    )
    return name


def entries(run: Run, *arguments: str) -> list[dict[str, object]]:
    """What list or search gives, as its schema says."""
    data = json.loads(run("memory", *(arguments or ["list"]), "--format", "json").out)
    jsonschema.validate(data, json.loads((SCHEMAS / "memory-1.schema.json").read_text()))
    assert data["schema"] == SCHEMA
    found: list[dict[str, object]] = data["entries"]
    return found


def test_what_a_reviewer_wrote_is_used_next_time(run: Run, reviewed: Path, memory: Path) -> None:
    done = run("memory", "add", str(reviewed), "--approved-by", "A. de Vries")
    assert done.code == 0
    assert "1 new, 0 replaced, 0 known" in done.err
    (entry,) = entries(run)
    assert entry["target"] == APPROVED
    assert (entry["origin"], entry["approved_by"]) == ("brief.md", "A. de Vries")

    again = run("simplify", "brief.md")
    assert (again.code, again.out) == (0, f"{APPROVED}\n")
    assert "1 from memory" in again.err
    told = run("simplify", "brief.md", "-v")
    assert "approved before (brief.md, A. de Vries, " in told.err
    without = run("simplify", "brief.md", "--no-memory", "--exit-zero")
    assert without.out != again.out
    assert "from memory" not in without.err
    assert memory.exists()


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("form", ["xliff", "xliff12"])
def test_xliff_gives_what_is_marked_as_reviewed(run: Run, form: str) -> None:
    Path("brief.md").write_text(f"{TEXT}\nDe Kamer beslist over de steun.\n", encoding="utf-8")
    run("translate", "brief.md", "--format", form, "-o", "brief.xlf", "--exit-zero")
    text = Path("brief.xlf").read_text(encoding="utf-8")
    before, unit = text.rsplit('state="', 1)
    Path("brief.xlf").write_text(
        f'{before}state="final"{unit.partition(chr(34))[2]}', encoding="utf-8"
    )
    done = run("memory", "add", "brief.xlf")
    assert "1 new, 0 replaced, 0 known" in done.err
    assert "1 left out: not marked as reviewed" in done.err
    (entry,) = entries(run)
    assert (entry["source"], entry["origin"]) == ("De Kamer beslist over de steun.", "brief.md")
    assert entry["context"] == TEXT.strip()


def test_nothing_is_stored_or_made_by_rewriting_or_looking(
    run: Run, reviewed: Path, memory: Path
) -> None:
    assert reviewed.exists()
    assert entries(run) == entries(run, "search", "noodhulp") == []
    assert run("memory", "list").err == "The memory has none.\n"
    assert run("memory", "stats").out == f"{memory}: 0 entries\n"
    exported = run("memory", "export", "-")
    assert "<body />" in exported.out
    assert not memory.parent.exists()


def test_a_memory_of_the_project_goes_before_the_users_own(run: Run, memory: Path) -> None:
    Path("eenvoudig.toml").write_text('memory = "project.sqlite"\n', encoding="utf-8")
    assert run("memory", "import", tmx(("Ja.", "Yes."))).code == 0
    assert Path("project.sqlite").exists()
    assert not memory.exists()
    assert run("memory", "import", tmx(("Nee.", "No.")), "--memory", "third.sqlite").code == 0
    assert [e["target"] for e in entries(run)] == ["Yes."]
    assert [e["target"] for e in entries(run, "list", "--memory", "third.sqlite")] == ["No."]


@pytest.mark.parametrize("value", ["3", '["a.sqlite"]'])
def test_a_project_that_names_no_file_is_told(run: Run, value: str) -> None:
    Path("eenvoudig.toml").write_text(f"memory = {value}\n", encoding="utf-8")
    done = run("memory", "list")
    assert done.code == 2
    assert "memory has to be the name of a file" in done.err


@pytest.mark.usefixtures("memory")
def test_import_list_search_delete_export(run: Run) -> None:
    pairs = [
        ("De noodhulp komt.", "The emergency aid is coming."),
        ("De Kamer beslist.", "The House decides."),
        ("Geen Engels.", ""),
    ]
    done = run("memory", "import", tmx(*pairs))
    assert "2 new, 0 replaced, 0 known" in done.err
    assert "1 left out: no Dutch, or no text beside it" in done.err
    assert "0 new, 0 replaced, 2 known" in run("memory", "import", tmx(*pairs)).err
    assert [e["origin"] for e in entries(run)] == ["ander.tmx"] * 2

    (found,) = entries(run, "search", "EMERGENCY")
    assert found["source"] == pairs[0][0]
    shown = run("memory", "search", "De", "Kamer", "besliste.")
    assert "De Kamer beslist.\n  → The House decides.\n" in shown.out
    assert "English, 94%, " in shown.out
    assert entries(run, "list", "--task", "simplify") == []
    assert len(entries(run, "list", "--limit", "1")) == 1

    missing = run("memory", "delete", str(found["id"]), "999")
    assert missing.code == 2
    assert "no entry 999" in missing.err
    assert len(entries(run)) == 2
    assert run("memory", "delete", str(found["id"])).err == "1 entry taken out\n"
    (left,) = entries(run)

    assert run("memory", "export", "uit.tmx").err == "1 entry\n"
    assert run("memory", "export", "uit.tmx").code == 6
    assert run("memory", "import", "uit.tmx", "--memory", "copy.sqlite").code == 0
    (copied,) = entries(run, "list", "--memory", "copy.sqlite")
    assert {**copied, "id": 0} == {**left, "id": 0}


@pytest.mark.usefixtures("memory")
def test_stats_count(run: Run) -> None:
    run("memory", "import", tmx(("Ja.", "Yes."), ("Nee.", "No.")), "--approved-by", "J. Bakker")
    run("translate", "--exit-zero", stdin="Ja.\n")
    data = json.loads(run("memory", "stats", "--format", "json").out)
    jsonschema.validate(data, json.loads((SCHEMAS / "memory-stats-1.schema.json").read_text()))
    assert data["schema"] == STATS_SCHEMA
    assert (data["entries"], data["used"], data["uses"]) == (2, 1, 1)
    assert data["approved_by"] == {"J. Bakker": 2}
    assert data["tasks"] == {"translate": 2}
    shown = run("memory", "stats").out
    assert "Approved by: J. Bakker (2)" in shown
    assert "Used: 1 entry, 1 time" in shown


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["memory", "add", "weg.json"], 3, "weg.json cannot be read"),
        (["memory", "add", "tekst.txt"], 3, "no JSON or XLIFF of eenvoudig, and no TMX"),
        (["memory", "import", "leeg.tmx"], 3, "no approved segments"),
        (["memory", "list", "--memory", "weg.sqlite"], 3, "weg.sqlite does not exist"),
        (["memory", "list", "--memory", "tekst.txt"], 3, "no translation memory"),
        (["memory", "add", "ja.tmx", "--memory", "tekst.txt"], 3, "no translation memory"),
        (["simplify", "tekst.txt", "--memory", "weg.sqlite"], 3, "weg.sqlite does not exist"),
        (["translate", "tekst.txt", "--memory", "tekst.txt"], 3, "no translation memory"),
        (["publish", "tekst.txt", "--out-dir", "uit", "--memory", "weg"], 3, "does not exist"),
        (["simplify", "tekst.txt", "--memory", "a", "--no-memory"], 2, "exclude each other"),
        (["memory", "export", "tekst.txt", "--memory", "tekst.txt"], 6, "is the input"),
    ],
)
def test_what_cannot_be_is_told(run: Run, arguments: list[str], code: int, message: str) -> None:
    Path("tekst.txt").write_text(TEXT * 10, encoding="utf-8")
    tmx(name="leeg.tmx")
    tmx(("Ja.", "Yes."), name="ja.tmx")
    done = run(*arguments)
    assert (done.code, message in done.err) == (code, True), done.err
    assert "Traceback" not in done.err
    assert not done.out
    assert Path("tekst.txt").read_text(encoding="utf-8") == TEXT * 10
    assert not Path("uit").exists()
