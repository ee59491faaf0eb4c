"""The checker finds what is planted and lets right items pass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.corpus.check import (
    Fault,
    balance,
    corpus_faults,
    item_faults,
    read_accepted,
    without_accepted,
)
from models.corpus.load import ITEMS, Fact, Item, Term, read_corpus
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "fixtures" / "faults.txt")
ITEM = Item(
    id="a-01",
    document="a",
    split="train",
    domain="wonen",
    topic="huur",
    genre="besluit",
    kind="sentence",
    nl="De huurcommissie heeft het verzoek van de huurder op 3 mei afgewezen.",
    en="The Rent Tribunal rejected the tenant's request on 3 May.",
    b1="De huurcommissie heeft op 3 mei nee gezegd tegen de huurder.",
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_item(case: Case) -> None:
    nl, en, b1, expected = case.parts
    found = [str(fault) for fault in item_faults(replace(ITEM, nl=nl, en=en, b1=b1))]
    assert found == [f"a-01 {line}" for line in expected.splitlines() if line != "none"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "poem"}, "kind: 'poem' is none of"),
        ({"genre": "brief"}, "genre: 'brief' is none of"),
        ({"domain": "ruimtevaart"}, "domain: 'ruimtevaart' is none of"),
        ({"topic": ""}, "topic: is missing"),
        ({"terms": (Term("huurcommissie", "Rent Tribunal", "commissie voor de huur"),)}, "term: "),
        ({"facts": (Fact("date", "3 mei", "3 May", "4 mei"),)}, "fact: '4 mei' is not in the text"),
        ({"facts": (Fact("colour", "3 mei", "3 May", "3 mei"),)}, "fact: 'colour' is none of"),
        ({"facts": (Fact("date", "3 mei", "3 May", ""),)}, "fact: is empty"),
    ],
)
def test_labels_terms_and_facts(changes: dict[str, str], message: str) -> None:
    (fault,) = item_faults(replace(ITEM, **changes))  # type: ignore[arg-type]  # of each field's type
    assert message in str(fault)


def test_a_term_may_be_left_out_of_a_version() -> None:
    assert not list(item_faults(replace(ITEM, terms=(Term("huurcommissie", "Rent Tribunal"),))))


OTHER = replace(ITEM, id="b-01", document="b", nl="Voor de aanleg van het fietspad is geld nodig.")


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (replace(OTHER, id="a-01"), "a-01 item: id: occurs 2 times"),
        (
            replace(OTHER, nl=ITEM.nl.replace("3 mei", "4 juni")),
            "b-01 nl: near: nearly the same as a-01",
        ),
        (replace(OTHER, document="a", genre="webtekst"), "document: genre differs from a-01's"),
        (replace(OTHER, document="a", split="dev"), "document: split differs from a-01's"),
        (
            replace(OTHER, split="test", facts=(Fact("name", "fietspad", "", ""),)),
            "b item: split: 'huur' is also a subject outside the test",
        ),
        (replace(OTHER, split="test", topic="fietsen"), "b item: fact: a test document without"),
    ],
)
def test_items_beside_each_other(other: Item, message: str) -> None:
    (fault,) = corpus_faults([ITEM, other])
    assert message in str(fault)


def test_items_that_differ() -> None:
    assert not list(corpus_faults([ITEM, OTHER]))


def test_an_opening_that_returns() -> None:
    words = "aap noot mies wim zus jet teun vuur gijs lam".split()
    items = [
        replace(ITEM, id=f"a-{n}", nl=f"Met betrekking {word} {word}{n} {word}x {word}y")
        for n, word in enumerate(words)
    ]
    assert [str(fault) for fault in corpus_faults(items)] == [
        "corpus nl: opening: 10 sources begin with 'met betrekking'"
    ]


def test_what_was_accepted_is_left_out_and_what_no_longer_occurs_is_told() -> None:
    faults = [Fault("a-01", "en", "numbers", "lost één"), Fault("a-02", "en", "numbers", "lost 3")]
    accepted = {
        ("a-01", "en", "numbers: lost één"): "a saying",
        ("a-03", "en", "numbers: lost 4"): "of an item that was mended",
    }
    stay, unused = without_accepted(faults, accepted)
    assert stay == faults[1:]
    assert unused == {("a-03", "en", "numbers: lost 4")}


def test_every_accepted_finding_has_its_reason() -> None:
    assert all(read_accepted().values())


def test_the_corpus_has_no_faults_and_the_size_it_must_have() -> None:
    items = read_corpus()
    faults = [*(f for item in items for f in item_faults(item)), *corpus_faults(items)]
    assert without_accepted(faults, read_accepted()) == ([], set())
    assert len(items) >= 4000
    assert sum(item.split == "test" and bool(item.facts) for item in items) >= 300


def test_the_datasheet_shows_the_balance_as_it_is() -> None:
    datasheet = (ITEMS.parent / "README.md").read_text(encoding="utf-8")
    assert balance(read_corpus()) in datasheet
