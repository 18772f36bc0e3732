"""No page is wider than the phone that shows it (WCAG 2.2, 1.4.10); only matrices and tables scroll."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.helpers.overflow import too_wide


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, served: str, samples: list[str]) -> None:
    wide = too_wide(browser, served, samples)
    assert not wide, "\n".join(wide)
