"""A page before it is laid out: where it goes, what it is called, and the view that its template fills in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from plansite.views.search_index import Findable

TOP = "_top"
"""The id of a page's title, where its subject does not give it another."""


FRAME = "ps-"
"""What ids begin with that belong to the frame of a page: its controls, its search."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step on the way from the home page to a page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Nav:
    """A place in the site's navigation; a smaller `order` stands earlier."""

    label: str
    order: int


class Subject(StrEnum):
    """What a page of content is about; one without is a column (栏目) of the site, or its home page."""

    DOCUMENT = "document"
    ITEM = "item"
    UNIT = "unit"
    SITE = "site"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site; `view` is the record that `template` lays out, `anchor` the id of its title."""

    url: str
    title: str
    description: str
    template: str
    view: object = None
    crumbs: tuple[Crumb, ...] = ()
    nav: Nav | None = None
    anchor: str | None = None
    wide: bool = False
    """Without a table of contents beside it."""
    findables: tuple[Findable, ...] | None = None
    """What the search finds on the page; None for its title and description alone."""

    subject: Subject | None = None
    keywords: tuple[str, ...] = ()
    """Words that other programs may find the page by, beside its title."""

    moved: str = ""
    """The URL of what took the place of this page, where it only leads there."""

    downloads: tuple[str, ...] = ()
    """The paths of files that the page offers, of those that the site will have."""

    of: str = ""
    """The part of the plan that has this page (`item youth`, `unit kexie`), if it is one's."""

    @property
    def about(self) -> str:
        """What the address of the page is of: `item youth`, `unit kexie`, `page about`."""
        return self.of or f"page {self.url.rstrip('/') or 'home'}"

    @property
    def unit(self) -> str:
        """The id of the unit that has this page, or ""."""
        return self.of.removeprefix("unit ") if self.of.startswith("unit ") else ""

    @property
    def path(self) -> str:
        """The page's file in docs/."""
        return markdown_path(self.url)


def markdown_path(url: str) -> str:
    """Return the file in docs/ that MkDocs serves at `url` (without an anchor).

    A page of the first level is the index of its folder, so that the folder can hold more.
    """
    parts = [part for part in url.split("/") if part]
    if len(parts) > 1:
        return "/".join(parts) + ".md"
    return "/".join([*parts, "index.md"])
