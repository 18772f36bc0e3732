"""The whole program: a plan and what people wrote, to every text file of docs/."""

from __future__ import annotations

from generator import feed, search
from generator.continuity import keep
from generator.exports import text_files
from generator.model import Plan
from generator.page import Page
from generator.pages import all_pages
from generator.render import forget, render
from generator.site import Content, Site


class CollisionError(Exception):
    """A file of content/ would take the place of a generated one; `path` is its path in docs/."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def build(plan: Plan, content: Content) -> dict[str, bytes]:
    """Return the files of docs/ by path.

    Raises CollisionError where what people put into content/ would take the place of a generated file.
    """
    site = Site.of(plan, content)
    return lay_out(site, tuple(all_pages(site)))


def lay_out(site: Site, pages: tuple[Page, ...]) -> dict[str, bytes]:
    """Return the files of docs/ by path; `pages` are all of `site`. Raises CollisionError as above."""
    files = keep(site, pages, {page.path: render(page, site).encode() for page in pages})
    forget(site)
    files[feed.PATH] = feed.feed(site)
    found = ((page.title, _findable(page)) for page in pages)
    files[search.PATH] = search.index(found, site.content.synonyms)
    files |= text_files(site)
    for path in site.content.files:
        if path in files:
            raise CollisionError(path)
    return dict(sorted({**files, **site.content.files}.items()))


def _findable(page: Page) -> tuple[search.Findable, ...]:
    """Return what the search finds on a page: what it says itself, or else its title and description."""
    if page.entries is None:
        return (search.Findable(page.url, page.title, page.description),)
    return page.entries


def sections(pages: tuple[Page, ...]) -> tuple[tuple[str, Page], ...]:
    """Return the pages of the navigation with their labels, in its order."""
    found = [(page.nav, page) for page in pages if page.nav is not None]
    return tuple((nav.label, page) for nav, page in sorted(found, key=lambda pair: pair[0].order))
