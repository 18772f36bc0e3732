"""Whether the plan still stands: told in the reader's browser, or by what the editor says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.server import serving
from tests.helpers.support import copy_project, plansite

PAGES = ("", "timeline/", "plan/")
OVER = "实施期已于2025年12月31日届满"
LAST_SECOND = dt.datetime(2025, 12, 31, 15, 59, 59, tzinfo=dt.UTC)
"""The last second of the year 2025 in China."""
SAID = "有效性：已废止，自2024年5月1日起（依据：余府发〔2024〕3号）"


@pytest.mark.parametrize("path", PAGES)
def test_the_end_of_the_period_is_told_from_the_day_after_it(page: Page, served: str, path: str) -> None:
    notice = page.locator(".ps-validity")
    page.clock.set_fixed_time(LAST_SECOND)
    page.goto(served + path)
    expect(notice).to_be_hidden()
    expect(page.get_by_text("届满")).to_have_count(0)
    page.clock.set_fixed_time(LAST_SECOND + dt.timedelta(seconds=1))
    page.goto(served + path)
    expect(notice).to_have_text(OVER)
    expect(notice).to_be_in_viewport()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_told_without_the_script(bare: Page, served: str, path: str) -> None:
    bare.goto(served + path)
    expect(bare.locator(".ps-validity")).to_be_hidden()
    expect(bare.get_by_text("届满")).to_have_count(0)


@pytest.fixture(scope="module")
def repealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real site with what an editor says of its validity; return its folder."""
    root = copy_project(tmp_path_factory.mktemp("repealed") / "project")
    plan = root / "plan.yaml"
    said = "{state: 已废止, since: 2024-05-01, basis: 余府发〔2024〕3号}"
    text = plan.read_text("utf-8")
    assert "\ndocument:\n" in text
    plan.write_text(text.replace("\ndocument:\n", f"\ndocument:\n  validity: {said}\n", 1), "utf-8")
    run = plansite("build", "--strict", "--no-documents", cwd=root)
    assert run.status == 0, run.err
    return root / "site"


def test_what_the_editor_says_takes_its_place(page: Page, bare: Page, repealed: Path) -> None:
    with serving(repealed) as address:
        for path in PAGES:
            for each in (page, bare):
                each.goto(address + path)
                expect(each.locator(".ps-validity")).to_have_text(SAID)
                expect(each.get_by_text("届满")).to_have_count(0)
        page.goto(address + "about/")
        expect(page.locator(".ps-facts")).to_contain_text(SAID.removeprefix("有效性："))
