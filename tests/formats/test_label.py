"""Labels and links to other languages, each in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from eenvoudig._errors import UsageError
from eenvoudig.formats import add_alternates, add_label, read_file
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "fixtures/label.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.title)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_label_comes_first(case: Case, newline: str, mark: str) -> None:
    suffix, _, text = case.parts[0].partition("\n")
    data, expected = (
        (mark + f"{part}\n".replace("\n", newline)).encode() for part in (text, case.parts[1])
    )
    document = read_file(data, f"a{suffix}")
    assert add_label(document, data, suffix, "De *vlag* & <zo>.", "nl") == expected


def test_links_stand_in_the_head() -> None:
    page = b"<html><head><title>Kop</title></head><body>Tekst.</body></html>"
    document = read_file(page, "a.html")
    found = add_alternates(document, page, ".html", {"en": "/en/?a=1&b=2", "nl": "/nl/"})
    assert found == (
        b"<html><head><title>Kop</title>"
        b'<link rel="alternate" hreflang="en" href="/en/?a=1&amp;b=2">\n'
        b'<link rel="alternate" hreflang="nl" href="/nl/">\n'
        b"</head><body>Tekst.</body></html>"
    )


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_links_need_a_head(name: str) -> None:
    document = read_file(b"Tekst.", name)
    with pytest.raises(UsageError, match="no HTML page with a head"):
        add_alternates(document, b"Tekst.", document.suffix, {"en": "/en/"})


def test_a_table_has_no_place_for_a_label() -> None:
    document = read_file(b"a,b\n1,2\n", "a.csv", fields={"a": ".txt"})
    with pytest.raises(UsageError, match="label can't be put"):
        add_label(document, b"", ".csv", "Label.", "nl")
