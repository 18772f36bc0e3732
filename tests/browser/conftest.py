"""A real browser, and the built site as a static server gives it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from plansite.pages import all_pages
from plansite.project import project
from plansite.views.site import Site
from tests.helpers.chromium import FLAGS, find
from tests.helpers.server import serving
from tests.helpers.shared import shared
from tests.helpers.shifan import EXAMPLE
from tests.helpers.support import ROOT, plansite

expect.set_options(timeout=30_000)  # milliseconds: whatever else the machine does


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the browser, which is a process."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.full)


@pytest.fixture(scope="session")
def served(built: Path) -> Iterator[str]:
    """Serve the real site; give its address, which ends in a slash."""
    with serving(built) as address:
        yield address


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the example and serve it; give its address."""

    def make(folder: Path) -> None:
        root = folder / "shifan"
        shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("docs", "site", ".*"))
        run = plansite("build", "--strict", "--no-documents", cwd=root)
        assert run.status == 0, run.err

    with serving(shared(tmp_path_factory, "example", make) / "shifan/site") as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start Playwright once a worker."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start the Chromium or Chrome of this machine, else the one that Playwright find."""
    started = playwright.chromium.launch(executable_path=find(), args=FLAGS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def paths(built: Path) -> list[str]:
    """Return every page of the real site, as its address is written: without index.html."""
    return sorted(
        file.relative_to(built).as_posix().removesuffix("index.html") for file in built.rglob("*.html")
    )


@pytest.fixture(scope="session")
def samples(built: Path) -> list[str]:
    """Return the addresses of pages that stand for all: one a template of those about an item or a unit.

    It is the longest one. tests/long looks at every page.
    """
    sources = project.read(ROOT, "en")
    assert sources.plan is not None
    assert sources.content is not None
    chosen: dict[str, str] = {}
    for made in all_pages(Site.of(sources.plan, sources.content)):
        key = made.template if made.of else made.url
        longest = chosen.get(key, made.url)
        chosen[key] = max(longest, made.url, key=lambda url: (built / url / "index.html").stat().st_size)
    return [*chosen.values(), "404.html"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page of desktop size in a fresh profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """Open a page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
