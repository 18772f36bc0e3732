"""Kinds that have a folder: an index page per kind, and a page per item (行动、工程)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.assignments import Accountability
from plansite.plan.model import Audience, Kind, Milestone, Programme, Role, Target, Unit
from plansite.plan.tree import Node
from plansite.views import addresses
from plansite.views.history import LastChange, last_changes
from plansite.views.matrix import item_matrix
from plansite.views.matrix_records import LegendSign, Matrix, role_legend
from plansite.views.page import Column, Crumb, Nav, Page, Subject
from plansite.views.progress_sections import ItemHistory, item_histories
from plansite.views.search_index import Findable
from plansite.views.site import Site

HOME = Crumb("首页", "")
_RELATED = 4
_R = TypeVar("_R", Programme, Audience)


class Card(Struct, frozen=True):
    """An item that has a page, as a card shows it; `unit_ids` are the units named in it and below it."""

    node: Node
    url: str
    leads: tuple[Unit, ...]
    tasks: tuple[Node, ...]
    unit_ids: frozenset[str]

    @property
    def units(self) -> int:
        """The number of units named in the item and below it."""
        return len(self.unit_ids)


class CardGroup(Struct, frozen=True):
    """All items of one kind, with the title and URL of their index page."""

    kind: Kind
    title: str
    url: str
    entries: tuple[Card, ...]


class Section(Struct, frozen=True):
    """An item as a section of a page, with a heading of level `level` (2 to 6)."""

    item: Accountability
    level: int
    targets: tuple[Target, ...]
    last_change: LastChange | None


class ItemPage(Struct, frozen=True):
    """What the page of one item shows."""

    item: Accountability
    chapter: Node | None
    last_change: LastChange | None
    sections: tuple[Section, ...]
    tasks: int
    units: int
    matrix: Matrix | None
    legend: tuple[LegendSign, ...]
    targets: tuple[Target, ...]
    programmes: tuple[Programme, ...]
    audiences: tuple[Audience, ...]
    milestones: tuple[Milestone, ...]
    progress: tuple[ItemHistory, ...]
    subpages: tuple[Card, ...]
    related: tuple[Card, ...]
    before: Card | None
    after: Card | None


def pages(site: Site) -> Iterator[Page]:
    """Yield the index page of each kind with a folder, and the pages of its items."""
    for group in groups(site):
        index = Crumb(group.title, group.url)
        names = "、".join(wording.short_title_of(entry.node.item) for entry in group.entries)
        description = f"{site.plan.name}的{group.title}：{names}。"
        nav = Nav(Column.ITEMS, group.title)
        words = tuple(wording.short_title_of(entry.node.item) for entry in group.entries)
        yield Page(
            group.url, group.title, description, "group.md", group, (HOME,), nav, wide=True, keywords=words
        )
        for position, entry in enumerate(group.entries):
            before = group.entries[position - 1] if position else None
            after = group.entries[position + 1] if position + 1 < len(group.entries) else None
            yield _item_page(site, entry, (HOME, index), before, after)


@lru_cache(maxsize=1)
def groups(site: Site) -> tuple[CardGroup, ...]:
    """Return the kinds whose items have pages, in the plan's order, each with its items in document order."""
    by_kind: dict[str, list[Card]] = {}
    for node in site.relations.nodes:
        if site.relations.has_page(node):
            by_kind.setdefault(node.item.kind or "", []).append(_entry(site, node))
    return tuple(
        CardGroup(kind, kind.group or kind.label, f"{kind.folder}/", tuple(by_kind[kind_id]))
        for kind_id, kind in site.plan.kinds.items()
        if kind_id in by_kind
    )


def _entry(site: Site, node: Node) -> Card:
    relations = site.relations
    below = relations.below(node)
    return Card(
        node,
        site.page_url(node),
        relations.items[node.id].in_role(Role.LEAD),
        tuple(each for each in below if relations.is_task(each)),
        frozenset(answer.unit.id for each in (node, *below) for answer in relations.of_item.get(each.id, ())),
    )


def entry_of(site: Site, node: Node) -> Findable:
    """Return what search finds an item by: its printed title, its text with deadlines, and its units.

    The units that do the part of a named unit now are among them.
    """
    paragraphs = wording.paragraphs(node.item, site.plan, site.names)
    item, steps = site.relations.items[node.id], site.relations.successions
    due = [each.due.text for each in item.deadlines if not any(each.due.text in text for text in paragraphs)]
    paragraphs += [f"时限：{text}" for text in due]
    paragraphs += [steps.name_with_heirs(each.unit) for each in item.responsibilities if each.heirs]
    title = wording.heading_of(node.item) or wording.excerpt(node.item)
    return Findable(site.item_url(node), title, "\n".join(paragraphs), answers=_answers(site, node))


def _answers(site: Site, node: Node) -> tuple[tuple[str, ...], ...]:
    """Return the pages of the units that answer for an item, by role, and of those that lead above it."""
    item = site.relations.items[node.id]
    above = item.lead if item.lead_is_inherited else ()
    lists = (*(item.in_role(role) for role in Role), above)
    return tuple(tuple(map(site.unit_url, units)) for units in lists) if any(lists[:3]) else ()


def _item_page(
    site: Site, entry: Card, crumbs: tuple[Crumb, ...], before: Card | None, after: Card | None
) -> Page:
    relations, node = site.relations, entry.node
    own = _own_sections(site, node)
    on_page = (node, *own)
    charged = tuple(each for each in on_page if each.id in relations.of_item)
    title = wording.short_title_of(node.item)
    roles = {each.role: each.label for item in charged for each in relations.items[item.id].roles}
    view = ItemPage(
        item=relations.items[node.id],
        chapter=node.parent,
        last_change=last_changes(site).get(node.id),
        sections=tuple(_section(site, each, node) for each in own),
        tasks=len(entry.tasks),
        units=entry.units,
        matrix=item_matrix(site, charged, f"{title}责任分工", "任务") if len(charged) > 1 else None,
        legend=role_legend((role, roles[role]) for role in Role if role in roles),
        targets=tuple(target for each in on_page for target in relations.targets.get(each.id, ())),
        programmes=_unique(
            programme for each in on_page for programme in relations.programmes.get(each.id, ())
        ),
        audiences=_unique(audience for each in on_page for audience in relations.audiences.get(each.id, ())),
        milestones=tuple(stone for each in on_page for stone in relations.milestones.get(each.id, ())),
        progress=item_histories(site, on_page),
        subpages=tuple(_entry(site, each) for each in relations.below(node) if relations.has_page(each)),
        related=_related(site, entry),
        before=before,
        after=after,
    )
    leads = "、".join(unit.name for unit in entry.leads)
    said = f"{site.plan.roles.lead}：{leads}；" if leads else ""
    description = f"{title}：{said}{len(entry.tasks)}项任务，{entry.units}家单位。"
    found = tuple(entry_of(site, each) for each in on_page)
    return Page(
        entry.url,
        title,
        description,
        "item.md",
        view,
        crumbs,
        wide=True,
        anchor=node.id,
        findables=found,
        subject=Subject.ITEM,
        of=addresses.subject(node),
        keywords=tuple(unit.name for unit in entry.leads)
        + tuple(programme.name for programme in view.programmes),
    )


def _own_sections(site: Site, node: Node) -> tuple[Node, ...]:
    """Return the nodes below `node` that belong on its page, because no page below it covers them."""
    found: list[Node] = []
    for child in site.relations.children.get(node.id, ()):
        if not site.relations.has_page(child):
            found += [child, *_own_sections(site, child)]
    return tuple(found)


def _section(site: Site, node: Node, top: Node) -> Section:
    relations = site.relations
    return Section(
        item=relations.items[node.id],
        level=min(6, 1 + len(node.lineage) - len(top.lineage)),
        targets=relations.targets.get(node.id, ()),
        last_change=last_changes(site).get(node.id),
    )


def _unique(records: Iterator[_R]) -> tuple[_R, ...]:
    return tuple({record.id: record for record in records}.values())


def _related(site: Site, entry: Card) -> tuple[Card, ...]:
    """Return up to `_RELATED` cards that share units with `entry`, those with the most first."""
    scored = [
        (len(entry.unit_ids & other.unit_ids), other)
        for group in groups(site)
        for other in group.entries
        if other.node is not entry.node
    ]
    scored.sort(key=lambda pair: -pair[0])
    return tuple(other for score, other in scored[:_RELATED] if score)
