"""The downloadable copy: one zip that opens from disk with working links and search."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from plansite.publishing.offline import pack, to_files
from tests.helpers.support import STAMP, copy_project, plansite


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Path:
    root = copy_project(tmp_path_factory.mktemp("offline") / "project")
    shutil.copytree(built, root / "site")
    run = plansite("offline", "-o", "copy.zip", cwd=root)
    assert run.status == 0, run.err
    with zipfile.ZipFile(root / "copy.zip") as archive:
        archive.extractall(root / "disk")
    return root / "disk" / "copy"


def test_a_page_opens_from_disk_and_its_links_lead_to_files(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "index.html").as_uri())
    page.locator(".ps-contents").get_by_role("link", name="市科协", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("市科协")
    assert page.url == (unpacked / "units/kexie/index.html").as_uri()
    for link in page.eval_on_selector_all(
        "a[href]", "links => links.map((link) => link.href.split(/[?#]/)[0])"
    ):
        assert link.startswith("file://")
        assert Path(link.removeprefix("file://")).is_file(), link


def test_the_search_works_from_disk(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "units/kexie/index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("科普 e 站")
    page.locator("[data-search-results] a").first.click()
    page.wait_for_url("**/projects/digital/index.html#digital-smart")
    page.locator("#ps-query").fill("麻博会")
    page.locator("#ps-query").press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    expect(page.locator("[data-search-results] a").first).to_contain_text("丰富对外科技合作内容")


def test_the_same_site_gives_the_same_zip(built: Path) -> None:
    files = {
        path.relative_to(built).as_posix(): path.read_bytes() for path in built.rglob("*") if path.is_file()
    }
    assert pack(files, "copy", STAMP) == pack(dict(reversed(files.items())), "copy", STAMP)


def test_only_links_to_folders_are_changed() -> None:
    page = (
        '<a href="../units/kexie/#a">1</a><a class="x" href=".">2</a><a href="#b">3</a>'
        '<a href="https://e.org/">4</a><a href="search/?q=1/">5</a>'
    )
    assert to_files(page) == (
        '<a href="../units/kexie/index.html#a">1</a><a class="x" href="./index.html">2</a>'
        '<a href="#b">3</a><a href="https://e.org/">4</a><a href="search/index.html?q=1/">5</a>'
    )
    assert to_files('<img src="assets/"><p>href="x/"</p>') == '<img src="assets/"><p>href="x/"</p>'


def test_without_a_site_it_says_what_to_do(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    run = plansite("offline", cwd=root)
    assert run.status == 2
    assert "plansite build" in run.err
