"""The plan as the rules see it: its tree walked once and its ids indexed once."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from msgspec import Struct

from plansite.diagnostics.problems import Where
from plansite.plan.model import Charge, Plan, Unit
from plansite.plan.scalars import ID_MAX_LENGTH
from plansite.plan.tree import Node, walk

_COMPARED = 2 * ID_MAX_LENGTH
_COMPARISONS = 30_000


class Subject(Struct, frozen=True):
    """A plan that is being checked, so references may not resolve and ids may be repeated."""

    plan: Plan
    nodes: tuple[Node, ...]
    node_by_id: dict[str, Node]
    unit_by_id: dict[str, Unit]

    @classmethod
    def of(cls, plan: Plan) -> Subject:
        """Index `plan`; of two records with the same id, the first is kept."""
        nodes = tuple(walk(plan))
        node_by_id = {node.id: node for node in reversed(nodes)}
        return cls(plan, nodes, node_by_id, {unit.id: unit for unit in reversed(plan.units)})

    def unit_refs(self) -> Iterator[tuple[Where, str]]:
        """Yield every reference to a unit, with its path first."""
        for node in self.nodes:
            for where, charge in charges(node):
                for role, position, ref in charge.charged():
                    yield (*where, role.value, position), ref
        for position, duty in enumerate(self.plan.duties):
            yield ("duties", position, "unit"), duty.unit
        for position, unit in enumerate(self.plan.units):
            for index, step in enumerate(unit.now):
                yield ("units", position, "now", index, "unit"), step.unit

        contact = self.plan.document.contact
        if contact is not None:
            yield ("document", "contact", "unit"), contact.unit

    def item_refs(self) -> Iterator[tuple[Where, str]]:
        """Yield every reference to an item, with its path first."""
        plan = self.plan
        for key in ("duties", "targets", "programmes", "milestones"):
            for position, record in enumerate(getattr(plan, key)):
                yield (key, position, "item"), record.item
        for position, audience in enumerate(plan.audiences):
            for index, ref in enumerate(audience.items):
                yield ("audiences", position, "items", index), ref


def charges(node: Node) -> Iterator[tuple[Where, Charge]]:
    """Yield the item itself, then its parts, each with its path first."""
    yield node.where, node.item
    for position, part in enumerate(node.item.parts):
        yield (*node.where, "parts", position), part


class Suggestions:
    """Suggests an id of `known` (id: name) for a wrong one: the id with that name, or the most similar id.

    Comparing is slow, so after very many comparisons there are no more suggestions.
    """

    def __init__(self, known: dict[str, str]) -> None:
        self._known = [ident for ident in known if len(ident) <= _COMPARED]
        self._by_name = {name: ident for ident, name in known.items()}
        self._found: dict[str, str | None] = {}
        self._left = _COMPARISONS

    def of(self, wrong: str) -> str | None:
        """Return the id that `wrong` is probably meant for, or None."""
        if wrong in self._by_name:
            return self._by_name[wrong]
        if wrong not in self._found and self._left > 0 and len(wrong) <= _COMPARED:
            self._left -= len(self._known) + 1
            close = difflib.get_close_matches(wrong, self._known, n=1, cutoff=0.6)
            self._found[wrong] = close[0] if close else None
        return self._found.get(wrong)
