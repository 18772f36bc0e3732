"""The sheets of a plan's workbook, before any file format: 任务分解表, 责任矩阵, a 任务清单 for each unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plansite.exports.office.workbook import (
    MARGIN,
    MOST_LINES,
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
from plansite.text import line_breaks
from plansite.views.matrix_records import SIGNS
from plansite.views.site import Site
from plansite.views.tasklist import (
    PROSE_DUTIES,
    Labels,
    Origin,
    ProseDuty,
    TakenTasks,
    Task,
    TaskList,
    breakdown,
    labels,
    notes,
    origin,
    role_lists,
    task_list,
)

_TEXT_WIDTHS = (60, 75, 90, 120)


def whole(site: Site) -> PlanWorkbook:
    """Return the workbook of the whole plan; without responsibilities it has no matrix."""
    matrix = [_matrix(site)] if site.relations.responsibilities else []
    units = (_unit_sheet(task_list(site, unit)) for unit in site.relations.named_units)
    sheets = (_breakdown(site), *matrix, *units)
    names = sheet_names(sheet.name for sheet in sheets)
    named = tuple(replace(sheet, name=name) for sheet, name in zip(sheets, names, strict=True))
    return PlanWorkbook(sheets[0].title, site.plan.title, named)


def of_unit(site: Site, unit: Unit) -> PlanWorkbook:
    """Return the workbook of one unit, with its 任务清单 as the only sheet."""
    sheet = _unit_sheet(task_list(site, unit))
    (name,) = sheet_names([sheet.name])
    return PlanWorkbook(sheet.title, site.plan.title, (replace(sheet, name=name),))


def _breakdown(site: Site) -> Sheet:
    view = breakdown(site)
    columns, widths = _task_columns(view.labels, view.tasks)
    lines = (_source(view.origin), *notes(view.labels, view.tasks))
    table = SheetTable(
        "", "" if view.tasks else "原文没有逐项列出单位。", columns, _task_rows(view.labels, view.tasks)
    )
    return Sheet("任务分解表", f"{view.origin.title}任务分解表", _said(lines), widths, (table,), frozen=3)


def _source(source: Origin) -> str:
    parts = (
        source.number and f"文号：{source.number}",
        source.issuer and f"发文机关：{source.issuer}",
        source.period and f"实施期：{source.period}",
    )
    return "　".join(filter(None, parts))


def _said(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _task_columns(words: Labels, tasks: Iterable[Task]) -> tuple[tuple[SheetColumn, ...], tuple[int, ...]]:
    """Return the columns of a table of tasks, and their widths in half-width characters."""
    middle = [SheetColumn(label) for _, label in words.roles]
    columns = (
        SheetColumn("序号", centred=True),
        *(SheetColumn(label) for label in (words.group, "任务", "主要内容")),
        *middle,
        SheetColumn("时限"),
    )
    roles = (17 if role is Role.LEAD else 25 for role in _used(words))
    return columns, (6, 19, 21, _text_width([task.text for task in tasks]), *roles, 19)


def _used(words: Labels) -> list[Role]:
    return [Role(role) for role, _ in words.roles]


def _text_width(texts: list[str]) -> int:
    """Return the least width at which every text fits into one row, or else the greatest width."""
    fit = (
        each
        for each in _TEXT_WIDTHS
        if all(len(line_breaks.fold(text, each - MARGIN)) <= MOST_LINES for text in texts)
    )
    return next(fit, _TEXT_WIDTHS[-1])


def _task_rows(words: Labels, tasks: Iterable[Task]) -> tuple[SheetRow, ...]:
    return tuple(SheetRow((number, *_task_values(words, task))) for number, task in enumerate(tasks, start=1))


def _task_values(words: Labels, task: Task) -> tuple[str, ...]:
    units = role_lists(task, words)
    # An action or project is a group, not a task within itself.
    title = "—" if task.title == task.group else task.title
    return task.group, title, task.text, *(units[role] for role in _used(words)), task.due


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


def _unit_sheet(view: TaskList) -> Sheet:
    tasks = view.tasks
    columns, widths = _task_columns(view.labels, tasks)
    found = (
        *(_task_table(view.labels, columns, *each) for each in _task_sections(view)),
        _asked_table(columns, view.asked, PROSE_DUTIES),
        *(table for taken in view.taken for table in _taken_tables(view, columns, taken)),
        _task_table(view.labels, columns, *_reached_section(view)),
    )
    lines = (
        view.full_name and f"单位全称：{view.full_name}",
        f"来源：{view.origin.title}",
        _source(view.origin),
        view.now and f"本单位的职责{view.now}。",
        "" if tasks or view.asked or any(each.asked for each in view.taken) else "原文没有列出本单位的任务。",
    )
    tables = tuple(table for table in found if table.rows)
    return Sheet(view.name, f"{view.name}任务清单", _said(lines), widths, tables)


def _task_sections(view: TaskList) -> Iterable[tuple[str, str, tuple[Task, ...]]]:
    """Yield the heading, the note and the tasks of each role that the unit has."""
    for each in view.roles:
        yield f"{each.noun}（{len(each.tasks)} 项）", "", each.tasks


def _reached_section(view: TaskList) -> tuple[str, str, tuple[Task, ...]]:
    labels = view.labels
    return f"{labels.reached_title}（{len(view.reached)} 项）", labels.reached_note, view.reached


def _task_table(
    words: Labels, columns: tuple[SheetColumn, ...], heading: str, note: str, tasks: tuple[Task, ...]
) -> SheetTable:
    return SheetTable(heading, note, columns, _task_rows(words, tasks))


def _taken_tables(
    view: TaskList, columns: tuple[SheetColumn, ...], taken: TakenTasks
) -> Iterable[SheetTable]:
    """Yield the tables of what a unit took over from another."""
    heading = f"承接自{taken.name}（{len(taken.tasks)} 项）"
    yield _task_table(view.labels, columns, heading, f"原文列出的是{taken.name}。", taken.tasks)
    yield _asked_table(columns, taken.asked, f"承接自{taken.name}的{PROSE_DUTIES}")


def _asked_table(columns: tuple[SheetColumn, ...], asked: tuple[ProseDuty, ...], heading: str) -> SheetTable:
    heads = (
        SheetColumn("序号", centred=True),
        SheetColumn("出处", span=2),
        SheetColumn("原文", span=len(columns) - 3),
    )
    rows = (SheetRow((number, each.title, each.quote)) for number, each in enumerate(asked, start=1))
    return SheetTable(f"{heading}（{len(asked)} 条）", "", heads, tuple(rows))
