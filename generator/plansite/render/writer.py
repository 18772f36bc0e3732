"""Write links and blocks for pages at one depth, with relative URLs, so that the site runs under any path."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from plansite.plan import wording
from plansite.plan.model import Unit
from plansite.plan.relations import Partner
from plansite.plan.tree import Node
from plansite.render import html_blocks, progress_blocks
from plansite.text.escape import inline, literal, safe
from plansite.views.matrix_records import LegendSign, Matrix
from plansite.views.page import markdown_path
from plansite.views.progress import Said
from plansite.views.progress_grid import Grid
from plansite.views.site import Site


class Writer:
    """Writes for any page at the depth of `url` (relative to the site's root), without knowing the page.

    Every name of a unit passes through `_unit_name`, so that a unit's own page can show its name in bold
    instead of a link.
    """

    def __init__(self, site: Site, url: str) -> None:
        self._site = site
        self._to_docs = "../" * markdown_path(url).count("/")
        self._to_root = "../" * url.count("/") or "./"
        self._names: dict[tuple[str, str, bool], Markup] = {}
        self._with_heirs: dict[tuple[str, bool], Markup] = {}

    def _unit_name(self, unit: Unit, link: Markup, plain: Markup) -> Markup:  # noqa: ARG002  for subclasses
        """Return a unit's name: as the link, or plain where a link would lead to its own page."""
        return link

    def href(self, url: str) -> Markup:
        """Return `url` relative to the page, for an HTML attribute."""
        return safe(self._to_root + url)

    def link(self, text: str, url: str) -> Markup:
        """Return a Markdown link; MkDocs checks that its target exists."""
        path, _, anchor = url.partition("#")
        target = self._to_docs + markdown_path(path) + (f"#{anchor}" if anchor else "")
        return safe(f"[{inline(text)}]({target})")

    def unit(self, unit: Unit, printed_name: str | None = None) -> Markup:
        """Return a Markdown link to a unit's page."""
        return self._named(unit, printed_name or unit.name, html=False)

    def html_unit(self, unit: Unit, printed_name: str | None = None) -> Markup:
        """Return an HTML link to a unit's page."""
        return self._named(unit, printed_name or unit.name, html=True)

    def units(self, units: Iterable[Unit]) -> Markup:
        """Return links to units as a document lists them, each followed by the units that do its part now."""
        return self._listed(units, html=False)

    def html_units(self, units: Iterable[Unit]) -> Markup:
        """Return the same as `units`, in HTML."""
        return self._listed(units, html=True)

    def _listed(self, units: Iterable[Unit], *, html: bool) -> Markup:
        return safe("、".join([self._heired(unit, html=html) for unit in units]))

    def _heired(self, unit: Unit, *, html: bool) -> Markup:
        """Return a link to a unit, followed by the units that do its part now."""
        found = self._with_heirs.get((unit.id, html))
        if found is None:
            heirs = self._site.relations.successions.heirs(unit)
            names = "、".join([self._named(heir, heir.name, html=html) for heir in heirs])
            now = f"（现由{names}承担）" if heirs else ""
            found = self._named(unit, unit.name, html=html) + safe(now)
            self._with_heirs[unit.id, html] = found
        return found

    def _named(self, unit: Unit, name: str, *, html: bool) -> Markup:
        key = (unit.id, name, html)
        found = self._names.get(key)
        if found is None:
            text = inline(name)
            url = self._site.unit_url(unit)
            link = safe(f'<a href="{self.href(url)}">{text}</a>') if html else self.link(name, url)
            plain = safe(f"<strong>{text}</strong>" if html else f"**{text}**")
            found = self._names[key] = self._unit_name(unit, link, plain)
        return found

    def item(self, node: Node) -> Markup:
        """Return a link to an item by its printed number and title, or by an excerpt if it has neither."""
        text = wording.heading_of(node.item) or wording.excerpt(node.item)
        return self.link(text, self._site.item_url(node))

    def html_item(self, node: Node) -> Markup:
        """Return the same as `item`, in HTML."""
        text = wording.heading_of(node.item) or wording.excerpt(node.item)
        return safe(f'<a href="{self.href(self._site.item_url(node))}">{inline(text)}</a>')

    def short(self, node: Node) -> Markup:
        """Return a link to an item by its short title."""
        return self.link(wording.short_title_of(node.item), self._site.item_url(node))

    def prose(self, text: str) -> Markup:
        """Return text of the plan with a link on each unit that it names."""
        # Only the first piece begins a line, where Markdown takes more for markup.
        found = [
            self.unit(unit, piece) if unit else inline(piece) if at else literal(piece)
            for at, (piece, unit) in enumerate(self._site.mentions(text))
        ]
        return safe("".join(found))

    def html_prose(self, text: str) -> Markup:
        """Return text of the plan as HTML with a link on each unit that it names."""
        found = [
            self.html_unit(unit, piece) if unit else inline(piece)
            for piece, unit in self._site.mentions(text)
        ]
        return safe("".join(found))

    def matrix(self, matrix: Matrix, *, grouped: bool = False, filtered: bool = False) -> Markup:
        """Return a responsibility matrix as an HTML table; the flags are those of `html_blocks.matrix`."""
        return html_blocks.matrix(matrix, self._to_root, grouped=grouped, filtered=filtered)

    def progress_grid(self, grid: Grid, caption: str) -> Markup:
        """Return the grid of a round as an HTML table."""
        return progress_blocks.grid(grid, caption, self._to_root)

    def said_rows(self, rows: Iterable[Said], first: str) -> Markup:
        """Return what was reported as rows of a table, each headed by its `first`: unit, item, or both."""
        return progress_blocks.said_rows(rows, self._to_root, first)

    def sample(self, sign: LegendSign) -> Markup:
        """Return the cell that a line of a matrix's legend explains, as HTML."""
        return html_blocks.sample(sign.cell)

    def counted(self, partners: Iterable[Partner]) -> Markup:
        """Return HTML links to partners, each with the number of shared items."""
        found = [f"{self.html_unit(each.unit)}（{len(each.nodes)}）" for each in partners]
        return safe("、".join(found))

    def point(self, node: Node) -> Markup:
        """Return a link to an item as an HTML list item."""
        return html_blocks.point(self._to_root + self._site.item_url(node), wording.short_title_of(node.item))
