"""How quickly the search of a built site answers, and how much a page fetches before its first answer.

Run with a Python that has Playwright: python -m benchmarks.searching SITE QUERY… It prints JSON.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.serving import Compressing, serving

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
_LONGEST = 120_000  # milliseconds
_ANSWER = """
(query) => new Promise((answered) => {
  const results = document.querySelector("[data-search-results]");
  const input = document.querySelector("[data-search-form] input");
  results.replaceChildren();
  const started = performance.now();
  const seen = () => {
    if (!results.querySelector(".ps-hits-status")) return;
    observer.disconnect();
    answered(performance.now() - started);
  };
  const observer = new MutationObserver(seen);
  observer.observe(results, {childList: true, subtree: true});
  input.value = query;
  input.dispatchEvent(new Event("input", {bubbles: true}));
})
"""


def measured(site: Path, queries: list[str]) -> dict[str, float]:
    """Return the packed bytes before the first answer, its milliseconds and the slowest later one's."""
    Compressing.sent.clear()
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        page = browser.new_page()
        page.set_default_timeout(_LONGEST)
        page.goto(f"{address}search/")
        first = page.evaluate(_ANSWER, queries[0])
        fetched = sum(Compressing.sent)
        taken = [page.evaluate(_ANSWER, query) for query in queries]
        browser.close()
    return {"first_bytes": fetched, "first_ms": first, "query_ms": max(taken)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(Path(sys.argv[1]), sys.argv[2:])))
