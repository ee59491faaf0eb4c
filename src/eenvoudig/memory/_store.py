"""The memory's file: SQLite, safe with several processes at once.

Readers and one writer work side by side (write-ahead log); a second writer waits for the first.
What is added at once is added whole or not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from eenvoudig._errors import EenvoudigError, InputError, OutputError
from eenvoudig.engines import Task
from eenvoudig.memory._entry import Entry, Match, Tally, moment, now, one_line
from eenvoudig.memory._location import is_there

if TYPE_CHECKING:
    import sqlite3
    from types import TracebackType

VERSION = 1
"""Of the tables; a file with a later one is left alone."""
LEAST_SIMILARITY = 0.85
"""From here on a source is like another one: one of seven characters may differ."""
MOST_SIMILAR = 3
"""So many entries that are like a text are worth a reader's eye."""
NEAR = 0.6
"""From here on a search finds what is like its words."""
_APPLICATION = int.from_bytes(b"eenv", "big")
"""What SQLite keeps in a file's head to say whose it is (`application_id`)."""
_PATIENCE = 30.0
"""Seconds to wait for another process that writes."""
_NO_PLACE = ("SQLITE_CANTOPEN", "SQLITE_READONLY")
"""Errors of a file whose folder can't be written."""
_TABLES = (
    # An id is never given twice: what `delete 12` is about is what was listed as 12.
    """CREATE TABLE entry (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        task TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        context TEXT NOT NULL,
        origin TEXT NOT NULL,
        approved_by TEXT NOT NULL,
        signature TEXT NOT NULL,
        created TEXT NOT NULL,
        used TEXT,
        uses INTEGER NOT NULL DEFAULT 0,
        length INTEGER NOT NULL,
        UNIQUE (task, source, context)
    )""",
    "CREATE INDEX entry_length ON entry (task, length, source)",
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)
_ADD = """
    INSERT INTO entry
        (task, source, length, target, context, origin, approved_by, signature, created)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (task, source, context) DO UPDATE SET
        target = excluded.target, origin = excluded.origin, approved_by = excluded.approved_by,
        signature = excluded.signature, created = excluded.created
"""


class Memory:
    """An open memory. Close it after use, or use it in a `with` statement.

    In one task a source has one approved text in each context: a later approval takes the place of
    an earlier one.
    """

    __slots__ = ("_connection", "path")

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False) -> Self:
        """Open the memory in a file.

        Args:
            path: the file.
            create: make it where it is not there; else it must be.

        Raises:
            InputError: it is not there, no memory, broken, or made by a later version.
            OutputError: it cannot be made, or another process keeps it too long.
        """
        path = Path(path)
        if not create and not is_there(path):
            raise InputError(
                "{name} does not exist.", "Check the spelling and the folder.", name=path
            )
        with _told(path):
            if path.is_dir():
                raise InputError(
                    "{path} is a folder, not a memory.", "Give the name of a file.", path=path
                )
            if create:
                path.parent.mkdir(parents=True, exist_ok=True)
            connection = _connected(path, create=create)
            try:
                _prepare(connection, path, create=create)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def lookup(self, task: Task, source: str, context: str = "") -> Entry | None:
        """The approved text for a source that is the same but for white space.

        Of several the one in the same context, else the latest.
        """
        found = self._entries(
            "SELECT * FROM entry WHERE task = ? AND source = ? "
            "ORDER BY context = ? DESC, created DESC, id DESC LIMIT 1",
            (task.value, one_line(source), one_line(context)),
        )
        return found[0] if found else None

    def similar(
        self,
        task: Task,
        source: str,
        context: str = "",
        *,
        least: float = LEAST_SIMILARITY,
        limit: int = MOST_SIMILAR,
    ) -> tuple[Match, ...]:
        """The entries whose source is like this one, the nearest first; one for each source.

        Args:
            task: that they were made for.
            source: the text.
            context: what stands before it; of equals the one in the same context is given.
            least: the similarity from which one counts, above 0.
            limit: at most so many.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        text = one_line(source)
        # What is much longer or shorter cannot be like it, and is not looked at.
        lengths = floor(least * len(text)), ceil(len(text) / least)
        rows = self._rows(
            "SELECT source FROM entry WHERE task = ? AND length BETWEEN ? AND ?",
            (task.value, *lengths),
        )
        found = process.extract(
            text,
            list(dict.fromkeys(str(row[0]) for row in rows)),
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=least,
            limit=limit,
        )
        entries = ((self.lookup(task, near, context), float(score)) for near, score, _ in found)
        return tuple(Match(entry, score) for entry, score in entries if entry)

    def search(
        self, text: str, *, task: Task | None = None, limit: int | None = None
    ) -> tuple[Match, ...]:
        """The entries that have these words in source or target, then those whose source is near.

        Args:
            text: the words; capitals don't count.
            task: that they were made for; None for all.
            limit: at most so many; None for all.
        """
        from rapidfuzz.distance import Levenshtein

        wanted = one_line(text).casefold()
        found = []
        for entry in self.entries(task):
            source = entry.source.casefold()
            similarity = Levenshtein.normalized_similarity(wanted, source)
            holds = wanted in source or wanted in entry.target.casefold()
            if holds or similarity >= NEAR:
                found.append((not holds, -similarity, Match(entry, similarity)))
        found.sort(key=lambda one: one[:2])
        return tuple(match for _, _, match in found[:limit])

    def entries(self, task: Task | None = None) -> Iterator[Entry]:
        """All entries, or those of one task, in the order in which they came."""
        chosen = task.value if task else ""
        yield from self._entries("SELECT * FROM entry WHERE ? IN ('', task) ORDER BY id", (chosen,))

    def __len__(self) -> int:
        return int(self._rows("SELECT count(*) FROM entry")[0][0])

    @property
    def digest(self) -> str:
        """The SHA-256 of what it holds, in hexadecimal: texts and contexts, not how often used."""
        total = sha256()
        for row in self._rows(
            "SELECT task, source, target, context, created FROM entry "
            "ORDER BY task, source, context"
        ):
            total.update(repr(row).encode())
        return total.hexdigest()

    def add(self, entries: Iterable[Entry]) -> Tally:
        """Add approved segments, all or none.

        One with the same task, source and context as another takes its place, unless that was
        approved later. Entries without a moment of approval get this one; an entry without a
        source or a target is passed over.

        Raises:
            OutputError: the file cannot be written.
        """
        present = now()
        new = changed = known = 0
        with self._writing() as connection:
            for entry in entries:
                texts = one_line(entry.source), one_line(entry.target)
                if not all(texts):
                    continue
                context, created = one_line(entry.context), moment(entry.created or present)
                old = connection.execute(
                    "SELECT target, created FROM entry "
                    "WHERE task = ? AND source = ? AND context = ?",
                    (entry.task.value, texts[0], context),
                ).fetchone()
                if old and (old[0] == texts[1] or old[1] > created):
                    known += 1
                    continue
                changed += bool(old)
                new += not old
                about = [one_line(t) for t in (entry.origin, entry.approved_by, entry.signature)]
                connection.execute(
                    _ADD,
                    (entry.task.value, texts[0], len(texts[0]), texts[1], context, *about, created),
                )
        return Tally(new, changed, known)

    def delete(self, ids: Collection[int]) -> int:
        """Take out the entries with these ids; returns how many there were.

        Raises:
            OutputError: the file cannot be written.
        """
        with self._writing() as connection:
            gone = connection.executemany("DELETE FROM entry WHERE id = ?", [(i,) for i in ids])
        return gone.rowcount

    def mark_used(self, ids: Iterable[int]) -> None:
        """Note that the entries with these ids are used now.

        A memory that cannot be written still gives what it has, so that is no error.
        """
        present = moment(now())
        rows = [(present, i) for i in ids]
        with suppress(OutputError):
            if rows:
                with self._writing() as connection:
                    connection.executemany(
                        "UPDATE entry SET used = ?, uses = uses + 1 WHERE id = ?", rows
                    )

    def _entries(self, query: str, values: Iterable[object]) -> list[Entry]:
        rows = self._rows(query, values)
        with _told(self.path):
            return [_entry(row) for row in rows]

    def _rows(self, query: str, values: Iterable[object] = ()) -> list[Any]:
        with _told(self.path):
            return self._connection.execute(query, tuple(values)).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with _told(self.path), _transaction(self._connection):
            yield self._connection


def _connected(path: Path, *, create: bool) -> sqlite3.Connection:
    import sqlite3

    try:
        return _reached(path, f"mode={'rwc' if create else 'rw'}")
    except sqlite3.OperationalError as error:
        if not _name(error).startswith(_NO_PLACE) or not path.is_file():
            raise
    # There is no place for the log, so that nothing can be written: the file is read as it is.
    return _reached(path, "immutable=1")


def _reached(path: Path, options: str) -> sqlite3.Connection:
    """A connection that has read something of the file."""
    import sqlite3

    address = f"{path.absolute().as_uri()}?{options}"
    connection = sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    """Make the tables where there are none, and refuse a file that is not ours to read."""
    import sqlite3

    if create and _is_empty(connection):
        with _transaction(connection):
            if _is_empty(connection):  # no other process made them while we waited
                for statement in _TABLES:
                    connection.execute(statement)
        # The file keeps this. Where another process is at it, that one sees to it.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
    if _pragma(connection, "application_id") != _APPLICATION:
        raise InputError(
            "{path} is no translation memory.",
            "Name the file that eenvoudig memory add made, or a new one.",
            path=path,
        )
    version = _pragma(connection, "user_version")
    if version > VERSION:
        raise InputError(
            "{path} was made by a later version of eenvoudig (its form is {version}, and this "
            "version reads up to {known}).",
            "Bring eenvoudig up to date, or name another memory.",
            path=path,
            version=version,
            known=VERSION,
        )


def _is_empty(connection: sqlite3.Connection) -> bool:
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return not tables and _pragma(connection, "application_id") == 0


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """What is done inside is done whole, or not at all; only one process is inside at a time."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say what SQLite's errors mean."""
    import sqlite3

    try:
        yield
    except OSError as error:
        raise OutputError(
            "{path} cannot be written: {reason}.",
            "Check the folder, your rights to it and the free space.",
            path=path,
            reason=error.strerror,
        ) from error
    except sqlite3.ProgrammingError:
        raise  # a slip of the caller: the memory is closed, or another thread's
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the second from what SQLite quotes
        raise _error(path, error) from error


def _error(path: Path, error: Exception) -> EenvoudigError:
    name = _name(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return OutputError(
            "{path} is in use by another program.", "Try again when that is done.", path=path
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR")):
        return OutputError(
            "{path} cannot be written: {reason}.",
            "Check the folder, your rights to it and the free space.",
            path=path,
            reason=error,
        )
    return InputError(
        "{path} is no translation memory, or it is broken: {reason}.",
        "Put back a copy of it, or name another memory.",
        path=path,
        reason=error,
    )


def _name(error: Exception) -> str:
    """SQLite's own name for it; "" where the error is not SQLite's but the module's."""
    return str(getattr(error, "sqlite_errorname", ""))


def _entry(row: tuple[Any, ...]) -> Entry:
    """What a row says; a file that was damaged may say anything."""
    import sqlite3

    wrong = sqlite3.DatabaseError("an entry cannot be read")
    try:
        number, task, *texts, created, used, uses, _length = row
        source, target, context, origin, approved_by, signature = texts
        entry = Entry(
            Task(task),
            source,
            target,
            context,
            origin,
            approved_by,
            signature,
            created=datetime.fromisoformat(created),
            used=datetime.fromisoformat(used) if used else None,
            uses=int(uses),
            id=int(number),
        )
    except (TypeError, ValueError) as error:
        raise wrong from error
    if not all(isinstance(text, str) for text in texts):
        raise wrong
    return entry
