"""A plan whose every text tries to be more than text, in a real browser: it stays text on every page.

Here the texts try to be markup; tests/long has templates, scripts, XML, CSV and calendars.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.hostile import FAMILIES, Voice
from tests.helpers.hostile_site import build
from tests.helpers.server import serving
from tests.helpers.watch import Watch

# The elements of a page with the names of their attributes, as it is sent and as our scripts leave it;
# and all that a reader sees or a screen reader says. The rest of a live page is laid out by Material, which
# marks what is too long or out of sight; a box that scrolls can be reached by keys, once its width is known.
LOOK = """async () => {
  const sent = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const laid = new Set(["style", "hidden", "tabindex", "title"]);
  const shape = {};
  const count = (where, element, names) => {
    const key = [where, element.localName, ...names.sort()].join(" ");
    shape[key] = (shape[key] || 0) + 1;
  };
  const told = [document.title];
  for (const element of sent.querySelectorAll("*")) {
    count("sent", element, element.getAttributeNames());
    for (const name of ["title", "aria-label", "placeholder", "content", "data-names", "data-title"]) {
      if (element.hasAttribute(name)) told.push(element.getAttribute(name));
    }
  }
  for (const element of document.querySelectorAll("article *")) {
    count("live", element, element.getAttributeNames().filter((name) => !laid.has(name)));
  }
  const body = document.body.cloneNode(true);
  for (const script of body.querySelectorAll("script")) script.remove();
  return { shape, text: body.textContent, told };
}"""
# How much of two texts is the same is for `diff` to say, and nothing of what it puts around them.
WORD_MARKS = {"sent ins", "sent del", "live ins", "live del"}
RESULTS = {"p", "ol", "li", "a", "strong", "span", "mark", "small", "button", "bdi"}
HIT = "[data-search-results] a.ps-hit"


@dataclass(frozen=True, slots=True)
class Look:
    """What a page is made of, and its words without white space."""

    shape: Counter[str]
    words: str


@dataclass(frozen=True, slots=True)
class Sites:
    """A hostile site and a harmless one, the pages of both, and what went wrong while they were opened."""

    folder: Path
    bad: Voice
    good: Voice
    looks: dict[str, tuple[Look, Look]]
    wrong: list[str]


def squeezed(text: str) -> str:
    """Return `text` without white space and turns of the writing direction, which a page ends by itself."""
    return re.sub(r"[\s\u202a-\u202e\u2066-\u2069]", "", text)


def looks(browser: Browser, site: Path, wrong: list[str]) -> dict[str, Look]:
    """Open every page of a site, note what happens, and return what each is made of."""
    found = {}
    context = browser.new_context(locale="zh-CN")
    with serving(site) as address:
        watch = Watch(context.new_page(), address)
        for path in sorted(site.rglob("*.html")):
            name = path.relative_to(site).as_posix()
            watch.page.goto(address + name)
            seen: Any = watch.page.evaluate(LOOK)
            shape = Counter({key: n for key, n in seen["shape"].items() if key not in WORD_MARKS})
            found[name] = Look(shape, squeezed("\n".join((seen["text"], *seen["told"]))))
            if watch.page.evaluate("self.x") is not None:
                watch.wrong.append("a script of the plan has run")
        wrong += watch.wrong
    context.close()
    return found


def opened(family: str, browser: Browser, root: Path) -> Sites:
    """Build and open the two sites of a family of strings in a new folder."""
    bad, good = Voice(FAMILIES[family]), Voice(FAMILIES[family], harmless=True)
    wrong: list[str] = []
    hostile, harmless = (
        looks(browser, build(root / name, say), wrong) for name, say in (("bad", bad), ("good", good))
    )
    assert hostile.keys() == harmless.keys()
    return Sites(
        root / "bad/site", bad, good, {name: (look, harmless[name]) for name, look in hostile.items()}, wrong
    )


@pytest.fixture(scope="module")
def sites(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Open the sites of what could be markup."""
    return opened("markup", browser, tmp_path_factory.mktemp("hostile"))


def test_nothing_runs_fails_or_leaves_the_site(sites: Sites) -> None:
    assert len(sites.looks) > 20
    assert sites.wrong == []


def test_no_element_or_attribute_comes_of_a_text(sites: Sites) -> None:
    for name, (hostile, harmless) in sites.looks.items():
        assert hostile.shape == harmless.shape, name


def test_every_text_shows_wherever_a_harmless_one_does(sites: Sites) -> None:
    shown = set()
    for name, (hostile, harmless) in sites.looks.items():
        for key, text in sites.good.said.items():
            times = harmless.words.count(squeezed(text))
            assert hostile.words.count(squeezed(sites.bad.said[key])) == times, (name, key)
            shown |= {key} if times else set()
    unseen = {key for key in sites.good.said if not key.startswith("earlier ")} - shown
    # A synonym is seen where it is searched for; the others are in the data and the document's text alone.
    assert unseen <= {
        "word",
        "question word",
        "notation",
        "notation of part",
        "key of a kind",
        "measure group",
    }


def test_a_query_is_text_and_so_are_its_hits(sites: Sites, page: Page) -> None:
    with serving(sites.folder) as address:
        watch = Watch(page, address)
        for text in (*sites.bad.strings, sites.bad("unit")):
            page.goto(f"{address}search/?q={quote(text)}")
            assert made_of(page) <= RESULTS, text
        assert squeezed(sites.bad("unit")) in squeezed(page.locator(HIT).first.inner_text())
        page.goto(address)
        for text in sites.bad.strings:
            page.locator("#ps-query").fill("")
            page.locator("#ps-query").fill(text)
            assert made_of(page) <= RESULTS, text
            assert squeezed(text) in squeezed(page.locator(HIT).first.inner_text())
        assert watch.wrong == []


def made_of(page: Page) -> set[str]:
    """Return the names of the elements in what the search shows, once it shows something."""
    results = page.locator("[data-search-results]")
    expect(results.locator(".ps-hits-status")).to_be_visible()
    return set(results.evaluate("(all) => [...all.querySelectorAll('*')].map((each) => each.localName)"))
