"""站点地图: every page of the site, under the column that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from plansite.pages.items import HOME
from plansite.pages.navigation import sections
from plansite.views.page import Page
from plansite.views.search_index import Findable
from plansite.views.site import Site

URL = "sitemap/"
_TITLE = "站点地图"


class Entry(Struct, frozen=True):
    """A page: its title, its URL, and the pages below it."""

    title: str
    url: str
    below: tuple[Entry, ...] = ()


class Group(Struct, frozen=True):
    """A column (栏目) of the site, and its pages."""

    title: str
    entries: tuple[Entry, ...]


def closing(site: Site, pages: tuple[Page, ...]) -> Iterator[Page]:
    """Yield the map of a site with these pages, and with those that people wrote."""
    description = f"{site.plan.name}网站的全部页面，按栏目排列。"
    found = (Findable(URL, _TITLE, description),)
    yield Page(
        URL, _TITLE, description, "sitemap.md", _groups(site, pages), (HOME,), wide=True, findables=found
    )


def _groups(site: Site, pages: tuple[Page, ...]) -> tuple[Group, ...]:
    """Return the columns of the navigation; a page that is not in it stands below the last crumb that is."""
    below: dict[str, list[Entry]] = {page.url: [] for page in pages if page.nav}
    for page in pages:
        if page.nav is None and not page.moved:
            above = (crumb.url for crumb in reversed(page.crumbs) if crumb.url in below)
            below[next(above, "")].append(Entry(page.title, page.url))
    below[""] += (Entry(title, url) for url, title in site.content.pages)
    return tuple(
        Group(
            section.title,
            tuple(Entry(each.label, each.url, tuple(below[each.url])) for each in section.entries),
        )
        for section in sections(site, pages)
    )
