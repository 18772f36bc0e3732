"""Make every text file of docs/ from a plan and what people wrote."""

from __future__ import annotations

import gc
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from plansite.build import addresses
from plansite.build.addresses import MadePages
from plansite.build.collisions import CollisionError, Taken, collisions, served_at
from plansite.build.documents import downloads_of, lost_text_files
from plansite.exports import text_files
from plansite.pages import all_pages
from plansite.pages.navigation import Section, sections
from plansite.plan.model import Plan
from plansite.render.pages import Rendered, Renderer
from plansite.views import feed, search_index
from plansite.views.addresses import Address
from plansite.views.downloads import Offer
from plansite.views.page import Page
from plansite.views.site import Content, Site


def build(plan: Plan, content: Content, published: Iterable[Address] = ()) -> dict[str, bytes]:
    """Return the files of docs/ by path; `published` are the addresses that must keep working.

    Raises CollisionError if a file of content/ would take the place of something else on the site.
    """
    return lay_out(Site.of(plan, content), tuple(published)).files


class PageParts(Struct, frozen=True):
    """What a build needs of a page besides its Markdown: its ids, and its offers of downloads."""

    ids: frozenset[str]
    offers: tuple[Offer, ...]


class SiteFiles(Struct, frozen=True):
    """The files of docs/ by path, and the navigation.

    `parts` holds the ids and offers of each generated page, by path; `addresses` are those of all pages,
    anchors and downloads of a full build.
    """

    files: dict[str, bytes]
    sections: tuple[Section, ...]
    parts: dict[str, PageParts]
    addresses: tuple[Address, ...]


def lay_out(site: Site, published: tuple[Address, ...] = ()) -> SiteFiles:
    """Return all that a site is made of. Raises CollisionError like `build`."""
    downloads = tuple(downloads_of(site))
    pages, rendered, own = _rendered(site, published, downloads)
    gc.collect()  # a context of Jinja refers to itself, and with it to views and fragments
    files = {path: each.markdown for path, each in rendered.items()}
    files[feed.PATH] = feed.feed(site)
    found = ((page.title, _findable(page)) for page in pages)
    files[search_index.PATH] = search_index.index(found, site.content.synonyms, site.content.ignored)
    files |= text_files(site) | lost_text_files(site, published)
    documents = (each.url for each in downloads if each.url not in files)
    colliding = collisions(files, documents, site.content.files)
    if colliding:
        raise CollisionError(colliding)
    parts = {path: PageParts(each.ids, each.offers) for path, each in rendered.items()}
    return SiteFiles(
        dict(sorted({**files, **site.content.files}.items())),
        sections(site, pages),
        parts,
        (*own, *addresses.written_pages(site.content), *downloads),
    )


def _rendered(
    site: Site, published: tuple[Address, ...], downloads: tuple[Address, ...]
) -> tuple[tuple[Page, ...], dict[str, Rendered], tuple[Address, ...]]:
    """Return the pages of a site, all that is rendered by path, and the addresses of the pages."""
    renderer = Renderer(site)
    pages: list[Page] = []
    rendered: dict[str, Rendered] = {}
    for page in all_pages(site):
        rendered[page.path] = renderer.render(page)
        pages.append(replace(page, view=None))  # frees memory: in a large plan, views outweigh the plan
    own = tuple(addresses.current(pages, rendered))
    places = (*(each.url for each in downloads), *site.content.files)
    taken = Taken({served_at(each): each for each in places})
    made = MadePages(site, tuple(pages), rendered, renderer)
    return made.pages, addresses.answered(made, published, taken), own


def _findable(page: Page) -> tuple[search_index.Findable, ...]:
    """Return what search finds on a page: its own entries, or else its title and description."""
    if page.findables is None:
        return (search_index.Findable(page.url, page.title, page.description),)
    return page.findables
