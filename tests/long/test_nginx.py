"""The site behind nginx, under a sub-path: every page and file of it answers, and the search works."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html
from playwright.sync_api import Page, expect

from plansite.publishing.security_headers import headers
from plansite.views.downloads import TYPES
from tests.helpers.watch import Watch


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310  our own address
            code: int = answer.status
            return code
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_every_link_of_every_page_answers(behind_nginx: str) -> None:
    waiting, seen = [behind_nginx], {behind_nginx}
    pages = 0
    while waiting:
        url = waiting.pop()
        with urllib.request.urlopen(url) as answer:  # noqa: S310  our own address
            kind, data = answer.headers.get_content_type(), answer.read()
        if kind != "text/html":
            continue
        pages += 1
        for link in html.fromstring(data).xpath("//@href | //@src"):
            target = urldefrag(urljoin(url, link))[0]
            assert urlsplit(target).netloc == urlsplit(behind_nginx).netloc, (url, link)
            assert target.startswith(behind_nginx), (url, link)
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    assert pages >= 58


def test_what_is_not_there_says_so_in_chinese_with_working_links(behind_nginx: str, page: Page) -> None:
    address = f"{behind_nginx}units/nowhere/deeper/"
    assert status(address) == 404
    page.goto(address)
    expect(page.locator("h1")).to_have_text("没有找到这个页面")
    page.get_by_role("link", name="回到首页").click()
    page.wait_for_url(behind_nginx)


def test_the_search_finds_and_leads_there(behind_nginx: str, page: Page) -> None:
    page.goto(f"{behind_nginx}units/kexie/")
    page.keyboard.press("/")
    page.keyboard.type("麻博会")
    first = page.locator("[data-search-results] a").first
    expect(first).to_have_attribute("href", f"{behind_nginx}projects/cooperation/#cooperation-science")
    first.click()
    page.wait_for_url("**/projects/cooperation/#cooperation-science")


def test_no_page_asks_another_host(behind_nginx: str, page: Page) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    for path in (
        "",
        "actions/youth/",
        "units/kexie/",
        "matrix/tasks/",
        "plan/",
        "search/?q=%E7%A7%91%E6%99%AE",
    ):
        page.goto(f"{behind_nginx}{path}", wait_until="networkidle")
    assert asked == {urlsplit(behind_nginx).netloc}


def test_every_answer_has_the_security_headers(behind_nginx: str) -> None:
    with urllib.request.urlopen(f"{behind_nginx}404.html") as answer:  # noqa: S310  our own address
        expected = headers(answer.read())
    assert expected
    for path in ("", "units/kexie/", "data/plan.json", "assets/search/worker.js", "nowhere/"):
        try:
            answer = urllib.request.urlopen(behind_nginx + path)  # noqa: S310  as above
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            assert {name: answer.headers.get_all(name) for name in expected} == {
                name: [value] for name, value in expected.items()
            }, path


def test_nothing_breaks_the_policy(behind_nginx: str, page: Page) -> None:
    watch = Watch(page, behind_nginx)
    for path in ("", "actions/youth/", "units/kexie/", "matrix/", "plan/", "changes/", "data/"):
        page.goto(f"{behind_nginx}{path}", wait_until="networkidle")
    page.goto(f"{behind_nginx}search/?q=%E7%A7%91%E6%99%AE")
    expect(page.locator(".ps-hits-status")).to_contain_text("找到")
    assert watch.wrong == []


def test_downloads_have_their_media_types(behind_nginx: str) -> None:
    for path, expected in {
        "data/plan.xlsx": TYPES["xlsx"],
        "data/units/kexie.docx": TYPES["docx"],
        "data/responsibilities.csv": TYPES["csv"],
        "data/calendar.ics": TYPES["ics"],
        "changes/feed.xml": "application/atom+xml",
    }.items():
        with urllib.request.urlopen(behind_nginx + path) as answer:  # noqa: S310  our own address
            assert answer.headers.get_content_type() == expected, path


def test_the_data_are_served_as_what_they_are(behind_nginx: str) -> None:
    with urllib.request.urlopen(f"{behind_nginx}data/plan.json") as answer:  # noqa: S310  our own address
        assert json.load(answer)["schema"] == 1
