"""The page in a real browser: axe, the keyboard, narrow screens, paper and the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import eenvoudig
from eenvoudig._messages import LANGUAGES, set_language
from eenvoudig.engines import Engine
from eenvoudig.review import review_page
from eenvoudig.simplification import STRATEGY as SIMPLIFY
from eenvoudig.translation import STRATEGY as TRANSLATE
from tests.review.results import result_of
from tests.review.test_page import ENGLISH, PLAIN, SOURCE

TEXT = """# Steun voor gemeenten

Middels deze regeling wordt de steun aan gemeenten verruimd. In 2024 is € 12,5 mln. beschikbaar.

## Voorwaarden

- De VNG adviseert het college van burgemeester en wethouders.
- Er wordt geen steun verleend aan organisaties die niet aan de eisen voldoen.

## Vervolg

De QXZ brengt vóór 1 juli 2026 verslag uit aan de Staten-Generaal.
"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1400, "height": 900}

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def pages(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of a real result in each language, and that of given answers."""
    folder = tmp_path_factory.mktemp("pages")
    made = eenvoudig.publish(eenvoudig.read(TEXT, suffix=".md"), engine=engine)
    given = result_of(SOURCE, PLAIN, SIMPLIFY), result_of(SOURCE, ENGLISH, TRANSLATE)
    paths = {name: folder / f"{name}.html" for name in (*LANGUAGES, "given")}
    for language in LANGUAGES:
        set_language(language)
        paths[language].write_text(review_page(made.plain, made.english), encoding="utf-8")
    set_language("en")
    paths["given"].write_text(review_page(*given), encoding="utf-8")
    return paths


@pytest.fixture
def show(browser: Browser, pages: dict[str, Path]) -> Iterator[Open]:
    """Opens a page; at the end, it said nothing in the console and asked for nothing but itself."""
    said: list[str] = []
    asked: list[str] = []
    contexts = []

    def opened(name: str = "given", script: Path | None = None, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": WIDE, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        if script:
            page.add_init_script(path=script)
        page.goto(pages[name].as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
    assert {url for url in asked if not url.startswith("data:")} <= {
        path.as_uri() for path in pages.values()
    }


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*LANGUAGES, "given"])
def test_axe_finds_nothing(
    show: Open, axe: Path, name: str, scheme: str, viewport: dict[str, int]
) -> None:
    page = show(name, axe, color_scheme=scheme, viewport=viewport)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.locator("button.term").first.press("Enter")
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert found["passes"]
    assert [
        (v["id"], [(n["html"], n["failureSummary"]) for n in v["nodes"]])
        for v in found["violations"]
    ] == []


def tab_to(page: Page, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab does not come to {selector}")


def test_a_term_explains_itself_by_keyboard(show: Open) -> None:
    page = show()
    tab_to(page, "button.term")
    card = page.locator("[popover]").first
    expect(card).to_be_visible()
    expect(card).to_contain_text("World Food Programme")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.keyboard.press("Enter")
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    expect(card).to_be_hidden()


def test_a_term_explains_itself_under_the_pointer_and_lets_it_come_near(show: Open) -> None:
    page = show()
    card = page.locator("[popover]").first
    page.locator("button.term").first.hover()
    expect(card).to_be_visible()
    card.hover()
    page.wait_for_timeout(400)  # longer than it waits before it closes
    expect(card).to_be_visible()
    page.mouse.move(1, 1)
    expect(card).to_be_hidden()


def test_a_term_explains_itself_without_a_script(show: Open) -> None:
    page = show(java_script_enabled=False)
    page.locator("button.term").first.press("Enter")
    expect(page.locator("[popover]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[popover]").first).to_be_hidden()


def test_a_flag_leads_to_its_segment_and_back(show: Open) -> None:
    page = show(reduced_motion="reduce")
    tab_to(page, ".concerns a")
    page.keyboard.press("Enter")
    expect(page.locator("#s2")).to_be_in_viewport()
    assert page.url.endswith("#s2")
    page.keyboard.press("Tab")
    expect(page.locator("#s2 a.back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#f2")).to_be_in_viewport()


def test_only_what_needs_review(show: Open) -> None:
    page = show()
    page.get_by_label("only what needs review").check()
    expect(page.locator("#s1, #s2")).to_have_count(2)
    expect(page.locator("#s1")).to_be_visible()  # a heading says where what is left stands
    expect(page.locator("#s2")).to_be_visible()
    expect(page.locator("#s3")).to_be_hidden()
    page.get_by_label("everything").check()
    expect(page.locator("#s3")).to_be_visible()


def test_the_new_text_without_marks(show: Open) -> None:
    page = show()
    outcome = page.locator("#s3 .outcome").first
    expect(outcome.locator("del")).to_be_visible()
    page.get_by_label("mark what changed").uncheck()
    expect(outcome.locator("del")).to_be_hidden()
    assert outcome.inner_text() == PLAIN["Dit is niet < waar."]


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_narrow_screen_needs_no_scrolling_sideways(show: Open, name: str) -> None:
    page = show(name, viewport=NARROW)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_a_narrow_screen_keeps_the_table_a_table(show: Open) -> None:
    page = show(viewport=NARROW)
    table = page.get_by_role("table", name="The text, segment by segment")
    expect(table.get_by_role("row")).to_have_count(4)
    expect(table.get_by_role("columnheader")).to_have_text(
        ["Line", "Source", "Plain Dutch", "English"]
    )


def test_on_paper_the_terms_are_explained_below(show: Open) -> None:
    page = show()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Terms", exact=True)).to_be_visible()
    expect(page.locator("[popover]").first).to_be_visible()
    expect(page.get_by_text("only what needs review")).to_be_hidden()
