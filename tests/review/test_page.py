from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eenvoudig import Result
from eenvoudig._messages import set_language
from eenvoudig.review import review_page
from eenvoudig.rewrite import Flag, Reason
from eenvoudig.simplification import STRATEGY as SIMPLIFY
from eenvoudig.translation import STRATEGY as TRANSLATE
from tests.review.results import result_of

SOURCE = "# Hulp\n\nHet WFP kreeg in 2022 10% meer. Dit is niet < waar.\n"
PLAIN = {
    "Hulp": "Hulp",
    "Het WFP kreeg in 2022 10% meer.": "Het WFP kreeg meer.",
    "Dit is niet < waar.": "Dit klopt niet < waar.",
}
ENGLISH = {
    "Hulp": "Aid",
    "Het WFP kreeg in 2022 10% meer.": "The WFP received 10% more in 2022.",
    "Dit is niet < waar.": "This is not < true.",
}
WFP = "Wereldvoedselprogramma"


def parse(html: str) -> Element:
    """The page as a browser reads it; an error in it is an error here."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False
    )
    tree = parser.parse(html)
    assert isinstance(tree, Element)
    return tree


def words(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def row(page: Element, number: int) -> Element:
    found = page.find(f".//tr[@id='s{number}']")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def results() -> tuple[Result, Result]:
    return result_of(SOURCE, PLAIN, SIMPLIFY), result_of(SOURCE, ENGLISH, TRANSLATE)


@pytest.fixture(scope="module")
def html(results: tuple[Result, Result]) -> str:
    set_language("en")
    return review_page(*results)


@pytest.fixture(scope="module")
def page(html: str) -> Element:
    return parse(html)


@pytest.fixture
def dutch() -> Iterator[None]:
    set_language("nl")
    yield
    set_language("en")


def test_its_links_lead_somewhere(page: Element) -> None:
    ids = [e.attrib["id"] for e in page.iter() if "id" in e.attrib]
    links = [e.attrib["href"] for e in page.iter("a")]
    targets = [e.attrib["popovertarget"] for e in page.iter("button")]
    assert len(set(ids)) == len(ids)
    assert {link.removeprefix("#") for link in links} | set(targets) <= set(ids)


def test_it_loads_nothing_and_runs_nothing_but_its_own(html: str, page: Element) -> None:
    assert not re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//", html)
    assert not [e for e in page.iter() if "style" in e.attrib or "onclick" in e.attrib]
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']")
    assert policy is not None
    for tag in ("style", "script"):
        (element,) = page.iter(tag)
        digest = hashlib.sha256((element.text or "").encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy.attrib["content"]


def test_what_needs_review_comes_first_and_links_there_and_back(page: Element) -> None:
    first = page.find(".//main/section")
    assert first is not None
    assert first.attrib["aria-labelledby"] == "first"
    (concern,) = first.iter("li")
    assert "numbers (not in the outcome: 2022); amounts (not in the outcome: 10%)" in words(concern)
    assert [a.attrib["href"] for a in concern.iter("a")] == ["#s2"]
    assert [a.attrib["href"] for a in row(page, 2).iter("a")] == [f"#{concern.attrib['id']}"]
    assert not list(row(page, 3).iter("a"))
    assert "1 segment needs review (of 3)" in words(page.find(".//header"))


def test_a_heading_is_a_heading(page: Element) -> None:
    levels = [e.tag for e in page.iter() if re.fullmatch(r"h\d", e.tag)]
    assert words(row(page, 1).find(".//h3")) == "Hulp"
    assert all(int(b[1]) <= int(a[1]) + 1 for a, b in pairwise(levels))


def test_levels_that_a_document_skips_are_not_skipped() -> None:
    names = ["Een", "Twee", "Drie", "Vier"]
    source = "# Een\n\n#### Twee\n\n##### Drie\n\n## Vier\n"
    result = result_of(source, {name: name for name in names}, SIMPLIFY)
    page = parse(review_page(result))
    shown = {words(e): e.tag for e in page.iter() if re.fullmatch(r"h[3-6]", e.tag)}
    assert [shown[name] for name in names] == ["h3", "h4", "h5", "h4"]
    contents = page.find(".//nav[@aria-label='Contents']")
    assert contents is not None
    assert [words(a) for a in contents.iter("a")] == names


def test_changes_are_marked_in_dutch_alone(page: Element) -> None:
    plain, english = row(page, 3).findall("td/p[@class='outcome']")
    assert [words(e) for e in plain.iter("del")] == ["is"]
    assert [words(e) for e in plain.iter("ins")] == ["klopt"]
    assert plain.attrib["lang"] == "nl"
    assert words(english) == "This is not < true."
    assert english.attrib["lang"] == "en"


def test_where_the_source_stands_the_answer_is_shown_and_why_it_is_not_used(page: Element) -> None:
    cell = row(page, 2).findall("td")[1]
    assert cell.find("p[@lang='nl']") is not None
    assert "Not used: Het WFP kreeg in 2022 10% meer." in words(
        cell.find(".//p[@class='rejected']")
    )
    evidence = words(cell.find("details"))
    assert "the source itself: not one of 1 answer passed" in evidence
    assert "Checked, nothing found: dates; names" in evidence


def test_a_term_leads_to_its_explanation(page: Element) -> None:
    (button,) = row(page, 2).findall("td")[0].iter("button")
    assert words(button) == "WFP"
    card = page.find(f".//*[@id='{button.attrib['popovertarget']}']")
    assert card is not None
    assert "popover" in card.attrib
    assert words(card.find("p")) == f"{WFP} (WFP)"
    english, explanation = card.iter("dd")
    assert (words(english), english.attrib["lang"]) == ("World Food Programme (WFP)", "en")
    assert words(explanation).startswith("Het WFP is de organisatie van de VN")


def test_a_term_within_a_term_is_left_out(results: tuple[Result, Result]) -> None:
    plain, _english = results
    flagged = plain.segments[1]
    (use,) = flagged.terms
    whole = replace(use, start=0, end=len("Het WFP"), surface="Het WFP")
    segments = (plain.segments[0], replace(flagged, terms=(use, whole)), plain.segments[2])
    page = parse(review_page(replace(plain, segments=segments)))
    assert [words(e) for e in row(page, 2).iter("button")] == ["Het WFP"]


def test_terms_that_were_put_right_are_told(results: tuple[Result, Result]) -> None:
    plain, english = results
    told = replace(english.segments[1], unrepaired="The PAM received 10% more in 2022.")
    segments = (english.segments[0], told, english.segments[2])
    page = parse(review_page(plain, replace(english, segments=segments)))
    evidence = row(page, 2).findall("td")[2].find("details")
    assert "Terms put right: The PAM WFP received 10% more in 2022." in words(evidence)


def test_abbreviations_that_were_written_out_are_told(results: tuple[Result, Result]) -> None:
    plain, _english = results
    told = replace(plain.segments[1], explained=(f"({WFP})",))
    page = parse(review_page(replace(plain, segments=(plain.segments[0], told, plain.segments[2]))))
    evidence = row(page, 2).findall("td")[1].find("details")
    assert f"Written out here: ({WFP})" in words(evidence)


def test_one_task_has_two_columns(results: tuple[Result, Result]) -> None:
    plain, english = results
    headings = [
        [words(e) for e in parse(review_page(result)).findall(".//table[@class='text']//thead//th")]
        for result in (plain, english)
    ]
    assert headings == [["Line", "Source", "Plain Dutch"], ["Line", "Source", "English"]]
    assert "How hard it is to read" not in review_page(english)


def test_the_same_results_give_the_same_page(results: tuple[Result, Result], html: str) -> None:
    assert review_page(*results) == html
    assert "<time" not in html
    dated = review_page(*results, when=date(2026, 11, 25))
    assert '<time datetime="2026-11-25">2026-11-25</time>' in dated


def test_what_nobody_explains_is_named() -> None:
    text = "De QXZ helpt nu veel gezinnen in het hele land."
    page = parse(review_page(result_of(f"{text}\n", {text: text}, SIMPLIFY)))
    remarks = page.find(".//section[@aria-labelledby='remarks']")
    assert "Line 1: QXZ is explained nowhere" in words(remarks)


@pytest.mark.usefixtures("dutch")
def test_in_dutch(results: tuple[Result, Result]) -> None:
    html = review_page(*results)
    assert '<html lang="nl">' in html
    assert "1 segment moet worden nagekeken" in html
    assert "getallen (niet in het resultaat: " in re.sub(r"</?q[^>]*>", "", html)


HOSTILE = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from("<>&\"'`{}%# "), min_size=1
) | st.sampled_from(
    ["</script><script>alert(1)</script>", "<!--", "]]>", "{{ 7*7 }}", "\"' onclick=alert(1) x='"]
)


@settings(deadline=None, max_examples=40)
@given(text=HOSTILE, output=HOSTILE)
def test_text_stays_text(text: str, output: str, results: tuple[Result, Result]) -> None:
    plain, _english = results
    first = plain.segments[0]
    segment = replace(first.segment, text=text)
    flag = Flag(Reason.LOST_MARK, text)
    told = replace(first, segment=segment, output=output, flags=(flag,), explained=(text,))
    document = replace(plain.document, name=text)
    hostile = replace(plain, document=document, segments=(told, *plain.segments[1:]))
    page = parse(review_page(hostile))
    source, outcome = row(page, 1).findall("td")
    assert words(source) == " ".join(text.split())
    shown = outcome.find("p")
    assert shown is not None
    for parent in shown.iter():
        for deleted in parent.findall("del"):
            deleted.text = ""
    assert "".join(words(shown).split()) == "".join(output.split())
    assert len(list(page.iter("script"))) == 1
