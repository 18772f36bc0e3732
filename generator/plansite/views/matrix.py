"""Responsibility matrices as records: filled cells come with words that explain them, empty ones are None."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from plansite.plan import wording
from plansite.plan.assignments import Responsibility
from plansite.plan.model import Role, Unit
from plansite.plan.relations import Partner, Relations
from plansite.plan.tree import Node
from plansite.views import charts
from plansite.views.site import Site

PARTNERS_SHOWN = 40
"""Partners that a unit's page lists with shared items; in a large plan hundreds more share a single item."""
SIGNS = {Role.LEAD: "●", Role.RESPONSIBLE: "○", Role.SUPPORT: "△"}


@dataclass(frozen=True, slots=True)
class MatrixHeader:
    """The header of a row or column: its label, a longer title, the page it links to, and its total.

    `unit` is the id of the unit that it stands for, if any; `told` is that unit's name with the units that do
    its part now, if others do.
    """

    label: str
    title: str
    url: str
    total: int
    unit: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A filled cell: a sign and a count to see, words for screen readers, and the page it links to.

    `roles` are the roles that it covers, strongest first; `step` is its step of the heat map, 0 for none.
    """

    sign: str
    words: str
    url: str
    roles: tuple[str, ...] = ()
    count: int = 0
    step: int = 0

    @property
    def figure(self) -> str:
        """The count as shown: "" for zero."""
        return str(self.count or "")

    @property
    def style(self) -> str:
        """The CSS classes of the cell, for its strongest role and its step."""
        names = (*self.roles[:1], *([f"heat-{self.step}"] if self.step else []))
        return " ".join(f"ps-{name}" for name in names)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row with a cell for each column, None for an empty one.

    `group` is the label of the rows that it belongs to, `item` the id of the action or project by which it is
    filtered. `named` lists where a unit is named, for the filter of units × units: `youth:7l` is the id of
    the action or project, the number of the item, and the first letter of the role.
    """

    header: MatrixHeader
    cells: tuple[MatrixCell | None, ...]
    group: str = ""
    item: str = ""
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of rows and columns; `caption` says what it shows, `corner` what the rows are.

    Totals count filled cells unless `total_label` says otherwise. `steps` are the lower bounds of the heat
    map's steps, empty if the matrix has no counts.
    """

    caption: str
    corner: str
    columns: tuple[MatrixHeader, ...]
    rows: tuple[MatrixRow, ...]
    total: int
    total_label: str = "合计"
    steps: tuple[int, ...] = ()


_CellOf: TypeAlias = Callable[[Site, Node], Iterable[tuple[str, MatrixCell]]]


def item_matrix(site: Site, nodes: Iterable[Node], caption: str, corner: str) -> Matrix:
    """Return items × the units named in them, with a sign for each role."""
    return _matrix(site, tuple(nodes), caption, corner, _role_cell)


def overview_matrix(site: Site, nodes: Iterable[Node], caption: str, corner: str) -> Matrix:
    """Return items × units: the sign of a unit's own role, and the number of items below that name it."""
    return _matrix(site, tuple(nodes), caption, corner, _overview_cell)


def _matrix(site: Site, nodes: tuple[Node, ...], caption: str, corner: str, cell_of: _CellOf) -> Matrix:
    relations = site.relations
    found = {node.id: dict(cell_of(site, node)) for node in nodes}
    steps = charts.bounds(cell.count for cells in found.values() for cell in cells.values())
    in_column = Counter(unit_id for cells in found.values() for unit_id in cells)
    units = tuple(unit for unit in relations.responsible_units if unit.id in in_column)
    place = {unit.id: at for at, unit in enumerate(units)}
    rows = tuple(
        MatrixRow(
            _item_header(site, node, len(found[node.id])),
            _spread(found[node.id], place, steps),
            _group(relations, node),
            relations.head_of(node).id,
        )
        for node in nodes
    )
    columns = tuple(_unit_header(site, unit, in_column[unit.id]) for unit in units)
    return Matrix(caption, corner, columns, rows, in_column.total(), steps=steps)


def _spread(
    found: Mapping[str, MatrixCell], place: Mapping[str, int], steps: tuple[int, ...]
) -> tuple[MatrixCell | None, ...]:
    """Return the cells of a row, each in the column of its unit; most of a large matrix is empty."""
    cells: list[MatrixCell | None] = [None] * len(place)
    for unit_id, cell in found.items():
        cells[place[unit_id]] = _heated(cell, steps)
    return tuple(cells)


def _heated(cell: MatrixCell, steps: tuple[int, ...]) -> MatrixCell:
    return replace(cell, step=charts.step(cell.count, steps)) if cell.count else cell


def _group(relations: Relations, node: Node) -> str:
    home = relations.home(node)
    return wording.short_title_of((home if home is not None and home is not node else node.lineage[0]).item)


def _item_header(site: Site, node: Node, total: int) -> MatrixHeader:
    item = node.item
    label = (item.number or "") + wording.short_title_of(item)
    return MatrixHeader(label, wording.heading_of(item), site.item_url(node), total)


def _unit_header(site: Site, unit: Unit, total: int) -> MatrixHeader:
    steps = site.relations.successions
    told = steps.name_with_heirs(unit) if steps.heirs(unit) else ""
    return MatrixHeader(
        unit.name, told or unit.full_name or unit.name, site.unit_url(unit), total, unit.id, told
    )


def _role_cell(site: Site, node: Node) -> Iterable[tuple[str, MatrixCell]]:
    url = site.item_url(node)
    title = wording.short_title_of(node.item)
    for answer in site.relations.of_item.get(node.id, ()):
        words = f"{site.relations.successions.name_with_heirs(answer.unit)}：{title}，{answer.label}"
        yield answer.unit.id, MatrixCell(SIGNS[answer.role], words, url, (answer.role.value,))


def _overview_cell(site: Site, node: Node) -> Iterable[tuple[str, MatrixCell]]:
    relations = site.relations
    below: dict[str, list[Responsibility]] = {}
    for each in relations.below(node):
        for answer in relations.of_item.get(each.id, ()):
            below.setdefault(answer.unit.id, []).append(answer)
    own = {answer.unit.id: answer.role for answer in relations.of_item.get(node.id, ())}
    title = wording.short_title_of(node.item)
    for unit_id in {**below, **own}:
        role, named = own.get(unit_id), below.get(unit_id, [])
        said = [site.plan.roles.of(role)] if role else []
        if named:
            noun = "项任务" if all(relations.is_task(each.node) for each in named) else "个事项"
            said.append(f"其中承担 {len(named)} {noun}")
        words = f"{relations.unit[unit_id].name}：{title}，{'，'.join(said)}"
        held = {*(each.role for each in named), *([role] if role else [])}
        roles = tuple(each.value for each in Role if each in held)
        yield unit_id, MatrixCell(SIGNS[role] if role else "", words, site.item_url(node), roles, len(named))


def collaboration_matrix(site: Site, caption: str, corner: str) -> Matrix:
    """Return units × units, with the number of items that name both."""
    relations = site.relations
    units = tuple(unit for unit in relations.responsible_units if relations.partners.get(unit.id))
    steps = charts.bounds(
        len(partner.nodes) for partners in relations.partners.values() for partner in partners
    )
    headers = tuple(_unit_header(site, unit, len(relations.partners[unit.id])) for unit in units)
    rows: list[MatrixRow] = []
    for unit, header in zip(units, headers, strict=True):
        shared = {
            partner.unit.id: _heated(_shared_cell(site, unit, partner, listed=at < PARTNERS_SHOWN), steps)
            for at, partner in enumerate(relations.partners[unit.id])
        }
        cells = tuple(shared.get(other.id) for other in units)
        rows.append(MatrixRow(header, cells, named=_named(relations, unit)))
    pairs = sum(header.total for header in headers) // 2
    return Matrix(caption, corner, headers, tuple(rows), pairs, "协作单位数", steps)


def _shared_cell(site: Site, unit: Unit, partner: Partner, *, listed: bool) -> MatrixCell:
    count, other = len(partner.nodes), partner.unit
    anchor = partner_anchor(other) if listed else "_partners"
    words = f"{unit.name}与{other.name}：共同承担 {count} 项"
    return MatrixCell("", words, f"{site.unit_url(unit)}#{anchor}", count=count)


def _named(relations: Relations, unit: Unit) -> tuple[str, ...]:
    number = {ident: position for position, ident in enumerate(relations.of_item)}
    return tuple(
        f"{relations.head_of(each.node).id}:{number[each.node.id]}{each.role.value[0]}"
        for each in relations.of_unit[unit.id]
    )


def partner_anchor(unit: Unit) -> str:
    """Return the id of the section on another unit's page that lists the items it shares with `unit`."""
    return f"_with-{unit.id}"
