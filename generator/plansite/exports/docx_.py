"""docx: a unit's 任务清单 as an annex that an office can edit and pass on, or those of all units in one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plansite.exports.export import About, Document
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
from plansite.plan import wording
from plansite.plan.model import Role, Unit
from plansite.text import numbering
from plansite.views import tasklist
from plansite.views.site import Site
from plansite.views.tasklist import Labels, Origin, ProseDuty, Task, TaskList

ALL = "各单位任务清单"
_WIDTHS = {Role.LEAD: 23, Role.RESPONSIBLE: 29, Role.SUPPORT: 25}

Field = tuple[AnnexColumn, Sequence[AnnexCell]]
"""A column with its cells from top to bottom; a column of width 0 takes what the others leave."""


@dataclass(frozen=True, slots=True)
class TaskLists:
    """任务清单 of one unit, or of all units that the plan names if `whole`."""

    origin: Origin
    labels: Labels
    whole: bool
    units: tuple[TaskList, ...]

    @property
    def title(self) -> str:
        """The title of the document."""
        return ALL if self.whole else _title(self.units[0])


def show(site: Site, unit: Unit | None) -> TaskLists:
    """Return the task list of `unit`, or those of all units in the order of the plan."""
    units = site.relations.named_units if unit is None else (unit,)
    return TaskLists(
        tasklist.origin(site),
        tasklist.labels(site),
        unit is None,
        tuple(tasklist.task_list(site, each) for each in units),
    )


def write(view: TaskLists, stamp: dt.datetime) -> bytes:
    """Return the docx, stamped with `stamp`."""
    from plansite.exports.office import word  # noqa: PLC0415  takes 0.1 s, which only a build needs

    return word.write(view.title, _blocks(view), stamp)


def _title(unit: TaskList) -> str:
    return f"{unit.name}任务清单"


def _quoted(origin: Origin) -> tuple[str, str]:
    return f"《{origin.title}》", f"（{origin.number}）" if origin.number else ""


def _source(origin: Origin) -> Iterator[AnnexBlock]:
    """Yield the title and number of the plan on a line each, because they seldom fit on one."""
    for text in filter(None, _quoted(origin)):
        yield Paragraph(Look.SUBTITLE, text)


def _blocks(view: TaskLists) -> Iterator[AnnexBlock]:
    yield Paragraph(Look.LABEL, "附件")
    if view.whole:
        yield from _index(view)
    for number, unit in enumerate(view.units, start=1):
        yield Paragraph(Look.UNIT, _title(unit), anchor=number if view.whole else 0, new_page=view.whole)
        yield from _unit(unit)
    yield Paragraph(Look.REMARK, f"据{''.join(_quoted(view.origin))}编制，与原文有出入的以原文为准。")


def _index(view: TaskLists) -> Iterator[AnnexBlock]:
    """Yield the first page of the document for all units: each unit, and how much it has to do."""
    yield Paragraph(Look.TITLE, ALL)
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


def _unit(unit: TaskList) -> Iterator[AnnexBlock]:
    """Yield what follows the title of a unit's list."""
    yield from _source(unit.origin)
    yield from _line(unit.full_name and f"单位全称：{unit.full_name}", _period(unit.origin))
    if unit.now:
        yield Paragraph(Look.NOTE, f"本单位的职责{unit.now}。")
    number = -1
    for number, (title, blocks) in enumerate(_sections(unit)):
        yield Paragraph(Look.SECTION, f"{numbering.chinese(number + 1)}、{title}")
        yield from blocks
    if number < 0:
        yield Paragraph(Look.REMARK, "原文没有向本单位列出任务。")
    yield from _remark(unit)


def _sections(unit: TaskList) -> Iterator[tuple[str, list[AnnexBlock]]]:
    """Yield the title and the blocks of each section that is not empty."""
    for each in unit.roles:
        yield f"{each.noun}（{len(each.tasks)}项）", [_tasks(unit, each.tasks)]
    if unit.asked:
        yield f"{tasklist.PROSE_DUTIES}（{len(unit.asked)}条）", [_asked(unit.asked)]
    for taken in unit.taken:
        former = Paragraph(Look.NOTE, f"原文列出的是{taken.name}，现由本单位承担。")
        if taken.tasks:
            yield f"承接自{taken.name}（{len(taken.tasks)}项）", [former, _tasks(unit, taken.tasks)]
        if taken.asked:
            yield (
                f"承接自{taken.name}的{tasklist.PROSE_DUTIES}（{len(taken.asked)}条）",
                [former, _asked(taken.asked)],
            )
    if unit.reached:
        note = unit.labels.reached_note
        yield (
            f"{unit.labels.reached_title}（{len(unit.reached)}项）",
            [Paragraph(Look.NOTE, note), _tasks(unit, unit.reached)],
        )


def _remark(unit: TaskList) -> Iterator[AnnexBlock]:
    """Yield the notes on columns whose entries come from items above."""
    for note in tasklist.notes(unit.labels, unit.tasks):
        yield Paragraph(Look.REMARK, note)


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
    fields.append((AnnexColumn("时限", 24), [task.due for task in tasks]))
    return _table(fields)


def _asked(asked: tuple[ProseDuty, ...]) -> AnnexTable:
    return _table(
        [
            _numbers(asked),
            (AnnexColumn("出处", 55), [each.title for each in asked]),
            (AnnexColumn("原文", 0, Look.TEXT), [each.quote for each in asked]),
        ]
    )


def _numbers(rows: Sequence[object]) -> Field:
    return AnnexColumn("序号", 11), [str(number) for number in range(1, len(rows) + 1)]


def _table(fields: Sequence[Field]) -> AnnexTable:
    rest = WIDTH - sum(column.width for column, _ in fields)
    columns = tuple(column if column.width else replace(column, width=rest) for column, _ in fields)
    return AnnexTable(columns, tuple(zip(*(cells for _, cells in fields), strict=True)))


export = Document(
    show,
    write,
    "data/tasklists.docx",
    About(
        ALL,
        "每家单位一份任务清单，按公文附件的样式排版，可以修改和转发。",
        "部分",
        (
            ("牵头", "本单位牵头的事项及其正文"),
            ("责任、配合", "本单位负责和配合的任务：正文、牵头单位、责任单位、时限"),
            (tasklist.PROSE_DUTIES, "正文对本单位提出的要求，照录原文"),
            ("牵头范围内的其他任务", "本单位牵头的事项之下，原文没有列入本单位的任务"),
        ),
    ),
    unit_path="data/units/{unit}.docx",
    unit_label="{unit}任务清单",
    libraries=("python-docx", "lxml"),
)
