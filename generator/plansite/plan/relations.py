"""Index the relations of a plan: who answers for what, with whom, and which item mentions what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec import Struct

from plansite.plan.assignments import Accountability, Responsibility, accountabilities
from plansite.plan.model import Audience, Duty, Kind, Milestone, Plan, Programme, Role, Target, Unit
from plansite.plan.naming import TextIndex
from plansite.plan.succession import Successions, successions
from plansite.plan.tree import Node, walk

_T = TypeVar("_T")


class Partner(Struct, frozen=True):
    """A unit that shares items with another, and the shared items in document order."""

    unit: Unit
    nodes: tuple[Node, ...]


class Relations(Struct, frozen=True):
    """The relations of a plan; its mappings are keyed by item, unit or programme id.

    Items are in document order, units in the order of the plan; partners are sorted by shared items.
    """

    plan: Plan
    nodes: tuple[Node, ...]
    node: Mapping[str, Node]
    children: Mapping[str, tuple[Node, ...]]
    homes: Mapping[str, Node | None]
    """For each item, the nearest item at or above it that has its own page."""
    unit: Mapping[str, Unit]
    items: Mapping[str, Accountability]
    """For each item, who answers for it and by when."""
    responsibilities: tuple[Responsibility, ...]
    of_item: Mapping[str, tuple[Responsibility, ...]]
    of_unit: Mapping[str, tuple[Responsibility, ...]]
    tasks: tuple[Node, ...]
    task_ids: frozenset[str]
    responsible_units: tuple[Unit, ...]
    named_units: tuple[Unit, ...]
    """Units that the plan names in a list or in prose, and units that have taken over from one of them."""
    successions: Successions
    duties: Mapping[str, tuple[Duty, ...]]
    partners: Mapping[str, tuple[Partner, ...]]
    targets: Mapping[str, tuple[Target, ...]]
    programmes: Mapping[str, tuple[Programme, ...]]
    programme_nodes: Mapping[str, tuple[Node, ...]]
    text_index: TextIndex
    audiences: Mapping[str, tuple[Audience, ...]]
    milestones: Mapping[str, tuple[Milestone, ...]]

    def is_task(self, node: Node) -> bool:
        """Return whether `node` is a task: one of the lowest items with responsibilities."""
        return node.id in self.task_ids

    def below(self, node: Node) -> tuple[Node, ...]:
        """Return all nodes below `node`, in document order."""
        found: list[Node] = []
        for child in self.children.get(node.id, ()):
            found += [child, *self.below(child)]
        return tuple(found)

    def kind(self, node: Node) -> Kind | None:
        """Return the kind of `node`, or else that of the nearest node above that has one."""
        return self.plan.kinds[node.kind] if node.kind else None

    def home(self, node: Node) -> Node | None:
        """Return the nearest node at or above `node` that has its own page."""
        return self.homes[node.id]

    def head_of(self, node: Node) -> Node:
        """Return the node that groups `node` in tables and filters: its home, or else its chapter."""
        return self.home(node) or node.lineage[0]

    def reached(self, unit: Unit) -> tuple[Node, ...]:
        """Return the items with responsibilities below those that `unit` leads, if they do not name it."""
        own = {each.node.id for each in self.of_unit.get(unit.id, ())}
        led = (each.node for each in self.of_unit.get(unit.id, ()) if each.role is Role.LEAD)
        below = {each.id: each for node in led for each in self.below(node)}
        return tuple(each for each in below.values() if each.id in self.of_item and each.id not in own)

    def has_page(self, node: Node) -> bool:
        """Return whether `node` has its own page."""
        home = self.homes[node.id]
        return home is not None and home.id == node.id


def relate(plan: Plan) -> Relations:
    """Return the relations of `plan`, which must have no errors."""
    nodes = tuple(walk(plan))
    unit = {each.id: each for each in plan.units}
    steps = successions(plan)
    items = accountabilities(plan, nodes, unit, steps)
    responsibilities = tuple(each for item in items.values() for each in item.responsibilities)
    of_item = {ident: item.responsibilities for ident, item in items.items() if item.responsibilities}
    of_unit = _group((each.unit.id, each) for each in responsibilities)
    duties = _group((duty.unit, duty) for duty in plan.duties)
    tasks = _tasks(nodes, of_item)
    text_index = TextIndex(nodes)
    programme_nodes = _occurrences(plan.programmes, nodes, text_index)
    return Relations(
        plan=plan,
        nodes=nodes,
        node={node.id: node for node in nodes},
        homes=_homes(plan, nodes),
        children=_group((node.parent.id, node) for node in nodes if node.parent),
        unit=unit,
        items=items,
        responsibilities=responsibilities,
        of_item=of_item,
        of_unit=of_unit,
        tasks=tasks,
        task_ids=frozenset(task.id for task in tasks),
        responsible_units=tuple(each for each in plan.units if each.id in of_unit),
        named_units=tuple(
            each
            for each in plan.units
            if any(one.id in of_unit or one.id in duties for one in (each, *steps.upstream(each)))
        ),
        successions=steps,
        duties=duties,
        partners=_partners(of_item, unit),
        targets=_group((target.item, target) for target in plan.targets),
        programmes=_group(
            (node.id, programme) for programme in plan.programmes for node in programme_nodes[programme.id]
        ),
        programme_nodes=programme_nodes,
        text_index=text_index,
        audiences=_group((item, audience) for audience in plan.audiences for item in audience.items),
        milestones=_group((milestone.item, milestone) for milestone in plan.milestones),
    )


def _homes(plan: Plan, nodes: Iterable[Node]) -> dict[str, Node | None]:
    found: dict[str, Node | None] = {}
    for node in nodes:  # parents come before their children
        kind = node.item.kind
        own = kind is not None and plan.kinds[kind].folder is not None
        found[node.id] = node if own else found[node.parent.id] if node.parent else None
    return found


def _group(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    groups: defaultdict[str, list[_T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _tasks(nodes: tuple[Node, ...], of_item: Mapping[str, object]) -> tuple[Node, ...]:
    """Return the tasks: the lowest items with responsibilities."""
    carried = {ancestor.id for node in nodes if node.id in of_item for ancestor in node.lineage[:-1]}
    return tuple(node for node in nodes if node.id in of_item and node.id not in carried)


def _partners(
    of_item: Mapping[str, tuple[Responsibility, ...]], unit: Mapping[str, Unit]
) -> dict[str, tuple[Partner, ...]]:
    """Return the partners of each unit, most shared items first, then in the order of the plan."""
    shared: defaultdict[str, defaultdict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for answers in of_item.values():
        for one in answers:
            for other in answers:
                if one is not other:
                    shared[one.unit.id][other.unit.id].append(one.node)
    order = {ident: position for position, ident in enumerate(unit)}
    return {
        ident: tuple(
            Partner(unit[other], tuple(nodes))
            for other, nodes in sorted(with_.items(), key=lambda pair: (-len(pair[1]), order[pair[0]]))
        )
        for ident, with_ in shared.items()
    }


def _occurrences(
    programmes: tuple[Programme, ...], nodes: tuple[Node, ...], text_index: TextIndex
) -> dict[str, tuple[Node, ...]]:
    """Return, for each programme, the nodes whose title or text names it, and the one it is quoted from.

    An unknown `item` is ignored.
    """
    order = {node.id: place for place, node in enumerate(nodes)}
    found = {}
    for programme in programmes:
        places = {order[node.id] for node in text_index.items_naming(programme.name)}
        quoted = {order[programme.item]} if programme.item in order else set()
        found[programme.id] = tuple(nodes[place] for place in sorted(places | quoted))
    return found
