"""Where marks go in new text, whatever the format."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eenvoudig.document import Segment
from eenvoudig.formats import read, write


def rewritten(source: str, output: str, **renderings: list[str]) -> tuple[str, list[str]]:
    """A paragraph of Markdown with this text in the place of its own, and the lost marks."""
    document = read("a.md", source)
    [block] = document.blocks
    segment = Segment(1, block.text, 0, len(block.text), block.span)
    document = replace(document, blocks=(replace(block, segments=(segment,)),))
    text, notes = write(document, {1: output}, "en", renderings)
    return text, [note.text for note in notes]


@pytest.mark.parametrize(
    ("source", "output", "expected", "lost"),
    [
        ("Pagina **1** van *1*", "Page 1 of 1", "Page **1** of *1*", []),
        ("Een **raad** en raad", "Raad, raad and raad", "Raad, raad and raad", ["**raad**"]),
        ("De **raad** en de raad", "The raad or a raad", "The **raad** or a raad", []),
        ("De **raad** en de raad", "The raad", "The **raad**", []),
    ],
)
def test_words_that_stand_there_more_than_once(
    source: str, output: str, expected: str, lost: list[str]
) -> None:
    assert rewritten(source, output) == (expected, lost)


def test_marks_side_by_side_never_overlap() -> None:
    text, lost = rewritten(
        "De **ministerraad** sprak *ministers* aan.",
        "It met the council of ministers of finance.",
        ministerraad=["council of ministers"],
        ministers=["ministers of finance"],
    )
    assert text == "It met the **council of ministers** of finance."
    assert lost == ["*ministers*"]


def test_a_mark_in_another_stays_in_it() -> None:
    text, lost = rewritten(
        "Zie [de *nota* van juni](x).",
        "See the June paper on paper, a nota.",
        **{"de nota van juni": ["the June paper"]},
    )
    assert text == "See the June paper on paper, a *nota*. ([de nota van juni](x))"
    assert lost == ["[de nota van juni](x)"]


def test_a_segment_with_a_thousand_marks_takes_no_long_time() -> None:
    source = " ".join(f"[woord{n}](x)" for n in range(1000))
    text, lost = rewritten(source, " ".join(f"woord{n}" for n in reversed(range(1000))))
    assert text.count("](x)") == 1000
    assert len(lost) == 500
