"""The plan as offices list it: 任务分解表, and the 任务清单 of a unit, before any format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plansite.plan import wording
from plansite.plan.model import Role, Unit
from plansite.plan.tree import Node
from plansite.views.site import Site


@dataclass(frozen=True, slots=True)
class Task:
    """An item and who answers for it until when, in printed words.

    `lead`, `responsible` and `support` are the names of units; `lead` are those of the nearest item at or
    above this one that has any. `due` is the deadline, or says that the text gives none.
    """

    item_id: str
    group: str
    """The action or project that the item stands under, or else its chapter."""
    title: str
    text: str
    """Paragraphs, a line each."""
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    support: tuple[str, ...]
    etal: bool
    """Whether the printed list ends in 等: it is the last one that is not empty."""
    due: str
    lead_above: bool
    """Whether `lead` are those of an item above this one, which has none of its own."""


@dataclass(frozen=True, slots=True)
class ProseDuty:
    """What the text asks of a unit in prose, and the item where it does."""

    title: str
    quote: str


@dataclass(frozen=True, slots=True)
class Labels:
    """What the columns are called: the kinds that have pages, and the roles as the document prints them.

    `roles` are those that the plan uses, as (role, label), the strongest first. `heirs` are (name, 现由…承担)
    of the units whose part others do now.
    """

    group: str
    roles: tuple[tuple[str, str], ...]
    heirs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table is taken from: title and number of the document, its issuer, and the plan's years."""

    title: str
    number: str
    issuer: str
    period: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    """任务分解表: every item that units answer for, in document order."""

    origin: Origin
    labels: Labels
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class TakenTasks:
    """What a unit took over from another, which the text names."""

    name: str
    tasks: tuple[Task, ...]
    asked: tuple[ProseDuty, ...]


@dataclass(frozen=True, slots=True)
class TaskList:
    """任务清单: what one unit leads, what it answers for, what it is asked in prose, in document order.

    `reached` are the items under what it leads in which it is not named itself.
    """

    unit_id: str
    name: str
    full_name: str
    origin: Origin
    labels: Labels
    led: tuple[Task, ...]
    answered: tuple[Task, ...]
    asked: tuple[ProseDuty, ...]
    reached: tuple[Task, ...]
    now: str = ""
    """现由…承担, where others do the unit's part now."""
    taken: tuple[TakenTasks, ...] = ()
    """What the unit took over from others, apart from its own."""


def breakdown(site: Site) -> Breakdown:
    """Return the whole plan as a table.

    An item that only names who leads the tasks below it is no row of its own: its units stand in theirs.
    """
    relations = site.relations
    nodes = (relations.node[ident] for ident in relations.of_item)
    rows = [node for node in nodes if relations.is_task(node) or not _only_leads(site, node)]
    return Breakdown(origin(site), labels(site), _tasks(site, rows))


def task_list(site: Site, unit: Unit) -> TaskList:
    """Return what `unit` has to do."""
    relations = site.relations
    mine = relations.of_unit.get(unit.id, ())
    return TaskList(
        unit_id=unit.id,
        name=unit.name,
        full_name=unit.full_name or "",
        origin=origin(site),
        labels=labels(site),
        led=_tasks(site, (each.node for each in mine if each.role is Role.LEAD)),
        answered=_tasks(site, (each.node for each in mine if each.role is not Role.LEAD)),
        asked=_asked(site, unit),
        reached=_tasks(site, relations.reached(unit)),
        now=relations.successions.words(unit),
        taken=tuple(_taken(site, former) for former in relations.successions.before(unit)),
    )


def _asked(site: Site, unit: Unit) -> tuple[ProseDuty, ...]:
    relations = site.relations
    return tuple(
        ProseDuty(wording.heading_of(relations.node[duty.item].item), duty.quote)
        for duty in relations.duties.get(unit.id, ())
    )


def _taken(site: Site, former: Unit) -> TakenTasks:
    mine = site.relations.of_unit.get(former.id, ())
    return TakenTasks(former.name, _tasks(site, (each.node for each in mine)), _asked(site, former))


def role_lists(task: Task, words: Labels) -> dict[Role, str]:
    """Return the units of each role as printed, and behind one who does its part now.

    等 stands after the last of them where the text has it.
    """
    heirs = dict(words.heirs)
    names = {Role.LEAD: task.lead, Role.RESPONSIBLE: task.responsible, Role.SUPPORT: task.support}
    found = {role: "、".join(_told(name, heirs) for name in units) for role, units in names.items()}
    if task.etal:
        last = [role for role in found if found[role]][-1:]
        found |= {role: f"{found[role]}等" for role in last}
    return found


def _told(name: str, heirs: Mapping[str, str]) -> str:
    return f"{name}（{heirs[name]}）" if name in heirs else name


def lead_note(words: Labels, tasks: Iterable[Task]) -> str:
    """Return what must be known of the column of those who lead, where tasks take them from above; or ""."""
    inherited = [task.lead_above for task in tasks if task.lead]
    if not any(inherited):
        return ""
    label = dict(words.roles)[Role.LEAD]
    which = "" if all(inherited) else f"任务本身未列{label}的，"
    return f"注：{which}“{label}”一栏为所属{words.group}的{label}。"


def origin(site: Site) -> Origin:
    """Return where the tables of a plan are taken from."""
    document, period = site.plan.document, site.plan.period
    return Origin(
        site.plan.title, document.number or "", document.issuer or "", f"{period.start}—{period.end}年"
    )


def labels(site: Site) -> Labels:
    """Return what the columns of a plan's tables are called."""
    plan, relations = site.plan, site.relations
    kinds = {node.item.kind: None for node in relations.nodes if relations.has_page(node)}
    used = {each.role for each in relations.responsibilities}
    return Labels(
        "/".join(plan.kinds[kind].label for kind in kinds if kind) or "章节",
        tuple((role.value, plan.roles.of(role)) for role in Role if role in used),
        tuple(
            (unit.name, relations.successions.words(unit))
            for unit in relations.named_units
            if relations.successions.now(unit)
        ),
    )


def _only_leads(site: Site, node: Node) -> bool:
    return all(each.role is Role.LEAD for each in site.relations.of_item[node.id])


def _tasks(site: Site, nodes: Iterable[Node]) -> tuple[Task, ...]:
    return tuple(_task(site, node) for node in nodes)


def _task(site: Site, node: Node) -> Task:
    relations = site.relations
    leads = (_names(site, each, Role.LEAD) for each in reversed(node.lineage))
    lead = next(filter(None, leads), ())
    return Task(
        item_id=node.id,
        group=wording.heading_of(relations.head_of(node).item),
        title=wording.heading_of(node.item) or wording.excerpt(node.item),
        text="\n".join(node.item.paragraphs),
        lead=lead,
        responsible=_names(site, node, Role.RESPONSIBLE),
        support=_names(site, node, Role.SUPPORT),
        etal=any(charge.etal for charge in node.item.charges),
        due=_due(site, node),
        lead_above=bool(lead) and not _names(site, node, Role.LEAD),
    )


def _names(site: Site, node: Node, role: Role) -> tuple[str, ...]:
    return tuple(unit.name for unit in site.relations.units_in(node.id, role))


def _due(site: Site, node: Node) -> str:
    stated = (each.item.due.text for each in reversed(node.lineage) if each.item.due)
    return next(stated, f"原文未列，实施期{origin(site).period}")
