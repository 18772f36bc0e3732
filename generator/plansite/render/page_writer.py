"""What a template can write on the page that it makes: links from there, and what stands on many pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import Protocol

from markupsafe import Markup

from plansite.plan import wording
from plansite.plan.model import Unit
from plansite.plan.relations import Partner
from plansite.plan.tree import Node
from plansite.render import html_blocks
from plansite.render.html_blocks import Shared
from plansite.text.escape import inline, literal
from plansite.views.downloads import Download, listing, offer
from plansite.views.matrix import Matrix
from plansite.views.page import Page, markdown_path
from plansite.views.site import Site


class Charged(Protocol):
    """An item that a page shows with who answers for it: a section, or an assignment of a unit."""

    @property
    def node(self) -> Node: ...  # noqa: D102


class Block(Protocol):
    """Items under one action or project."""

    @property
    def home(self) -> Node: ...  # noqa: D102
    @property
    def assignments(self) -> Sequence[Charged]: ...  # noqa: D102


@lru_cache(maxsize=1)
def _shared(site: Site) -> dict[tuple[str, ...], Markup]:  # noqa: ARG001  one for each site
    """Return what pages at one depth have in common, by that depth and what it is."""
    return {}


def forget(site: Site) -> None:
    """Let go of what pages had in common: in a large plan it is as much as they are."""
    _shared(site).clear()


class Here:
    """Links as they are written on one page: relative, so that the site runs under any path.

    An item stands on its own page and on those of all its units: what is the same there is made once.
    """

    def __init__(self, site: Site, page: Page) -> None:
        self._site = site
        self._shared = _shared(site)
        self._to_docs = "../" * page.path.count("/")
        self._to_root = "../" * page.url.count("/") or "./"
        self._url = page.url
        self._downloads = page.downloads

    @property
    def downloads(self) -> Markup:
        """Return the place for the files that this page offers."""
        return offer(self._downloads) if self._downloads else Markup()

    def offer(self, paths: Iterable[str], caller: Callable[[], str]) -> Markup:
        """Return what a template calls this with, to be shown where one of `paths` was really made."""
        return offer(paths, caller())

    def files(self, files: Iterable[Download]) -> Markup:
        """Return a list of links to files that stand in docs/."""
        return listing(files, self._to_root)

    def href(self, url: str) -> Markup:
        """Return `url` for an HTML attribute on this page."""
        return Markup(self._to_root + url)  # noqa: S704  URLs are made of checked ids

    def link(self, text: str, url: str) -> Markup:
        """Return a Markdown link; MkDocs checks that it leads somewhere."""
        path, _, anchor = url.partition("#")
        if path == self._url and anchor:
            return Markup(f"[{inline(text)}](#{anchor})")  # noqa: S704  text is escaped, ids are checked
        target = self._to_docs + markdown_path(path) + (f"#{anchor}" if anchor else "")
        return Markup(f"[{inline(text)}]({target})")  # noqa: S704

    def file(self, path: str, text: str) -> Markup:
        """Return a Markdown link to a file of the site that is no page."""
        return Markup(f"[{inline(text)}]({self._to_docs}{path})")  # noqa: S704

    def _once(self, make: Callable[[], Markup], *key: str) -> Markup:
        key = (self._to_root, *key)
        found = self._shared.get(key)
        if found is None:
            found = self._shared[key] = make()
        return found

    def unit(self, unit: Unit, printed_name: str | None = None) -> Markup:
        """Return a link to a unit's page; on that page itself, `render` makes it bold."""
        name = printed_name or unit.name
        return self._once(lambda: self.link(name, self._site.unit_url(unit)), "unit", unit.id, name)

    def units(self, units: Iterable[Unit]) -> Markup:
        """Return links to units as a document lists them; behind one, who does its part now."""
        return Markup("、".join(self._listed(unit) for unit in units))  # noqa: S704  links

    def _listed(self, unit: Unit) -> Markup:
        return self._once(lambda: self.unit(unit) + self._now(unit, self.unit), "listed", unit.id)

    def _now(self, unit: Unit, link: Callable[[Unit], Markup]) -> Markup:
        heirs = self._site.relations.successions.now(unit)
        names = Markup("、").join(link(heir) for heir in heirs)
        return Markup("（现由{}承担）").format(names) if heirs else Markup()

    def heirs(self, unit: Unit) -> Markup:
        """Return links to the units that do the part of `unit` now."""
        return Markup("、").join(self.unit(heir) for heir in self._site.relations.successions.now(unit))

    def html_units(self, units: Iterable[Unit]) -> Markup:
        """Return links to units for a block of HTML, as `units` does for Markdown."""

        def link(unit: Unit) -> Markup:
            return self._html_unit(unit, unit.name)

        return Markup("、").join(link(unit) + self._now(unit, link) for unit in units)

    def _html_unit(self, unit: Unit, name: str) -> Markup:
        url = self._site.unit_url(unit)
        if url == self._url:
            return inline(name)
        return Markup(f'<a href="{self.href(url)}">{inline(name)}</a>')  # noqa: S704  escaped, ids are checked

    def item(self, node: Node) -> Markup:
        """Return a link to an item by its printed number and title."""
        return self.link(
            wording.heading_of(node.item) or wording.excerpt(node.item), self._site.item_url(node)
        )

    def short(self, node: Node) -> Markup:
        """Return a link to an item by its short title."""
        return self.link(wording.short_title_of(node.item), self._site.item_url(node))

    def matrix(self, matrix: Matrix, *, grouped: bool = False, filtered: bool = False) -> Markup:
        """Return a responsibility matrix as a table; `filtered`, with what its filter needs."""
        return html_blocks.matrix(matrix, self._to_root, grouped=grouped, filtered=filtered)

    def partners(self, partners: Iterable[Shared]) -> Markup:
        """Return the partners of a unit, each with the items in which both are named."""
        found = [self._partner(each, opened=not at) for at, each in enumerate(partners)]
        return Markup("".join(found))  # noqa: S704  escaped

    def counted(self, partners: Iterable[Partner]) -> Markup:
        """Return links to partners, in HTML, each with the number of items that are shared with it."""
        found = [f"{self._html_unit(each.unit, each.unit.name)}（{len(each.nodes)}）" for each in partners]
        return Markup("、".join(found))  # noqa: S704  links

    def _partner(self, shared: Shared, *, opened: bool) -> Markup:
        points = "".join(
            [self._once(partial(self._point, node), "point", node.id) for node in shared.partner.nodes]
        )
        url = self._to_root + self._site.unit_url(shared.partner.unit)
        return html_blocks.partner(shared, url, Markup(points), opened=opened)  # noqa: S704  links

    def _point(self, node: Node) -> Markup:
        return html_blocks.point(self._to_root + self._site.item_url(node), wording.short_title_of(node.item))

    def block(self, block: Block, texts: bool, under: str, make: Callable[..., str]) -> Markup:  # noqa: FBT001  as below
        """Return what stands under one action or project on a unit's page; `make` is a macro for an item."""
        kind = "assigned" if texts else "named"

        def one(each: Charged) -> Markup:
            return self._once(lambda: Markup(make(each, texts)), kind, each.node.id)  # noqa: S704  a template's own

        home = block.home
        title = self._once(lambda: inline(wording.short_title_of(home.item)), "title", home.id)
        items = "".join([one(each) for each in block.assignments])
        return Markup(f"### {title} {{ #{under}-{home.id} }}\n\n{items}\n")  # noqa: S704  as above

    def charge(self, charged: Charged, texts: bool, make: Callable[..., str]) -> Markup:  # noqa: FBT001  from a template
        """Return what the macro `make` says of an item, which is the same on all pages of this depth."""
        kind = "charge" if texts else "answers"
        return self._once(lambda: Markup(make(charged, texts)), kind, charged.node.id)  # noqa: S704  a template's own

    def prose(self, text: str) -> Markup:
        """Return a text of the plan, with a link on each unit that it names."""
        return Markup("").join(
            self.unit(unit, piece) if unit else inline(piece) if at else literal(piece)
            for at, (piece, unit) in enumerate(self._site.mentions(text))
        )

    def html_prose(self, text: str) -> Markup:
        """Return a text of the plan for a block of HTML, with a link on each unit that it names."""
        return Markup("").join(
            self._html_unit(unit, piece) if unit else inline(piece)
            for piece, unit in self._site.mentions(text)
        )
