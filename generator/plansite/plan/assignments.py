"""Derive who answers for each item, in which role, under whose lead, and by when.

Pages and exports only present what is derived here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from plansite.plan.model import Charge, Due, LeadRule, Part, Plan, Role, RoleLabels, Unit
from plansite.plan.succession import Successions
from plansite.plan.tree import Node

_STRENGTH = {role: place for place, role in enumerate(Role)}


class Assignment(Struct, frozen=True, eq=False):
    """One unit's part in an item; an item with several parts has one for each part that names the unit.

    `label` is the printed label of `role`. `lead` are the units that lead the item, or else those of the
    nearest item above that has any; `lead_from` is the item where they are printed. `due` is the deadline of
    the part, else of the item, else of the nearest item above; `due_from` is the item where it is printed.
    `etal` means that the printed list ends in 等. `heirs` do the unit's part now, if it no longer does so.
    """

    node: Node
    unit: Unit
    role: Role
    label: str
    lead: tuple[Unit, ...]
    lead_from: Node | None
    due: Due | None
    due_from: Node | None
    etal: bool
    heirs: tuple[Unit, ...]


class Deadline(Struct, frozen=True):
    """A printed deadline, and the item where it is printed: the one it applies to, or one above it."""

    due: Due
    node: Node


class Responsibility(Struct, frozen=True, eq=False):
    """A unit and an item that names it; `role` is the strongest role that the item gives it.

    `label` is the printed label of the role. `deadlines` are those of the assignments, without duplicates.
    """

    unit: Unit
    role: Role
    label: str
    node: Node
    assignments: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...]

    @property
    def heirs(self) -> tuple[Unit, ...]:
        """The units that do the unit's part now, if it no longer does so itself."""
        return self.assignments[0].heirs

    def falls_to(self, unit: Unit) -> bool:
        """Return whether `unit` is the one that is printed, or does its part now."""
        return unit.id == self.unit.id or any(unit.id == heir.id for heir in self.heirs)


class RoleUnits(Struct, frozen=True):
    """The units that an item names in one role, in printed order."""

    role: Role
    label: str
    units: tuple[Unit, ...]


class Accountability(Struct, frozen=True, eq=False):
    """Everything that applies to one item: who answers for it, who leads it, and when it is due.

    Each unit appears once, in its strongest role. `lead` and `lead_from` are as in `Assignment`; `etal` means
    that any printed list of the item ends in 等. `deadline` applies to the whole item: its own, or that of
    the nearest item above. `deadlines` are all that apply within the item, including those of single parts.
    """

    node: Node
    roles: tuple[RoleUnits, ...]
    etal: bool
    lead: tuple[Unit, ...]
    lead_from: Node | None
    deadline: Deadline | None
    deadlines: tuple[Deadline, ...]
    responsibilities: tuple[Responsibility, ...]

    @property
    def lead_is_inherited(self) -> bool:
        """Whether the leading units are printed in an item above this one."""
        return self.lead_from is not None and self.lead_from is not self.node

    def in_role(self, role: Role) -> tuple[Unit, ...]:
        """Return the units that the item names in `role`."""
        return next((each.units for each in self.roles if each.role is role), ())


def accountabilities(
    plan: Plan, nodes: Iterable[Node], unit: Mapping[str, Unit], steps: Successions
) -> dict[str, Accountability]:
    """Return the accountability of every item, by id and in document order.

    The plan must have no errors. `nodes` are all items in document order, `unit` the units by id.
    """
    found: dict[str, Accountability] = {}
    heirs = {ident: steps.heirs(each) for ident, each in unit.items()}
    for node in nodes:  # parents come before their children
        above = found[node.parent.id] if node.parent else None
        found[node.id] = _of_item(plan, node, above, unit, heirs)
    return found


def _of_item(
    plan: Plan,
    node: Node,
    above: Accountability | None,
    unit: Mapping[str, Unit],
    heirs: Mapping[str, tuple[Unit, ...]],
) -> Accountability:
    lists = [(charge, _charged(charge)) for charge in node.item.charges]
    roles = _roles([named for _, named in lists], unit, plan.lead_rule)
    named = tuple(_by_role(roles, plan.roles, unit))
    lead, lead_from = (above.lead, above.lead_from) if above else ((), None)
    if named and named[0].role is Role.LEAD:
        lead, lead_from = named[0].units, node
    deadline = Deadline(node.item.due, node) if node.item.due else above.deadline if above else None
    assignments: dict[str, list[Assignment]] = {ref: [] for ref in roles}
    printed = {ref for charge in node.item.charges for ref in charge.lead}
    by_rule = {ref for ref, own in roles.items() if own is Role.LEAD} - printed
    labels = {role: plan.roles.of(role) for role in set(roles.values())}
    for charge, named_here in lists:
        stated = _deadline(charge, node, deadline) if named_here else None
        for ref, role in named_here.items():
            # A unit that leads only by `lead_rule` leads in the first list that names it, not in every part.
            counts = Role.LEAD if ref in by_rule and not assignments[ref] else role
            assignments[ref].append(
                Assignment(
                    node=node,
                    unit=unit[ref],
                    role=counts,
                    label=plan.roles.of(counts) if counts is not roles[ref] else labels[counts],
                    lead=lead,
                    lead_from=lead_from,
                    due=stated.due if stated else None,
                    due_from=stated.node if stated else None,
                    etal=charge.etal,
                    heirs=heirs[ref],
                )
            )
    return Accountability(
        node=node,
        roles=named,
        etal=any(charge.etal for charge in node.item.charges),
        lead=lead,
        lead_from=lead_from,
        deadline=deadline,
        deadlines=_distinct(_stated(node, deadline), node),
        responsibilities=tuple(
            [
                _responsibility(unit[ref], role, labels[role], tuple(assignments[ref]))
                for ref, role in roles.items()
            ]
        ),
    )


def _responsibility(
    unit: Unit, role: Role, label: str, assignments: tuple[Assignment, ...]
) -> Responsibility:
    node = assignments[0].node
    due = [Deadline(each.due, each.due_from) for each in assignments if each.due and each.due_from]
    return Responsibility(unit, role, label, node, assignments, _distinct(due, node) if due else ())


def _by_role(roles: Mapping[str, Role], labels: RoleLabels, unit: Mapping[str, Unit]) -> Iterator[RoleUnits]:
    for role in Role:
        units = tuple([unit[ref] for ref, own in roles.items() if own is role])
        if units:
            yield RoleUnits(role, labels.of(role), units)


def _roles(
    lists: list[dict[str, Role]], unit: Mapping[str, Unit], lead_rule: LeadRule | None
) -> dict[str, Role]:
    """Return the strongest role of each unit in the `lists` of an item, by id, in printed order."""
    roles: dict[str, Role] = {}
    for named in lists:
        for ref, role in named.items():
            roles[ref] = min(role, roles.get(ref, role), key=_STRENGTH.__getitem__)
    first = next(iter(roles), None)
    # The rule says 排在第一位的部门; a group such as 各省级人民政府 is not a 部门.
    rules = lead_rule is LeadRule.FIRST and Role.LEAD not in roles.values()
    if rules and first and not unit[first].collective:
        roles[first] = Role.LEAD
    return roles


def _charged(charge: Charge) -> dict[str, Role]:
    """Return the role of each unit in one printed list, by id; the stronger role if it is listed twice."""
    found: dict[str, Role] = {}
    for role, _, ref in charge.charged():
        found.setdefault(ref, role)
    return found


def _deadline(charge: Charge, node: Node, of_item: Deadline | None) -> Deadline | None:
    """Return the deadline of a part, if it has one, or else that of its item."""
    return Deadline(charge.due, node) if isinstance(charge, Part) and charge.due else of_item


def _stated(node: Node, of_item: Deadline | None) -> Iterator[Deadline]:
    """Yield the deadlines that apply within an item: that of the item, then those of its parts."""
    item = node.item
    if of_item and (item.due or not item.parts or item.lead or item.responsible or item.support):
        yield of_item
    for part in item.parts:
        stated = _deadline(part, node, of_item)
        if stated:
            yield stated


def _distinct(deadlines: Iterable[Deadline], node: Node) -> tuple[Deadline, ...]:
    """Return `deadlines` without duplicates; one printed at `node` replaces the same one from above."""
    found: dict[Due, Deadline] = {}
    for each in deadlines:
        if each.due not in found or each.node is node:
            found[each.due] = each
    return tuple(found.values())
