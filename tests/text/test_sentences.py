from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.document import Anchor, Block, BlockKind, Document, Note, NoteKind, Span
from eenvoudig.text import segment, sentences
from eenvoudig.text._abbreviations import CLOSING, LEADING
from tests.cases import Case, read_cases

FIXTURES = Path(__file__).parent / "fixtures"
TREEBANK = Path(__file__).parents[3] / "shared/data/ud-dutch"
ABBREVIATIONS = dict(
    line.split("\t") for line in (FIXTURES / "abbreviations.txt").read_text("utf-8").splitlines()
)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("abbreviation", ABBREVIATIONS)
def test_abbreviations(abbreviation: str) -> None:
    expected = ABBREVIATIONS[abbreviation].split(" # ")
    assert split(" ".join(expected)) == expected


def test_every_abbreviation_has_a_case() -> None:
    assert {a.lower() for a in ABBREVIATIONS} >= LEADING | CLOSING


@pytest.mark.parametrize(
    "case", read_cases(FIXTURES / "sentences.txt"), ids=lambda case: case.title
)
def test_sentences(case: Case) -> None:
    text, expected = case.parts
    assert split(text) == expected.split("\n")


WORDS = st.sampled_from(
    [
        "De",
        "minister",
        "art.",
        "o.a.",
        "mln.",
        "J.P.",
        "3.",
        "(zie",
        "“Ja.”",
        "nee!",
        "…",
        "\n",
        "é",
        ".",
        " ",
    ]
)


@given(st.lists(WORDS | st.text(max_size=5)).map(" ".join))
def test_only_white_space_is_between_sentences(text: str) -> None:
    found = sentences(text)
    edges = [0, *(edge for sentence in found for edge in sentence), len(text)]
    assert edges == sorted(edges)
    between = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert not "".join(between).strip()
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in found)


def test_a_long_text_is_split_as_a_short_one() -> None:
    text = "Op grond van art. 3 is € 3 mln. betaald. De minister (zie blz. 4) stemde in. "
    assert split(text * 200) == split(text) * 200
    assert split("woord " * 2000 + "eind. Dat is al.") == [
        ("woord " * 2000) + "eind.",
        "Dat is al.",
    ]


def test_what_is_all_ends_of_sentences_is_split_at_them() -> None:
    assert split("Wel waar. Niet waar! " * 500) == ["Wel waar.", "Niet waar!"] * 500
    assert split("Zie art. 3. " * 500) == ["Zie art. 3."] * 500


def paragraph(text: str, start: int = 0, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind, text, Span(start, start + len(text)), (Anchor(0, start),))


def test_segments_are_numbered_through_the_document() -> None:
    source = "Art. 3. Wat nu?\nHet gaat door. Dat is zeker."
    blocks = (paragraph(source[:15], 0, BlockKind.HEADING), paragraph(source[16:], 16))
    segments = segment(Document("-", source, blocks)).segments
    assert [(s.id, s.text) for s in segments] == [
        (1, "Art. 3. Wat nu?"),
        (2, "Het gaat door."),
        (3, "Dat is zeker."),
    ]
    assert all(source[s.span.start : s.span.end] == s.text for s in segments)


def test_a_sentence_that_is_cut_off_is_marked() -> None:
    source = "Het gaat door. Daarnaast kan"
    note = Note(NoteKind.INCOMPLETE, "Daarnaast kan", Span(15, 28))
    segments = segment(Document("-", source, (paragraph(source),), notes=(note,))).segments
    assert [s.incomplete for s in segments] == [False, True]


@pytest.mark.parametrize(("treebank", "floor"), [("alpino", 0.995), ("lassysmall", 0.995)])
def test_treebank(treebank: str, floor: float) -> None:
    path = TREEBANK / f"{treebank}-dev.conllu"
    if not path.exists():
        pytest.skip("the Universal Dependencies treebanks are not beside this checkout")
    prefix = "# text = "
    lines = path.read_text("utf-8").splitlines()
    gold = [line.removeprefix(prefix).strip() for line in lines if line.startswith(prefix)]
    # Headings and captions stand loose in a treebank, and blocks of their own in a document.
    gold = [s for s in gold if s[0].isupper() and s[-1] in ".!?"]
    right = found = 0
    for at in range(0, len(gold), 20):
        run = gold[at : at + 20]
        ends = {len(" ".join(run[: n + 1])) for n in range(len(run))}
        starts = {0, *(end + 1 for end in ends)}
        pieces = sentences(" ".join(run))
        found += len(pieces)
        bounds = set(zip(sorted(starts), sorted(ends), strict=False))
        right += len(bounds & set(pieces))
    assert 2 * right / (found + len(gold)) >= floor
