"""The whole site by keyboard: past the header, into the menu, and the focus always in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.faces import Face, still_page

LONG = 70
"""So many steps of the keyboard are looked at on a page."""

STEP = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const shown = at.matches(".md-option") ? at.nextElementSibling : at;
    const SPOTS = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]];
    const isSeen = (part) => SPOTS.some(([x, y]) => {
        const hit = document.elementFromPoint(part.left + x * part.width, part.top + y * part.height);
        return hit && shown.contains(hit);
    });
    const {outlineStyle, outlineWidth} = getComputedStyle(shown);
    const {x, y} = shown.getBoundingClientRect();
    return {
        name: `${at.tagName} ${at.className} ${at.textContent.trim().slice(0, 30)} ${[x, y].map(Math.round)}`,
        seen: [...shown.getClientRects()].some(isSeen),
        ringed: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    };
}"""


def walk(page: Page, key: str) -> list[str]:
    """Press a key until the focus leaves the page; return where it could not be seen."""
    lost: list[str] = []
    for _ in range(LONG):
        page.keyboard.press(key)
        step = page.evaluate(STEP)
        if step is None:
            break
        lost += [f"{step['name']}: no outline"] * (not step["ringed"])
        lost += [f"{step['name']}: covered"] * (not step["seen"])
    return lost


WIDE, OLDER, DARK = Face(1280, "standard"), Face(360, "older"), Face(360, "standard", "slate")


@pytest.mark.parametrize(
    ("path", "face"),
    [
        ("", WIDE),
        ("", OLDER),
        ("units/kexie/", WIDE),
        ("units/kexie/", DARK),
        ("actions/youth/", OLDER),
        ("matrix/tasks/", WIDE),
        ("matrix/tasks/", OLDER),
        ("plan/", DARK),
        ("404.html", DARK),
    ],
    ids=str,
)
def test_the_focus_is_always_in_sight(path: str, face: Face, browser: Browser, served: str) -> None:
    with still_page(browser, face) as page:
        page.goto(served + path)
        face.put_on(page)
        assert walk(page, "Tab") == []
        page.evaluate("document.activeElement.blur(); scrollTo(0, document.body.scrollHeight)")
        page.locator(".md-footer").click(position={"x": 2, "y": 2})
        assert walk(page, "Shift+Tab") == []


@pytest.mark.parametrize("path", ["", "units/kexie/", "matrix/", "404.html"])
def test_the_first_stop_leads_past_the_header(path: str, page: Page, served: str) -> None:
    page.goto(served + path)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-content, .md-sidebar--secondary') !== null")


def test_a_section_that_is_jumped_to_is_not_under_the_header(page: Page, served: str) -> None:
    page.goto(served + "actions/youth/#youth-basic-education")
    heading = page.locator("#youth-basic-education")
    expect(heading).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    box = heading.bounding_box()
    assert header is not None
    assert box is not None
    assert header["height"] <= box["y"] < 3 * header["height"]


def test_a_matrix_scrolls_by_keyboard(browser: Browser, served: str) -> None:
    with still_page(browser, Face(360, "standard")) as page:
        page.goto(served + "matrix/tasks/")
        matrix = page.locator(".ps-matrix")
        matrix.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('.ps-matrix').scrollLeft > 0")
        page.keyboard.press("ArrowDown")
        page.wait_for_function("document.querySelector('.ps-matrix').scrollTop > 0")


def test_a_wide_table_without_links_takes_the_focus(browser: Browser, served: str) -> None:
    face = Face(360, "older")
    with still_page(browser, face) as page:
        page.goto(served + "about/")
        table = page.locator(".ps-table:not(:has(a))").first
        expect(table).to_have_attribute("tabindex", "0")
        Face(1280, "standard").put_on(page)
        expect(table).not_to_have_attribute("tabindex", "0")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_opens_holds_the_focus_and_closes(key: str, browser: Browser, served: str) -> None:
    with still_page(browser, Face(360, "standard")) as page:
        page.goto(served + "units/kexie/")
        opener = page.get_by_role("button", name="打开菜单")
        expect(opener).to_have_attribute("aria-expanded", "false")
        opener.focus()
        page.keyboard.press(key)
        expect(page.get_by_role("button", name="关闭菜单")).to_be_focused()
        for _ in range(30):
            page.keyboard.press("Tab")
            assert page.evaluate(
                "document.activeElement === document.body || !!document.activeElement.closest('.md-nav')"
            )
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()
        expect(opener).to_have_attribute("aria-expanded", "false")
        opener.press(key)
        page.get_by_role("link", name="规划全文").focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(served + "plan/")


def test_the_menu_shows_what_is_on_the_page(browser: Browser, served: str) -> None:
    with still_page(browser, Face(360, "standard")) as page:
        page.goto(served + "units/")
        page.get_by_role("button", name="打开菜单").press("Enter")
        contents = page.get_by_role("button", name="责任单位")
        contents.press("Enter")
        back = page.get_by_role("button", name="目录")
        expect(back).to_be_focused()
        expect(page.get_by_role("link", name="保障措施")).to_be_hidden()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="党委部门")).to_be_focused()
        back.press("Enter")
        expect(contents).to_be_focused()


def test_the_page_behind_comes_back_when_the_window_grows(browser: Browser, served: str) -> None:
    with still_page(browser, Face(360, "standard")) as page:
        page.goto(served + "units/")
        page.get_by_role("button", name="打开菜单").press("Enter")
        page.set_viewport_size({"width": 1280, "height": 800})
        page.wait_for_function("!document.querySelector('.md-content').inert")
