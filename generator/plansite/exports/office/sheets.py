"""The sheets of a plan's workbook, before any file format: 任务分解表, 责任矩阵, a 任务清单 for each unit."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from plansite.exports.office.register import LIST, REGISTER
from plansite.exports.office.task_columns import TaskColumns
from plansite.exports.office.workbook import (
    UPRIGHT,
    PlanWorkbook,
    Sheet,
    SheetColumn,
    SheetRow,
    SheetTable,
    sheet_names,
)
from plansite.plan import wording
from plansite.plan.model import Role, Unit
from plansite.plan.tree import Node
from plansite.views.matrix_records import SIGNS
from plansite.views.site import Site
from plansite.views.task_notes import notes
from plansite.views.tasklist import (
    PROSE_DUTIES,
    Origin,
    ProseDuty,
    TakenTasks,
    Task,
    TaskList,
    breakdown,
    labels,
    origin,
    task_list,
)


def whole(site: Site) -> PlanWorkbook:
    """Return the workbook of the whole plan; without responsibilities it has no matrix."""
    matrix = [_matrix(site)] if site.relations.responsibilities else []
    units = (_unit_sheet(task_list(site, unit)) for unit in site.relations.named_units)
    breakdown_sheet = _breakdown(site)
    return _workbook(site, breakdown_sheet.title, (breakdown_sheet, *matrix, *units))


def of_unit(site: Site, unit: Unit) -> PlanWorkbook:
    """Return the workbook of one unit, with its 任务清单 as the only sheet."""
    return _workbook(site, "", (_unit_sheet(task_list(site, unit)),))


def registers(site: Site, units: Iterable[Unit]) -> PlanWorkbook:
    """Return a workbook with the 任务台账 of `units`, a sheet each."""
    sheets = tuple(_unit_sheet(task_list(site, unit), register=True) for unit in units)
    return _workbook(
        site, f"各单位{REGISTER}", sheets or (Sheet(REGISTER, REGISTER, ("原文没有列出单位。",), (60,), ()),)
    )


def _workbook(site: Site, title: str, sheets: tuple[Sheet, ...]) -> PlanWorkbook:
    """Return a workbook, titled as its only sheet if it has but one."""
    names = sheet_names(sheet.name for sheet in sheets)
    named = tuple(replace(sheet, name=name) for sheet, name in zip(sheets, names, strict=True))
    title = sheets[0].title if len(sheets) == 1 else title
    return PlanWorkbook(title, site.plan.title, origin(site).author, named)


def _breakdown(site: Site) -> Sheet:
    view = breakdown(site)
    columns = TaskColumns.of(view.labels, view.tasks)
    lines = (_source(view.origin), *notes(view.origin, view.labels, view.tasks))
    table = SheetTable(
        "", "" if view.tasks else "原文没有逐项列出单位。", columns.heads, columns.rows(view.tasks)
    )
    return Sheet(
        "任务分解表", f"{view.origin.title}任务分解表", _said(lines), columns.widths, (table,), frozen=3
    )


def _source(source: Origin) -> str:
    parts = (
        source.number and f"文号：{source.number}",
        source.issuer and f"发文机关：{source.issuer}",
        source.period and f"实施期：{source.period}",
    )
    return "　".join(filter(None, parts))


def _said(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _matrix(site: Site) -> Sheet:
    relations, words = site.relations, labels(site)
    units = relations.responsible_units
    nodes = [relations.node[ident] for ident in relations.of_item]
    heads = (
        SheetColumn("任务"),
        *(SheetColumn(unit.name, centred=True, turn=_turn(unit.name)) for unit in units),
        SheetColumn("合计", centred=True),
    )
    totals = (len(relations.of_unit[unit.id]) for unit in units)
    table = SheetTable(
        heading="",
        note="",
        columns=heads,
        rows=tuple(_matrix_row(site, node, units) for node in nodes),
        totals=("合计", *totals, len(relations.responsibilities)),
    )
    legend = "　".join(f"{SIGNS[Role(role)]} {label}" for role, label in words.roles)
    widths = (46, *(4 * -(-len(unit.name) // UPRIGHT) for unit in units), 7)
    heirs = "；".join(f"{name}{told}" for name, told in words.heirs)
    lines = _said((_source(origin(site)), f"图例：{legend}", heirs))
    return Sheet("责任矩阵", f"{site.plan.title}责任矩阵", lines, widths, (table,), frozen=1)


def _turn(name: str) -> str:
    return "upright" if len(name) <= UPRIGHT else "side"


def _matrix_row(site: Site, node: Node, units: tuple[Unit, ...]) -> SheetRow:
    answers = site.relations.of_item[node.id]
    signs = {answer.unit.id: SIGNS[answer.role] for answer in answers}
    title = wording.heading_of(node.item) or wording.excerpt(node.item)
    values: tuple[str | int, ...] = (title, *(signs.get(unit.id, "") for unit in units), len(answers))
    return SheetRow(values, strong=not site.relations.is_task(node))


def _unit_sheet(view: TaskList, *, register: bool = False) -> Sheet:
    columns = TaskColumns.of(view.labels, view.tasks, register=register)
    found = (
        *(_task_table(columns, *each) for each in _task_sections(view)),
        _asked_table(columns, view.asked, PROSE_DUTIES),
        *(table for taken in view.taken for table in _taken_tables(columns, taken)),
        _task_table(columns, *_reached_section(view)),
    )
    tables = tuple(table for table in found if table.rows)
    noun = REGISTER if register else LIST
    return Sheet(view.name, f"{view.name}{noun}", _said(_lines(view)), columns.widths, tables)


def _lines(view: TaskList) -> Iterable[str]:
    """Yield the small lines above the tables of a unit, "" for what there is not to say."""
    yield view.full_name and f"单位全称：{view.full_name}"
    yield f"来源：{view.origin.title}"
    yield _source(view.origin)
    yield view.now and f"本单位的职责{view.now}。"
    if not (view.tasks or view.asked or any(each.asked for each in view.taken)):
        yield "原文没有列出本单位的任务。"
    yield from notes(view.origin, view.labels, view.tasks)


def _task_sections(view: TaskList) -> Iterable[tuple[str, str, tuple[Task, ...]]]:
    """Yield the heading, the note and the tasks of each role that the unit has."""
    for each in view.roles:
        yield f"{each.noun}（{len(each.tasks)}项）", "", each.tasks


def _reached_section(view: TaskList) -> tuple[str, str, tuple[Task, ...]]:
    labels = view.labels
    return f"{labels.reached_title}（{len(view.reached)}项）", labels.reached_note, view.reached


def _task_table(columns: TaskColumns, heading: str, note: str, tasks: tuple[Task, ...]) -> SheetTable:
    return SheetTable(heading, note, columns.heads, columns.rows(tasks))


def _taken_tables(columns: TaskColumns, taken: TakenTasks) -> Iterable[SheetTable]:
    """Yield the tables of what a unit took over from another."""
    heading = f"承接自{taken.name}（{len(taken.tasks)}项）"
    yield _task_table(columns, heading, f"原文列出的是{taken.name}。", taken.tasks)
    yield _asked_table(columns, taken.asked, f"承接自{taken.name}的{PROSE_DUTIES}")


def _asked_table(columns: TaskColumns, asked: tuple[ProseDuty, ...], heading: str) -> SheetTable:
    opened = columns.open_heads
    heads = (
        SheetColumn("序号", centred=True),
        SheetColumn("出处", span=2),
        SheetColumn("原文", span=len(columns.heads) - 3 - len(opened)),
        *opened,
    )
    quotes = enumerate(asked, start=1)
    rows = (SheetRow((number, each.title, each.quote, *columns.blanks)) for number, each in quotes)
    return SheetTable(f"{heading}（{len(asked)}条）", "", heads, tuple(rows))
