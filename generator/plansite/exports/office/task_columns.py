"""The columns of the tables of tasks in a workbook: of a list of tasks, or of a 任务台账 to be filled in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from plansite.exports.office.register import OPEN_COLUMNS
from plansite.exports.office.workbook import MARGIN, MOST_LINES, SheetColumn, SheetRow
from plansite.plan.model import Role
from plansite.text import line_breaks
from plansite.views.task_notes import has_deadlines
from plansite.views.tasklist import Labels, Task, role_lists

_TEXT_WIDTHS = (60, 75, 90, 120)
_OPEN_WIDTHS = (11, 13, 30, 13)


class TaskColumns(Struct, frozen=True):
    """The columns of the tables of a sheet: 时限 if any task has a deadline, and columns to be filled in."""

    labels: Labels
    text_width: int
    dated: bool
    register: bool

    @classmethod
    def of(cls, words: Labels, tasks: tuple[Task, ...], *, register: bool = False) -> TaskColumns:
        """Return the columns of a sheet with `tasks`."""
        return cls(words, _text_width([task.text for task in tasks]), has_deadlines(tasks), register)

    @property
    def _roles(self) -> list[tuple[Role, str]]:
        """The roles that have a column, each with its label: only who leads where there is more to fit in."""
        roles = [(Role(role), label) for role, label in self.labels.roles]
        return [each for each in roles if each[0] is Role.LEAD] if self.register else roles

    @property
    def open_heads(self) -> tuple[SheetColumn, ...]:
        """The columns to be filled in."""
        return tuple(SheetColumn(label) for label in OPEN_COLUMNS) if self.register else ()

    @property
    def heads(self) -> tuple[SheetColumn, ...]:
        """The columns of a table of tasks."""
        before = (self.labels.group, "任务", "主要内容", *(label for _, label in self._roles))
        labels = (*before, "时限") if self.dated else before
        return SheetColumn("序号", centred=True), *map(SheetColumn, labels), *self.open_heads

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths of all columns, in half-width characters."""
        roles = (17 if role is Role.LEAD else 25 for role, _ in self._roles)
        opened = _OPEN_WIDTHS if self.register else ()
        return 6, 19, 21, self.text_width, *roles, *((19,) if self.dated else ()), *opened

    def rows(self, tasks: Iterable[Task]) -> tuple[SheetRow, ...]:
        """Return the rows of a table of `tasks`."""
        return tuple(SheetRow((number, *self._values(task))) for number, task in enumerate(tasks, start=1))

    def _values(self, task: Task) -> tuple[str, ...]:
        units = role_lists(task, self.labels)
        # An action or project is a group, not a task within itself.
        title = "—" if task.title == task.group else task.title
        due = (task.due,) if self.dated else ()
        return task.group, title, task.text, *(units[role] for role, _ in self._roles), *due, *self.blanks

    @property
    def blanks(self) -> tuple[str, ...]:
        """The values of the columns to be filled in."""
        return ("",) * len(self.open_heads)


def _text_width(texts: list[str]) -> int:
    """Return the least width at which every text fits into one row, or else the greatest width."""
    fit = (each for each in _TEXT_WIDTHS if all(_lines(text, each - MARGIN) <= MOST_LINES for text in texts))
    return next(fit, _TEXT_WIDTHS[-1])


@lru_cache(maxsize=16384)
def _lines(text: str, room: int) -> int:
    """Return how many lines a text takes; the sheets of all its units ask for it."""
    return len(line_breaks.fold(text, room))
