"""任务清单: all that one unit has to do as one table, by action or project."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.assignments import Responsibility
from plansite.plan.model import Role, Unit
from plansite.plan.tree import Node
from plansite.views.site import Site


class SheetRow(Struct, frozen=True):
    """An item that names the unit: what it is called here, in which role, with whom, and by when."""

    title: str
    url: str
    role: Role
    noun: str
    partners: str
    """The names of the others, with those who do their part now; links stand at the text below."""
    due: str
    """The deadlines as printed, or ""."""


class SheetGroup(Struct, frozen=True):
    """The rows under one action or project, or else one chapter, and who leads it."""

    title: str
    url: str
    lead_label: str
    leads: tuple[Unit, ...]
    rows: tuple[SheetRow, ...]


class Sheet(Struct, frozen=True):
    """The table: its groups in document order; `note` stands for the deadlines where no row has one."""

    groups: tuple[SheetGroup, ...]
    has_due: bool
    note: str


def sheet(site: Site, mine: Iterable[Responsibility]) -> Sheet:
    """Return the responsibilities of one unit as a table."""
    found: dict[str, tuple[Node, list[SheetRow]]] = {}
    for each in mine:
        home = site.relations.head_of(each.node)
        found.setdefault(home.id, (home, []))[1].append(_row(site, each, home))
    groups = tuple(_group(site, home, rows) for home, rows in found.values())
    has_due = any(row.due for group in groups for row in group.rows)
    return Sheet(groups, has_due, "" if has_due else _no_due(site))


def _row(site: Site, mine: Responsibility, home: Node) -> SheetRow:
    item = site.relations.items[mine.node.id]
    told, own = _told(site), mine.unit.id
    names = [told[unit.id] for role in item.roles for unit in role.units if unit.id != own]
    return SheetRow(
        _whole(site, home) if mine.node is home else _title(mine.node),
        site.item_url(mine.node),
        mine.role,
        wording.role_noun(mine.label),
        "、".join(names) + ("等" if names and item.etal else ""),
        wording.due(mine.deadlines),
    )


@lru_cache(maxsize=1)
def _told(site: Site) -> dict[str, str]:
    """Return the name of every unit by id, with those who do its part now."""
    named = site.relations.successions.name_with_heirs
    return {unit.id: named(unit) for unit in site.relations.named_units}


def _group(site: Site, home: Node, rows: list[SheetRow]) -> SheetGroup:
    item = site.relations.items[home.id]
    label = wording.role_noun(site.plan.roles.of(Role.LEAD)) if item.lead else ""
    return SheetGroup(wording.short_title_of(home.item), site.item_url(home), label, item.lead, tuple(rows))


def _whole(site: Site, home: Node) -> str:
    """Return what a row calls the action or project itself: 行动整体."""
    kind = site.plan.kinds.get(home.item.kind or "")
    return f"{kind.label if kind else '本部分'}整体"


def _title(node: Node) -> str:
    return wording.heading_of(node.item) or wording.excerpt(node.item)


def _no_due(site: Site) -> str:
    period = wording.period(site.plan)
    return f"原文没有列出各项任务的时限{f'，实施期{period}' if period else ''}。"
