from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import eenvoudig
from eenvoudig import UsageError, formats
from eenvoudig._messages import set_language
from eenvoudig.review import read_reviewed, to_critic
from eenvoudig.review._critic import accepted, rejected
from eenvoudig.translation import STRATEGY as TRANSLATE
from tests.review.reviewing import MARKDOWN, documents, rewritten

WORDS = st.lists(
    st.sampled_from("de het raad **vet** [a](b) 2.500 ~ > ~> - -- + _x_ `c` € . , ; é 👍".split()),
    min_size=1,
    max_size=25,
).map(" ".join)


def body(critic: bytes) -> str:
    text = read_reviewed("a.md", critic).text
    assert text is not None
    return text


def test_changes_are_marked_where_they_are() -> None:
    set_language("en")
    text = body(to_critic(rewritten(documents()["md"])))
    assert text.startswith("# {~~Opvang in 2025~>Een plek om te wonen in 2025~~}\n")
    assert (
        "\nHet COA {~~vraagt de~>(Centraal Orgaan opvang asielzoekers) vraagt~~} gemeenten om "
        "**4.500 plekken**. Middels"
    ) in text
    assert (
        "per\nnacht, zie de [brief](https://www.voorbeeld.nl/a?b=1&c=2).[^1]{>>kept as it" in text
    )
    assert text.count("{>>") == 1
    assert text.endswith("[^1]: Zie bijlage 2.\n")


def test_a_translated_sentence_is_marked_in_whole() -> None:
    result = rewritten(
        documents()["md"], lambda text: "The council." if text[0] == "D" else text, TRANSLATE
    )
    line = next(line for line in body(to_critic(result)).split("\n") if line.startswith("- "))
    marked = "- {~~De raad besluit *niet* voor 1 juli 2025.~>The council.~~}"
    assert line == marked + "{>>markup that found no place: *niet*<<}"


@settings(deadline=None, max_examples=50)
@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=6))
def test_out_is_the_source_and_in_is_the_new_text(
    paragraphs: list[str], answers: list[str]
) -> None:
    source = "\n\n".join(f"Kop. {paragraph}\nen meer" for paragraph in paragraphs) + "\n"
    document = eenvoudig.read(source, suffix=".md")
    result = rewritten(document, lambda text: answers[len(text) % len(answers)], terms=False)
    text = body(to_critic(result))
    assert rejected(text) == source
    assert accepted(text).split() == result.text.split()


@settings(deadline=None, max_examples=50)
@given(WORDS, WORDS)
def test_a_text_from_pages(one: str, other: str) -> None:
    document = eenvoudig.read(f"De {one}\n\nHet {other}", pdf_text=True)
    result = rewritten(document, lambda text: text.replace("e", "a ") + other, terms=False)
    text = body(to_critic(result))
    assert rejected(text) == formats.write(document, {})[0]
    assert accepted(text).split() == result.text.split()


def test_line_ends_of_the_file_stay() -> None:
    document = eenvoudig.read(MARKDOWN.replace("\n", "\r\n").encode(), name="a.md", suffix=".md")
    critic = to_critic(rewritten(document))
    assert critic.count(b"\n") == critic.count(b"\r\n")


@pytest.mark.parametrize("suffix", ["html", "docx"])
def test_other_formats_have_no_place_for_it(suffix: str) -> None:
    with pytest.raises(UsageError, match="CriticMarkup is for Markdown and plain text"):
        to_critic(rewritten(documents()[suffix]))


def test_a_text_with_such_marks_is_refused() -> None:
    document = eenvoudig.read("De {++nieuwe++} raad.", suffix=".md")
    with pytest.raises(UsageError, match="signs of CriticMarkup"):
        to_critic(rewritten(document))
