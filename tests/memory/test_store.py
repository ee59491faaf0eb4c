"""The memory's file: what goes in comes out, whole and by several processes at once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eenvoudig import InputError, OutputError
from eenvoudig.engines import Task
from eenvoudig.memory import ENVIRONMENT, VERSION, Entry, Memory, Tally, default_path

SOURCE = "De minister stelt in 2024 een bedrag van € 25 miljoen beschikbaar voor noodhulp."
TARGET = "De minister geeft in 2024 € 25 miljoen aan noodhulp."
EARLY, LATE = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 6))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "memory.sqlite"


def entry(source: str = SOURCE, target: str = TARGET, **values: object) -> Entry:
    return Entry(Task.SIMPLIFY, source, target, **values)  # type: ignore[arg-type]  # a test's own


def test_what_was_added_is_found_by_any_white_space(path: Path) -> None:
    with Memory.open(path, create=True) as memory:
        assert memory.add([entry(origin="brief.md", approved_by="A. de Vries")]) == Tally(new=1)
    with Memory.open(path) as memory:
        found = memory.lookup(Task.SIMPLIFY, f"\n  {SOURCE.replace(' ', '   ')}\t")
        assert found is not None
        assert (found.target, found.origin, found.approved_by) == (
            TARGET,
            "brief.md",
            "A. de Vries",
        )
        assert found.created is not None
        assert abs((datetime.now(UTC) - found.created).total_seconds()) < 3600
        assert memory.lookup(Task.TRANSLATE, SOURCE) is None
        assert memory.lookup(Task.SIMPLIFY, SOURCE.lower()) is None


def test_of_several_texts_the_one_in_the_same_context_counts_and_else_the_latest(
    path: Path,
) -> None:
    with Memory.open(path, create=True) as memory:
        memory.add(
            [
                entry(target="Na een kop.", context="Noodhulp", created=LATE),
                entry(target="Na een zin.", context="De Kamer vroeg ernaar.", created=EARLY),
            ]
        )
        for context, target in (
            ("De Kamer vroeg ernaar.", "Na een zin."),
            ("Noodhulp", "Na een kop."),
            ("Iets anders.", "Na een kop."),
        ):
            found = memory.lookup(Task.SIMPLIFY, SOURCE, context)
            assert found is not None
            assert found.target == target


def test_a_later_approval_replaces_an_earlier_one_and_not_the_reverse(path: Path) -> None:
    with Memory.open(path, create=True) as memory:
        memory.add([entry(created=EARLY)])
        assert memory.add([entry(target="Beter.", created=LATE)]) == Tally(changed=1)
        assert memory.add([entry(target="Ouder.", created=EARLY)]) == Tally(known=1)
        assert memory.add([entry(target="Beter.")]) == Tally(known=1)
        assert [e.target for e in memory.entries()] == ["Beter."]


def test_what_is_like_a_source_is_found_with_how_much(path: Path) -> None:
    with Memory.open(path, create=True) as memory:
        memory.add([entry(), entry("De minister komt.", "De minister komt.")])
        (match,) = memory.similar(Task.SIMPLIFY, SOURCE.replace("25", "30"))
        assert match.entry.source == SOURCE
        assert match.similarity == pytest.approx(1 - 2 / len(SOURCE))
        assert not match.exact
        assert memory.similar(Task.TRANSLATE, SOURCE) == ()
        assert memory.similar(Task.SIMPLIFY, "De Kamer vergadert vandaag niet.") == ()


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50
)
@given(st.text(), st.text(), st.text())
def test_any_text_is_stored_on_one_line_and_found_again(
    tmp_path: Path, source: str, target: str, context: str
) -> None:
    """Also what no file can hold, such as half of a surrogate pair."""
    path = tmp_path / "any.sqlite"
    path.unlink(missing_ok=True)
    with Memory.open(path, create=True) as memory:
        tally = memory.add([entry(source, target, context=context)])
        found = memory.lookup(Task.SIMPLIFY, source, context)
        if not tally.new:
            assert found is None
            return
        assert found is not None
        for text in (found.source, found.target, found.context):
            assert text == " ".join(text.split())
        assert memory.lookup(Task.SIMPLIFY, found.source) == found
        (match,) = memory.similar(Task.SIMPLIFY, source)
        assert match.exact


def test_a_search_finds_words_before_what_is_near(path: Path) -> None:
    with Memory.open(path, create=True) as memory:
        memory.add(
            [
                entry("De subsidie stopt.", "De steun stopt."),
                entry("De noodhulp komt op tijd.", "Hulp!"),
            ]
        )
        assert [m.entry.source for m in memory.search("STEUN")] == ["De subsidie stopt."]
        near = memory.search("De noodhulp komt te laat.")
        assert [m.entry.target for m in near] == ["Hulp!"]
        assert memory.search("parkeren") == ()


def test_an_id_is_never_given_twice(path: Path) -> None:
    with Memory.open(path, create=True) as memory:
        memory.add([entry(), entry("Tweede zin.", "Zin twee.")])
        last = max(e.id for e in memory.entries())
        assert memory.delete([last, last + 100]) == 1
        memory.add([entry("Derde zin.", "Zin drie.")])
        assert max(e.id for e in memory.entries()) > last


def test_use_is_counted_and_leaves_the_digest_as_it_was(path: Path) -> None:
    with Memory.open(path, create=True) as memory:
        memory.add([entry()])
        before = memory.digest
        (stored,) = memory.entries()
        memory.mark_used([stored.id])
        memory.mark_used([stored.id])
        (used,) = memory.entries()
        assert used.uses == 2
        assert used.used is not None
        assert memory.digest == before
        memory.add([entry(target="Anders.")])
        assert memory.digest != before


def test_what_fails_halfway_is_not_added_at_all(path: Path) -> None:
    def entries() -> Iterator[Entry]:
        yield entry()
        raise InputError("Broken.")

    with Memory.open(path, create=True) as memory:
        with pytest.raises(InputError):
            memory.add(entries())
        assert len(memory) == 0
        assert memory.add([entry()]) == Tally(new=1)


WRITER = """
import sys
from pathlib import Path
from eenvoudig.engines import Task
from eenvoudig.memory import Entry, Memory
path, name = Path(sys.argv[1]), sys.argv[2]
sys.stdin.read(1)  # all begin at once
for number in range(20):
    with Memory.open(path, create=True) as memory:
        memory.add([Entry(Task.SIMPLIFY, f"Zin {number} van {name}.", f"Tekst {number}."),
                    Entry(Task.SIMPLIFY, "De zin van allen.", f"{name} {number}")])
        memory.mark_used([1])
"""


def test_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    """They make the file together too."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", WRITER, str(path), name],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("een", "twee", "drie", "vier")
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("x")
        writer.stdin.flush()
    errors = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0, 0], errors
    with Memory.open(path) as memory:
        assert len(memory) == 4 * 20 + 1
        first = next(memory.entries())
        assert first.uses == 4 * 20
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_looking_makes_nothing(path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        Memory.open(path)
    assert not path.parent.exists()


def _text(path: Path) -> None:
    path.write_text("Dit is een brief.\n" * 100, encoding="utf-8")


def _cut_off(path: Path) -> None:
    with Memory.open(path, create=True) as memory:
        memory.add([entry(f"Zin {n}.", f"Tekst {n}.") for n in range(100)])
    path.write_bytes(path.read_bytes()[:3000])


def _overwritten(path: Path) -> None:
    with Memory.open(path, create=True) as memory:
        memory.add([entry(f"Zin {n}.", f"Tekst {n}.") for n in range(1000)])
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xab" * (len(data) - 4096)
    path.write_bytes(data)


def _empty(path: Path) -> None:
    path.touch()


def _of_another_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recept (naam TEXT)")
    connection.commit()
    connection.close()


def _of_a_later_version(path: Path) -> None:
    Memory.open(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.commit()
    connection.close()


def _odd(column: str, value: object) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with Memory.open(path, create=True) as memory:
            memory.add([entry()])
        connection = sqlite3.connect(path)
        connection.execute(f"UPDATE entry SET {column} = ?", (value,))  # noqa: S608  a column's name
        connection.commit()
        connection.close()

    return make


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_text, "no translation memory, or it is broken"),
        (_cut_off, "no translation memory, or it is broken"),
        (_overwritten, "no translation memory, or it is broken"),
        (_empty, "is no translation memory"),
        (_of_another_program, "is no translation memory"),
        (_of_a_later_version, "made by a later version"),
        (_odd("created", "gisteren"), "an entry cannot be read"),
        (_odd("task", "zingen"), "an entry cannot be read"),
        (_odd("target", b"\xff"), "an entry cannot be read"),
        (_folder, "is a folder"),
    ],
)
def test_a_file_that_is_no_memory_is_told_and_left_alone(
    path: Path, make: Callable[[Path], None], message: str
) -> None:
    path.parent.mkdir()
    make(path)
    before = None if path.is_dir() else path.read_bytes()
    with pytest.raises(InputError, match=message), Memory.open(path) as memory:
        list(memory.entries())
    assert before == (None if path.is_dir() else path.read_bytes())


@pytest.mark.parametrize("make", [_of_another_program, _of_a_later_version, _text])
def test_nothing_is_added_to_a_file_that_is_no_memory(
    path: Path, make: Callable[[Path], None]
) -> None:
    path.parent.mkdir()
    make(path)
    before = path.read_bytes()
    with pytest.raises(InputError):
        Memory.open(path, create=True)
    assert path.read_bytes() == before


READER = """
import os, sqlite3, sys
import rapidfuzz.distance, rapidfuzz.process
from eenvoudig import OutputError
from eenvoudig.engines import Task
from eenvoudig.memory import Memory
os.setuid(65534)
with Memory.open(sys.argv[1]) as memory:
    memory.mark_used([1])
    print(memory.lookup(Task.SIMPLIFY, sys.argv[2]).uses)
    try:
        memory.delete([1])
    except OutputError as error:
        print(error.exit_code)
"""


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="only root can take rights away from another user here",
)
def test_a_memory_in_a_folder_that_cannot_be_written_is_read() -> None:
    # Not in pytest's own folder, which other users can't enter.
    with TemporaryDirectory() as name:
        path = Path(name) / "memory.sqlite"
        with Memory.open(path, create=True) as memory:
            memory.add([entry()])
        path.parent.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", READER, str(path), SOURCE],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.stdout.split() == ["0", str(OutputError.exit_code)], done.stderr


def test_the_user_says_where_the_memory_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, "/elders/geheugen.sqlite")
    assert default_path() == Path("/elders/geheugen.sqlite")
    monkeypatch.delenv(ENVIRONMENT)
    assert default_path().name == "memory.sqlite"
    assert default_path().parent.name == "eenvoudig"
