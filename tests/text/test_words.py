from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from eenvoudig.text._words import join, vocabulary

CASES = (Path(__file__).parent / "fixtures/joins.txt").read_text("utf-8").splitlines()


def joined(left: str, right: str, seen: Counter[str], *, told: bool | None = None) -> str:
    """The two lines as one, with a question mark where it is uncertain."""
    how = join(left, right, seen, told=told)
    text = left[: len(left) - how.drop] + how.glue + right
    return text if how.certain else f"{text} ?"


@pytest.mark.parametrize("case", CASES)
def test_joins(case: str) -> None:
    """Each line of the file: two lines with a bar between them, and what they are together."""
    lines, expected = case.split("\t")
    left, right = lines.split("|")
    assert joined(left, right, Counter()) == expected


def test_what_the_text_itself_writes_goes_first() -> None:
    seen = vocabulary(["de migratiepartnerdeal is", "een beleids-evaluatie is"])
    assert joined("een migratie", "partnerdeal in", seen) == "een migratiepartnerdeal in"
    assert joined("een migratie", "partnerdeal in", Counter()) == "een migratie partnerdeal in"
    assert joined("de beleids-", "evaluatie is", seen) == "de beleids-evaluatie is"
    assert joined("de beleids-", "evaluatie is", Counter()) == "de beleidsevaluatie is"


def test_the_ends_of_lines_are_no_vocabulary() -> None:
    assert vocabulary(["samen met de partner", "schap van de heer"]) == Counter(
        ["met", "de", "van", "de"]
    )


def test_a_line_end_that_tells_goes_before_the_words() -> None:
    seen: Counter[str] = Counter()
    assert joined("de samen", "werking", seen, told=False) == "de samen werking"
    assert joined("mensenhandel-", "beleid", seen, told=False) == "mensenhandel- beleid"
    # Told against all likelihood: joined, and a person is asked.
    assert joined("voor de", "minister", seen, told=True) == "voor deminister ?"
