from __future__ import annotations

from eenvoudig._messages import set_language
from eenvoudig.review import with_flags
from eenvoudig.simplification import STRATEGY as SIMPLIFY
from tests.review.results import result_of
from tests.review.test_page import PLAIN, SOURCE


def test_a_mark_stands_after_its_sentence_and_nowhere_else() -> None:
    set_language("en")
    text = with_flags(result_of(SOURCE, PLAIN, SIMPLIFY)).decode()
    assert text.startswith("# Hulp\n\nHet WFP")
    assert text.count("CHECK") == 1
    assert "meer. \\[CHECK: kept as it was" in text
