"""Whether any input makes a reader crash, hang or eat the memory.

Real files are damaged and markup is put together at random (`bench.mutations`). Each input is read,
rewritten, read again and split in segments in a process that may take 1 GB and 10 seconds of a
processor (or a minute that it waits, so that a busy machine makes no fault). An input is read, or
refused with an error of our own; anything else is a fault of ours, and so is a written file that
is refused. Ends with 1 where there is a fault, and keeps the inputs.

    python -m bench.fuzz [--count 20000] [--seed 1] [--suffix .odt] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import shutil
import subprocess
import sys
import traceback
from collections import Counter
from dataclasses import replace
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

import psutil

import eenvoudig
from bench.mutations import mutated
from eenvoudig import EenvoudigError, UsageError, formats
from eenvoudig.document import Document, Segment
from tests.cases import read_cases

ROOT = Path(__file__).parents[1]
SECONDS = 10
WAIT = 60
BYTES = 1 << 30
RECORDS = frozenset((".csv", ".jsonl", ".ndjson", ".tsv"))
FIELD = "tekst"
"""The field of records that is rewritten."""


class Outcome(StrEnum):
    """What became of an input."""

    READ = "read"
    REFUSED = "refused"
    CRASHED = "crashed"
    HUNG = "hung"
    MEMORY = "out of memory"


FAULTS = (Outcome.CRASHED, Outcome.HUNG, Outcome.MEMORY)


def seeds(suffix: str) -> list[bytes]:
    """Real files of a format: the samples, and what the tests read."""
    places = [*(ROOT / "samples").iterdir(), *(ROOT / "tests").glob("**/fixtures/**/*")]
    places += (ROOT / "bench/seeds").iterdir()
    own = {".ndjson": ".jsonl", ".xliff": ".xlf"}.get(suffix, suffix)
    files = [path.read_bytes() for path in sorted(places) if path.suffix == own]
    if suffix == ".pandoc-json" and shutil.which("pandoc"):
        command = ["pandoc", "-t", "json", str(ROOT / "bench/seeds/note.md")]
        files.append(subprocess.run(command, capture_output=True, check=True).stdout)
    cases = {".html": "html.txt", ".htm": "html.txt", ".md": "markdown.txt"}
    name = cases.get(suffix, "markdown.txt" if suffix == ".markdown" else "")
    if name:
        files += [c.parts[0].encode() for c in read_cases(ROOT / "tests/formats/fixtures" / name)]
    return files or [b"De raad besluit morgen. Het is klaar.\n"]


def whole_blocks(document: Document) -> Document:
    """The document with each block as one segment."""
    blocks = [
        replace(b, segments=(Segment(n, b.text, 0, len(b.text), b.source_span(0, len(b.text))),))
        for n, b in enumerate(document.blocks, 1)
    ]
    return replace(document, blocks=tuple(blocks))


def try_out(suffix: str, data: bytes) -> None:
    """Read, write without a change and with one, read again, and split in segments.

    Raises:
        AssertionError: what was written is not what was read, or is refused.
    """
    form = ".html" if b"<p" in data else ".txt"
    fields = {FIELD: form} if suffix in RECORDS else {}
    document = whole_blocks(formats.read_file(data, f"a{suffix}", suffix, fields=fields))
    same, _ = formats.write(document, {})
    # What pandoc is given says its language, whatever it said before.
    kept = document.container and suffix != ".pandoc-json"
    if kept and formats.to_bytes(document, same) != data:
        raise AssertionError("written without a change it is another file")
    changed = {s.id: " ".join(reversed(s.text.upper().split())) for s in document.segments}
    for language in ("nl", "en"):
        try:
            text, _ = formats.write(document, changed, language)
        except UsageError:  # a translator's file is for one language
            continue
        written = formats.to_bytes(document, text, language)
        try:
            formats.read_file(written, "a", document.suffix, fields=fields)
        except EenvoudigError as error:
            if len(text) > formats.MAX_PARAGRAPH:  # a line may have grown too long
                continue
            raise AssertionError(f"what was written is refused: {error}") from error
    eenvoudig.read(data, suffix=suffix, fields=fields)


def work(pipe: Connection) -> None:
    """Try out what comes through the pipe, and say what became of it."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    while True:
        suffix, data = pipe.recv()
        try:
            try_out(suffix, data)
            answer = (Outcome.READ, "")
        except EenvoudigError as error:
            answer = (Outcome.REFUSED, type(error).__name__)
        except MemoryError:
            answer = (Outcome.MEMORY, traceback.format_exc(limit=-4))
        except Exception:  # noqa: BLE001  any other error is what is looked for
            answer = (Outcome.CRASHED, traceback.format_exc(limit=-6))
        pipe.send(answer)


class Worker:
    """A process that tries out inputs, started again when one has ended it."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._start()

    def _start(self) -> None:
        self._pipe, theirs = self._context.Pipe()
        self._process: SpawnProcess = self._context.Process(
            target=work, args=(theirs,), daemon=True
        )
        self._process.start()
        theirs.close()

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.join()

    def _answers(self) -> bool:
        """Whether an answer comes in time."""
        process = psutil.Process(self._process.pid)
        before = process.cpu_times().user
        for _ in range(WAIT):
            if self._pipe.poll(1):
                return True
            if process.cpu_times().user - before > SECONDS:
                return False
        return False

    def run(self, suffix: str, data: bytes) -> tuple[Outcome, str]:
        """What becomes of an input, and more about it."""
        try:
            self._pipe.send((suffix, data))
            if self._answers():
                outcome, detail = self._pipe.recv()
            else:
                outcome, detail = Outcome.HUNG, f"more than {SECONDS} s"
        except (EOFError, BrokenPipeError, ConnectionResetError, psutil.NoSuchProcess):
            outcome, detail = Outcome.CRASHED, "the process ended"
        if outcome in FAULTS:
            self.stop()
            self._start()
        return outcome, detail


def main() -> int:
    """Try out the inputs and print what became of them."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--suffix", action="append", choices=formats.SUFFIXES)
    parser.add_argument("--keep", type=Path, default=ROOT / "out" / "fuzz")
    options = parser.parse_args()
    suffixes = options.suffix or formats.SUFFIXES
    files = {suffix: seeds(suffix) for suffix in suffixes}
    counts: dict[str, Counter[Outcome]] = {suffix: Counter() for suffix in suffixes}
    worker = Worker()
    worker.run(".txt", b"Een eerste tekst, waarbij de taalherkenning wordt geladen.")
    for number in range(options.count):
        suffix = suffixes[number % len(suffixes)]
        rng = random.Random(f"{options.seed}/{number}")  # noqa: S311  no secret depends on it
        data = mutated(rng, suffix, files[suffix])
        outcome, detail = worker.run(suffix, data)
        counts[suffix][outcome] += 1
        if outcome in FAULTS:
            options.keep.mkdir(parents=True, exist_ok=True)
            path = options.keep / f"{options.seed}-{number}{suffix}"
            path.write_bytes(data)
            print(f"{path}: {outcome}\n{detail}", file=sys.stderr, flush=True)
    worker.stop()
    print(f"{'format':10}" + "".join(f"{outcome:>15}" for outcome in Outcome))
    for suffix, counted in counts.items():
        print(f"{suffix:10}" + "".join(f"{counted[outcome]:>15,}" for outcome in Outcome))
    return int(any(counted[fault] for counted in counts.values() for fault in FAULTS))


if __name__ == "__main__":
    sys.exit(main())
