from __future__ import annotations

import pytest

from eenvoudig.fidelity import Pair
from eenvoudig.simplification._lookalikes import lookalikes

SOURCE = "De vraag naar woningen overtreft het aanbod in de hele provincie Utrecht."


def verdict(source: str, hypothesis: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = lookalikes(Pair(source, hypothesis, "nl"))
    assert found.passed is not bool(found.lost or found.added)
    return found.lost, found.added


def test_a_word_that_was_taken_for_another_is_named() -> None:
    hypothesis = SOURCE.replace("overtreft", "overtreedt")
    assert verdict(SOURCE, hypothesis) == (("overtreft",), ("overtreedt",))


def test_a_short_word_too() -> None:
    source = "Nederland hecht aan flexibele en voorspelbare financiering."
    hypothesis = "Nederland heet flexibele en voorspelbare financiering."
    assert verdict(source, hypothesis) == (("hecht",), ("heet",))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("overtreft", "overtrof"),  # another form of the verb
        ("overtreft", "is groter dan"),  # other words
        ("provincie", "provincies"),
        ("De vraag", "De gevraagde hoeveelheid"),  # a derivation
    ],
)
def test_forms_derivations_and_other_words_pass(old: str, new: str) -> None:
    assert verdict(SOURCE, SOURCE.replace(old, new)) == ((), ())


def test_at_least_and_at_most_pass() -> None:
    source = "De boete is ten minste 100 euro en ten hoogste 900 euro."
    assert verdict(source, "De boete is minstens 100 euro en hoogstens 900 euro.") == ((), ())


def test_an_editor_s_version_is_not_looked_at() -> None:
    hypothesis = (
        "In heel Utrecht zoeken meer mensen een huis dan er huizen zijn. Dat overtreedt niets."
    )
    assert verdict(SOURCE, hypothesis) == ((), ())


def test_a_word_that_stays_elsewhere_is_not_confused() -> None:
    source = "De gemeente beloont wie afval scheidt en beloont wie minder rijdt."
    hypothesis = "De gemeente beloont wie afval scheidt en belooft wie minder rijdt iets."
    assert verdict(source, hypothesis) == ((), ())
