"""Read who answers for a task from the cells of its row, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plansite.importing import clauses, units
from plansite.importing.responsibility import Charged
from plansite.importing.spelling import squeeze
from plansite.importing.tables.tasks import Task
from plansite.plan.model import Role, RoleLabels

_NOTHING = re.compile(r"[-—－–―─/／\\、\s]*|无|暂无|没有")
_GOES_ON = re.compile(r"[、，；：和与及（(]$")
_GOING_ON = re.compile(r"[、，；和与及）)等]")
_FIRST_LEADS = re.compile(r"第一|首位|排名?首")
_LABELS = RoleLabels()


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answers for a task, None if its row names nobody, and the cells that could not be read."""

    charged: Charged | None
    unread: tuple[tuple[str, str], ...]
    """The head and the text of each."""


def answers(task: Task) -> Answers:
    """Return who answers for `task`; a unit in two columns has the stronger role."""
    roles: dict[str, Role] = {}
    labels: list[tuple[Role, str]] = []
    unread: list[tuple[str, str]] = []
    due, etal, first_leads = _value(task.due), False, False
    for column, cell in task.units:
        value = _value(cell)
        if not value or column.role is None:
            continue
        said = clauses.read(squeeze(f"{_LABELS.of(column.role)}：{value}").text, strict=False)
        if said is None:
            unread.append((column.head, cell))
            continue
        for name, role in _by_name(said):
            roles[name] = min(role, roles.get(name, role), key=list(Role).index)
        labels.append((column.role, column.head))
        due, etal = due or said.due, etal or said.etal
        first_leads = first_leads or said.first_leads or bool(_FIRST_LEADS.search(column.head))
    charged = (
        None
        if not roles and not due
        else Charged(
            0,
            0,
            "",
            lead=_names(roles, Role.LEAD),
            responsible=_names(roles, Role.RESPONSIBLE),
            support=_names(roles, Role.SUPPORT),
            etal=etal,
            collective=frozenset(filter(units.is_group, roles)),
            first_leads=first_leads,
            labels=tuple(labels),
            due=due,
        )
    )
    return Answers(charged, tuple(unread))


def _by_name(said: clauses.Said) -> Iterator[tuple[str, Role]]:
    for role, names in (
        (Role.LEAD, said.lead),
        (Role.RESPONSIBLE, said.responsible),
        (Role.SUPPORT, said.support),
    ):
        yield from ((name, role) for name in names)


def _names(roles: dict[str, Role], wanted: Role) -> tuple[str, ...]:
    return tuple(name for name, role in roles.items() if role is wanted)


def _value(cell: str) -> str:
    """Return the text of a cell on one line, its names apart; "" where it says that there is nothing."""
    if _NOTHING.fullmatch(cell):
        return ""
    lines = [_apart(line) for line in cell.split("\n")]
    whole = lines[0]
    for line in lines[1:]:
        mark = "" if _GOES_ON.search(whole) or _GOING_ON.match(line) else "、"
        whole += mark + line
    return whole


def _apart(line: str) -> str:
    """Return a line with its names parted by 、 where only spaces part them."""
    parts = line.split()
    names = len(parts) > 1 and all(units.is_name(part, strict=True) for part in parts)
    return "、".join(parts) if names else line
