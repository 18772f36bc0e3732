"""The pages of progress, on the example: axe, phones, paper, search, without a script."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.helpers.axe import asks_all, violations_of
from tests.helpers.faces import FACES
from tests.helpers.overflow import too_wide
from tests.helpers.sheets import sheets_of, squeezed
from tests.helpers.shifan import round_of

PAGES = [
    "progress/",
    "progress/2023/",
    "progress/2024/",
    "progress/2024/youth/",
    "actions/farmers/",
    "units/gonghui/",
    "units/minzheng/",
    "targets/",
    "",
]
AXED = ["progress/", "progress/2023/", "progress/2024/youth/", "actions/farmers/", "units/gonghui/"]


def test_they_pass_in_the_forms_in_which_all_rules_are_asked_and_in_the_dark(
    browser: Browser, example: str
) -> None:
    """tests/long looks at every page in every form."""
    faces = [face for face in FACES if asks_all(face) or face.scheme == "slate"]
    assert violations_of(browser, example, AXED, faces) == []


def test_none_scrolls_sideways_on_a_phone(browser: Browser, example: str) -> None:
    assert too_wide(browser, example, PAGES) == []


def test_a_printed_round_says_what_each_unit_reported(page: Page, example: str) -> None:
    page.goto(f"{example}progress/2023/")
    text = squeezed("".join(sheet.extract_text() for sheet in sheets_of(page)))
    found = round_of("2023")
    for item in found.items.values():
        assert squeezed(item.node.item.title or "").removesuffix("。") in text
    for unit in found.units.values():
        assert squeezed(unit.unit.name) in text
    states = [entry.said.state for each in found.items.values() for entry in each.entries if entry.said]
    for state in found.states.values():
        assert text.count(squeezed(state.label)) >= states.count(state.id)


def test_a_printed_unit_has_its_report(page: Page, example: str) -> None:
    page.goto(f"{example}units/gonghui/")
    text = squeezed("".join(sheet.extract_text() for sheet in sheets_of(page)))
    for _, entry in round_of("2024").units["gonghui"].rows:
        assert entry.said
        assert squeezed(entry.said.text or "")[:40] in text


def test_search_finds_what_was_reported(page: Page, example: str) -> None:
    page.goto(f"{example}search/?q=旋转楼梯的视频")
    said = round_of("2024").units["gonghui"].rows[0][1].said
    assert said
    assert said.text
    page.fill("#ps-query", said.text[:8])
    page.wait_for_selector(".ps-hits > li")
    assert any(
        "progress/2024/" in (each.get_attribute("href") or "") for each in page.locator("a.ps-hit").all()
    )


def test_the_grid_and_the_reports_are_there_without_a_script(bare: Page, example: str) -> None:
    bare.goto(f"{example}progress/2024/")
    assert bare.locator(".ps-progress td.ps-s0").first.inner_text().strip() != ""
    bare.locator("a", has_text="青少年").first.click()
    assert bare.locator(".ps-reports").first.is_visible()
