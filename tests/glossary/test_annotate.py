from __future__ import annotations

from pathlib import Path

import pytest

from eenvoudig.document import Document
from eenvoudig.glossary import Annotations, Glossary, Pos, Term, annotate, hints, missing
from eenvoudig.text import segment, structure
from tests.glossary.documents import document


def flags(annotations: Annotations, surface: str) -> list[tuple[int, list[str]]]:
    """The segments that use a form, and what is said of each use."""
    kinds = ("first", "named_before", "used_again", "defined_here", "heading")
    return [
        (number, [kind for kind in kinds if getattr(use, kind)])
        for number, uses in annotations.uses.items()
        for use in uses
        if use.surface == surface
    ]


def test_a_heading_is_not_the_first_use(shipped: Glossary) -> None:
    text = "# Inzet van BHOS\nHet BHOS-beleid is verbreed.\nVoor BHOS is geld."
    assert flags(annotate(document(text), shipped), "BHOS") == [
        (1, ["used_again", "heading"]),
        (2, ["first", "used_again"]),
        (3, []),
    ]


def test_the_texts_definition_marks_both_forms(shipped: Glossary) -> None:
    text = "De Internationale Organisatie voor Migratie (IOM) helpt.\nDe IOM groeit."
    annotations = annotate(document(text), shipped)
    name = "Internationale Organisatie voor Migratie"
    assert flags(annotations, name) == [(1, ["first", "used_again", "defined_here"])]
    assert flags(annotations, "IOM") == [
        (1, ["first", "named_before", "used_again", "defined_here"]),
        (2, ["named_before"]),
    ]


def test_full_and_short_forms_each_have_a_first_use(shipped: Glossary) -> None:
    text = "De Europese Unie is groot.\nDe EU groeit.\nDe Europese Unie en de EU."
    annotations = annotate(document(text), shipped)
    assert flags(annotations, "Europese Unie") == [
        (1, ["first", "used_again"]),
        (3, ["named_before"]),
    ]
    assert flags(annotations, "EU") == [
        (2, ["first", "named_before", "used_again"]),
        (3, ["named_before"]),
    ]


def test_a_definition_counts_in_the_whole_document(shipped: Glossary) -> None:
    text = "De LVD komt later.\nDe Landelijke Vereniging van Dorpshuizen (LVD) bestaat.\nZie LVD’s."
    annotations = annotate(document(text), shipped)
    terms = {use.term.term for number in (1, 2, 3) for use in annotations.of(number)}
    assert terms == {"Landelijke Vereniging van Dorpshuizen"}
    assert annotations.undefined == ()


def test_the_text_is_followed_where_it_contradicts_the_glossary(shipped: Glossary) -> None:
    text = "Het Instituut voor Onderwijs en Muziek (IOM) sluit.\nDe IOM was klein."
    annotations = annotate(document(text), shipped)
    (conflict,) = annotations.conflicts
    assert (conflict.abbreviation, conflict.text, conflict.segment) == (
        "IOM",
        "Instituut voor Onderwijs en Muziek",
        1,
    )
    assert conflict.glossary.term == "Internationale Organisatie voor Migratie"
    assert [use.term.term for use in annotations.of(2)] == ["Instituut voor Onderwijs en Muziek"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De QZRT en de QZRT's zijn niet uitgelegd.", ["QZRT"]),
        ("De QvZ en het QZ-beraad.", ["QvZ", "QZ"]),
        ("Begroting XVII, hoofdstuk VI, artikel IV.", []),
        ("Dit mag NIET en is WEL zo; LET OP.", []),
        ("De NOODHULP is belangrijk, want noodhulp redt levens.", []),
        ("De heer J.P. de Vries (1234 AB Utrecht) en A.B. Jansen.", []),
        ("IJsland, McDonald, YouTube en LinkedIn.", []),
        ("# BELEID EN QZRT IN DE PRAKTIJK", []),
        ("Zie https://qzrt.nl/QZRT en `QZRT`.", []),
        ("De QZRT2024-regeling", ["QZRT2024"]),
    ],
)
def test_undefined_abbreviations(shipped: Glossary, text: str, expected: list[str]) -> None:
    annotations = annotate(document(text), shipped)
    assert [undefined.abbreviation for undefined in annotations.undefined] == expected


def test_an_undefined_abbreviation_is_told_once_with_its_segment(shipped: Glossary) -> None:
    annotations = annotate(document("Niets.\nDe QZRT.\nNog eens de QZRT."), shipped)
    assert [(u.abbreviation, u.segment) for u in annotations.undefined] == [("QZRT", 2)]


def test_a_document_without_text_has_no_terms(shipped: Glossary) -> None:
    annotations = annotate(Document("empty", ""), shipped)
    assert (dict(annotations.uses), annotations.undefined, annotations.of(1)) == ({}, (), ())


@pytest.fixture(scope="session")
def page() -> Document:
    path = Path(__file__).parents[3] / "shared/samples/kamerstuk-36360-XVII-1-p22.txt"
    if not path.exists():
        pytest.skip("the sample page lies beside the project's root only where it is developed")
    return segment(structure(Document(path.name, path.read_text(encoding="utf-8"))))


def test_the_sample_page_leaves_no_abbreviation_unexplained(
    page: Document, shipped: Glossary
) -> None:
    annotations = annotate(page, shipped)
    defined = {d.short for found in annotations.definitions.values() for d in found}
    assert defined == {"MENA", "IOM", "NDICI", "WFP", "CERF", "DRA", "NRK", "ODSG", "MHPSS"}
    used = {use.surface for uses in annotations.uses.values() for use in uses}
    assert {"BHOS", "COMPASS", "EU", "TEI’s", "VN", "OCHA", *defined} <= used
    assert (annotations.undefined, annotations.conflicts) == ((), ())


def test_the_sample_page_gets_its_hints(page: Document, shipped: Glossary) -> None:
    annotations = annotate(page, shipped)
    english = dict(h for s in page.segments for h in hints(annotations.of(s.id), "en"))
    assert english["BHOS"] == "Foreign Trade and Development Cooperation (BHOS)"
    assert english["TEI’s"] == "Team Europe Initiatives (TEIs)"
    assert english["VN"] == "United Nations (UN)"
    assert english["Internationale Organisatie voor Migratie (IOM)"] == (
        "International Organization for Migration (IOM)"
    )
    assert english["transitlanden"] == "transit countries"


def homonyms() -> Glossary:
    return Glossary(
        (
            Term("medezeggenschapsraad", "MR", english="participation council", domain="school"),
            Term("ministeriële regeling", "MR", english="ministerial order", domain="law"),
            Term("schoolbestuur", english="school board", domain="school"),
            Term("wetsvoorstel", english="bill", domain="law"),
        )
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Het schoolbestuur vraagt de MR om advies.", "medezeggenschapsraad"),
        ("Het wetsvoorstel vraagt om een MR.", "ministeriële regeling"),
        ("De MR is er.", "medezeggenschapsraad"),  # nothing tells: the glossary's first
        ("De MR is er.\nDat is een ministeriële regeling.", "ministeriële regeling"),
        # A full form counts for more than the field of the other terms.
        (
            "Het schoolbestuur kent de MR.\nEen ministeriële regeling volgt.",
            "ministeriële regeling",
        ),
    ],
)
def test_a_homonym_is_what_the_document_is_about(text: str, meant: str) -> None:
    annotations = annotate(document(text), homonyms())
    assert {u.term.term for n in (1, 2) for u in annotations.of(n) if u.surface == "MR"} == {meant}


def test_what_has_words_in_between_is_no_hint_but_is_checked() -> None:
    glossary = Glossary((Term("afwijzen", pos=Pos.VERB, english="reject"),))
    uses = annotate(document("De minister wijst het verzoek af."), glossary).of(1)
    assert [use.surface for use in uses] == ["wijst … af"]
    assert hints(uses, "en") == ()
    assert missing("The minister rejects the request.", uses, "en") == ()
    assert missing("The minister rejected the request.", uses, "en") == ()
    assert missing("The minister likes the request.", uses, "en") == uses
