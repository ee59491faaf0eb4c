"""The terms that come with the package: enough of them, the ones that were asked for, no faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from eenvoudig.glossary import Glossary, check

ROOT = Path(__file__).parents[2]
WANTED = (
    *("BHOS", "TEI", "MHPSS", "CERF", "OCHA", "ODSG", "NDICI", "IOM", "WFP", "DRA", "NRK"),
    *("MENA", "COMPASS", "ODA", "VN", "EU", "BNI", "BZ", "SRGR", "AMvB", "MvT", "Wob", "Woo"),
    *("UHP", "CN", "RvS", "EK", "TK", "MFK", "UNHCR", "NAVO", "BZK", "VNG", "HGIS"),
)
TERMS = (
    *("Kamerstuk", "begrotingsartikel", "irreguliere migratie", "mensenhandel", "mensensmokkel"),
    *("herkomstland", "transitland", "noodhulp", "humanitaire diplomatie", "ontheemding"),
    *("ontheemden", "herintegratie", "geestelijke gezondheidszorg en psychosociale steun"),
)


def test_the_files_have_no_faults() -> None:
    assert [f"{f.path.name}:{f.line} {f.fault} {f.text}" for f in check([ROOT / "glossary"])] == []


def test_there_are_enough_terms(shipped: Glossary) -> None:
    assert len(shipped.terms) >= 1200
    assert sum(bool(term.abbreviation) for term in shipped.terms) >= 350
    assert len({term.domain for term in shipped.terms}) >= 15


@pytest.mark.parametrize("abbreviation", WANTED)
def test_wanted_abbreviations_are_there(shipped: Glossary, abbreviation: str) -> None:
    (term,) = shipped.by_abbreviation(abbreviation)
    assert term.english
    assert term.explanation.endswith(".")


@pytest.mark.parametrize("wanted", TERMS)
def test_wanted_terms_are_there(shipped: Glossary, wanted: str) -> None:
    (match,) = shipped.find(wanted)
    assert match.surface == wanted


def test_british_spelling(shipped: Glossary) -> None:
    """Some bodies write "Organization" or "Standardization" in their own names."""
    american = [t for t in shipped.terms if "ization" in t.english or "rogram " in t.english]
    own = ("Organization", "Standardization Institute")
    assert [t.term for t in american if not any(name in t.english for name in own)] == []
