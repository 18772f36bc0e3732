"""Nothing goes wrong while a page loads: no error is logged, and nothing is asked for that is not there."""

from __future__ import annotations

import pytest
from playwright.sync_api import ConsoleMessage, Page, Response

PATHS = (
    "",
    "actions/youth/",
    "units/kexie/",
    "matrix/tasks/",
    "plan/",
    "changes/",
    "data/",
    "search/?q=科普",
)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_loads_without_an_error(path: str, page: Page, served: str) -> None:
    wrong: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            wrong.append(message.text)

    def on_response(response: Response) -> None:
        if response.status >= 400:
            wrong.append(response.url)

    page.on("console", on_console)
    page.on("response", on_response)
    page.goto(served + path, wait_until="networkidle")
    assert wrong == []
    assert page.locator("link[rel~=alternate][type='application/atom+xml']").count() == 1
