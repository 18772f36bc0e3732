"""The navigation of the site: its columns, and the pages in each."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from plansite.pages.items import groups
from plansite.plan import wording
from plansite.views.page import Column, Page
from plansite.views.site import Site

_FEW = 2


class Entry(Struct, frozen=True):
    """A page in the navigation: its label, its URL, and its path in docs/."""

    label: str
    url: str
    path: str


class Section(Struct, frozen=True):
    """A column of the navigation: its title, and its pages; the first is where the title leads."""

    column: Column
    title: str
    entries: tuple[Entry, ...]


def sections(site: Site, pages: Iterable[Page]) -> tuple[Section, ...]:
    """Return the columns that have pages, in the order of `Column`; within each, by place, then as given."""
    found: dict[Column, list[Entry]] = {column: [] for column in Column}
    listed = [(page.nav, page) for page in pages if page.nav is not None]
    for nav, page in sorted(listed, key=lambda pair: pair[0].place):
        found[nav.column].append(Entry(nav.label, page.url, page.path))
    return tuple(
        Section(column, _title(site, column), tuple(entries)) for column, entries in found.items() if entries
    )


def ways_on(of: Iterable[Section]) -> tuple[Entry, ...]:
    """Return where a reader can look who found nothing: pages of items, the list of units, the whole text."""
    return tuple(
        entry
        for section in of
        if section.column in (Column.ITEMS, Column.UNITS, Column.TEXT)
        for entry in (section.entries if section.column is Column.ITEMS else section.entries[:1])
    )


def _title(site: Site, column: Column) -> str:
    """Return the title of a column; that of the items names the plan's kinds, if they are few."""
    labels = [group.kind.label for group in groups(site)]
    return wording.together(labels) if column is Column.ITEMS and 0 < len(labels) <= _FEW else column.value
