"""Pages that are wider than the phone that shows them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from playwright.sync_api import Browser

from tests.helpers.faces import Face, still_page

NARROW = [Face(*each) for each in product((360, 320), ("standard", "older", "older huge"))]


def too_wide(browser: Browser, site: str, paths: Iterable[str]) -> list[str]:
    """Return the pages of the site at an address that scroll sideways, a line for each form."""
    wide = []
    with still_page(browser) as page:
        for path in paths:
            page.goto(site + path)
            for face in NARROW:
                face.put_on(page)
                width = page.evaluate("document.documentElement.scrollWidth")
                if width > face.width:
                    wide.append(f"/{path} [{face}] is {width} px wide")
    return wide
