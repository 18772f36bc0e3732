"""A plan that was revised, in the browser: pages that moved lead on, and the new pages are sound."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.helpers.axe import in_turn, violations_of
from tests.helpers.faces import Face, still_page
from tests.helpers.revising import DAY, build, revised
from tests.helpers.server import serving

PATHS = (
    "changes/",
    f"changes/{DAY}/",
    "units/xiangcun/",
    "units/nongye/",
    "projects/cooperation/",
)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the real plan after a reform and a reissue; give its address."""
    names = (
        "merge_and_rename",
        "replace_action",
        "move_task",
        "reword_task",
        "remove_project",
        "change_target",
    )
    root = build(tmp_path_factory.mktemp("revised") / "project", revised(*names))
    with serving(root / "site") as address:
        yield address


def test_a_page_that_moved_leads_on(page: Page, changed: str) -> None:
    page.goto(f"{changed}actions/elderly/")
    page.wait_for_url("**/actions/seniors/")


def test_a_section_of_it_leads_to_where_that_is(page: Page, changed: str) -> None:
    page.goto(f"{changed}actions/elderly/#elderly-health")
    page.wait_for_url("**/actions/seniors/#elderly-health")


def test_without_a_script_it_leads_on_too(bare: Page, changed: str) -> None:
    bare.goto(f"{changed}actions/elderly/")
    bare.wait_for_url("**/actions/seniors/")


def test_a_page_that_is_gone_stays_and_says_so(page: Page, changed: str) -> None:
    page.goto(f"{changed}projects/cooperation/#cooperation-science")
    assert page.url.endswith("/projects/cooperation/#cooperation-science")
    assert "已经删去" in page.locator("article").inner_text()


@pytest.mark.parametrize(("turn", "path"), [*enumerate(PATHS)])
def test_the_pages_pass_axe(turn: int, path: str, browser: Browser, changed: str) -> None:
    assert violations_of(browser, changed, [path], in_turn(turn)) == []


@pytest.mark.parametrize("width", [360, 320])
def test_no_page_scrolls_sideways_on_a_phone(width: int, browser: Browser, changed: str) -> None:
    face = Face(width, "standard")
    with still_page(browser) as page:
        for path in PATHS:
            page.goto(changed + path)
            face.put_on(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_both_names_of_a_unit_find_its_tasks(page: Page, changed: str) -> None:
    for query, first in (("市数据局", "units/shuju/"), ("市大数据中心", "units/dashuju/")):
        page.goto(f"{changed}search/?q={query}")
        links = page.locator("[data-search-results] a")
        links.first.wait_for()
        found = [
            link.split("#")[0].removeprefix(changed)
            for link in links.evaluate_all("all => all.map(a => a.href)")
        ]
        assert found[0] == first
        assert "projects/digital/" in found
        assert {"units/shuju/", "units/dashuju/"} <= set(found)


def test_the_filter_of_the_matrix_names_the_successor(page: Page, changed: str) -> None:
    page.goto(f"{changed}matrix/tasks/")
    options = page.locator("#ps-filter-unit option").all_inner_texts()
    assert "市大数据中心（现由市数据局承担）" in options
