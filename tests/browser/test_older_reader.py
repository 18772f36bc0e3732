"""适老版: what it changes, that it stays, and that it is there before the first paint."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.helpers.faces import STRONGEST, Face, still_page

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
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "30px"
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
            assert size >= 24, path
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


def tool(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name="适老版工具").get_by_role("button", name=name, exact=True)


def root_size(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))


def test_its_tools_are_there_in_this_form_only(page: Page, served: str) -> None:
    page.goto(served + "units/kexie/")
    tools = page.locator(".ps-older")
    expect(tools).to_be_hidden()
    small = root_size(page)
    button(page, OLDER).click()
    expect(tools).to_be_visible()
    assert root_size(page) == 1.5 * small
    tool(page, "退出适老版").click()
    expect(tools).to_be_hidden()
    assert not is_older(page)
    expect(button(page, OLDER)).to_be_focused()


def test_type_can_be_twice_as_large_by_keyboard_and_back(page: Page, served: str) -> None:
    page.goto(served + "units/kexie/")
    small = root_size(page)
    button(page, OLDER).click()
    tool(page, "大字").focus()
    expect(tool(page, "大字")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(tool(page, "特大字")).to_have_attribute("aria-pressed", "true")
    expect(tool(page, "大字")).to_have_attribute("aria-pressed", "false")
    assert root_size(page) == 2 * small
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert root_size(page) == 1.5 * small


def test_high_contrast_is_yellow_on_black_in_light_and_dark(page: Page, served: str) -> None:
    page.goto(served + "units/kexie/")
    button(page, OLDER).click()
    tool(page, "高对比度").click()
    expect(tool(page, "高对比度")).to_have_attribute("aria-pressed", "true")
    for scheme in ("default", "slate"):
        page.evaluate("(scheme) => { document.body.dataset.mdColorScheme = scheme; }", scheme)
        expect(page.locator("body")).to_have_css("background-color", "rgb(0, 0, 0)")
        expect(page.locator("h1")).to_have_css("color", "rgb(255, 255, 0)")
    tool(page, "高对比度").click()
    expect(page.locator("h1")).not_to_have_css("color", "rgb(255, 255, 0)")


def test_the_pointer_can_be_large_and_its_pictures_are_of_this_site(page: Page, served: str) -> None:
    page.goto(served + "units/kexie/")
    button(page, OLDER).click()
    tool(page, "大鼠标指针").click()
    for place, name in (("h1", "pointer"), ("article a", "hand")):
        cursor = page.locator(place).first.evaluate("(each) => getComputedStyle(each).cursor")
        assert cursor.startswith(f'url("{served}assets/images/{name}.svg")')
        assert page.request.get(f"{served}assets/images/{name}.svg").ok


def test_what_was_chosen_stays_and_is_there_before_any_script_file(
    browser: Browser, page: Page, served: str
) -> None:
    page.goto(served)
    button(page, OLDER).click()
    for name in ("特大字", "高对比度", "大鼠标指针"):
        tool(page, name).click()
    kept = page.evaluate("localStorage.getItem('/.__reader')")
    assert kept == f'"{STRONGEST}"'
    tool(page, "退出适老版").click()
    expect(page.locator("html")).to_have_attribute("data-ps-older", "")
    button(page, OLDER).click()
    expect(page.locator("html")).to_have_attribute("data-ps-older", "huge strong pointer")
    with still_page(browser, Face(1280, STRONGEST)) as second:
        second.route("**/*.js", lambda route: route.abort())
        second.goto(served + "plan/")
        assert root_size(second) == 40
        expect(second.locator("body")).to_have_css("background-color", "rgb(0, 0, 0)")


def test_words_that_are_no_choice_are_forgotten(page: Page, served: str) -> None:
    page.goto(served)
    page.evaluate("localStorage.setItem('/.__reader', '\"older evil huge\"')")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-ps-older", "huge")


def test_the_largest_type_fits_a_phone_and_keeps_its_targets(browser: Browser, served: str) -> None:
    with still_page(browser, Face(360, STRONGEST)) as page:
        for path in PAGES:
            page.goto(served + path)
            assert page.evaluate("document.documentElement.scrollWidth") == 360, path
            assert page.locator(CONTROLS).evaluate_all(LOW) == [], path
            assert page.locator(".ps-older button").evaluate_all(LOW) == [], path


APART = """(texts) => texts.map((text) => {
    const style = getComputedStyle(text);
    const [size, line, before, after] =
        [style.fontSize, style.lineHeight, style.marginTop, style.marginBottom].map(parseFloat);
    return [line / size, Math.max(before, after) / (line - size)];
})"""


def test_lines_and_paragraphs_are_far_enough_apart(older: Page, served: str) -> None:
    """Hold 1.3 for both (工信部《互联网网站适老化通用设计规范》)."""
    for path, texts in (("plan/", ".ps-paragraph"), ("actions/youth/", ".ps-task-text > p:not([class])")):
        older.goto(served + path)
        found = older.locator(texts).evaluate_all(APART)
        assert len(found) > 3
        for line, apart in found:
            assert line >= 1.3, path
            assert apart >= 1.299, path


VOICES = """(langs) => {
    const spoken = (window.spoken = []);
    const voices = langs.map((lang) => ({ lang }));
    const synthesis = {
        getVoices: () => voices, addEventListener(_, found) { window.found = found; },
        speak(each) { spoken.push(each.text); window.current = each; },
        cancel() { window.current?.onerror?.({ error: "canceled" }); window.current = null; },
    };
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""


def speaking(page: Page, *langs: str) -> None:
    """Give the browser voices of these languages, which say nothing."""
    page.add_init_script(f"({VOICES})({list(langs)})")


def finish(page: Page) -> None:
    page.evaluate("current.onend()")


def test_it_reads_aloud_by_paragraph_and_marks_what_it_reads(page: Page, served: str) -> None:
    speaking(page, "en-US", "zh-CN")
    page.goto(served + "plan/")
    button(page, OLDER).click()
    tool(page, "朗读").click()
    marked = page.locator(".ps-read")
    expect(marked).to_have_text(re.compile("规划全文"))
    first: list[str] = page.evaluate("spoken")
    assert len(first) == 1
    assert page.evaluate("current.voice.lang") == "zh-CN"
    before = marked.inner_text()
    for _ in range(3):
        finish(page)
        expect(marked).to_have_count(1)
    assert marked.inner_text() != before
    said = page.evaluate("spoken")
    assert len(said) == 4
    assert said[-1] in marked.inner_text().replace("\n", " ")
    text = page.locator(".md-content__inner").inner_text()
    assert all(each.split(" ")[0] in text for each in said)


def test_reading_can_pause_go_on_and_stop(page: Page, served: str) -> None:
    speaking(page, "zh-CN")
    page.goto(served + "plan/")
    button(page, OLDER).click()
    tool(page, "朗读").click()
    finish(page)
    said = page.evaluate("spoken")
    tool(page, "暂停").click()
    assert page.evaluate("current") is None
    assert page.evaluate("spoken") == said
    tool(page, "继续朗读").click()
    assert page.evaluate("spoken") == [*said, said[-1]]
    expect(tool(page, "停止")).to_be_in_viewport()
    tool(page, "停止").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ps-read")).to_have_count(0)
    expect(tool(page, "朗读")).to_be_focused()
    expect(tool(page, "停止")).to_be_hidden()
    tool(page, "朗读").click()
    tool(page, "退出适老版").click(force=True)
    expect(page.locator(".ps-read")).to_have_count(0)
    assert page.evaluate("current") is None


def test_a_voice_that_comes_late_is_found(page: Page, served: str) -> None:
    speaking(page)
    page.goto(served + "plan/")
    button(page, OLDER).click()
    page.wait_for_function("() => Boolean(window.found)")
    expect(tool(page, "朗读")).to_be_hidden()
    page.evaluate("speechSynthesis.getVoices().push({ lang: 'cmn_CN' }); found()")
    expect(tool(page, "朗读")).to_be_visible()


@pytest.mark.parametrize("langs", [(), ("en-US", "ja-JP")])
def test_without_a_chinese_voice_nothing_offers_to_read(
    langs: tuple[str, ...], page: Page, served: str
) -> None:
    speaking(page, *langs)
    page.goto(served + "plan/")
    with page.expect_request("**/read-aloud.js"):
        button(page, OLDER).click()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".ps-aloud")).to_be_hidden()


def test_the_standard_form_does_not_load_what_reads(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    speaking(page, "zh-CN")
    page.goto(served + "plan/", wait_until="networkidle")
    assert not [url for url in asked if "read-aloud" in url]
