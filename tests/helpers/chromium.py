"""The browser that the tests run in."""

from __future__ import annotations

import shutil

SHELL = "chromium-headless-shell"
"""Chromium without its windows, which loads a page in half the time of the whole browser."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def find() -> str | None:
    """Return the Chromium or Chrome of this machine; None leaves it to Playwright, which may have its own."""
    return next((path for path in map(shutil.which, NAMES) if path), None)
