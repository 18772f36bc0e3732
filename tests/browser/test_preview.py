"""A page that the preview loads again after an edit stays where its reader was."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.helpers.preview import PATIENCE, serving
from tests.helpers.support import copy_project

SEEN = "好奇心与想象力"
DOWN = 900


def test_a_page_stays_where_the_reader_was(browser: Browser, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    plan = root / "plan.yaml"
    with serving(root, SITE_URL="https://example.org/kxsz/") as preview:
        page = browser.new_page()
        page.goto(f"{preview.url}actions/youth/")
        page.evaluate(f"scrollTo(0, {DOWN})")
        page.wait_for_function(f"scrollY === {DOWN}")
        plan.write_text(plan.read_text("utf-8").replace("好奇心和想象力", SEEN), "utf-8")
        page.wait_for_function(f"document.body?.textContent.includes({SEEN!r})", timeout=PATIENCE * 1000)
        page.wait_for_function(f"scrollY === {DOWN}", timeout=PATIENCE * 1000)
        assert page.url == f"{preview.url}actions/youth/"
        page.close()
