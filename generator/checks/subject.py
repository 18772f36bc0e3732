"""What a rule looks at: the plan, its tree walked once, and its names indexed once."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Charge, Plan, Unit
from generator.problems import Where
from generator.tree import Node, walk


@dataclass(frozen=True, slots=True)
class Subject:
    """A plan that is being checked; it may be wrong, so ids may be missing or stand twice."""

    plan: Plan
    nodes: tuple[Node, ...]
    node_by_id: dict[str, Node]
    unit_by_id: dict[str, Unit]

    @classmethod
    def of(cls, plan: Plan) -> Subject:
        """Index `plan`; of two things with one id the first is kept."""
        nodes = tuple(walk(plan))
        node_by_id = {node.id: node for node in reversed(nodes)}
        return cls(plan, nodes, node_by_id, {unit.id: unit for unit in reversed(plan.units)})

    def unit_refs(self) -> Iterator[tuple[Where, str]]:
        """Yield every reference to a unit and where it stands."""
        for node in self.nodes:
            for where, charge in charges(node):
                for role, position, ref in charge.charged():
                    yield (*where, role.value, position), ref
        for position, duty in enumerate(self.plan.duties):
            yield ("duties", position, "unit"), duty.unit
        for position, unit in enumerate(self.plan.units):
            for index, step in enumerate(unit.now):
                yield ("units", position, "now", index, "unit"), step.unit

    def item_refs(self) -> Iterator[tuple[Where, str]]:
        """Yield every reference to an item and where it stands."""
        plan = self.plan
        for key in ("duties", "targets", "programmes", "milestones"):
            for position, record in enumerate(getattr(plan, key)):
                yield (key, position, "item"), record.item
        for position, audience in enumerate(plan.audiences):
            for index, ref in enumerate(audience.items):
                yield ("audiences", position, "items", index), ref


def charges(node: Node) -> Iterator[tuple[Where, Charge]]:
    """Yield the charges of an item with their places: its own, then those of its parts."""
    yield node.where, node.item
    for position, part in enumerate(node.item.parts):
        yield (*node.where, "parts", position), part


def suggest(wrong: str, known: dict[str, str]) -> str | None:
    """Return the id of `known` (id: name) that `wrong` is most likely meant for: by id, or by name."""
    by_name = {name: ident for ident, name in known.items()}
    if wrong in by_name:
        return by_name[wrong]
    close = difflib.get_close_matches(wrong, known, n=1, cutoff=0.6)
    return close[0] if close else None
