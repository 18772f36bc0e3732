"""Every page in every form, where `make test` looks at one of each template: the real site, and progress."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.test_progress import PAGES
from tests.helpers.axe import violations_of
from tests.helpers.faces import FACES, STRONG_FACES
from tests.helpers.overflow import too_wide


def test_every_page_passes_in_every_form(browser: Browser, served: str, paths: list[str]) -> None:
    assert len(paths) > 50
    found = violations_of(browser, served, paths, (*FACES, *STRONG_FACES), whole=True)
    assert not found, "\n".join(found)


def test_every_page_of_progress_passes_in_every_form(browser: Browser, example: str) -> None:
    found = violations_of(browser, example, PAGES, (*FACES, *STRONG_FACES), whole=True)
    assert not found, "\n".join(found)


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, served: str, paths: list[str]) -> None:
    wide = too_wide(browser, served, paths)
    assert not wide, "\n".join(wide)
