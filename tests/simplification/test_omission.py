from __future__ import annotations

import pytest

from eenvoudig.fidelity import Pair
from eenvoudig.simplification._omission import omission

SOURCE = "Wie op die lijst bovenaan staat en een plaats weigert, verliest zijn positie."


@pytest.mark.parametrize(
    ("hypothesis", "lost"),
    [
        (SOURCE, ()),
        ("Wie op die lijst bovenaan staat en een plek weigert, verliest zijn positie.", ()),
        ("Wie op lijst bovenaan staat en een plaats weigert, verliest zijn positie.", ()),
        ("Wie op die lijst staat en een plaats weigert, verliest zijn positie.", ("bovenaan",)),
        ("Bent u de eerste op de lijst? Dan mag u geen plek weigeren.", ()),
    ],
)
def test_words_lost_from_a_near_copy(hypothesis: str, lost: tuple[str, ...]) -> None:
    verdict = omission(Pair(SOURCE, hypothesis, "nl"))
    assert (verdict.lost, verdict.passed) == (lost, not lost)


def test_who_acts_is_not_lost_in_silence() -> None:
    source = "Aan Gavi, de internationale vaccinalliantie, betaalde Nederland in 2024 € 59 miljoen."
    verdict = omission(Pair(source, source.removeprefix("Aan "), "nl"))
    assert verdict.lost == ("aan",)


def test_a_term_may_go_with_its_words() -> None:
    source = "De geestelijke gezondheidszorg en psychosociale steun in crises gaat door."
    hypothesis = "De geestelijke hulp en steun in crises gaat door."
    terms = (("geestelijke gezondheidszorg en psychosociale steun", "geestelijke hulp en steun"),)
    assert omission(Pair(source, hypothesis, "nl", terms)).passed


def test_a_word_that_moved_replaces_nothing() -> None:
    source = "Vanuit die rol stuurde Nederland in 2022 de inbreng van de donoren aan."
    hypothesis = "Nederland stuurde in 2022 de inbreng van de donoren aan."
    assert omission(Pair(source, hypothesis, "nl")).lost == ("vanuit", "rol")
