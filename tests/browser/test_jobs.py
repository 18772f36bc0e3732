"""What three people come for, from the home page, with the steps that it takes them counted.

A step is a click, or a query with Enter. Reading is none.
"""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.helpers.sheets import sheets_of, squeezed


class Visitor:
    """Someone on the home page who counts steps."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.steps = page, 0
        page.goto(site)

    def click(self, link: Locator) -> None:
        """Click on what is in sight."""
        expect(link).to_be_visible()
        self.steps += 1
        link.click()

    def ask(self, query: str) -> None:
        """Type into the search of the home page, and press Enter."""
        self.steps += 1
        box = self.page.locator("main").get_by_role("searchbox")
        box.fill(query)
        box.press("Enter")


@pytest.fixture(params=[1280, 360])
def visitor(page: Page, served: str, request: pytest.FixtureRequest) -> Visitor:
    """Open the home page on a screen of this width."""
    page.set_viewport_size({"width": request.param, "height": 740})
    return Visitor(page, served)


def test_a_citizen_finds_who_helps_with_scam_calls(visitor: Visitor) -> None:
    visitor.ask("妈妈接到诈骗电话怎么办")
    hit = visitor.page.locator(".ps-hits > li").first
    expect(hit).to_contain_text("加强智慧助老服务")
    expect(hit).to_contain_text("电信诈骗")
    expect(hit).to_contain_text("负责：市委宣传部、市民政局、市卫健委")
    expect(hit).to_contain_text("所属牵头：市卫健委")
    visitor.click(hit.locator("a.ps-hit"))
    task = visitor.page.locator("h2#elderly-smart")
    expect(task).to_be_in_viewport()
    who = task.locator("xpath=following-sibling::div[1]").locator(".ps-task-who")
    expect(who).to_contain_text("责任单位")
    expect(who).to_contain_text("所属行动牵头")
    visitor.click(who.get_by_role("link", name="市卫健委").last)
    expect(visitor.page.locator("h1")).to_contain_text("市卫健委")
    assert visitor.steps <= 3


def test_an_officer_has_a_sheet_to_print_and_a_word_file(visitor: Visitor, tmp_path: Path) -> None:
    visitor.click(visitor.page.get_by_role("link", name="我在责任单位"))
    visitor.click(visitor.page.locator("article").get_by_role("link", name="市气象局", exact=True).first)
    expect(visitor.page.locator("h1")).to_contain_text("市气象局")
    visitor.page.wait_for_load_state()
    printed = squeezed(sheets_of(visitor.page)[0].extract_text())
    titles = (
        "5.提升多方参与的科学教育合力",
        "3.加强科普教育基地建设",
        "1.优化应急科普宣教协同机制",
        "2.丰富对外科技合作内容",
    )
    assert all(title in printed for title in titles)
    with visitor.page.expect_download() as file:
        visitor.click(visitor.page.get_by_role("link", name="市气象局任务清单").first)
    file.value.save_as(tmp_path / "list.docx")
    tables = docx.Document(str(tmp_path / "list.docx")).tables
    words = "".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert all(title in words for title in titles)
    assert visitor.steps <= 3


def test_a_leader_sees_what_no_one_leads_and_what_has_a_number(visitor: Visitor) -> None:
    visitor.click(visitor.page.get_by_role("link", name="责任一览"))
    article = visitor.page.locator("article")
    expect(article).to_contain_text("34项任务都没有单列牵头单位，由所属行动、工程的牵头单位牵头。")
    tasks = article.locator(".ps-table").first.locator("tbody td li a")
    assert tasks.count() == 34
    expect(article.get_by_role("heading", name="有数字的目标（3项）")).to_be_visible()
    expect(article).to_contain_text("15%")
    expect(article).to_contain_text("1万人次以上")
    assert visitor.steps <= 2
