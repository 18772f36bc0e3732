"""Read who answers for a task from the cells of its row, and by when."""

from __future__ import annotations

import re

from msgspec import Struct

from plansite.importing.grammar.cells import names_people, read_cell
from plansite.importing.grammar.finding import Charged
from plansite.importing.grammar.groups import is_group
from plansite.importing.grammar.label_fields import NOTHING
from plansite.importing.grammar.said import Said
from plansite.importing.tables.heads import Column
from plansite.importing.tables.tasks import Task
from plansite.plan.model import Role

_FIRST_LEADS = re.compile(r"第一|首位|排名?首")


class Answers(Struct, frozen=True):
    """Who answers for a task, None if its row names nobody; and the cells that were not wholly read."""

    charged: Charged | None
    left: tuple[tuple[str, str], ...]
    """The head and the text of each cell that is no list of units, or names people, too."""
    unread: tuple[str, ...]
    """Head and text of each cell that holds more than units, or none."""


def answers(task: Task) -> Answers:
    """Return who answers for `task`; a unit in two columns has the stronger role."""
    read = [(column, cell, read_cell(cell, column.role)) for column, cell in task.units]
    heard = [(column, said) for column, _, said in read if said is not None and said.names]
    left = tuple((column.head, cell) for column, cell, said in read if said is None or names_people(cell))
    unread = tuple(f"{column.head}：{cell}" for column, cell, said in read if said is None or said.unread)
    return Answers(_charged(task, heard), left, unread)


def _charged(task: Task, heard: list[tuple[Column, Said]]) -> Charged | None:
    due = "" if NOTHING.fullmatch(task.due) else "".join(task.due.split("\n"))
    due = next(filter(None, (due, *(said.due for _, said in heard))), "")
    if not heard and not due:
        return None
    roles: dict[str, Role] = {}
    for _, said in heard:
        for role, names in zip(Role, (said.lead, said.responsible, said.support), strict=True):
            for name in names:
                roles[name] = min(role, roles.get(name, role), key=list(Role).index)
    lead, responsible, support = (
        tuple(name for name, role in roles.items() if role is wanted) for wanted in Role
    )
    return Charged(
        0,
        0,
        "",
        lead,
        responsible,
        support,
        etal=any(said.etal for _, said in heard),
        collective=frozenset(filter(is_group, roles)),
        first_leads=any(said.first_leads or _FIRST_LEADS.search(column.head) for column, said in heard),
        labels=tuple((column.role, column.head) for column, _ in heard if column.role is not None),
        due=due,
    )
