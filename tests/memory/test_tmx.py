"""TMX: what goes out comes back, what others write is read, and what is not safe is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eenvoudig import InputError
from eenvoudig.engines import Task
from eenvoudig.memory import Entry, read_tmx, tmx_bytes
from tests.cases import Case, read_cases

FILE = Path("geheugen.tmx")
CASES = read_cases(Path(__file__).parent / "fixtures/tmx.txt")
REFUSED = read_cases(Path(__file__).parent / "fixtures/tmx-refused.txt")

words = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp"), exclude_characters="￾￿"
    ),
    min_size=1,
)
entries = st.builds(
    Entry,
    st.sampled_from(Task),
    words,
    words,
    context=st.just("") | words,
    origin=words,
    approved_by=st.just("") | words,
    created=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
    ),
)


@settings(deadline=None)
@given(st.lists(entries, max_size=3))
def test_what_goes_out_comes_back(given_entries: list[Entry]) -> None:
    back = [unit.entry for unit in read_tmx(FILE, tmx_bytes(given_entries, "1.0")) if unit]
    assert back == [replace(entry, id=0) for entry in given_entries]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_files_of_other_programs_are_read(case: Case) -> None:
    content, expected = case.parts
    units = [unit.entry if unit else None for unit in read_tmx(FILE, content.encode())]
    shown = [
        f"{unit.task.value}: {unit.source} → {unit.target}"
        + "".join(f" | {value}" for value in (unit.context, unit.approved_by, _day(unit)) if value)
        if unit
        else "-"
        for unit in units
    ]
    assert shown == expected.split("\n")


def _day(entry: Entry) -> str:
    return entry.created.date().isoformat() if entry.created else ""


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.title)
def test_what_is_no_tmx_or_not_safe_is_refused(case: Case) -> None:
    content, message = case.parts
    with pytest.raises(InputError, match=message):
        list(read_tmx(FILE, content.encode()))


def test_an_element_may_lie_deep() -> None:
    depth = 50_000
    deep = "<hi>a" * depth + "b</hi>" * depth
    content = (
        '<tmx version="1.4"><body><tu><tuv xml:lang="nl"><seg>'
        f'{deep}</seg></tuv><tuv xml:lang="en"><seg>c</seg></tuv></tu></body></tmx>'
    )
    (unit,) = read_tmx(FILE, content.encode())
    assert unit is not None
    assert unit.entry.source == "a" * depth + "b" * depth
