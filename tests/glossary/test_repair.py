from __future__ import annotations

import pytest

from eenvoudig.glossary import (
    Glossary,
    Mode,
    Pos,
    Term,
    TermUse,
    agree,
    annotate,
    filled_in,
    missing,
    repair,
    with_codes,
)
from tests.glossary.documents import document

GLOSSARY = Glossary(
    (
        Term(
            "Verenigde Naties", "VN", Pos.NAME, english="United Nations", english_abbreviation="UN"
        ),
        Term("bezwaarschrift", gender="het", english="notice of objection"),
        Term("omgevingsvergunning", english="environment and planning permit"),
        Term("Algemene Rekenkamer", "AR", Pos.NAME, english="Netherlands Court of Audit"),
        Term(
            "inwerkingtreding",
            english="entry into force",
            plain="begin",
            mode=Mode.FORBID,
        ),
        Term(
            "prijsplafond",
            gender="het",
            english="price cap",
            plain="maximumprijs",
            plain_gender="de",
        ),
        Term(
            "vaststelling",
            gender="de",
            english="adoption",
            plain="besluit",
            plain_gender="het",
            mode=Mode.FORBID,
        ),
    )
)


def uses(source: str) -> tuple[TermUse, ...]:
    return annotate(document(source), GLOSSARY).of(1)


@pytest.mark.parametrize(
    ("source", "output", "expected"),
    [
        ("De VN helpt.", "The VN helps.", "The UN helps."),
        ("Een VN-missie.", "A VN mission.", "A UN mission."),
        (
            "U hebt een omgevingsvergunning nodig.",
            "You need a omgevingsvergunning.",
            "You need an environment and planning permit.",
        ),
        ("De VN helpt.", "The VN and the VN help.", "The VN and the VN help."),
        ("De VN helpt.", "They help.", "They help."),
        ("De VN helpt.", "The UN helps.", "The UN helps."),
    ],
)
def test_dutch_that_was_left_is_replaced(source: str, output: str, expected: str) -> None:
    assert repair(output, uses(source), "en") == expected


@pytest.mark.parametrize(
    ("source", "output", "renderings", "expected"),
    [
        (
            "De Algemene Rekenkamer oordeelt.",
            "The General Accounting Office gives its opinion.",
            {"Algemene Rekenkamer": "General Accounting Office"},
            "The Netherlands Court of Audit gives its opinion.",
        ),
        (
            "Dien een bezwaarschrift in.",
            "Submit an objection.",
            {"bezwaarschrift": "Objection"},
            "Submit a notice of objection.",
        ),
        (
            "Wij ontvingen 12 bezwaarschriften.",
            "We received 12 objections.",
            {"bezwaarschriften": "objections"},
            "We received 12 notices of objection.",
        ),
        ("Dien een bezwaarschrift in.", "Object.", {"bezwaarschrift": "Objection"}, "Object."),
    ],
)
def test_what_the_engine_calls_it_is_replaced(
    source: str, output: str, renderings: dict[str, str], expected: str
) -> None:
    assert repair(output, uses(source), "en", renderings) == expected


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("Na inwerkingtreding geldt dit.", "Na begin geldt dit."),
        ("De inwerkingtreding volgt.", "De inwerkingtreding volgt."),  # "de begin" would be wrong
    ],
)
def test_forbidden_dutch_goes_where_no_article_has_to_agree(output: str, expected: str) -> None:
    found = uses("De inwerkingtreding volgt later.")
    assert repair(output, found, "nl") == expected
    assert bool(missing(expected, found, "nl")) == (output == expected)


def test_codes_hold_the_places_of_terms() -> None:
    source = "De VN vraagt een bezwaarschrift en de VN-missie ook."
    hints = [("VN", "UN"), ("bezwaarschrift", "notice of objection")]
    text, names = with_codes(source, hints, ["VN", "bezwaarschrift"])
    # "VN" stands there twice, so it keeps its places.
    assert text == "De VN vraagt een X1 en de VN-missie ook."
    assert names == {"X1": "notice of objection"}
    assert filled_in("They want an X1.", names) == "They want a notice of objection."


@pytest.mark.parametrize("answer", ["They want one.", "An X1 and an X1.", "AX1", ""])
def test_an_answer_without_its_code_is_none(answer: str) -> None:
    assert filled_in(answer, {"X1": "notice of objection"}) == ""


def test_a_text_that_has_such_codes_itself_gets_none() -> None:
    text, names = with_codes("Type X1 en een raad.", [("raad", "council")], ["raad"])
    assert (text, names) == ("Type X1 en een raad.", {})


@pytest.mark.parametrize(
    ("source", "output", "expected"),
    [
        ("Het prijsplafond geldt.", "Het maximumprijs geldt.", "De maximumprijs geldt."),
        ("Voor dit prijsplafond.", "Voor dit maximumprijs.", "Voor deze maximumprijs."),
        ("Bij het lage prijsplafond.", "Bij het lage maximumprijs.", "Bij de lage maximumprijs."),
        ("Het prijsplafond geldt.", "De maximumprijs geldt.", "De maximumprijs geldt."),
        ("Er is een prijsplafond.", "Het maximumprijs.", "Het maximumprijs."),
        ("Het prijsplafond geldt.", "Het maximumprijsje.", "Het maximumprijsje."),
        ("Het nut van prijsplafonds.", "Het maximumprijs.", "Het maximumprijs."),
    ],
)
def test_a_plain_form_has_an_article_of_its_own_gender(
    source: str, output: str, expected: str
) -> None:
    assert agree(output, uses(source)) == expected


def test_a_forbidden_term_gives_way_with_its_article() -> None:
    source = "De vaststelling volgt in mei."
    assert repair(source, uses(source), "nl") == "Het besluit volgt in mei."
