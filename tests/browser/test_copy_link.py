"""复制链接: on every section and every paragraph of the whole text, with a word that it is done."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.faces import Face, still_page

NAME = "复制链接"
LACKING = """() => [...document.querySelectorAll(
    ".md-content__inner :is(h2, h3, h4, h5, h6)[id], .ps-paragraph"
)].filter((place) => place.querySelectorAll(":scope > .ps-copy").length !== 1)
    .map((place) => place.outerHTML)"""
NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"


def read(page: Page) -> str:
    """Return what is on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("path", ["plan/", "actions/youth/"])
def test_every_section_and_paragraph_has_a_button(page: Page, served: str, path: str) -> None:
    page.goto(served + path)
    assert page.evaluate(LACKING) == []
    assert page.get_by_role("button", name=NAME).count() > 4
    expect(page.locator(".headerlink").filter(visible=True)).to_have_count(1)  # that of the title


@pytest.mark.parametrize(
    ("path", "place"),
    [("plan/", "youth"), ("plan/", "preamble"), ("actions/youth/", "youth-basic-education")],
)
def test_it_copies_the_address_and_says_so(page: Page, served: str, path: str, place: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{served}{path}?q=x#_top")
    button = page.locator(f"#{place} > .ps-copy")
    page.locator(f"#{place}").hover()
    expect(button).to_have_css("opacity", "1")
    button.click()
    expect(page.locator(".md-content [role=status]").filter(has_text="已复制")).to_have_count(1)
    expect(button).to_have_attribute("data-told", "已复制")
    assert read(page) == f"{served}{path}#{place}"
    expect(button).not_to_have_attribute("data-told", "已复制")
    page.goto(read(page))
    expect(page.locator(":target")).to_have_id(place)


def test_a_paragraph_without_an_address_has_that_of_its_section(page: Page, served: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(served + "plan/")
    page.locator("#youth ~ .ps-paragraph > .ps-copy").first.click()
    assert read(page) == f"{served}plan/#youth"
    page.locator(".ps-paragraph > .ps-copy").first.click()
    assert read(page) == f"{served}plan/"


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_it_works_by_keyboard_where_the_clipboard_is_missing(page: Page, served: str, key: str) -> None:
    page.add_init_script(NO_CLIPBOARD)
    page.goto(served + "plan/")
    button = page.locator("#youth > .ps-copy")
    button.focus()
    page.keyboard.press(key)
    expect(page.locator(".md-content [role=status]").filter(has_text="已复制")).to_have_count(1)
    expect(button).to_be_focused()
    field = page.locator("#ps-query")
    field.focus()
    page.keyboard.press("Control+v")
    expect(field).to_have_value(f"{served}plan/#youth")


def test_where_nothing_may_be_copied_the_address_bar_has_the_link(page: Page, served: str) -> None:
    page.add_init_script(f"{NO_CLIPBOARD}; document.execCommand = () => false")
    page.goto(served + "plan/")
    page.locator("#youth > .ps-copy").click()
    expect(page.locator("#youth > .ps-copy")).to_have_attribute("data-told", "请从地址栏复制")
    expect(page).to_have_url(f"{served}plan/#youth")


def test_a_finger_finds_it_without_hovering(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    phone = context.new_page()
    phone.goto(served + "plan/")
    button = phone.locator("#youth > .ps-copy")
    expect(button).to_have_css("opacity", "1")
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_text_that_is_copied_or_printed_has_none_of_it(browser: Browser, served: str) -> None:
    with still_page(browser, Face(1280, "standard")) as page:
        page.goto(served + "plan/")
        page.locator("#youth > .ps-copy").hover()
        page.evaluate("getSelection().selectAllChildren(document.querySelector('.md-content__inner'))")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.keyboard.press("Control+c")
        text = read(page)
        assert "青少年科学素质提升行动" in text
        assert NAME not in text
        page.emulate_media(media="print")
        expect(page.locator(".ps-copy").first).to_be_hidden()


def test_without_the_script_a_heading_is_its_own_link(bare: Page, served: str) -> None:
    bare.goto(served + "plan/")
    expect(bare.get_by_role("button", name=NAME)).to_have_count(0)
    expect(bare.locator("#youth > .headerlink")).to_have_attribute("href", "#youth")


def test_the_page_about_the_site_says_so(page: Page, served: str) -> None:
    page.goto(served + "about/")
    expect(page.get_by_text(f"点末尾的“{NAME}”")).to_be_visible()
    expect(page.locator(".ps-copy").first).to_have_attribute("title", NAME)
