"""No page is wider than the phone that shows it (WCAG 2.2, 1.4.10); only matrices and tables scroll."""

from __future__ import annotations

from itertools import product

from playwright.sync_api import Browser

from tests.helpers.faces import Face, still_page

NARROW = [Face(*each) for each in product((360, 320), ("standard", "older"))]


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, served: str, paths: list[str]) -> None:
    wide: list[str] = []
    with still_page(browser) as page:
        for path in paths:
            page.goto(served + path)
            for face in NARROW:
                face.put_on(page)
                width = page.evaluate("document.documentElement.scrollWidth")
                if width > face.width:
                    wide.append(f"/{path} [{face}] is {width} px wide")
    assert not wide, "\n".join(wide)
