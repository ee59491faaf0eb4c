from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.review._diff import Change, compare

MARKS = {Change.NONE: "{}", Change.DELETED: "[-{}-]", Change.INSERTED: "[+{}+]"}


def shown(old: str, new: str) -> str:
    return "".join(MARKS[s.change].format(s.text) for s in compare(old, new))


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("De hulp stopt.", "De hulp stopt.", "De hulp stopt."),
        (
            "De kosten bedragen circa € 5.",
            "De kosten bedragen ongeveer € 5.",
            "De kosten bedragen[- circa-][+ ongeveer+] € 5.",
        ),
        (
            "Het WFP helpt 10 landen.",
            "Het WFP (Wereldvoedselprogramma) helpt 10 landen.",
            "Het WFP[+ (Wereldvoedselprogramma)+] helpt 10 landen.",
        ),
        (
            "Hoewel de toegang ontbreekt, helpen wij.",
            "De toegang ontbreekt. Wij helpen.",
            "[-Hoewel -]De toegang ontbreekt[-, helpen wij-][+. Wij helpen+].",
        ),
        ("Dit geldt onverkort.", "Er verandert niets.", "[+Er verandert niets.+]"),
        ("Een twee drie vier.", "Twee drie vier.", "[-Een -]Twee drie vier."),
    ],
)
def test_changes_stand_where_they_are_made(old: str, new: str, marked: str) -> None:
    assert shown(old, new) == marked


TEXTS = st.text(alphabet="abcD .,-€1", max_size=40)


@given(TEXTS, TEXTS)
def test_without_what_was_deleted_it_is_the_new_text(old: str, new: str) -> None:
    stretches = compare(old, new)
    assert "".join(s.text for s in stretches if s.change is not Change.DELETED) == new


@given(TEXTS)
def test_the_same_text_has_no_changes(text: str) -> None:
    assert all(s.change is Change.NONE for s in compare(text, text))
