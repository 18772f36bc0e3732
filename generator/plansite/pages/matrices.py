"""Responsibility matrices: actions and projects × units, tasks × units, units × units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from plansite.exports import download_paths
from plansite.pages.items import HOME, groups
from plansite.pages.progress import round_cards
from plansite.plan import wording
from plansite.plan.model import Role
from plansite.plan.tree import Node
from plansite.views import charts
from plansite.views.matrix import collaboration_matrix, item_matrix, noun, overview_matrix
from plansite.views.matrix_parts import LIMIT, UnitsOf, parts, weight
from plansite.views.matrix_records import LegendSign, Matrix, MatrixCell, role_legend
from plansite.views.page import Column, Crumb, Nav, Page
from plansite.views.site import Site

_TITLE = "责任矩阵"
_COLLABORATION = "matrix/collaboration/"


class MatrixFilter(Struct, frozen=True):
    """What a matrix can be filtered by: (id, label) of items, and (value, label) of roles.

    `status` is the text that says what is shown, with {rows} and {columns} for the numbers; `status_one` is
    used if a unit is chosen.
    """

    items: tuple[tuple[str, str], ...]
    items_label: str
    roles: tuple[tuple[str, str], ...]
    status: str
    status_one: str


class MatrixPage(Struct, frozen=True):
    """A matrix, its legend, its filter, and the tabs that link all matrices as (URL, label).

    `counted` says what the numbers in its cells count, "" if it has none.
    """

    matrix: Matrix
    legend: tuple[LegendSign, ...]
    filter: MatrixFilter
    tabs: tuple[tuple[str, str], ...]
    counted: str = ""
    grouped: bool = True

    @property
    def key(self) -> tuple[LegendSign, ...]:
        """The legend, with the empty cell as its last line."""
        return (*self.legend, LegendSign(None, "空白：原文没有列入"))

    @property
    def scale(self) -> tuple[LegendSign, ...]:
        """The steps of the heat map, each with the counts that it stands for."""
        ranges = enumerate(charts.ranges(self.matrix.steps), start=1)
        return tuple(LegendSign(MatrixCell("", "", step=step), words) for step, words in ranges)


class MatrixPart(Struct, frozen=True):
    """A page of a matrix that is too large for one: its URL, its label, its numbers of rows and columns."""

    url: str
    label: str
    rows: int
    columns: int


class MatrixParts(Struct, frozen=True):
    """An index of the pages of a large matrix, the words for its rows and columns, and the tabs."""

    parts: tuple[MatrixPart, ...]
    rows: str
    columns: str
    tabs: tuple[tuple[str, str], ...]


_ViewOf: TypeAlias = Callable[[tuple[Node, ...]], MatrixPage]


class _PageFrame(Struct, frozen=True):
    """The page of a matrix without its content: URL, title, description, and place in the site."""

    url: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    nav: Nav | None = None
    downloads: tuple[str, ...] = ()

    def page(self, view: MatrixPage | MatrixParts) -> Page:
        return Page(
            self.url,
            self.title,
            self.description,
            "matrix.md" if isinstance(view, MatrixPage) else "matrix-parts.md",
            view,
            self.crumbs,
            self.nav,
            wide=True,
            sheet=(view.matrix.sheet or "a4") if isinstance(view, MatrixPage) else "",
            downloads=self.downloads,
        )


def pages(site: Site) -> Iterator[Page]:
    """Yield the pages of the three matrices, leaving out those that would be empty."""
    relations, name = site.relations, site.plan.name
    if not relations.responsibilities:
        return
    found = groups(site)
    labels = "、".join(group.kind.label for group in found)
    nav, files = Nav(Column.MATRICES, _TITLE), download_paths("xlsx", "csv")
    crumbs: tuple[Crumb, ...] = (HOME,)
    tabs: tuple[tuple[str, str], ...] = (("matrix/tasks/", "任务 × 单位"),)
    if relations.partners:
        tabs = (*tabs, (_COLLABORATION, "单位 × 单位"))
    tabs += tuple((f"{card.url}#_grid", card.title) for card in round_cards(site)[:1])
    if found:
        tabs = (("matrix/", f"{labels} × 单位"), *tabs)
        place = _PageFrame("matrix/", _TITLE, f"{name}：{labels}与责任单位对照。", crumbs, nav, files)
        heads = tuple(entry.node for group in found for entry in group.entries)
        yield from _matrix_pages(site, place, heads, partial(_overview, site, tabs), _units_below(site))
        crumbs = (HOME, Crumb(_TITLE, "matrix/"))
    description = f"{name}：{len(relations.tasks)}项任务与责任单位对照。"
    place = _PageFrame("matrix/tasks/", "任务责任矩阵", description, crumbs, None if found else nav, files)
    yield from _matrix_pages(site, place, relations.tasks, partial(_tasks, site, tabs), _units_of(site))
    if relations.partners:
        place = _PageFrame(_COLLABORATION, "单位协作矩阵", f"{name}：责任单位之间共同承担的事项。", crumbs)
        yield _collaboration_page(site, place, tabs)


def _units_of(site: Site) -> UnitsOf:
    return lambda node: {each.unit.id for each in site.relations.of_item.get(node.id, ())}


def _units_below(site: Site) -> UnitsOf:
    own = _units_of(site)
    return lambda node: own(node).union(*map(own, site.relations.below(node)))


def _matrix_pages(
    site: Site, place: _PageFrame, nodes: tuple[Node, ...], view_of: _ViewOf, units_of: UnitsOf
) -> Iterator[Page]:
    """Yield the page of a matrix, or an index and the pages of its parts if it is too large for one page."""
    found = parts(nodes, site.relations.head_of, units_of)
    if len(found) == 1:
        yield place.page(view_of(nodes))
        return
    views = [view_of(rows) for rows in found]
    listed = tuple(
        MatrixPart(f"{place.url}from-{rows[0].id}/", _label(site, rows), len(rows), len(view.matrix.columns))
        for rows, view in zip(found, views, strict=True)
    )
    yield place.page(MatrixParts(listed, views[0].matrix.corner, "单位", views[0].tabs))
    crumbs = (*place.crumbs, Crumb(place.title, place.url))
    for part, view in zip(listed, views, strict=True):
        title = f"{place.title}：{part.label}"
        yield _PageFrame(part.url, title, f"{title}。", crumbs).page(view)


def _label(site: Site, rows: tuple[Node, ...]) -> str:
    heads = {site.relations.head_of(node).id: site.relations.head_of(node) for node in rows}
    named = [wording.short_title_of(head.item) for head in (*heads.values(),)]
    return named[0] if len(named) == 1 else f"{named[0]}—{named[-1]}"


def _collaboration_page(site: Site, place: _PageFrame, tabs: tuple[tuple[str, str], ...]) -> Page:
    """Return the page of units × units, or links to each unit's list of partners if it would be too large."""
    partners = site.relations.partners
    filled = sum(map(len, partners.values()))
    if weight(len(partners), len(partners), filled) <= LIMIT:
        return place.page(_collaboration(site, tabs))
    listed = tuple(
        MatrixPart(f"{site.unit_url(unit)}#_partners", unit.name, len(partners[unit.id]), 0)
        for unit in site.relations.responsible_units
        if partners.get(unit.id)
    )
    return place.page(MatrixParts(listed, "家协作单位", "", tabs))


def _overview(site: Site, tabs: tuple[tuple[str, str], ...], nodes: tuple[Node, ...]) -> MatrixPage:
    labels = [group.kind.label for group in groups(site)]
    matrix = overview_matrix(site, nodes, f"各单位在{'、'.join(labels)}中的责任", "、".join(labels))
    below = tuple(each for node in nodes for each in site.relations.below(node))
    counted = noun(site.relations, (each for each in below if each.id in site.relations.of_item))
    legend = role_legend(_roles(site, nodes))
    if matrix.steps:
        legend = (*legend, _counting(matrix, "单位承担其中", counted))
    status = f"显示{{rows}}项{wording.together(labels, '和')}、{{columns}}家单位。"
    return MatrixPage(matrix, legend, _filter(site, nodes, (*nodes, *below), status), tabs, counted[1:])


def _tasks(site: Site, tabs: tuple[tuple[str, str], ...], nodes: tuple[Node, ...]) -> MatrixPage:
    legend = role_legend(_roles(site, nodes))
    matrix = item_matrix(site, nodes, "各单位承担的任务", "任务")
    shown = _filter(site, nodes, nodes, "显示{rows}项任务、{columns}家单位。")
    return MatrixPage(matrix, legend, shown, tabs)


def _collaboration(site: Site, tabs: tuple[tuple[str, str], ...]) -> MatrixPage:
    relations = site.relations
    nodes = tuple(relations.node[ident] for ident in relations.of_item)
    matrix = collaboration_matrix(site, "单位之间共同承担的事项数", "单位")
    kinds = "、".join(("任务", *(group.kind.label for group in groups(site))))
    legend = (_counting(matrix, "两家单位一同列入", f"个事项（{kinds}）"),)
    shown = replace(
        _filter(site, nodes, nodes, "显示{rows}家单位之间的协作。"),
        status_one="显示{rows}家单位与{columns}家单位的协作。",
    )
    return MatrixPage(matrix, legend, shown, tabs, "事项", grouped=False)


def _counting(matrix: Matrix, before: str, after: str) -> LegendSign:
    """Return the line of the legend for a number between words, in the colour that it has in the matrix."""
    count = min(3, matrix.steps[-1])
    cell = MatrixCell("", "", counts=(("", count),), step=charts.step(count, matrix.steps))
    return LegendSign(cell, f"{before}{count}{after}")


def _roles(site: Site, nodes: Iterable[Node]) -> tuple[tuple[Role, str], ...]:
    """Return the roles that occur in `nodes`, strongest first, with their labels."""
    used = {each.role for node in nodes for each in site.relations.of_item.get(node.id, ())}
    return tuple((role, site.plan.roles.of(role)) for role in Role if role in used)


def _filter(site: Site, rows: Iterable[Node], charged: Iterable[Node], status: str) -> MatrixFilter:
    heads = {head.id: head for head in (site.relations.head_of(node) for node in rows)}
    items = tuple(
        (ident, wording.short_title_of(head.item) or wording.excerpt(head.item))
        for ident, head in heads.items()
    )
    labels = [group.kind.label for group in groups(site)]
    roles = tuple((role.value, label) for role, label in _roles(site, charged))
    return MatrixFilter(items, "、".join(labels) or "章节", roles, status, status)
