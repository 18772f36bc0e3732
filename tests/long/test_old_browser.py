"""Chromium 88, which WeChat and the desktop browsers of Chinese vendors embed, beside the browser of today.

Its pictures are kept in .plansite/old-browser/, to be looked at.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.helpers.sheets import squeezed
from tests.helpers.support import ROOT

SCRIPT = Path(__file__).parent / "old_browser.js"
PICTURES = ROOT / ".plansite" / "old-browser"
PAGES = {
    "home": "",
    "unit": "units/kexie/",
    "action": "actions/youth/",
    "matrix": "matrix/",
    "search": "search/",
    "overview": "overview/",
    "plan": "plan/",
}
QUERY = "诈骗电话"
FORMS = [
    (1280, "light", False),
    (1280, "dark", False),
    (1280, "light", True),
    (360, "light", False),
    (360, "dark", True),
]
PIECE = 4
SHIFT, LOWER = 24, 0.06
"""How much higher or lower a box may stand, in pixels and as a part: lines break otherwise there."""
TEXTS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
        const around = walker.currentNode.parentElement;
        if (around.checkVisibility({ visibilityProperty: true }) && around.getBoundingClientRect().width > 2)
            texts.push(walker.currentNode.data);
    }
    return texts;
}"""
"""Each text that is printed, by itself: the order in which a sheet holds them is the browser's own."""
MEASURE = """() => {
    const found = { wide: document.documentElement.scrollWidth, colour: getComputedStyle(document.body).color,
        paper: getComputedStyle(document.body).backgroundColor };
    for (const selector of [".md-header", ".md-tabs", ".ps-search", "h1", ".ps-home-search", ".ps-doors",
        ".ps-picture", ".ps-figures", ".ps-sheet", ".ps-matrix", ".ps-task-text", ".ps-task-who",
        "[data-search-results]", "article"]) {
        const each = document.querySelector(selector);
        if (!each || !each.getClientRects().length) continue;
        const box = each.getBoundingClientRect();
        found[selector] = [box.left, box.top, box.width].map(Math.round);
    }
    return found;
}"""


def visits(site: str) -> list[dict[str, Any]]:
    """Return what is to be opened: each page in each form."""
    return [
        {
            "name": f"{name}-{width}-{scheme}{'-older' if older else ''}",
            "url": site + path,
            "width": width,
            "scheme": scheme,
            "older": older,
            "query": QUERY if name == "search" else "",
            "measure": MEASURE,
        }
        for name, path in PAGES.items()
        for width, scheme, older in FORMS
    ]


@pytest.fixture(scope="module")
def seen(served: str) -> list[dict[str, Any]]:
    """Open the pages in Chromium 88; give what it tells of each."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["node", SCRIPT, PICTURES, json.dumps(visits(served))],
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def test_it_is_the_old_one_and_nothing_fails_in_it(seen: list[dict[str, Any]]) -> None:
    assert len(seen) == len(PAGES) * len(FORMS)
    assert {each["version"].split(".")[0] for each in seen} == {"HeadlessChrome/88"}
    assert [(each["name"], each["errors"]) for each in seen if each["errors"]] == []


def test_its_search_finds(seen: list[dict[str, Any]]) -> None:
    found = [each["found"] for each in seen if each["name"].startswith("search-")]
    assert len(found) == len(FORMS)
    assert all("加强智慧助老服务" in hits[0] for hits in found)


def test_everything_stands_where_it_stands_in_the_browser_of_today(
    seen: list[dict[str, Any]], browser: Browser, served: str
) -> None:
    apart = []
    for wanted, told in zip(visits(served), seen, strict=True):
        context = browser.new_context(
            viewport={"width": wanted["width"], "height": 800}, color_scheme=wanted["scheme"]
        )
        page = context.new_page()
        page.goto(wanted["url"])
        if wanted["older"]:
            page.click("[data-ps-reader-set=older]")
        if wanted["query"]:
            page.fill("#ps-query", wanted["query"])
            page.wait_for_selector(".ps-hits > li")
        page.wait_for_timeout(300)
        now, then = page.evaluate(MEASURE), told["measured"]
        context.close()
        assert now.keys() >= {"wide", "h1"}
        apart += [
            f"{wanted['name']} {name}: {then.get(name)}, not {now.get(name)}"
            for name in now.keys() | then.keys()
            if not alike(now.get(name), then.get(name))
        ]
    assert not apart, "\n".join(sorted(apart))


def alike(now: object, then: object) -> bool:
    """Tell whether two measurements are the same, boxes but for a small shift."""
    if isinstance(now, list) and isinstance(then, list):
        (left, top, width), (was_left, was_top, was_width) = now, then
        lower = abs(top - was_top) <= SHIFT + LOWER * top
        return bool(lower and abs(left - was_left) <= 2 and abs(width - was_width) <= 2)
    return now == then


@pytest.mark.usefixtures("seen")
def test_it_prints_the_same_words(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    for name, path in PAGES.items():
        if name == "search":
            continue
        page.goto(served + path)
        texts = [squeezed(text) for text in page.evaluate(TEXTS)]
        pieces = {text: [text[at : at + PIECE] for at in range(len(text) - PIECE + 1)] for text in texts}
        sheets = PdfReader(PICTURES / f"{name}-1280-dark.pdf").pages
        printed = squeezed("".join(sheet.extract_text() for sheet in sheets))
        lost = {text: sum(piece not in printed for piece in found) for text, found in pieces.items()}
        assert sum(map(len, pieces.values())) > 250, name
        # What is drawn in two places, as where a sheet ends, is read with other words between.
        assert {text: count for text, count in lost.items() if count >= PIECE} == {}, name
    page.close()
