"""Lines of which it is known that they are one paragraph."""

from __future__ import annotations

import pytest

from eenvoudig.text import Joiner

# A file that drops the hyphens of its line ends, and keeps the spaces of the others.
SPACED = [
    ("Het kabinet werkt aan de", True),
    ("versterking van de samen", False),
    ("werking met de landen in de", True),
    ("regio en aan de opvang van", True),
    ("mensen die daar zijn.", False),
]


@pytest.mark.parametrize(
    ("line", "following", "spaced", "glue", "drop"),
    [
        ("de samen", "werking met", False, "", 0),
        ("de samen", "werking met", True, " ", 0),
        ("aan de", "regio", True, " ", 0),
        ("de begro-", "ting van", False, "", 1),
    ],
)
def test_where_spaces_tell(line: str, following: str, spaced: bool, glue: str, drop: int) -> None:
    how = Joiner.of(SPACED).join(line, following, spaced=spaced)
    assert (how.glue, how.drop) == (glue, drop)


def test_where_nothing_tells_a_line_end_is_a_space() -> None:
    how = Joiner.of([(text, False) for text, _ in SPACED]).join("samen", "werking", spaced=False)
    assert (how.glue, how.certain) == (" ", True)
