"""Notes below a table of tasks, so that what holds for many rows is said once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from plansite.plan.model import Role
from plansite.views.tasklist import UNDATED, Labels, Origin, Task

_DUE = "时限"


def has_deadlines(tasks: Iterable[Task]) -> bool:
    """Return whether tasks need a column 时限; if none has a deadline, a note says so once (`notes`)."""
    return any(task.has_due for task in tasks)


def notes(source: Origin, words: Labels, tasks: Iterable[Task]) -> tuple[str, ...]:
    """Return notes on columns whose entries come from items above, and on deadlines that are not printed."""
    tasks = tuple(tasks)
    label = dict(words.roles).get(Role.LEAD.value, "")
    found = (
        _inherited(words, label, [task for task in tasks if task.lead], lambda task: task.lead_above),
        _inherited(words, _DUE, [task for task in tasks if task.has_due], lambda task: task.due_above),
        _undated(source.period, tasks),
    )
    return tuple(filter(None, found))


def _undated(period: str, tasks: tuple[Task, ...]) -> str:
    if all(task.has_due for task in tasks):
        return ""
    if has_deadlines(tasks):
        return period and f"注：“{_DUE}”一栏为“{UNDATED}”的，实施期为{period}。"
    return f"注：原文没有列出{_DUE}{period and f'，实施期为{period}'}。"


def _inherited(words: Labels, column: str, filled: list[Task], is_above: Callable[[Task], bool]) -> str:
    above = [is_above(task) for task in filled]
    if not any(above):
        return ""
    which = "" if all(above) else f"任务本身未列{column}的，"
    return f"注：{which}“{column}”一栏为所属{words.group}的{column}。"
