"""The 任务清单 of a unit, or those of all units, as an annex; or with columns to fill in, a 任务台账."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plansite.exports.office.annex import (
    WIDTH,
    AnnexBlock,
    AnnexCell,
    AnnexColumn,
    AnnexLink,
    AnnexTable,
    Look,
    Paragraph,
)
from plansite.exports.office.register import LIST, OPEN_COLUMNS, REGISTER
from plansite.plan import wording
from plansite.plan.model import Role, Unit
from plansite.text import numbering
from plansite.views import task_notes, tasklist
from plansite.views.site import Site
from plansite.views.tasklist import Labels, Origin, ProseDuty, Task, TaskList

_WIDTHS = {Role.LEAD: 23, Role.RESPONSIBLE: 29, Role.SUPPORT: 25}
_OPEN_WIDTHS = dict(zip(OPEN_COLUMNS, (18, 18, 36, 18), strict=True))

OVERVIEW = "任务一览"
"""The section of a list that names all tasks without their text."""

Field = tuple[AnnexColumn, Sequence[AnnexCell]]
"""A column with its cells from top to bottom; a column of width 0 takes what the others leave."""


class TaskLists(Struct, frozen=True):
    """任务清单 of one unit, or of all units that the plan names if `whole`.

    A `register` (任务台账) has columns that the unit fills in, in place of those that name other units.
    """

    origin: Origin
    labels: Labels
    whole: bool
    register: bool
    units: tuple[TaskList, ...]

    @property
    def noun(self) -> str:
        """What the document is."""
        return REGISTER if self.register else LIST

    @property
    def title(self) -> str:
        """The title of the document."""
        return f"{'各单位' if self.whole else self.units[0].name}{self.noun}"


def show(site: Site, unit: Unit | None, *, register: bool = False) -> TaskLists:
    """Return the task list of `unit`, or those of all units in the order of the plan."""
    units = site.relations.named_units if unit is None else (unit,)
    return TaskLists(
        tasklist.origin(site),
        tasklist.labels(site),
        unit is None,
        register,
        tuple(tasklist.task_list(site, each) for each in units),
    )


def _quoted(origin: Origin) -> tuple[str, str]:
    return f"《{origin.title}》", f"（{origin.number}）" if origin.number else ""


def _source(origin: Origin) -> Iterator[AnnexBlock]:
    """Yield the title and number of the plan on a line each, because they seldom fit on one."""
    for text in filter(None, _quoted(origin)):
        yield Paragraph(Look.SUBTITLE, text)


def blocks(view: TaskLists) -> Iterator[AnnexBlock]:
    """Yield the blocks of the document."""
    if not view.register:
        yield Paragraph(Look.LABEL, "附件")
    if view.whole:
        yield from _index(view)
    for number, unit in enumerate(view.units, start=1):
        anchor = number if view.whole else 0
        yield Paragraph(Look.UNIT, f"{unit.name}{view.noun}", anchor=anchor, new_page=view.whole)
        yield from _unit(unit, register=view.register)
    if view.register:
        yield Paragraph(Look.REMARK, f"{'、'.join(OPEN_COLUMNS)}各栏由本单位填写。")
    yield Paragraph(Look.REMARK, f"据{''.join(_quoted(view.origin))}编制，与原文有出入的以原文为准。")


def _index(view: TaskLists) -> Iterator[AnnexBlock]:
    """Yield the first page of the document for all units: each unit, and how much it has to do."""
    yield Paragraph(Look.TITLE, view.title)
    yield from _source(view.origin)
    period = _period(view.origin)
    if not view.units:
        yield from _line(period)
        yield Paragraph(Look.REMARK, "原文没有列出单位。")
        return
    yield from _line(f"共{len(view.units)}家单位", period)
    links = [AnnexLink(unit.name, number) for number, unit in enumerate(view.units, start=1)]
    amounts = [
        (
            AnnexColumn(label, 44 if label == view.labels.reached_title else 30),
            [str(count) if count else "—" for count in counts],
        )
        for label, counts in _counts(view)
        if any(counts)
    ]
    yield _table([_numbers(view.units), (AnnexColumn("单位", 0, Look.LIST), links), *amounts])


def _period(origin: Origin) -> str:
    return origin.period and f"实施期：{origin.period}"


def _line(*parts: str) -> Iterator[AnnexBlock]:
    """Yield the parts that say something on one line, if any does."""
    text = "　".join(filter(None, parts))
    if text:
        yield Paragraph(Look.LINE, text)


def _counts(view: TaskLists) -> Iterator[tuple[str, list[int]]]:
    for role, label in view.labels.roles:
        yield wording.role_noun(label), [_amount(unit, role) for unit in view.units]
    yield tasklist.PROSE_DUTIES, [len(unit.asked) for unit in view.units]
    yield view.labels.reached_title, [len(unit.reached) for unit in view.units]


def _amount(unit: TaskList, role: str) -> int:
    return sum(len(each.tasks) for each in unit.roles if each.role == role)


def _unit(unit: TaskList, *, register: bool) -> Iterator[AnnexBlock]:
    """Yield what follows the title of a unit's list."""
    yield from _source(unit.origin)
    yield from _line(unit.full_name and f"单位全称：{unit.full_name}", _period(unit.origin))
    if unit.now:
        yield Paragraph(Look.NOTE, f"本单位的职责{unit.now}。")
    number = -1
    for number, (title, blocks) in enumerate(_sections(unit, register=register)):
        yield Paragraph(Look.SECTION, f"{numbering.chinese(number + 1)}、{title}")
        yield from blocks
    if number < 0:
        yield Paragraph(Look.REMARK, "原文没有向本单位列出任务。")
    yield from _remark(unit)


def _sections(unit: TaskList, *, register: bool) -> Iterator[tuple[str, list[AnnexBlock]]]:
    """Yield the title and the blocks of each section that is not empty."""
    tasks_of, asked_of = (_open_tasks, _open_asked) if register else (_tasks, _asked)
    own = [(each.noun, task) for each in unit.roles for task in each.tasks]
    if len(own) > 1 and not register:
        yield f"{OVERVIEW}（{len(own)}项）", [_overview(unit, own)]
    for each in unit.roles:
        yield f"{each.noun}（{len(each.tasks)}项）", [tasks_of(unit, each.tasks)]
    if unit.asked:
        yield f"{tasklist.PROSE_DUTIES}（{len(unit.asked)}条）", [asked_of(unit.asked)]
    for taken in unit.taken:
        former = Paragraph(Look.NOTE, f"原文列出的是{taken.name}，现由本单位承担。")
        if taken.tasks:
            yield f"承接自{taken.name}（{len(taken.tasks)}项）", [former, tasks_of(unit, taken.tasks)]
        if taken.asked:
            yield (
                f"承接自{taken.name}的{tasklist.PROSE_DUTIES}（{len(taken.asked)}条）",
                [former, asked_of(taken.asked)],
            )
    if unit.reached:
        note = unit.labels.reached_note
        yield (
            f"{unit.labels.reached_title}（{len(unit.reached)}项）",
            [Paragraph(Look.NOTE, note), tasks_of(unit, unit.reached)],
        )


def _remark(unit: TaskList) -> Iterator[AnnexBlock]:
    """Yield the notes on columns whose entries come from items above."""
    for note in task_notes.notes(unit.origin, unit.labels, unit.tasks):
        yield Paragraph(Look.REMARK, note)


def _overview(unit: TaskList, own: Sequence[tuple[str, Task]]) -> AnnexTable:
    """Return all that the unit has to do at a glance, without the text, as its page begins."""
    tasks = [task for _, task in own]
    # An action or project is a group, not a task within itself.
    groups = ["—" if task.title == task.group else task.group for task in tasks]
    fields: list[Field] = [
        _numbers(tasks),
        (AnnexColumn("任务", 0, Look.LIST), [task.title for task in tasks]),
        (AnnexColumn(f"所属{unit.labels.group}", 56, Look.LIST), groups),
        (AnnexColumn("角色", 13), [noun for noun, _ in own]),
    ]
    leads = [tasklist.role_lists(task, unit.labels)[Role.LEAD] for task in tasks]
    if any(leads):
        fields.append((AnnexColumn(dict(unit.labels.roles)[Role.LEAD], 33, Look.LIST), leads))
    partners = [tasklist.partners(task, unit.name, unit.labels) or "—" for task in tasks]
    fields.append((AnnexColumn("共同单位", 50, Look.LIST), partners))
    if task_notes.has_deadlines(unit.tasks):
        fields.append((AnnexColumn("时限", 24), [task.due for task in tasks]))
    return _table(fields)


def _tasks(unit: TaskList, tasks: tuple[Task, ...]) -> AnnexTable:
    fields: list[Field] = [
        _numbers(tasks),
        (AnnexColumn(unit.labels.group, 25), [task.group for task in tasks]),
    ]
    if any(task.title != task.group for task in tasks):
        fields.append((AnnexColumn("任务", 29, Look.LIST), [task.title for task in tasks]))
    fields.append((AnnexColumn("主要内容", 0, Look.TEXT), [task.text for task in tasks]))
    lists = [tasklist.role_lists(task, unit.labels) for task in tasks]
    for role, label in ((Role(value), label) for value, label in unit.labels.roles):
        if any(each[role] for each in lists):
            fields.append((AnnexColumn(label, _WIDTHS[role], Look.LIST), [each[role] for each in lists]))
    if task_notes.has_deadlines(unit.tasks):
        fields.append((AnnexColumn("时限", 24), [task.due for task in tasks]))
    return _table(fields)


def _open_tasks(unit: TaskList, tasks: tuple[Task, ...]) -> AnnexTable:
    """Return tasks with columns to be filled in; only who leads is named, or the text would have no room."""
    titles = ["\n".join(dict.fromkeys((task.group, task.title))) for task in tasks]
    fields: list[Field] = [
        _numbers(tasks),
        (AnnexColumn("任务", 27, Look.LIST), titles),
        (AnnexColumn("主要内容", 0, Look.TEXT), [task.text for task in tasks]),
    ]
    leads = [tasklist.role_lists(task, unit.labels)[Role.LEAD] for task in tasks]
    if any(leads):
        fields.append((AnnexColumn(dict(unit.labels.roles)[Role.LEAD], 21, Look.LIST), leads))
    if task_notes.has_deadlines(unit.tasks):
        fields.append((AnnexColumn("时限", 20), [task.due for task in tasks]))
    return _table([*fields, *_open(tasks)])


def _open(rows: Sequence[object]) -> Iterator[Field]:
    for label, width in _OPEN_WIDTHS.items():
        yield AnnexColumn(label, width, Look.LIST), [""] * len(rows)


def _asked(asked: tuple[ProseDuty, ...]) -> AnnexTable:
    return _table(_quotes(asked))


def _open_asked(asked: tuple[ProseDuty, ...]) -> AnnexTable:
    return _table([*_quotes(asked), *_open(asked)])


def _quotes(asked: tuple[ProseDuty, ...]) -> list[Field]:
    return [
        _numbers(asked),
        (AnnexColumn("出处", 40), [each.title for each in asked]),
        (AnnexColumn("原文", 0, Look.TEXT), [each.quote for each in asked]),
    ]


def _numbers(rows: Sequence[object]) -> Field:
    return AnnexColumn("序号", 11), [str(number) for number in range(1, len(rows) + 1)]


def _table(fields: Sequence[Field]) -> AnnexTable:
    rest = WIDTH - sum(column.width for column, _ in fields)
    columns = tuple(column if column.width else replace(column, width=rest) for column, _ in fields)
    return AnnexTable(columns, tuple(zip(*(cells for _, cells in fields), strict=True)))
