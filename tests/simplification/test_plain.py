from __future__ import annotations

import pytest

from eenvoudig.simplification import is_plain


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("Het kabinet neemt deze aanbeveling over.", True),
        ("U krijgt de brief voor 1 juli van de gemeente Utrecht.", True),
        ("Nederland geeft 3 miljoen euro aan Oekraïne.", True),
        ("De subsidieverplichtingen zijn rechtmatig vastgesteld.", False),
        ("Teneinde dit te bewerkstelligen is overleg gevoerd.", False),
        (
            "De gemeente heeft de brief die wij haar in mei hebben gestuurd nog niet gelezen.",
            False,
        ),
    ],
)
def test_short_and_common_is_plain(sentence: str, plain: bool) -> None:
    assert is_plain(sentence) is plain
