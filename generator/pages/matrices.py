"""Responsibility matrices: actions and projects × units, tasks × units, units × units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator import charts, printed
from generator.exports import offered
from generator.matrix import SIGNS, Matrix, collaboration_matrix, item_matrix, overview_matrix
from generator.model import Role
from generator.page import Crumb, Nav, Page
from generator.pages.items import HOME, groups
from generator.site import Site
from generator.tree import Node

_TITLE = "责任矩阵"
_ORDER = 110
_COLLABORATION = "matrix/collaboration/"


@dataclass(frozen=True, slots=True)
class Sign:
    """A line of the legend: a cell as it looks (what it holds, its style), and what it means."""

    shown: str
    style: str
    words: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What the rows can be filtered by: (id, label) of items, (value, label) of roles; and the labels.

    `status` tells what is shown, {rows} and {columns} being the numbers; `status_one` where a unit is chosen.
    """

    items: tuple[tuple[str, str], ...]
    items_label: str
    roles: tuple[tuple[str, str], ...]
    status: str
    status_one: str


@dataclass(frozen=True, slots=True)
class View:
    """A matrix, what its cells mean, what it is filtered by, and the way to the others (URL, label)."""

    matrix: Matrix
    legend: tuple[Sign, ...]
    filter: Filter
    tabs: tuple[tuple[str, str], ...]
    grouped: bool = True

    @property
    def scale(self) -> tuple[tuple[int, str], ...]:
        """The steps of the heat map with the counts that they stand for."""
        return tuple(enumerate(charts.ranges(self.matrix.steps), start=1))


def pages(site: Site) -> Iterator[Page]:
    """Yield the three matrices, each where the plan has something to put into it."""
    relations, name = site.relations, site.plan.name
    if not relations.responsibilities:
        return
    labels = [group.kind.label for group in groups(site)]
    nav, files = Nav(_TITLE, _ORDER), offered("xlsx", "csv")
    crumbs: tuple[Crumb, ...] = (HOME,)
    tabs: tuple[tuple[str, str], ...] = (("matrix/tasks/", "任务 × 单位"),)
    if relations.partners:
        tabs = (*tabs, (_COLLABORATION, "单位 × 单位"))
    if labels:
        tabs = (("matrix/", f"{'、'.join(labels)} × 单位"), *tabs)
        description = f"{name}：{'、'.join(labels)}与责任单位对照。"
        view = _overview(site, tabs)
        yield Page("matrix/", _TITLE, description, "matrix.md", view, crumbs, nav, wide=True, downloads=files)
        crumbs = (HOME, Crumb(_TITLE, "matrix/"))
    view = _tasks(site, tabs)
    description = f"{name}：{len(relations.tasks)} 项任务与责任单位对照。"
    in_nav = None if labels else nav
    title = "任务责任矩阵"
    yield Page(
        "matrix/tasks/", title, description, "matrix.md", view, crumbs, in_nav, wide=True, downloads=files
    )
    if not relations.partners:
        return
    view = _collaboration(site, tabs)
    description = f"{name}：责任单位之间共同承担的事项。"
    yield Page(_COLLABORATION, "单位协作矩阵", description, "matrix.md", view, crumbs, wide=True)


def _overview(site: Site, tabs: tuple[tuple[str, str], ...]) -> View:
    found = groups(site)
    labels = [group.kind.label for group in found]
    nodes = tuple(entry.node for group in found for entry in group.entries)
    matrix = overview_matrix(site, nodes, f"各单位在{'、'.join(labels)}中的责任", "、".join(labels))
    below = (each for node in nodes for each in (node, *site.relations.below(node)))
    legend = [Sign(SIGNS[role], f"ps-{role.value}", label) for role, label in _roles(site, nodes)]
    if matrix.steps:
        legend.append(Sign("3", "", "单位承担其中 3 项任务"))
    status = f"显示 {{rows}} 项{'和'.join(labels)}、{{columns}} 家单位。"
    return View(matrix, tuple(legend), _filter(site, nodes, below, status), tabs)


def _tasks(site: Site, tabs: tuple[tuple[str, str], ...]) -> View:
    nodes = site.relations.tasks
    legend = tuple(Sign(SIGNS[role], f"ps-{role.value}", label) for role, label in _roles(site, nodes))
    matrix = item_matrix(site, nodes, "各单位承担的任务", "任务")
    shown = _filter(site, nodes, nodes, "显示 {rows} 项任务、{columns} 家单位。")
    return View(matrix, legend, shown, tabs)


def _collaboration(site: Site, tabs: tuple[tuple[str, str], ...]) -> View:
    relations = site.relations
    nodes = tuple(relations.node[ident] for ident in relations.of_item)
    matrix = collaboration_matrix(site, "单位之间共同承担的事项数", "单位")
    legend = (Sign("3", "", "两家单位共同列入 3 项"),)
    shown = replace(
        _filter(site, nodes, nodes, "显示 {rows} 家单位之间的协作。"),
        status_one="显示 {rows} 家单位与 {columns} 家单位的协作。",
    )
    return View(matrix, legend, shown, tabs, grouped=False)


def _roles(site: Site, nodes: Iterable[Node]) -> tuple[tuple[Role, str], ...]:
    """Return the roles that occur in `nodes`, the strongest first, with their labels."""
    used = {each.role for node in nodes for each in site.relations.of_item.get(node.id, ())}
    return tuple((role, site.plan.roles.of(role)) for role in Role if role in used)


def _filter(site: Site, rows: Iterable[Node], charged: Iterable[Node], status: str) -> Filter:
    heads = {head.id: head for head in (site.relations.head_of(node) for node in rows)}
    items = tuple(
        (ident, printed.short_title_of(head.item) or printed.excerpt(head.item))
        for ident, head in heads.items()
    )
    labels = [group.kind.label for group in groups(site)]
    roles = tuple((role.value, label) for role, label in _roles(site, charged))
    return Filter(items, "、".join(labels) or "章节", roles, status, status)
