"""How quickly the search of a built site answers, and how much a page fetches before its first answer.

Run with a Python that has Playwright: python -m benchmarks.searching SITE QUERY… It prints JSON.
"""

from __future__ import annotations

import functools
import gzip
import json
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import sync_playwright

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
_PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")
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


class _Packing(SimpleHTTPRequestHandler):
    """Gives text compressed, as web servers are set up to, and counts what it gives."""

    sent: ClassVar[list[int]] = []

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        packed = path.suffix in _PACKED
        data = gzip.compress(path.read_bytes(), 6) if packed else path.read_bytes()
        self.sent.append(len(data))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@contextmanager
def _serving(site: Path) -> Iterator[str]:
    handler = functools.partial(_Packing, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def measured(site: Path, queries: list[str]) -> dict[str, float]:
    """Return the packed bytes before the first answer, its milliseconds and the slowest later one's."""
    _Packing.sent.clear()
    found = next((path for path in map(shutil.which, _BROWSERS) if path), None)
    with _serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        page = browser.new_page()
        page.set_default_timeout(_LONGEST)
        page.goto(f"{address}search/")
        first = page.evaluate(_ANSWER, queries[0])
        fetched = sum(_Packing.sent)
        taken = [page.evaluate(_ANSWER, query) for query in queries]
        browser.close()
    return {"first_bytes": fetched, "first_ms": first, "query_ms": max(taken)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(Path(sys.argv[1]), sys.argv[2:])))
