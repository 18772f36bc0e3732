"""Who answers for what, with whom, and what speaks of what: computed once, then only looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from plansite.plan.model import Audience, Duty, Kind, LeadRule, Milestone, Plan, Programme, Role, Target, Unit
from plansite.plan.naming import Texts
from plansite.plan.succession import Successions, successions
from plansite.plan.tree import Node, walk

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A unit, an item, and the role that ties them: the strongest one where the item gives several."""

    unit: Unit
    role: Role
    node: Node


@dataclass(frozen=True, slots=True)
class Partner:
    """A unit that shares items with another, and those items in document order."""

    unit: Unit
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Relations:
    """The plan's relations, indexed; every tuple is in document order unless its name says otherwise."""

    plan: Plan
    nodes: tuple[Node, ...]
    node: Mapping[str, Node]
    children: Mapping[str, tuple[Node, ...]]
    homes: Mapping[str, Node | None]
    """For each node the one at or above it that has a page of its own."""
    unit: Mapping[str, Unit]
    responsibilities: tuple[Responsibility, ...]
    of_item: Mapping[str, tuple[Responsibility, ...]]
    of_unit: Mapping[str, tuple[Responsibility, ...]]
    tasks: tuple[Node, ...]
    task_ids: frozenset[str]
    responsible_units: tuple[Unit, ...]
    named_units: tuple[Unit, ...]
    """Those that the text names in a list or in prose, and those that have taken over from one of them."""
    successions: Successions
    duties: Mapping[str, tuple[Duty, ...]]
    partners: Mapping[str, tuple[Partner, ...]]
    targets: Mapping[str, tuple[Target, ...]]
    programmes: Mapping[str, tuple[Programme, ...]]
    programme_nodes: Mapping[str, tuple[Node, ...]]
    texts: Texts
    audiences: Mapping[str, tuple[Audience, ...]]
    milestones: Mapping[str, tuple[Milestone, ...]]

    def units_in(self, item_id: str, role: Role) -> tuple[Unit, ...]:
        """Return the units that have `role` in an item, in printed order."""
        return tuple([each.unit for each in self.of_item.get(item_id, ()) if each.role is role])

    def is_task(self, node: Node) -> bool:
        """Tell whether `node` is one of the lowest items that carry responsibilities."""
        return node.id in self.task_ids

    def below(self, node: Node) -> tuple[Node, ...]:
        """Return all nodes under `node`, itself left out."""
        found: list[Node] = []
        for child in self.children.get(node.id, ()):
            found += [child, *self.below(child)]
        return tuple(found)

    def kind(self, node: Node) -> Kind | None:
        """Return the kind at or above `node`."""
        return self.plan.kinds[node.kind] if node.kind else None

    def home(self, node: Node) -> Node | None:
        """Return the node at or above `node` that has a page of its own."""
        return self.homes[node.id]

    def head_of(self, node: Node) -> Node:
        """Return what `node` stands under in tables and filters: its home, or else its chapter."""
        return self.home(node) or node.lineage[0]

    def reached(self, unit: Unit) -> tuple[Node, ...]:
        """Return the items under what `unit` leads in which it is not named itself."""
        own = {each.node.id for each in self.of_unit.get(unit.id, ())}
        led = (each.node for each in self.of_unit.get(unit.id, ()) if each.role is Role.LEAD)
        below = {each.id: each for node in led for each in self.below(node)}
        return tuple(each for each in below.values() if each.id in self.of_item and each.id not in own)

    def has_page(self, node: Node) -> bool:
        """Tell whether `node` is of a kind that gets a page an item."""
        home = self.homes[node.id]
        return home is not None and home.id == node.id


def relate(plan: Plan) -> Relations:
    """Return the relations of a plan without errors."""
    nodes = tuple(walk(plan))
    unit = {each.id: each for each in plan.units}
    responsibilities = tuple(each for node in nodes for each in _answers(node, unit, plan.lead_rule))
    of_item = _group((each.node.id, each) for each in responsibilities)
    of_unit = _group((each.unit.id, each) for each in responsibilities)
    duties = _group((duty.unit, duty) for duty in plan.duties)
    steps = successions(plan)
    tasks = _tasks(nodes, of_item)
    texts = Texts(nodes)
    programme_nodes = _occurrences(plan.programmes, nodes, texts)
    return Relations(
        plan=plan,
        nodes=nodes,
        node={node.id: node for node in nodes},
        homes=_homes(plan, nodes),
        children=_group((node.parent.id, node) for node in nodes if node.parent),
        unit=unit,
        responsibilities=responsibilities,
        of_item=of_item,
        of_unit=of_unit,
        tasks=tasks,
        task_ids=frozenset(task.id for task in tasks),
        responsible_units=tuple(each for each in plan.units if each.id in of_unit),
        named_units=tuple(
            each
            for each in plan.units
            if any(one.id in of_unit or one.id in duties for one in (each, *steps.before(each)))
        ),
        successions=steps,
        duties=duties,
        partners=_partners(of_item, unit),
        targets=_group((target.item, target) for target in plan.targets),
        programmes=_group(
            (node.id, programme) for programme in plan.programmes for node in programme_nodes[programme.id]
        ),
        programme_nodes=programme_nodes,
        texts=texts,
        audiences=_group((item, audience) for audience in plan.audiences for item in audience.items),
        milestones=_group((milestone.item, milestone) for milestone in plan.milestones),
    )


def _homes(plan: Plan, nodes: Iterable[Node]) -> dict[str, Node | None]:
    found: dict[str, Node | None] = {}
    for node in nodes:  # a node comes after the one above it
        kind = node.item.kind
        own = kind is not None and plan.kinds[kind].folder is not None
        found[node.id] = node if own else found[node.parent.id] if node.parent else None
    return found


def _group(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    groups: defaultdict[str, list[_T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _answers(node: Node, unit: Mapping[str, Unit], lead_rule: LeadRule | None) -> Iterable[Responsibility]:
    roles: dict[str, Role] = {}
    strength = list(Role)
    for charge in node.item.charges:
        for role, _, ref in charge.charged():
            roles[ref] = min(role, roles.get(ref, role), key=strength.index)
    first = next(iter(roles), None)
    # 排在第一位的部门: a group of units, as 各省级人民政府, is none.
    if (
        lead_rule is LeadRule.FIRST
        and first
        and not unit[first].collective
        and Role.LEAD not in roles.values()
    ):
        roles[first] = Role.LEAD
    return [Responsibility(unit[ref], role, node) for ref, role in roles.items()]


def _tasks(nodes: tuple[Node, ...], of_item: Mapping[str, object]) -> tuple[Node, ...]:
    """Return the tasks: the lowest items that carry responsibilities."""
    carried = {ancestor.id for node in nodes if node.id in of_item for ancestor in node.lineage[:-1]}
    return tuple(node for node in nodes if node.id in of_item and node.id not in carried)


def _partners(
    of_item: Mapping[str, tuple[Responsibility, ...]], unit: Mapping[str, Unit]
) -> dict[str, tuple[Partner, ...]]:
    """For each unit its partners, those with the most shared items first, then in the plan's order."""
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
    programmes: tuple[Programme, ...], nodes: tuple[Node, ...], texts: Texts
) -> dict[str, tuple[Node, ...]]:
    """For each programme the nodes whose own title or text name it; the one it is quoted from always.

    In a plan with errors that one may be missing: `diff` relates such plans, too.
    """
    order = {node.id: place for place, node in enumerate(nodes)}
    found = {}
    for programme in programmes:
        places = {order[node.id] for node in texts.naming(programme.name)}
        quoted = {order[programme.item]} if programme.item in order else set()
        found[programme.id] = tuple(nodes[place] for place in sorted(places | quoted))
    return found
