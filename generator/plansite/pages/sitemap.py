"""站点地图: every page of the site, under the column that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plansite.pages.items import HOME
from plansite.views.page import Page
from plansite.views.search_index import Findable
from plansite.views.site import Site

URL = "sitemap/"
_TITLE = "站点地图"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its title and its URL."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column (栏目) of the site: its own page, and the pages below it."""

    head: Entry
    entries: tuple[Entry, ...]


def closing(site: Site, pages: tuple[Page, ...]) -> Iterator[Page]:
    """Yield the map of a site with these pages, and with those that people wrote."""
    description = f"{site.plan.name}网站的全部页面，按栏目排列。"
    found = (Findable(URL, _TITLE, description),)
    yield Page(
        URL, _TITLE, description, "sitemap.md", _columns(site, pages), (HOME,), wide=True, findables=found
    )


def _columns(site: Site, pages: tuple[Page, ...]) -> tuple[Column, ...]:
    heads = sorted((page for page in pages if page.nav is not None), key=_place)
    below: dict[str, list[Entry]] = {head.url: [] for head in heads}
    for page in pages:
        if page.nav is None and not page.moved:
            above = (crumb.url for crumb in reversed(page.crumbs) if crumb.url in below)
            below[next(above, "")].append(Entry(page.title, page.url))
    below[""] += (Entry(title, url) for url, title in site.content.pages)
    return tuple(Column(Entry(_label(head), head.url), tuple(below[head.url])) for head in heads)


def _place(page: Page) -> int:
    return page.nav.order if page.nav else 0


def _label(page: Page) -> str:
    return page.nav.label if page.nav else page.title
