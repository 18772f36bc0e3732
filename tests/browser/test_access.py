"""axe-core on every page in every form: WCAG 2.2 AA and axe's best practice, without one violation."""

from __future__ import annotations

import importlib.resources

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.faces import FACES, Face, still_page

AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GROUPS = 6
"""Tests that share the pages out, so that they run side by side."""


RUN = """async (options) => {
    const {violations} = await axe.run(document, {...options, resultTypes: ["violations"], preload: false});
    return violations.flatMap(({id, nodes}) => nodes.map(({target}) => `${id} ${target.join(" ")}`));
}"""


def violations(page: Page, face: Face) -> list[str]:
    """Return what axe finds in the page that is open, a line each: address, form, rule, selector.

    The dark form differs from the light one in nothing but colours, so only they are looked at again.
    The form for older readers keeps the stricter contrast of WCAG 2.2, 1.4.6 (7 : 1).
    """
    contrast = "color-contrast-enhanced" if face.reader == "older" else "color-contrast"
    if face.scheme == "slate":
        options: dict[str, object] = {"runOnly": [contrast, "link-in-text-block"]}
    else:
        rules = {"color-contrast": {"enabled": False}, contrast: {"enabled": True}}
        options = {"runOnly": TAGS, "rules": rules}
    face.put_on(page)
    found = page.evaluate(RUN, options)
    return [f"{page.url} [{face}] {line}" for line in found]


@pytest.mark.parametrize("group", range(GROUPS))
def test_every_page_passes_in_every_form(group: int, browser: Browser, served: str, paths: list[str]) -> None:
    found: list[str] = []
    with still_page(browser) as page:
        for path in paths[group::GROUPS]:
            page.goto(served + path)
            page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            page.evaluate(AXE)
            for face in FACES:
                found += violations(page, face)
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


@pytest.mark.parametrize("face", FACES, ids=str)
def test_what_the_search_finds_passes(face: Face, browser: Browser, served: str) -> None:
    with still_page(browser, face) as page:
        page.goto(served + "search/?q=科普")
        page.locator("[data-search-results] a").first.wait_for()
        page.evaluate(AXE)
        assert not violations(page, face)
        page.goto(served + "units/")
        page.evaluate(AXE)
        page.locator("[data-search-form] input").first.focus()
        page.keyboard.type("科普")
        page.locator("[data-search-panel] a").first.wait_for()
        assert not violations(page, face)
