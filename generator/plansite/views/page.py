"""A page before it is rendered: its URL, its title, and the view that its template lays out."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from plansite.views.search_index import Findable

TOP = "_top"
"""Id of a page's title, unless the page sets another."""


FRAME = "ps-"
"""Prefix of the ids that belong to a page's controls, such as its filters, and not to its content."""


class Crumb(Struct, frozen=True):
    """A step of the breadcrumb trail from the home page to a page."""

    label: str
    url: str


class Column(StrEnum):
    """A column (栏目) of the site, in the order of the navigation; the value is its title."""

    HOME = "首页"
    ITEMS = "任务"  # its title names the kinds of the plan: 行动与工程
    UNITS = "责任单位"
    MATRICES = "责任矩阵"
    GOALS = "目标与进度"
    TEXT = "规划全文"
    RECORDS = "修订与数据"


class Nav(Struct, frozen=True):
    """An entry of the site's navigation: its column, and its label and place among the pages of it."""

    column: Column
    label: str
    place: int = 0


class Subject(StrEnum):
    """What a content page is about; a page without one is a column (栏目) of the site, or its home page."""

    DOCUMENT = "document"
    ITEM = "item"
    UNIT = "unit"
    SITE = "site"
    DATA = "data"


class Page(Struct, frozen=True):
    """A page of the site; `template` lays out the record `view`, and `anchor` is the id of the title."""

    url: str
    title: str
    description: str
    template: str
    view: object = None
    crumbs: tuple[Crumb, ...] = ()
    nav: Nav | None = None
    anchor: str | None = None
    wide: bool = False
    """Whether the page has no table of contents beside it."""
    findables: tuple[Findable, ...] | None = None
    """What search finds on the page; None stands for its title and description alone."""

    sheet: str = ""
    """The paper that the page is printed on crosswise, or "" for an upright A4."""

    subject: Subject | None = None
    keywords: tuple[str, ...] = ()
    """Keywords for the page's head tags, in addition to its title."""

    moved: str = ""
    """URL of what took this page's place, if the page only redirects there."""

    downloads: tuple[str, ...] = ()
    """Paths of the files that the page offers; those that are not made are left out."""

    of: str = ""
    """The part of the plan that the page belongs to (`item youth`, `unit kexie`), or ""."""

    @property
    def about(self) -> str:
        """The subject of the page's address: `item youth`, `unit kexie`, `page about`."""
        return self.of or f"page {self.url.rstrip('/') or 'home'}"

    @property
    def unit(self) -> str:
        """The id of the unit that the page belongs to, or ""."""
        return self.of.removeprefix("unit ") if self.of.startswith("unit ") else ""

    @property
    def path(self) -> str:
        """The path of the page's file in docs/."""
        return markdown_path(self.url)


def markdown_path(url: str) -> str:
    """Return the path in docs/ of the file that MkDocs serves at `url`, which has no anchor.

    A first-level page is the index.md of its folder, so that the folder can hold more pages.
    """
    parts = [part for part in url.split("/") if part]
    if len(parts) > 1:
        return "/".join(parts) + ".md"
    return "/".join([*parts, "index.md"])
