from __future__ import annotations

import pytest

from eenvoudig.rewrite._split import join, split


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "De gemeente betaalt de helft van de kosten; het Rijk betaalt wat er overblijft.",
            (
                "De gemeente betaalt de helft van de kosten.",
                "Het Rijk betaalt wat er overblijft.",
            ),
        ),
        (
            "De motie is in mei aangenomen, maar het kabinet voert haar niet uit.",
            ("De motie is in mei aangenomen.", "Maar het kabinet voert haar niet uit."),
        ),
        ("De motie is aangenomen en wordt uitgevoerd.", ()),
        ("Dit geldt niet; zie ook daar.", ()),
        ("Het plan van de gemeente, waarmee het Rijk instemt, is klaar.", ()),
    ],
)
def test_split(sentence: str, parts: tuple[str, ...]) -> None:
    assert split(sentence) == parts


def test_join() -> None:
    assert join(["One. ", "Two."]) == "One. Two."
