"""The browser that the tests run in."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def find() -> str | None:
    """Return the Chromium or Chrome of this machine; None leaves it to Playwright, which may have its own."""
    return next((path for path in map(shutil.which, NAMES) if path), None)
