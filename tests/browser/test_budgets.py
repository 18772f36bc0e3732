"""What a page costs a visitor, counted instead of timed: the same on every machine.

Sizes are of files packed as web servers send them (gzip, level 6). `make bench` has Lighthouse's score.
"""

from __future__ import annotations

import gzip
from collections import Counter

from playwright.sync_api import Browser, Response

REQUESTS = Counter({"document": 1, "stylesheet": 3, "script": 2, "image": 1})
"""Files that a first visit fetches; the image is the logo, which is the favicon as well."""
SEARCH = REQUESTS + Counter({"script": 1, "other": 5})
"""On the page of the search also its worker, which fetches the engine, in four files, and the index."""
PACKED = {"document": 22_000, "stylesheet": 36_000, "script": 46_000, "other": 68_000, "image": 1_000}
UNPACKED = {"document": 105_000, "stylesheet": 200_000, "script": 148_000, "other": 188_000, "image": 2_000}
ELEMENTS = 2000
DEPTH = 21
"""The deepest are headings in the drawer: within their page, within its column."""


def test_a_page_stays_within_its_budget(browser: Browser, served: str, samples: list[str]) -> None:
    over = [f"/{path}: {line}" for path in samples for line in spent(browser, served, path)]
    assert not over, "\n".join(over)


def spent(browser: Browser, site: str, path: str) -> list[str]:
    """Open a page for the first time; return what is over its budget, a line each."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  Playwright marks what it is given
    page.goto(site + path, wait_until="networkidle")
    files, packed, unpacked = Counter[str](), Counter[str](), Counter[str]()
    for answer in answers:
        kind, body = answer.request.resource_type, answer.body()
        files[kind] += 1
        packed[kind] += len(gzip.compress(body, 6))
        unpacked[kind] += len(body)
    over = [f"{files[kind]} files of {kind}" for kind in files - (SEARCH if path == "search/" else REQUESTS)]
    over += [f"{packed[kind]} bytes of {kind}, packed" for kind in packed if packed[kind] > PACKED[kind]]
    over += [f"{unpacked[kind]} bytes of {kind}" for kind in unpacked if unpacked[kind] > UNPACKED[kind]]
    elements = page.locator("*").count()
    over += [f"{elements} elements"] * (elements > ELEMENTS)
    depth = page.evaluate(
        "Math.max(...[...document.querySelectorAll('*')].map((element) => {"
        "  let depth = 0; while ((element = element.parentElement)) depth += 1; return depth; }))"
    )
    over += [f"{depth} levels of elements"] * (depth > DEPTH)
    context.close()
    return over
