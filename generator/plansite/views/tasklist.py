"""The plan as offices list it, before any file format: 任务分解表, and the 任务清单 of each unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.assignments import Accountability, Deadline, Responsibility
from plansite.plan.model import Role, Unit
from plansite.plan.tree import Node
from plansite.views.site import Site

PROSE_DUTIES = "组织实施职责"
"""Heading for what the text asks of units in prose."""

UNDATED = "原文未列"
"""What a task has in place of a deadline that is not printed."""


class Task(Struct, frozen=True):
    """An item, who answers for it, and by when, in printed words.

    `lead`, `responsible` and `support` are names of units; `lead` comes from the nearest item at or above
    this one that names any. `due` is the deadline, or a remark that the text gives none.
    """

    item_id: str
    group: str
    """The action or project that the item belongs to, or else its chapter."""
    title: str
    text: str
    """The paragraphs, one per line."""
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    support: tuple[str, ...]
    etal: bool
    """Whether the printed list ends in 等; the mark goes after the last role that has units."""
    due: str
    has_due: bool
    lead_above: bool
    """Whether `lead` comes from an item above this one, because this one names none."""
    due_above: bool
    """Whether any deadline in `due` is printed at an item above this one."""


class ProseDuty(Struct, frozen=True):
    """What the text asks of a unit in prose, and the heading of the item that says so."""

    title: str
    quote: str


class Labels(Struct, frozen=True):
    """The labels of the columns: the kinds that have pages, and the roles as the document prints them.

    `roles` are the (role, label) pairs that the plan uses, strongest first. `heirs` are (name, 现由…承担)
    pairs for the units whose part others do now.
    """

    group: str
    roles: tuple[tuple[str, str], ...]
    heirs: tuple[tuple[str, str], ...] = ()

    @property
    def reached_title(self) -> str:
        """The title for tasks below items that a unit leads, if they do not name it themselves."""
        return f"{wording.role_noun(dict(self.roles).get(Role.LEAD.value, ''))}范围内的其他任务"

    @property
    def reached_note(self) -> str:
        """The note above tasks below items that a unit leads, if they do not name it themselves."""
        named = dict(self.roles)
        lead = named.pop(Role.LEAD.value, "")
        others = "或".join(named.values()) or lead
        noun = wording.role_noun(lead)
        return f"这些任务在本单位{noun}的范围之内，原文没有把本单位列为{others}。"


class Origin(Struct, frozen=True):
    """The source of a table: the document's title, number and issuer, and the plan's years; "" if unknown."""

    title: str
    number: str
    issuer: str
    period: str
    author: str
    """Who a file is by: the issuer, or else the site, which has the plan's short title."""


class Breakdown(Struct, frozen=True):
    """任务分解表: the items that units answer for, in document order."""

    origin: Origin
    labels: Labels
    tasks: tuple[Task, ...]


class RoleTasks(Struct, frozen=True):
    """The items in which a unit has one role; `noun` names the role: 牵头, 责任, 参与."""

    role: str
    noun: str
    tasks: tuple[Task, ...]


class TakenTasks(Struct, frozen=True):
    """What a unit took over from another unit, the one that the text names."""

    name: str
    tasks: tuple[Task, ...]
    asked: tuple[ProseDuty, ...]


class TaskList(Struct, frozen=True):
    """任务清单: what one unit does in each role, and what the text asks of it in prose, in document order.

    `reached` are the items below those that it leads which do not name it.
    """

    unit_id: str
    name: str
    full_name: str
    origin: Origin
    labels: Labels
    roles: tuple[RoleTasks, ...]
    """One entry for each role that the unit has, strongest first."""
    asked: tuple[ProseDuty, ...]
    reached: tuple[Task, ...]
    now: str = ""
    """现由…承担, or "" if the unit still does its own part."""
    taken: tuple[TakenTasks, ...] = ()
    """What the unit took over from others, listed apart from its own tasks."""

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All items of the list: the unit's own, those taken over, and those below what it leads."""
        own = (task for each in self.roles for task in each.tasks)
        taken = (task for each in self.taken for task in each.tasks)
        return (*own, *taken, *self.reached)


def breakdown(site: Site) -> Breakdown:
    """Return the whole plan as a table.

    An item that only names who leads the tasks below it has no row of its own; its units appear in the rows
    of those tasks.
    """
    relations = site.relations
    found = (item for item in relations.items.values() if item.responsibilities)
    rows = [item for item in found if relations.is_task(item.node) or not _only_leads(item)]
    return Breakdown(origin(site), labels(site), tuple(_of_item(site, item) for item in rows))


def task_list(site: Site, unit: Unit) -> TaskList:
    """Return the task list of `unit`."""
    relations = site.relations
    mine = relations.of_unit.get(unit.id, ())
    return TaskList(
        unit_id=unit.id,
        name=unit.name,
        full_name=unit.full_name or "",
        origin=origin(site),
        labels=labels(site),
        roles=tuple(_by_role(site, mine)),
        asked=_asked(site, unit),
        reached=tuple(_of_item(site, relations.items[node.id]) for node in relations.reached(unit)),
        now=relations.successions.heirs_note(unit),
        taken=tuple(_taken(site, former) for former in relations.successions.predecessors(unit)),
    )


def _by_role(site: Site, mine: Iterable[Responsibility]) -> Iterable[RoleTasks]:
    for role in Role:
        found = [each for each in mine if each.role is role]
        if found:
            noun = wording.role_noun(found[0].label)
            yield RoleTasks(role.value, noun, tuple(_of_unit(site, each) for each in found))


def _asked(site: Site, unit: Unit) -> tuple[ProseDuty, ...]:
    relations = site.relations
    return tuple(
        ProseDuty(wording.heading_of(relations.node[duty.item].item), duty.quote)
        for duty in relations.duties.get(unit.id, ())
    )


def _taken(site: Site, former: Unit) -> TakenTasks:
    mine = site.relations.of_unit.get(former.id, ())
    return TakenTasks(former.name, tuple(_of_unit(site, each) for each in mine), _asked(site, former))


def role_lists(task: Task, words: Labels) -> dict[Role, str]:
    """Return the units of each role as printed, each followed by the units that do its part now.

    等 follows the last role that has units, if the text has it.
    """
    heirs = dict(words.heirs)
    names = {Role.LEAD: task.lead, Role.RESPONSIBLE: task.responsible, Role.SUPPORT: task.support}
    found = {role: "、".join(_with_heirs(name, heirs) for name in units) for role, units in names.items()}
    if task.etal:
        last = [role for role in found if found[role]][-1:]
        found |= {role: f"{found[role]}等" for role in last}
    return found


def partners(task: Task, own: str, words: Labels) -> str:
    """Return the units named with `own` in any role of a task, each with those that do its part now."""
    heirs = dict(words.heirs)
    named = dict.fromkeys((*(() if task.lead_above else task.lead), *task.responsible, *task.support))
    found = [_with_heirs(name, heirs) for name in named if name != own]
    return "、".join(found) + ("等" if found and task.etal else "")


def _with_heirs(name: str, heirs: Mapping[str, str]) -> str:
    return f"{name}（{heirs[name]}）" if name in heirs else name


def origin(site: Site) -> Origin:
    """Return the source of the plan's tables."""
    plan, issuer = site.plan, site.plan.document.issuer or ""
    number, period = plan.document.number or "", wording.period(plan)
    return Origin(plan.title, number, issuer, period, issuer or plan.name)


@lru_cache(maxsize=1)
def labels(site: Site) -> Labels:
    """Return the column labels of the plan's tables."""
    plan, relations = site.plan, site.relations
    kinds = {node.item.kind: None for node in relations.nodes if relations.has_page(node)}
    used = {each.role for each in relations.responsibilities}
    return Labels(
        "/".join(plan.kinds[kind].label for kind in kinds if kind) or "章节",
        tuple((role.value, plan.roles.of(role)) for role in Role if role in used),
        tuple(
            (unit.name, relations.successions.heirs_note(unit))
            for unit in relations.named_units
            if relations.successions.heirs(unit)
        ),
    )


def _only_leads(item: Accountability) -> bool:
    return all(each.role is Role.LEAD for each in item.roles)


def _of_item(site: Site, item: Accountability) -> Task:
    return _task(site, item, item.deadlines)


def _of_unit(site: Site, mine: Responsibility) -> Task:
    """Return an item as one of its units sees it, with the deadlines of that unit's own part."""
    return _task(site, site.relations.items[mine.node.id], mine.deadlines)


def _task(site: Site, item: Accountability, deadlines: tuple[Deadline, ...]) -> Task:
    node = item.node
    return Task(
        item_id=node.id,
        group=wording.heading_of(site.relations.head_of(node).item),
        title=_title(node),
        text="\n".join(node.item.paragraphs),
        lead=_names(item.lead),
        responsible=_names(item.in_role(Role.RESPONSIBLE)),
        support=_names(item.in_role(Role.SUPPORT)),
        etal=item.etal,
        due=wording.due(deadlines) or UNDATED,
        has_due=bool(deadlines),
        lead_above=item.lead_is_inherited,
        due_above=any(each.node is not node for each in deadlines),
    )


def _title(node: Node) -> str:
    return wording.heading_of(node.item) or wording.excerpt(node.item)


def _names(units: Iterable[Unit]) -> tuple[str, ...]:
    return tuple(unit.name for unit in units)
