"""The home page in a browser: what the first screen says, and the box that finds a unit."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

SIZES = [(1280, 800), (360, 640)]


@pytest.fixture(params=SIZES, ids=["desktop", "phone"])
def screen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a page of a desktop, then of a small phone."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    yield context.new_page()
    context.close()


def bottom(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def units(page: Page) -> Locator:
    return page.locator("[data-units] [data-names]:visible")


def test_the_first_screen_says_what_this_is_and_where_to_go(screen: Page, served: str) -> None:
    screen.goto(served)
    assert screen.viewport_size is not None
    height = screen.viewport_size["height"]
    content = screen.locator("article")
    expect(content.get_by_role("heading", level=1)).to_contain_text("新余市全民科学素质行动")
    expect(content.locator(".ps-meta")).to_contain_text("余府发〔2022〕11号")
    expect(content.locator(".ps-meta")).to_contain_text("2022年4月9日印发")
    first = [
        content.get_by_role("heading", level=1),
        content.locator(".ps-meta"),
        content.get_by_label("搜索任务、单位或原文"),
        content.get_by_role("button", name="搜索"),
        *(content.get_by_role("link", name=name) for name in ("我是市民", "我在责任单位")),
    ]
    for each in first:
        assert bottom(each) <= height
    assert screen.evaluate("document.documentElement.scrollWidth") == screen.viewport_size["width"]


MOST_SCREENS = {1280: 2.5 * 800, 360: 6 * 740}


@pytest.mark.parametrize("width", MOST_SCREENS)
def test_the_page_is_soon_at_its_end(page: Page, served: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(served)
    assert page.evaluate("document.documentElement.scrollHeight") <= MOST_SCREENS[width]


def test_the_picture_leads_to_a_unit_s_part_and_on_a_phone_to_the_page(page: Page, served: str) -> None:
    page.goto(served)
    cells = page.locator(".ps-picture td a")
    assert cells.count() == 111
    assert page.locator(".ps-picture td.ps-lead").count() == 16
    box = cells.first.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    address = str(cells.first.evaluate("(each) => each.href"))
    cells.first.click()
    page.wait_for_url(address)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(served)
    expect(cells.first).to_be_hidden()
    row = page.locator(".ps-picture tbody th a").first
    tall = row.bounding_box()
    assert tall is not None
    assert tall["height"] >= 24
    row.click()
    page.wait_for_url("**/actions/youth/**")


def test_a_target_says_how_it_is_bound(page: Page, served: str) -> None:
    page.goto(served)
    expect(page.locator(".ps-aims strong")).to_have_text(["15%", "1万人次以上", "1000名以上"])


def test_the_search_on_the_page_leads_to_its_results(page: Page, served: str) -> None:
    page.goto(served)
    form = page.locator("form.ps-home-search")
    form.get_by_label("搜索任务、单位或原文").fill("科普e站")
    form.get_by_role("button", name="搜索").click()
    page.wait_for_url("**/search/?**")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["科普e站"]}


def test_words_to_try_stand_in_the_plan(page: Page, served: str) -> None:
    page.goto(f"{served}plan/")
    text = page.locator("article").inner_text()
    page.goto(served)
    examples = page.locator("form.ps-home-search a")
    assert 4 <= examples.count() <= 5
    for link in examples.all():
        address = link.evaluate("(each) => each.href")
        (words,) = parse_qs(urlsplit(address).query)["q"]
        assert words == link.inner_text()
        assert words in text
        assert address.startswith(f"{served}search/?q=")


def test_each_audience_has_a_line_and_a_way(page: Page, served: str) -> None:
    page.goto(served)
    people = page.locator(".ps-people > li")
    expect(people.locator("a[href*='audiences/#'] strong")).to_have_text(
        ["青少年", "农民", "产业工人", "老年人", "领导干部和公务员"]
    )
    for line in people.locator("span").all():
        assert len(line.inner_text()) > 5


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("科协", ["市科协"]),
        ("新余市科学技术协会", ["市科协"]),
        (" 新余市 科协 ", ["市科协"]),
        ("发展改革委", ["市发改委"]),
        ("共青团", ["团市委"]),
        ("教育", ["市教育局"]),
    ],
)
def test_a_unit_is_found_by_any_of_its_names(page: Page, served: str, typed: str, found: list[str]) -> None:
    page.goto(served + "units/")
    page.get_by_label("找到我的单位").fill(typed)
    expect(units(page).locator("a")).to_have_text(found)
    expect(page.locator("[data-units-filter] [role=status]")).to_have_text(f"找到{len(found)}家单位。")
    expect(page.locator("[data-units]:visible")).to_have_count(1)
    page.get_by_label("找到我的单位").press("Enter")
    page.wait_for_url("**/units/*/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(found[0])


def test_a_unit_that_is_not_there_is_said_not_to_be(page: Page, served: str) -> None:
    page.goto(served + "units/")
    every = units(page).count()
    assert every == 34
    box = page.get_by_label("找到我的单位")
    box.fill("省委")
    expect(units(page)).to_have_count(0)
    expect(page.locator("[data-units-filter] [role=status]")).to_contain_text("没有找到")
    box.press("Enter")
    expect(page).to_have_url(served + "units/")
    box.fill("")
    expect(units(page)).to_have_count(every)


def test_without_javascript_the_list_is_whole(bare: Page, served: str) -> None:
    bare.goto(served + "units/")
    expect(bare.locator("[data-units-filter]")).to_be_hidden()
    expect(units(bare)).to_have_count(34)


def test_units_stand_as_bars_the_longest_first(page: Page, served: str) -> None:
    page.goto(f"{served}units/")
    bars = page.locator(".ps-bars > li > a")
    expect(bars).to_have_count(29)
    expect(bars.first).to_contain_text("市科协")
    expect(bars.first.locator(".ps-bar-words")).to_have_text("牵头 6，负责 29")
    widths = bars.locator("rect:last-child").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect().right)"
    )
    assert widths == sorted(widths, reverse=True)
    bars.first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("市科协")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_years_are_drawn_to_scale_and_can_be_heard(page: Page, served: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{served}timeline/")
    years = page.locator(".ps-timeline thead th")
    expect(years).to_have_text(["阶段", "2021", "2022", "2023", "2024", "2025"])
    row = page.locator(".ps-timeline tbody tr").nth(1)
    expect(row.get_by_role("rowheader")).to_have_text("深入实施")
    bar = row.locator(".ps-span")
    expect(bar).to_have_text("2022—2025年")
    drawn, first, last = bar.bounding_box(), years.nth(2).bounding_box(), years.nth(5).bounding_box()
    assert drawn is not None
    assert first is not None
    assert last is not None
    assert abs(drawn["x"] - first["x"]) < 6
    assert abs(drawn["x"] + drawn["width"] - last["x"] - last["width"]) < 6
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_cell_of_units_opens_what_they_share(page: Page, served: str) -> None:
    page.goto(f"{served}units/kexie/#_with-keji")
    expect(page.locator("#_with-keji")).to_be_visible()
    expect(page.locator("#_with-keji > li")).to_have_count(16)
    shown = page.locator(".ps-partner > .ps-bar")
    expect(shown).to_have_count(27)
