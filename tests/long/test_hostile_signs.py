"""The tests of tests/browser/test_hostile.py with texts that try to be templates, scripts, XML, CSV."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.test_hostile import (
    Sites,
    opened,
    test_a_query_is_text_and_so_are_its_hits,
    test_every_text_shows_wherever_a_harmless_one_does,
    test_no_element_or_attribute_comes_of_a_text,
    test_nothing_runs_fails_or_leaves_the_site,
)

__all__ = [
    "test_a_query_is_text_and_so_are_its_hits",
    "test_every_text_shows_wherever_a_harmless_one_does",
    "test_no_element_or_attribute_comes_of_a_text",
    "test_nothing_runs_fails_or_leaves_the_site",
]


@pytest.fixture(scope="module")
def sites(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Open the sites of what could be anything else than markup."""
    return opened("signs", browser, tmp_path_factory.mktemp("hostile"))
