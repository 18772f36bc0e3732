"""Render pages to Markdown, each with its ids and downloads."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from plansite.render.environment import environment
from plansite.render.fragments import Fragments
from plansite.render.page_writer import PageWriter
from plansite.views.addresses import Address
from plansite.views.downloads import Offer
from plansite.views.page import Page
from plansite.views.site import Site


class Rendered(Struct, frozen=True):
    """The Markdown of a page in UTF-8, its ids as addresses in page order, and its offers of downloads.

    As bytes, the pages of a large plan take half the memory of text.
    """

    markdown: bytes
    anchors: tuple[Address, ...]
    offers: tuple[Offer, ...]

    def with_part(self, part: Rendered) -> Rendered:
        """Return the page with `part` appended."""
        return Rendered(
            b"%b\n%b\n" % (self.markdown, part.markdown),
            (*self.anchors, *part.anchors),
            (*self.offers, *part.offers),
        )

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the page."""
        return frozenset(each.url.partition("#")[2] for each in self.anchors)


class Renderer:
    """Renders the pages of a site; fragments that appear on many pages are rendered once per depth."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._fragments: dict[int, Fragments] = {}

    def render(self, page: Page) -> Rendered:
        """Return `page` as Markdown.

        Raises jinja2.UndefinedError if a template uses something that its view does not have.
        """
        writer = self._writer(page)
        text = (
            environment()
            .get_template(f"{page.template}.j2")
            .render(site=self._site, page=page, view=page.view, writer=writer)
        )
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        return Rendered((text.rstrip("\n") + "\n").encode(), tuple(writer.anchors), tuple(writer.offers))

    def part(self, template: str, page: Page, values: Iterable[object]) -> Rendered:
        """Return Markdown to append to `page`: `template` rendered with `values` as its view."""
        writer = self._writer(page)
        text = environment().get_template(f"{template}.j2").render(view=tuple(values), writer=writer)
        return Rendered(text.encode(), tuple(writer.anchors), tuple(writer.offers))

    def _writer(self, page: Page) -> PageWriter:
        depth = page.url.count("/")
        if depth not in self._fragments:
            self._fragments[depth] = Fragments(self._site, page.url, environment())
        return PageWriter(self._site, page, self._fragments[depth])
