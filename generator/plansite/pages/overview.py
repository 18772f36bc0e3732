"""责任一览: one page for those who ask who carries most, what nobody leads, what has a number or a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from plansite.pages.items import HOME
from plansite.plan import wording
from plansite.plan.model import Role, Target, Unit
from plansite.plan.tree import Node
from plansite.views import charts
from plansite.views.charts import Segment
from plansite.views.page import Column, Nav, Page
from plansite.views.site import Site
from plansite.views.target_figures import TargetFigure, figures

_MOST = 10
"""Units that a list of loads shows; the page of units has all."""


class Load(Struct, frozen=True):
    """A unit, in how many items it has one role, and that number as a bar."""

    unit: Unit
    count: int
    bar: tuple[Segment, ...]


class Loads(Struct, frozen=True):
    """The units with the most items in one role, and how many more units have any."""

    title: str
    measure: str
    anchor: str
    entries: tuple[Load, ...]
    more: int


class Unled(Struct, frozen=True):
    """Tasks of one action or project that name no leading unit, and the units that lead above them."""

    home: Node
    url: str
    leads: tuple[Unit, ...]
    tasks: tuple[Node, ...]


class Aim(Struct, frozen=True):
    """A target, its number if it has one, the item that it is quoted from, and the units of that item."""

    target: Target
    figure: TargetFigure | None
    node: Node
    units: tuple[Unit, ...]


class Dated(Struct, frozen=True):
    """An item that prints a deadline, as printed, and the units that answer for it."""

    node: Node
    due: str
    units: tuple[Unit, ...]


class OverviewPage(Struct, frozen=True):
    """What the page shows; `unled_words` says where the lead of the tasks without one of their own stands."""

    loads: tuple[Loads, ...]
    lead: str
    unled_words: str
    unled: tuple[Unled, ...]
    counted: tuple[Aim, ...]
    uncounted: tuple[Aim, ...]
    dated: tuple[Dated, ...]
    dated_aims: tuple[Aim, ...]
    period: str


def pages(site: Site) -> Iterator[Page]:
    """Yield the page, if the plan names anybody."""
    if not site.relations.responsibilities:
        return
    aims = tuple(_aims(site))
    unled = _unled(site)
    lead = wording.role_noun(site.plan.roles.of(Role.LEAD))
    view = OverviewPage(
        loads=tuple(_loads(site)),
        lead=lead,
        unled_words=_unled_words(site, unled, lead),
        unled=unled,
        counted=tuple(each for each in aims if each.figure),
        uncounted=tuple(each for each in aims if not each.figure),
        dated=tuple(_dated(site)),
        dated_aims=tuple(each for each in aims if each.target.by),
        period=wording.period(site.plan),
    )
    description = f"{site.plan.name}：谁承担最多，哪些任务没有单列{lead}单位，哪些有数字、有时限。"
    nav = Nav(Column.GOALS, "责任一览", place=1)
    yield Page("overview/", "责任一览", description, "overview.md", view, (HOME,), nav)


def _loads(site: Site) -> Iterator[Loads]:
    for role, anchor in ((Role.LEAD, "_leads"), (Role.RESPONSIBLE, "_answers"), (Role.SUPPORT, "_support")):
        found = [
            (unit, sum(each.role is role for each in site.relations.of_unit.get(unit.id, ())))
            for unit in site.relations.responsible_units
        ]
        ranked = sorted(((unit, count) for unit, count in found if count), key=lambda pair: -pair[1])
        if not ranked:
            continue
        shown = ranked[:_MOST]
        bars = charts.bars(((role.value, count),) for _, count in shown)
        entries = tuple(Load(unit, count, bar) for (unit, count), bar in zip(shown, bars, strict=True))
        noun = wording.role_noun(site.plan.roles.of(role))
        title = f"{'承担' if noun == '责任' else noun}最多的单位"
        measure = "项" if role is Role.LEAD else "项任务"
        yield Loads(title, measure, anchor, entries, len(ranked) - len(shown))


def _unled(site: Site) -> tuple[Unled, ...]:
    relations = site.relations
    found: dict[str, list[Node]] = {}
    for node in relations.tasks:
        if not relations.items[node.id].in_role(Role.LEAD):
            found.setdefault(relations.head_of(node).id, []).append(node)
    return tuple(
        Unled(home, site.item_url(home), relations.items[home.id].lead, tuple(tasks))
        for home, tasks in ((relations.node[ident], tasks) for ident, tasks in found.items())
    )


def _unled_words(site: Site, unled: Iterable[Unled], lead: str) -> str:
    count, all_of_them = sum(len(each.tasks) for each in unled), len(site.relations.tasks)
    if not count:
        return f"{all_of_them}项任务都列有{lead}单位。"
    amount = f"{all_of_them}项任务都" if count == all_of_them else f"{all_of_them}项任务中，{count}项"
    kinds = dict.fromkeys(
        site.plan.kinds[each.home.item.kind].label for each in unled if each.leads and each.home.item.kind
    )
    led = sum(len(each.tasks) for each in unled if each.leads)
    above = f"由所属{'、'.join(kinds) or '事项'}的{lead}单位{lead}"
    if not led:
        return f"{amount}没有单列{lead}单位。"
    if led == count:
        return f"{amount}没有单列{lead}单位，{above}。"
    return f"{amount}没有单列{lead}单位：{led}项{above}，{count - led}项原文未列。"


def _aims(site: Site) -> Iterator[Aim]:
    numbers = {each.target.id: each for each in figures(site.plan.targets)}
    for target in site.plan.targets:
        node = site.relations.node[target.item]
        yield Aim(target, numbers.get(target.id), node, _units(site, node))


def _units(site: Site, node: Node) -> tuple[Unit, ...]:
    """Return the units that the nearest item at or above `node` names."""
    for each in reversed(node.lineage):
        roles = site.relations.items[each.id].roles
        if roles:
            return tuple(unit for role in roles for unit in role.units)
    return ()


def _dated(site: Site) -> Iterator[Dated]:
    for node in site.relations.nodes:
        own = [each for each in site.relations.items[node.id].deadlines if each.node is node]
        if own:
            yield Dated(node, wording.due(own), _units(site, node))
