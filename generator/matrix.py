"""Responsibility matrices: only the cells that hold something, each with the words that explain it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from generator import printed
from generator.model import Role, Unit
from generator.relations import Relations
from generator.site import Site
from generator.tree import Node

SIGNS = {Role.LEAD: "●", Role.RESPONSIBLE: "○", Role.SUPPORT: "△"}


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a row or a column: its label, a longer one, the page it leads to, and its total."""

    label: str
    title: str
    url: str
    total: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: a sign to be seen, words to be heard, the page it leads to, and its role if any."""

    sign: str
    words: str
    url: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a cell for each column, None where there is nothing."""

    header: Header
    cells: tuple[Cell | None, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of rows and columns; `caption` tells what it shows, `corner` what the rows are.

    `total_label` tells what the totals count: filled cells, if nothing else is said.
    """

    caption: str
    corner: str
    columns: tuple[Header, ...]
    rows: tuple[Row, ...]
    total: int
    total_label: str = "合计"


_CellOf: TypeAlias = Callable[[Site, Node], Iterable[tuple[str, Cell]]]


def item_matrix(site: Site, nodes: Iterable[Node], caption: str, corner: str) -> Matrix:
    """Return items × the units that are named in them, a sign for the role."""
    return _matrix(site, tuple(nodes), caption, corner, _role_cell)


def overview_matrix(site: Site, nodes: Iterable[Node], caption: str, corner: str) -> Matrix:
    """Return pages × units: ● where a unit leads, and in how many of the tasks below it is named."""
    return _matrix(site, tuple(nodes), caption, corner, _overview_cell)


def _matrix(site: Site, nodes: tuple[Node, ...], caption: str, corner: str, cell_of: _CellOf) -> Matrix:
    relations = site.relations
    found: dict[tuple[str, str], Cell] = {}
    for node in nodes:
        for unit_id, cell in cell_of(site, node):
            found[node.id, unit_id] = cell
    in_row: dict[str, int] = {}
    in_column: dict[str, int] = {}
    for node_id, unit_id in found:
        in_row[node_id] = in_row.get(node_id, 0) + 1
        in_column[unit_id] = in_column.get(unit_id, 0) + 1
    units = tuple(unit for unit in relations.responsible_units if unit.id in in_column)
    rows = tuple(
        Row(
            _item_header(site, node, in_row.get(node.id, 0)),
            tuple(found.get((node.id, unit.id)) for unit in units),
            _group(relations, node),
        )
        for node in nodes
    )
    columns = tuple(_unit_header(site, unit, in_column[unit.id]) for unit in units)
    return Matrix(caption, corner, columns, rows, len(found))


def _group(relations: Relations, node: Node) -> str:
    home = relations.home(node)
    return printed.short_title_of((home if home is not None and home is not node else node.lineage[0]).item)


def _item_header(site: Site, node: Node, total: int) -> Header:
    item = node.item
    label = (item.number or "") + printed.short_title_of(item)
    return Header(label, printed.heading_of(item), site.item_url(node), total)


def _unit_header(site: Site, unit: Unit, total: int) -> Header:
    return Header(unit.name, unit.full_name or unit.name, site.unit_url(unit), total)


def _role_cell(site: Site, node: Node) -> Iterable[tuple[str, Cell]]:
    url = site.item_url(node)
    title = printed.short_title_of(node.item)
    for answer in site.relations.of_item.get(node.id, ()):
        label = site.plan.roles.of(answer.role)
        words = f"{answer.unit.name}：{title}，{label}"
        yield answer.unit.id, Cell(SIGNS[answer.role], words, url, answer.role.value)


def _overview_cell(site: Site, node: Node) -> Iterable[tuple[str, Cell]]:
    relations = site.relations
    counts: dict[str, int] = {}
    for each in relations.below(node):
        for answer in relations.of_item.get(each.id, ()):
            counts[answer.unit.id] = counts.get(answer.unit.id, 0) + 1
    own = {answer.unit.id: answer for answer in relations.of_item.get(node.id, ())}
    title = printed.short_title_of(node.item)
    for unit_id in {**counts, **own}:
        unit = relations.unit[unit_id]
        said: list[str] = []
        if unit_id in own:
            said.append(site.plan.roles.of(own[unit_id].role))
        if counts.get(unit_id):
            said.append(f"其中 {counts[unit_id]} 项任务的责任单位")
        sign = (SIGNS[own[unit_id].role] if unit_id in own else "") + str(counts.get(unit_id) or "")
        role = own[unit_id].role.value if unit_id in own else Role.RESPONSIBLE.value
        yield unit_id, Cell(sign, f"{unit.name}：{title}，{'，'.join(said)}", site.item_url(node), role)


def collaboration_matrix(site: Site, caption: str, corner: str) -> Matrix:
    """Return units × units: in how many items both are named."""
    relations = site.relations
    units = tuple(unit for unit in relations.responsible_units if relations.partners.get(unit.id))
    totals = {unit.id: len(relations.partners[unit.id]) for unit in units}
    headers = tuple(
        Header(unit.name, unit.full_name or unit.name, site.unit_url(unit), totals[unit.id]) for unit in units
    )
    rows: list[Row] = []
    for unit, header in zip(units, headers, strict=True):
        shared = {partner.unit.id: partner for partner in relations.partners[unit.id]}
        cells: list[Cell | None] = []
        for other in units:
            partner = shared.get(other.id)
            if partner is None:
                cells.append(None)
                continue
            count = len(partner.nodes)
            words = f"{unit.name}与{other.name}：共同承担 {count} 项"
            cells.append(Cell(str(count), words, f"{site.unit_url(unit)}#{partner_anchor(other)}"))
        rows.append(Row(header, tuple(cells)))
    pairs = sum(totals.values()) // 2
    return Matrix(caption, corner, headers, tuple(rows), pairs, "协作单位数")


def partner_anchor(unit: Unit) -> str:
    """Return the id of the section on a unit's page that lists what it shares with `unit`."""
    return f"_with-{unit.id}"
