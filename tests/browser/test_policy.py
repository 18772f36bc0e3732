"""The site under the headers that `plansite headers` prints: nothing is blocked, and all of it works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from plansite.publishing import security_headers
from tests.helpers.nginx_lines import from_nginx
from tests.helpers.server import serving
from tests.helpers.support import plansite
from tests.helpers.watch import Watch


@pytest.fixture(scope="session")
def guarded(built: Path) -> Iterator[str]:
    """Serve the real site with the headers that the command prints; give its address."""
    run = plansite("headers", cwd=built.parent)
    assert (run.status, run.err) == (0, "")
    with serving(built, from_nginx(run.out)) as address:
        yield address


@pytest.fixture
def watch(page: Page, guarded: str) -> Watch:
    """Open a page that is watched."""
    return Watch(page, guarded)


def test_no_page_breaks_the_policy(watch: Watch, guarded: str, samples: list[str]) -> None:
    for path in samples:
        watch.page.goto(guarded + path, wait_until="load")
        # The theme's scripts have run: the class of the root is theirs, and __md_scope is the site's root.
        expect(watch.page.locator("html")).to_have_class(re.compile(r"\bjs\b"))
        assert watch.page.evaluate("__md_scope.href") == guarded
    assert watch.wrong == []


def test_the_policy_is_in_force(watch: Watch, guarded: str) -> None:
    watch.page.goto(guarded)
    watch.page.evaluate(
        "() => { const made = document.createElement('div'); document.body.append(made);"
        " made.innerHTML = '<img src=x onerror=alert(1)><p style=color:red>'; "
        " const script = document.createElement('script'); script.textContent = 'alert(2)';"
        " document.body.append(script); }"
    )
    watch.page.wait_for_timeout(300)
    assert not [each for each in watch.wrong if each.startswith("dialog")]
    broken = {each.split()[1] for each in watch.wrong if each.startswith("breach")}
    assert broken == {"script-src-attr", "style-src-attr", "script-src-elem"}


def test_the_search_works(watch: Watch, guarded: str) -> None:
    page = watch.page
    page.goto(f"{guarded}units/kexie/")
    page.keyboard.press("/")
    page.keyboard.type("麻博会")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(".ps-hits-status")).to_contain_text("找到")
    assert watch.wrong == []


def test_the_filters_of_a_matrix_work(watch: Watch, guarded: str) -> None:
    page = watch.page
    page.goto(f"{guarded}matrix/tasks/")
    page.get_by_label("单位", exact=True).select_option(label="市科协")
    expect(page.locator(".ps-filter [role=status]")).to_have_text("显示29项任务、1家单位。")
    page.locator(".ps-grid tbody td a:visible").first.focus()
    page.keyboard.press("ArrowDown")
    assert watch.wrong == []


def test_dark_mode_and_the_form_for_older_readers_work_and_stay(watch: Watch, guarded: str) -> None:
    page = watch.page
    page.goto(guarded)
    page.locator("label[title=切换到深色]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="适老版").click()
    page.goto(f"{guarded}plan/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.locator("html")).to_have_attribute("data-ps-reader", "older")
    assert watch.wrong == []


def test_a_printed_page_has_its_head_and_foot(watch: Watch, guarded: str) -> None:
    page = watch.page
    page.goto(f"{guarded}units/kexie/")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.pdf(format="A4").startswith(b"%PDF")
    expect(page.locator("[data-print=date]")).to_have_text(re.compile("打印日期：.*年"))
    assert page.evaluate("document.adoptedStyleSheets.length") > 0
    assert watch.wrong == []


def test_the_page_of_errors_works(watch: Watch, guarded: str) -> None:
    watch.page.goto(f"{guarded}404.html")
    expect(watch.page.locator("h1")).to_have_text("没有找到这个页面")
    assert watch.wrong == []
    assert security_headers.THEME == "404.html"
