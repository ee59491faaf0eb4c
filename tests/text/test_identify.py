from __future__ import annotations

import pytest

from eenvoudig.text import identify

TEXTS = {
    "nl": (
        "Het kabinet heeft besloten dat de gemeenten vanaf volgend jaar meer geld krijgen voor de "
        "opvang van vluchtelingen, zodat zij op tijd woningen kunnen bouwen."
    ),
    "en": (
        "The government has decided that municipalities will receive more money from next year "
        "on for the reception of refugees, so that they can build homes in time."
    ),
    "de": (
        "Die Regierung hat beschlossen, dass die Gemeinden ab dem nächsten Jahr mehr Geld für "
        "die Aufnahme von Flüchtlingen erhalten, damit sie rechtzeitig bauen können."
    ),
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_paragraph(language: str) -> None:
    assert identify(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "Kort.", "2022 2023 " * 40])
def test_what_is_too_little_to_tell(text: str) -> None:
    assert identify(text) is None
