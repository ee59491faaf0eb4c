from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from eenvoudig._messages import set_language
from eenvoudig.review import review_page
from eenvoudig.simplification import STRATEGY as SIMPLIFY
from eenvoudig.translation import STRATEGY as TRANSLATE
from tests.review.results import result_of

SOURCE = "# Hulp\n\nHet WFP kreeg in 2022 10% meer. Dit is niet < waar.\n"
PLAIN = {
    "Hulp": "Hulp",
    "Het WFP kreeg in 2022 10% meer.": "Het WFP kreeg meer.",
    "Dit is niet < waar.": "Dit is niet < waar.",
}
ENGLISH = {
    "Hulp": "Aid",
    "Het WFP kreeg in 2022 10% meer.": "The WFP received 10% more in 2022.",
    "Dit is niet < waar.": "This is not < true.",
}


class Page(HTMLParser):
    """The links, ids and open elements of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.languages: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if "href" in values else []
        self.languages |= {values["lang"] or ""} if "lang" in values else set()
        if tag not in {"meta", "col"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def html() -> str:
    set_language("en")
    return review_page(result_of(SOURCE, PLAIN, SIMPLIFY), result_of(SOURCE, ENGLISH, TRANSLATE))


def test_it_is_whole_and_its_links_lead_somewhere(html: str) -> None:
    page = Page(html)
    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert page.languages == {"en", "nl"}
    assert not re.search(r"(src|href)=.?https?:", html)


def test_what_needs_review_comes_first_with_its_reason(html: str) -> None:
    assert "1 segment needs review" in html
    before, _, after = html.partition("The whole text")
    assert "numbers: not in the outcome: 2022; amounts: not in the outcome: 10%" in before
    assert 'href="#s2"' in before
    assert 'href="#s3"' not in before
    assert "Not used:" in after


def test_every_text_is_there_and_escaped(html: str) -> None:
    for text in (*PLAIN, *PLAIN.values(), *ENGLISH.values()):
        assert text.replace("<", "&lt;") in html
    assert "niet < waar" not in html


def test_in_dutch() -> None:
    set_language("nl")
    try:
        page = review_page(
            result_of(SOURCE, PLAIN, SIMPLIFY), result_of(SOURCE, ENGLISH, TRANSLATE)
        )
    finally:
        set_language("en")
    assert '<html lang="nl">' in page
    assert "1 segment moet worden nagekeken" in page
    assert "getallen: niet in het resultaat: 2022; bedragen: niet in het resultaat: 10%" in page
