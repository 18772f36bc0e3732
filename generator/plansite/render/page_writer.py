"""Write one page: its links and shared fragments, while recording its ids and downloads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from markupsafe import Markup

from plansite.plan import wording
from plansite.plan.assignments import Accountability, Deadline
from plansite.plan.model import Unit
from plansite.plan.tree import Node
from plansite.render import html_blocks
from plansite.render.fragments import Fragments
from plansite.render.html_blocks import SharedItems
from plansite.render.writer import Writer
from plansite.text.escape import inline, safe
from plansite.views import addresses
from plansite.views.addresses import Address, Thing
from plansite.views.downloads import Download, Offer, listing
from plansite.views.page import Page
from plansite.views.site import Site
from plansite.views.unit_sheet import SheetGroup

_PLAIN = re.compile(r"[\w-]+", re.ASCII)


class Assigned(Protocol):
    """An item on a unit's page, with the deadlines of the unit's part in it."""

    @property
    def item(self) -> Accountability: ...  # noqa: D102
    @property
    def deadlines(self) -> tuple[Deadline, ...]: ...  # noqa: D102


class AssignedGroup(Protocol):
    """The items under one action or project, or else under one chapter."""

    @property
    def home(self) -> Node: ...  # noqa: D102
    @property
    def assigned(self) -> Sequence[Assigned]: ...  # noqa: D102


class PageWriter(Writer):
    """Writes `page`; `anchors` and `offers` record the ids and offers written so far."""

    def __init__(self, site: Site, page: Page, fragments: Fragments) -> None:
        super().__init__(site, page.url)
        self._page, self._fragments = page, fragments
        self.anchors: list[Address] = []
        self.offers: list[Offer] = []

    def _unit_name(self, unit: Unit, link: Markup, plain: Markup) -> Markup:
        return plain if unit.id == self._page.unit else link

    def id(self, ident: str, label: str = "", of: Thing | None = None) -> Markup:
        """Return an id for this page, and record its address for the ledger.

        Its subject is `of`, a part of the plan, or else that of the page. Its label is `label`, or else the
        name of `of`.
        """
        about, name = (addresses.subject(of), addresses.label(of)) if of else (self._page.about, label)
        self.anchors.append(Address(f"{self._page.url}#{ident}", about, label or name))
        return self.anchor(ident)

    def anchor(self, ident: str) -> Markup:
        """Return an id, escaped for an attribute or a link within the page, without recording it."""
        return safe(ident) if _PLAIN.fullmatch(ident) else inline(ident)

    def heading(
        self, level: int, text: str | Markup, ident: str, of: Thing | None = None, label: str = ""
    ) -> Markup:
        """Return a heading with an id recorded as in `id`; text that is markup needs `of` or `label`."""
        mark = self.id(ident, label if isinstance(text, Markup) else text, of)
        return safe(f"{'#' * level} {inline(text) if not isinstance(text, Markup) else text} {{ #{mark} }}")

    def link(self, text: str, url: str) -> Markup:
        """Return a Markdown link; a link within the page is the anchor alone."""
        path, _, anchor = url.partition("#")
        if path == self._page.url and anchor:
            return safe(f"[{inline(text)}](#{anchor})")
        return super().link(text, url)

    def file(self, path: str, text: str) -> Markup:
        """Return a Markdown link to a file of the site that is not a page."""
        return safe(f"[{inline(text)}]({self._to_docs}{path})")

    def files(self, files: Iterable[Download]) -> Markup:
        """Return a list of links to files in docs/."""
        return listing(files, self._to_root)

    @property
    def downloads(self) -> Markup:
        """The marked place for the files that the page offers; empty if it offers none."""
        return self.offer(self._page.downloads, Markup) if self._page.downloads else Markup()

    def offer(self, paths: Iterable[str], caller: Callable[[], str]) -> Markup:
        """Return the block of a Jinja `call`, marked to be shown only if a file in `paths` was made."""
        before = len(self.anchors)
        body = caller()
        ids = tuple(each.url.partition("#")[2] for each in self.anchors[before:])
        self.offers.append(Offer(tuple(paths), ids))
        return self.offers[-1].mark(body)

    def charge(self, item: Accountability, *, texts: bool = True) -> Markup:
        """Return the text of an item (unless `texts` is false), who answers for it, and by when."""
        return self._charge(item, item.deadlines, texts=texts)

    def _charge(self, item: Accountability, deadlines: tuple[Deadline, ...], *, texts: bool) -> Markup:
        text = self._of(item, "text.md") if texts else Markup()
        above = wording.lead_above(self._site.plan, item) if item.roles else ""
        who = self._of(item, "answers.md", above=above) + self._due(item.node, deadlines)
        return html_blocks.charge(text, who)

    def _of(self, item: Accountability, kind: str, **values: object) -> Markup:
        made = self._fragments.rendered(kind, item.node.id, item=item, **values)
        return made.on_page_of(self._page.unit)

    def _due(self, node: Node, deadlines: tuple[Deadline, ...]) -> Markup:
        if not deadlines:
            return Markup()
        key = " ".join([node.id, *(f"{each.node.id} {each.due.text}" for each in deadlines)])
        made = self._fragments.rendered("due.md", key, node=node, deadlines=deadlines)
        return made.on_page_of(self._page.unit)

    def group(self, group: AssignedGroup, under: str, *, texts: bool = True) -> Markup:
        """Return the items of one group on a unit's page, in the section with the id `under`."""
        title = wording.short_title_of(group.home.item)
        linked = self.link(title, self._site.item_url(group.home))
        heading = self.heading(3, linked, f"{under}-{group.home.id}", label=title)
        items = [self._assigned(each, texts=texts) for each in group.assigned]
        return safe(f"{heading}\n\n{''.join(items)}\n")

    def _assigned(self, each: Assigned, *, texts: bool) -> Markup:
        node = each.item.node
        title = self._fragments.rendered("assigned.md", node.id, node=node).on_page_of(self._page.unit)
        return title + self._charge(each.item, each.deadlines, texts=texts)

    def sheet_rows(self, group: SheetGroup, *, has_due: bool) -> Markup:
        """Return the rows of a unit's sheet that stand under one action or project."""
        rows = [html_blocks.sheet_row(row, self._to_root + row.url, has_due=has_due) for row in group.rows]
        return safe("".join(rows))

    def partners(self, partners: Iterable[SharedItems]) -> Markup:
        """Return the partners of a unit, each with the items that name both; the first is unfolded."""
        found = [self._partner(each, opened=not at) for at, each in enumerate(partners)]
        return safe("".join(found))

    def _partner(self, shared: SharedItems, *, opened: bool) -> Markup:
        points = safe("".join([self._fragments.point(node) for node in shared.partner.nodes]))
        unit = shared.partner.unit
        self.id(shared.anchor, f"与{unit.name}共同的事项")
        return html_blocks.partner(shared, self._to_root + self._site.unit_url(unit), points, opened=opened)
