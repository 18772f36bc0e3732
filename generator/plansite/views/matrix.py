"""Make the responsibility matrices: filled cells come with words that explain them, empty ones are None."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec.structs import replace

from plansite.plan import wording
from plansite.plan.assignments import Responsibility
from plansite.plan.model import Unit
from plansite.plan.relations import Partner, Relations
from plansite.plan.tree import Node
from plansite.views import charts
from plansite.views.matrix_records import NAMED_ROLES, Matrix, MatrixCell, MatrixHeader, MatrixRow, MatrixSum
from plansite.views.site import Site

PARTNERS_SHOWN = 40
"""Partners that a unit's page lists with shared items; in a large plan hundreds more share a single item."""


_Cells: TypeAlias = Mapping[str, MatrixCell]
"""The filled cells of a row, by the id of the unit."""


def item_matrix(site: Site, nodes: Iterable[Node], caption: str, corner: str) -> Matrix:
    """Return items × the units named in them, with a sign for each role.

    Only tasks are summed up: an action that stands above its own tasks is not one of them.
    """
    found = {node.id: dict(_role_cells(site, node)) for node in nodes}
    tasks = [cells for ident, cells in found.items() if ident in site.relations.task_ids]
    sums = (_filled("共几项任务", tasks),) if tasks else ()
    return _matrix(site, found, sums, caption, corner)


def overview_matrix(site: Site, nodes: Iterable[Node], caption: str, corner: str) -> Matrix:
    """Return items × units: the sign of a unit's own role, and the number of items below that name it."""
    relations, rows = site.relations, tuple(nodes)
    found = {node.id: dict(_overview_cells(site, node)) for node in rows}
    filled = _filled(f"共几项{corner}", found.values())
    below = {each.id: each for node in rows for each in relations.below(node)}
    named = [each for each in below.values() if each.id in relations.of_item]
    # Where a page lies below another, the sum would count its items twice.
    if not named or found.keys() & below.keys():
        return _matrix(site, found, (filled,), caption, corner)
    counted = _counted(f"其中共几{noun(relations, named)}", found.values())
    return _matrix(site, found, (filled, counted), caption, corner)


_Sum: TypeAlias = tuple[str, Counter[str], bool]


def _filled(label: str, rows: Iterable[_Cells]) -> _Sum:
    return label, Counter(unit_id for cells in rows for unit_id in cells), False


def _counted(label: str, rows: Iterable[_Cells]) -> _Sum:
    sums: Counter[str] = Counter()
    for cells in rows:
        sums.update({unit_id: cell.count for unit_id, cell in cells.items()})
    return label, sums, True


def _matrix(
    site: Site, found: Mapping[str, _Cells], sums: tuple[_Sum, ...], caption: str, corner: str
) -> Matrix:
    """Return the matrix of `found`, which has the filled cells of each row by the id of its item."""
    relations = site.relations
    steps = charts.bounds(cell.count for cells in found.values() for cell in cells.values())
    named = {unit_id for cells in found.values() for unit_id in cells}
    units = tuple(unit for unit in relations.responsible_units if unit.id in named)
    place = {unit.id: at for at, unit in enumerate(units)}
    rows = tuple(
        _row(site, relations.node[ident], _spread(cells, place, steps), len(cells))
        for ident, cells in found.items()
    )
    columns = tuple(_unit_header(site, unit) for unit in units)
    foot = tuple(
        MatrixSum(label, tuple(each[unit.id] for unit in units), of_counts) for label, each, of_counts in sums
    )
    return Matrix(caption, corner, columns, rows, foot, steps=steps)


def _row(site: Site, node: Node, cells: tuple[MatrixCell | None, ...], total: int) -> MatrixRow:
    relations = site.relations
    return MatrixRow(
        _item_header(site, node), cells, total, _group(relations, node), relations.head_of(node).id
    )


def _spread(found: _Cells, place: Mapping[str, int], steps: tuple[int, ...]) -> tuple[MatrixCell | None, ...]:
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


def _item_header(site: Site, node: Node) -> MatrixHeader:
    item = node.item
    label = (item.number or "") + wording.short_title_of(item)
    return MatrixHeader(label, wording.heading_of(item), site.item_url(node))


def _unit_header(site: Site, unit: Unit) -> MatrixHeader:
    steps = site.relations.successions
    told = steps.name_with_heirs(unit) if steps.heirs(unit) else ""
    return MatrixHeader(unit.name, told or unit.full_name or unit.name, site.unit_url(unit), unit.id, told)


def _role_cells(site: Site, node: Node) -> Iterable[tuple[str, MatrixCell]]:
    url = site.item_url(node)
    title = wording.short_title_of(node.item)
    for answer in site.relations.of_item.get(node.id, ()):
        words = f"{site.relations.successions.name_with_heirs(answer.unit)}：{title}，{answer.label}"
        yield answer.unit.id, MatrixCell(words, url, answer.role.value)


def _overview_cells(site: Site, node: Node) -> Iterable[tuple[str, MatrixCell]]:
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
            said.append(f"其中承担{len(named)}{noun(relations, [each.node for each in named])}")
        words = f"{relations.unit[unit_id].name}：{title}，{'，'.join(said)}"
        # A page is long: the cell leads to the unit's first part in it.
        url = site.item_url(named[0].node if named else node)
        held = Counter(each.role for each in named)
        counts = tuple([(name, held[each]) for name, each in NAMED_ROLES if held[each]])
        yield unit_id, MatrixCell(words, url, role.value if role else "", counts)


def noun(relations: Relations, nodes: Iterable[Node]) -> str:
    """Return what the items that a matrix counts are called, with the measure word."""
    return "项任务" if all(map(relations.is_task, nodes)) else "个事项"


def collaboration_matrix(site: Site, caption: str, corner: str) -> Matrix:
    """Return units × units, with the number of items that name both."""
    relations = site.relations
    units = tuple(unit for unit in relations.responsible_units if relations.partners.get(unit.id))
    steps = charts.bounds(
        len(partner.nodes) for partners in relations.partners.values() for partner in partners
    )
    headers = tuple(_unit_header(site, unit) for unit in units)
    rows: list[MatrixRow] = []
    for unit, header in zip(units, headers, strict=True):
        shared = {
            partner.unit.id: _heated(_shared_cell(site, unit, partner, listed=at < PARTNERS_SHOWN), steps)
            for at, partner in enumerate(relations.partners[unit.id])
        }
        cells = tuple(shared.get(other.id) for other in units)
        rows.append(MatrixRow(header, cells, len(shared), named=_named(relations, unit)))
    # Without sums below the columns, which would repeat those of the rows.
    return Matrix(caption, corner, headers, tuple(rows), steps=steps)


def _shared_cell(site: Site, unit: Unit, partner: Partner, *, listed: bool) -> MatrixCell:
    count, other = len(partner.nodes), partner.unit
    anchor = partner_anchor(other) if listed else "_partners"
    words = f"{unit.name}与{other.name}：共同承担{count}项"
    return MatrixCell(words, f"{site.unit_url(unit)}#{anchor}", counts=(("", count),))


def _named(relations: Relations, unit: Unit) -> tuple[str, ...]:
    number = {ident: position for position, ident in enumerate(relations.of_item)}
    return tuple(
        f"{relations.head_of(each.node).id}:{number[each.node.id]}{each.role.value[0]}"
        for each in relations.of_unit[unit.id]
    )


def partner_anchor(unit: Unit) -> str:
    """Return the id of the section on another unit's page that lists the items it shares with `unit`."""
    return f"_with-{unit.id}"
