"""Glossaries from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eenvoudig.cli.glossary import FORMS as SHOWN
from eenvoudig.glossary import FORMS, load
from tests.command import Run


def own(text: str, name: str = "own.csv") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_forms_in_the_help_are_those_that_there_are() -> None:
    assert sorted(FORMS) == sorted(SHOWN)


@pytest.mark.parametrize("wanted", [["AMvB"], ["Algemene", "maatregelen", "van", "bestuur"]])
def test_a_term_is_looked_up_by_any_of_its_forms(run: Run, wanted: list[str]) -> None:
    shown = run("glossary", "lookup", *wanted).out
    assert shown.startswith("term: algemene maatregel van bestuur\nabbreviation: AMvB\n")
    assert "explanation: " in shown


def test_english_is_looked_up_too(run: Run) -> None:
    data = json.loads(run("glossary", "lookup", "asylum", "seeker", "--format", "json").out)
    assert [term["term"] for term in data["terms"]] == ["asielzoeker"]


def test_what_nobody_knows_is_told_with_what_is_near(run: Run) -> None:
    outcome = run("glossary", "lookup", "begrotingsartickel")
    assert outcome.code == 7
    assert "No glossary knows begrotingsartickel" in outcome.err
    assert "begrotingsartikel" in outcome.err


def test_terms_are_added_in_order_and_used(run: Run) -> None:
    for term, english in (("tafelplan", "seating scheme"), ("aanloopfonds", "start-up fund")):
        assert run("glossary", "add", "own.csv", term, "--english", english).code == 0
    lines = Path("own.csv").read_text().splitlines()
    assert [line.split(",")[0] for line in lines] == ["term", "aanloopfonds", "tafelplan"]
    assert run("glossary", "lookup", "-g", "own.csv", "tafelplannen").out.startswith(
        "term: tafelplan\n"
    )
    again = run("glossary", "add", "own.csv", "tafelplan", "--english", "other")
    assert again.code == 7
    assert "is on line 3 already" in again.err
    assert Path("own.csv").read_text().splitlines() == lines


def test_the_file_of_the_project_is_used_by_itself(run: Run) -> None:
    own("term,english\nraad,board of wise men\n", "terms.csv")
    own('glossary = ["terms.csv"]\n', "eenvoudig.toml")
    assert "board of wise men" in run("glossary", "lookup", "raad").out
    # What is given on the command line goes before it.
    own("term,english\nraad,panel\n", "later.csv")
    assert "english: panel" in run("glossary", "lookup", "-g", "later.csv", "raad").out


@pytest.mark.parametrize("text", ["glossary = 3\n", 'glossary = "terms.csv"\n'])
def test_a_wrong_setting_is_told(run: Run, text: str) -> None:
    own(text, "eenvoudig.toml")
    outcome = run("glossary", "lookup", "raad")
    assert outcome.code == 2
    assert "has to be a list of files" in outcome.err


def test_listing_a_field(run: Run) -> None:
    shown = run("glossary", "list", "--domain", "migration-and-asylum").out.splitlines()
    assert len(shown) == sum(t.domain == "migration-and-asylum" for t in load().terms)
    assert "asielzoeker = asylum seeker" in shown


def test_out_to_another_program_and_back(run: Run) -> None:
    domain = ("--domain", "humanitarian-aid")
    assert run("glossary", "export", "-o", "aid.tbx", *domain).code == 0
    assert Path("aid.tbx").read_text().startswith("<?xml")
    assert run("glossary", "export", "-o", "aid.tbx").code == 6  # it is there already
    back = run("glossary", "import", "aid.tbx", "-o", "aid.csv")
    assert back.code == 0
    expected = [t.term for t in load().terms if t.domain == "humanitarian-aid"]
    lines = Path("aid.csv").read_text().splitlines()[1:]
    assert [line.split(",")[0].split(" | ")[0].strip('"') for line in lines] == expected
    pairs = run("glossary", "export", "--to", "pairs", *domain).out
    assert "CERF,CERF,NL,EN" in pairs.splitlines()


def test_checking(run: Run) -> None:
    assert run("glossary", "check").code == 0
    own("term,gender,english,explanation\nb,de,x,Een b is een letter.\na,,y,Een a is een letter.\n")
    outcome = run("glossary", "check", "own.csv")
    assert outcome.code == 7
    assert "own.csv:3: not in alphabetical order: a" in outcome.out
    found = json.loads(run("glossary", "check", "own.csv", "--format", "json").out)["findings"]
    assert {f["fault"] for f in found} == {"order", "article"}


def test_a_list_of_ones_own_need_not_explain_or_have_articles(run: Run) -> None:
    own("term,english\na,x\nb,y\n")
    assert run("glossary", "check", "own.csv").code == 0


def test_candidates_are_ready_to_be_filled_in(run: Run) -> None:
    own(
        "De Landelijke Dorpenvereniging (LDV) en XYQ overleggen met de Commissie Zoete Wateren.\n"
        "De LDV wil een dorpskernversterkingsplan. Ook de VN en de gemeente zijn er.\n"
        "Een dorpskernversterkingsplan kost geld. De raad besluit.\n",
        "brief.txt",
    )
    data = json.loads(run("glossary", "candidates", "brief.txt", "--format", "json").out)
    found = [(c["term"], c["abbreviation"], c["count"], c["line"]) for c in data["candidates"]]
    assert found[:4] == [
        ("Landelijke Dorpenvereniging", "LDV", 2, 1),
        ("", "XYQ", 1, 1),
        ("Commissie Zoete Wateren", "", 1, 1),
        ("dorpskernversterkingsplan", "", 2, 2),
    ]
    text = run("glossary", "candidates", "brief.txt", "--limit", "1").out
    assert text.splitlines()[0].startswith("term,abbreviation,")
    own(text.replace("name,,,", "name,,Rural Villages Association,"), "new.csv")
    looked = run("glossary", "lookup", "-g", "new.csv", "LDV").out
    assert "english: Rural Villages Association" in looked


def test_a_text_that_is_all_known_has_no_candidates(run: Run) -> None:
    outcome = run("glossary", "candidates", "-", "--format", "json", stdin="De VN helpt de raad.")
    assert json.loads(outcome.out)["candidates"] == []
