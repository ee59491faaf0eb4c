import pytest

from eenvoudig import read, translate
from eenvoudig.document import Document
from eenvoudig.engines import Engine
from eenvoudig.translation._numbers import numbers_in_english


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("3.500", "3,500"),
        ("€ 1.250,00", "€1,250.00"),
        ("€\u00a0120,50", "€120.50"),
        ("12,5%", "12.5%"),
        ("1.234.567", "1,234,567"),
        ("€ 500,-", "€500"),
        ("2024", "2024"),
        ("3.2", "3.2"),  # a section
        ("03.05.2024", "03.05.2024"),  # a date
        ("2024.123.456", "2024.123.456"),  # a reference
        ("1.250/2024", "1.250/2024"),
        ("1,2,3", "1,2,3"),
        ("–", "–"),
    ],
)
def test_notation(dutch: str, english: str) -> None:
    assert numbers_in_english(dutch) == english


def test_a_cell_with_an_amount(engine: Engine) -> None:
    table = "| Jaar | Bedrag |\n|---|---|\n| 2024 | € 1.250,50 |\n"
    result = translate(table_of(table), engine=engine)
    assert "€1,250.50" in result.text
    assert "2024" in result.text


def table_of(text: str) -> Document:

    return read(text, suffix=".md")
