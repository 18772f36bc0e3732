"""适老版: what it changes, that it stays, and that it is there before the first paint."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.helpers.faces import Face, still_page

OLDER = "适老版"
STANDARD = "标准版"
PAGES = ["", "actions/youth/", "units/kexie/", "matrix/tasks/", "plan/", "targets/"]
WIDTHS = [1280, 360]


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="阅读模式").get_by_role("button", name=name)


def is_older(page: Page) -> bool:
    return str(page.locator("html").get_attribute("data-ps-reader")) == "older"


def test_one_press_switches_and_the_other_switches_back(page: Page, served: str) -> None:
    page.goto(served)
    expect(button(page, OLDER)).to_have_attribute("aria-pressed", "false")
    button(page, OLDER).click()
    assert is_older(page)
    expect(button(page, OLDER)).to_have_attribute("aria-pressed", "true")
    expect(button(page, STANDARD)).to_have_attribute("aria-pressed", "false")
    button(page, STANDARD).click()
    assert not is_older(page)


def test_a_phone_shows_the_other_form_only_and_keeps_the_focus(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(served)
    expect(button(page, STANDARD)).to_be_hidden()
    button(page, OLDER).focus()
    page.keyboard.press("Enter")
    expect(button(page, OLDER)).to_be_hidden()
    expect(button(page, STANDARD)).to_be_focused()
    page.keyboard.press("Space")
    assert not is_older(page)
    expect(button(page, OLDER)).to_be_focused()


def test_the_choice_stays_on_the_next_page_and_visit(page: Page, served: str) -> None:
    page.goto(served)
    button(page, OLDER).click()
    page.goto(served + "units/kexie/")
    assert is_older(page)
    expect(button(page, OLDER)).to_have_attribute("aria-pressed", "true")
    visit = page.context.new_page()
    visit.goto(served + "plan/")
    assert is_older(visit)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.endsWith('__reader'))") == [
        "/.__reader"
    ]


def test_pages_that_are_open_already_follow(page: Page, served: str) -> None:
    page.goto(served)
    second = page.context.new_page()
    second.goto(served + "plan/")
    button(second, OLDER).click()
    expect(page.locator("html")).to_have_attribute("data-ps-reader", "older")


def test_it_goes_with_dark_and_light(page: Page, served: str) -> None:
    page.goto(served)
    button(page, OLDER).click()
    page.get_by_title("切换到深色").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert is_older(page)


def test_it_is_on_before_any_script_file_has_run(browser: Browser, served: str) -> None:
    with still_page(browser, Face(1280, "older")) as page:
        page.route("**/*.js", lambda route: route.abort())
        page.goto(served)
        assert is_older(page)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "28px"
        shown = button(page, OLDER)
        assert shown.evaluate("(button) => getComputedStyle(button).backgroundColor") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("stored", ["older", "null", "{", '"other"'])
def test_a_damaged_choice_is_the_standard_form(stored: str, page: Page, served: str) -> None:
    page.goto(served)
    page.evaluate("(stored) => localStorage.setItem('/.__reader', stored)", stored)
    page.reload()
    assert not is_older(page)
    expect(button(page, OLDER)).to_be_visible()


def test_without_storage_the_choice_lasts_as_long_as_the_page(page: Page, served: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    page.goto(served)
    button(page, OLDER).click()
    assert is_older(page)


def test_there_is_no_button_without_javascript_or_on_paper(browser: Browser, page: Page, served: str) -> None:
    page.goto(served)
    page.emulate_media(media="print")
    expect(button(page, OLDER)).to_be_hidden()
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(served)
    expect(plain.locator(".ps-reader")).to_be_hidden()
    context.close()


def test_paper_is_the_same_in_both_forms(browser: Browser, served: str) -> None:
    def size(reader: str) -> object:
        with still_page(browser, Face(1280, reader)) as page:
            page.goto(served + "units/kexie/")
            page.emulate_media(media="print")
            return page.evaluate(
                "[document.documentElement, document.body].map((e) => getComputedStyle(e).fontSize)"
            )

    assert size("older") == size("standard")


@pytest.fixture(params=WIDTHS)
def older(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Open a page in the older readers' form, on a desk and on a phone."""
    with still_page(browser, Face(request.param, "older")) as page:
        yield page


SIZES = """() => {
    const sizes = {};
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const {parentElement: parent, data} = walker.currentNode;
        if (!data.trim() || parent.closest(".ps-sr, caption")) continue;
        if (!parent.checkVisibility({visibilityProperty: true})) continue;
        sizes[parseFloat(getComputedStyle(parent).fontSize)] ??= data.trim();
    }
    return sizes;
}"""
LINE = "(p) => ['fontSize', 'lineHeight'].map((name) => parseFloat(getComputedStyle(p)[name]))"


def test_type_is_large_and_lines_are_wide(older: Page, served: str) -> None:
    for path in PAGES:
        older.goto(served + path)
        small = {size: text for size, text in older.evaluate(SIZES).items() if float(size) < 18}
        assert not small, path
        for paragraph in older.locator(".md-content__inner > p:not([class])").all()[:3]:
            size, line = paragraph.evaluate(LINE)
            assert size >= 22, path
            assert line >= 1.9 * size, path


HEADER = ".md-header :is(a, button, input, .md-icon[title]), .md-tabs a"
CONTROLS = f"{HEADER}, .md-nav a, .ps-chips a, summary, .ps-matrix a"
LOW = """(controls) => controls
    .filter((each) => each.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .map((each) => [each.outerHTML.slice(0, 120), each.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && box.height < 44)
    .map(([html, box]) => `${html} ${box.width} × ${box.height}`)"""


def test_targets_are_large(older: Page, served: str) -> None:
    """Hold 44 px (WCAG 2.2, 2.5.5) wherever a target stands by itself, not within a sentence."""
    for path in PAGES:
        older.goto(served + path)
        assert older.locator(CONTROLS).evaluate_all(LOW) == [], path
