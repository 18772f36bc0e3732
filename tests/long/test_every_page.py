"""Every page in every form, of which `make test` looks at some: the real site, progress, a revision, hits."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.test_access import QUERIES, wrong_in_panel, wrong_in_results
from tests.browser.test_progress import PAGES
from tests.browser.test_revised import PATHS, changed
from tests.helpers.axe import violations_of
from tests.helpers.faces import FACES, STRONG_FACES
from tests.helpers.overflow import too_wide

__all__ = ["changed"]


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


def test_every_page_that_a_revision_touches_passes_in_every_form(browser: Browser, changed: str) -> None:
    assert violations_of(browser, changed, PATHS, FACES) == []


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_found_passes_in_every_form(query: str, browser: Browser, served: str) -> None:
    assert wrong_in_results(browser, served, query, FACES) == []
    assert wrong_in_panel(browser, served, query, FACES) == []
