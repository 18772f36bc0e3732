"""axe-core on a page of each template, and on what opens: WCAG 2.2 AA and best practice, without a violation.

Each page is looked at in the two forms in which all rules are asked, and in two of the others in turn;
tests/long looks at every page in every form.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser

from tests.helpers.axe import AXE, TURNS, in_turn, violations, violations_of
from tests.helpers.faces import FACES, STRONG_FACES, Face, still_page

QUERIES = ["科普", "老人 诈骗电话 飞碟", "谁负责防骗", "QXJ", "停车费"]
"""Found as typed, in part, by who answers, by letters, and not at all."""


@pytest.mark.parametrize("turn", range(TURNS))
def test_a_page_of_each_template_passes(turn: int, browser: Browser, served: str, samples: list[str]) -> None:
    assert len(samples) > 15
    found = violations_of(browser, served, samples[turn::TURNS], in_turn(turn))
    assert not found, "\n".join(found)


def test_the_strongest_form_passes(browser: Browser, served: str) -> None:
    found = violations_of(
        browser, served, ["", "units/qixiang/", "matrix/", "plan/"], STRONG_FACES, whole=True
    )
    assert not found, "\n".join(found)


@pytest.mark.parametrize("face", [face for face in FACES if face.width == 360], ids=str)
def test_the_open_menu_passes(face: Face, browser: Browser, served: str) -> None:
    with still_page(browser, face) as page:
        page.goto(served + "units/")
        page.evaluate(AXE)
        page.get_by_role("button", name="打开菜单").click()
        assert not violations(page, face)
        page.get_by_role("button", name="责任单位").click()
        assert not violations(page, face)


@pytest.mark.parametrize(("turn", "query"), [*enumerate(QUERIES)])
def test_what_the_search_finds_passes(turn: int, query: str, browser: Browser, served: str) -> None:
    assert not wrong_in_results(browser, served, query, in_turn(turn))


def wrong_in_results(browser: Browser, site: str, query: str, faces: Sequence[Face]) -> list[str]:
    """Return what axe finds on the page of the search."""
    with still_page(browser) as page:
        page.goto(f"{site}search/?q={query}")
        page.locator("[data-search-results] a").first.wait_for()
        page.evaluate(AXE)
        return [line for face in faces for line in violations(page, face)]


@pytest.mark.parametrize(("turn", "query"), [*enumerate(QUERIES)])
def test_what_the_search_shows_under_its_field_passes(
    turn: int, query: str, browser: Browser, served: str
) -> None:
    assert not wrong_in_panel(browser, served, query, in_turn(turn))


def wrong_in_panel(browser: Browser, site: str, query: str, faces: Sequence[Face]) -> list[str]:
    """Return what axe finds where the search shows its hits under its field."""
    found: list[str] = []
    with still_page(browser) as page:
        page.goto(site + "changes/")  # a short page: what lies under the panel has its own test
        page.evaluate(AXE)
        page.locator("[data-search-form] input").first.focus()
        page.keyboard.type(query)
        page.locator("[data-search-panel] a").first.wait_for()
        for face in faces:
            found += violations(page, face)
            assert page.locator("[data-search-panel] a").first.is_visible()
    return found


def test_what_can_hardly_be_read_is_found(browser: Browser) -> None:
    """Our patches of axe leave it as strict as it is: 4.6 : 1 is too little for older readers alone."""
    with still_page(browser) as page:
        page.set_content(
            "<html lang=zh><title>甲</title><main><h1>甲乙</h1>"
            "<p style='color: #747474'>乙丙<i style='color: #aaa'>丙丁"
        )
        page.evaluate(AXE)
        standard, older = (violations(page, Face(1280, reader)) for reader in ("standard", "older"))
    assert [line.split("] ")[1] for line in standard] == ["color-contrast i"]
    assert [line.split("] ")[1] for line in older] == [f"color-contrast-enhanced {each}" for each in "pi"]
