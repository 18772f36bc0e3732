"""axe-core on a page of each template, and on what opens: WCAG 2.2 AA and best practice, without a violation.

Each page is looked at in the two forms in which all rules are asked, and in two of the others in turn;
tests/long looks at every page in every form.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.helpers.axe import AXE, asks_all, violations, violations_of
from tests.helpers.faces import FACES, STRONG_FACES, Face, still_page

OTHERS = [face for face in FACES if not asks_all(face)]
TURNS = len(OTHERS) // 2
"""Tests that share the pages out; the pages of each are seen in two more forms."""
QUERIES = ["科普", "老人 诈骗电话 飞碟", "谁负责防骗", "QXJ", "停车费"]
"""Found as typed, in part, by who answers, by letters, and not at all."""


@pytest.mark.parametrize("turn", range(TURNS))
def test_a_page_of_each_template_passes(turn: int, browser: Browser, served: str, samples: list[str]) -> None:
    assert len(samples) > 15
    faces = [face for face in FACES if asks_all(face) or face in OTHERS[turn::TURNS]]
    found = violations_of(browser, served, samples[turn::TURNS], faces)
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


@pytest.mark.parametrize("query", QUERIES)
def test_what_the_search_finds_passes(query: str, browser: Browser, served: str) -> None:
    found: list[str] = []
    with still_page(browser) as page:
        page.goto(f"{served}search/?q={query}")
        page.locator("[data-search-results] a").first.wait_for()
        page.evaluate(AXE)
        for face in FACES:
            found += violations(page, face)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("query", QUERIES)
def test_what_the_search_shows_under_its_field_passes(query: str, browser: Browser, served: str) -> None:
    found: list[str] = []
    with still_page(browser) as page:
        page.goto(served + "changes/")  # a short page: what lies under the panel has its own test
        page.evaluate(AXE)
        page.locator("[data-search-form] input").first.focus()
        page.keyboard.type(query)
        page.locator("[data-search-panel] a").first.wait_for()
        for face in FACES:
            found += violations(page, face)
            assert page.locator("[data-search-panel] a").first.is_visible()
    assert not found, "\n".join(found)
