"""Who reports on what: the rows of each unit's form, and which unit sums up which item."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from plansite.plan import wording
from plansite.plan.assignments import Responsibility
from plansite.plan.model import Plan, Role, Target, Unit
from plansite.plan.relations import Relations, relate
from plansite.plan.tree import Node


class Row(Struct, frozen=True):
    """An item that a unit reports on, and the responsibilities of others that it does now, its own first."""

    node: Node
    responsibilities: tuple[Responsibility, ...]

    @property
    def role(self) -> Role:
        """The strongest role among them."""
        order = list(Role)
        return min((each.role for each in self.responsibilities), key=order.index)


class Assigned(Struct, frozen=True, eq=False, dict=True):
    """What each unit reports on under one edition of the plan; `coordinator` is "" if the round has none."""

    relations: Relations
    coordinator: str = ""

    @cached_property
    def rows(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows of each unit that reports, by id, in document order; one for each item."""
        return rows_by(self.relations.responsibilities, reporters)

    def rows_of(self, unit: str) -> tuple[Row, ...]:
        """Return the rows of a unit; for one that others have taken over from, those of its own part."""
        found = self.rows.get(unit)
        return rows_by(self.relations.of_unit.get(unit, ()), itself).get(unit, ()) if found is None else found

    def heirs_of(self, unit: str) -> tuple[Unit, ...]:
        """Return the units that do the part of a unit now, () if it still does so itself, or is none."""
        found = self.relations.unit.get(unit)
        return self.relations.successions.heirs(found) if found else ()

    @cached_property
    def targets(self) -> Mapping[str, tuple[Target, ...]]:
        """The targets whose values each unit gives: those of its items, the rest for the coordinator."""
        found: dict[str, list[Target]] = {}
        for target in self.relations.plan.targets:
            answers = self.relations.of_item.get(target.item, ())
            units = dict.fromkeys(unit.id for each in answers for unit in reporters(each))
            for ident in units or ([self.coordinator] if self.coordinator else ()):
                found.setdefault(ident, []).append(target)
        return {unit: tuple(targets) for unit, targets in found.items()}

    @cached_property
    def reporting(self) -> tuple[Unit, ...]:
        """The units that have a form, in the order of the plan."""
        return tuple(
            each for each in self.relations.plan.units if each.id in self.rows or each.id in self.targets
        )

    @cached_property
    def concluders(self) -> Mapping[str, Unit | None]:
        """For each item with responsibilities, the unit that sums it up; None if there is none.

        It is the first of those that lead the item, or else of those that lead above it, or else the
        coordinator; another unit that does its part now stands in its place.
        """
        return {ident: self._concluder(ident) for ident in self.relations.of_item}

    def _concluder(self, item: str) -> Unit | None:
        unit = self.relations.unit.get(self.coordinator)
        for lead in self.relations.items[item].lead[:1]:
            unit = lead
        heirs = self.relations.successions.heirs(unit) if unit else ()
        return heirs[0] if heirs else unit

    @cached_property
    def summing_up(self) -> Mapping[str, tuple[Node, ...]]:
        """The items that each unit sums up, by its id."""
        found: dict[str, list[Node]] = {}
        for item, unit in self.concluders.items():
            if unit is not None:
                found.setdefault(unit.id, []).append(self.relations.node[item])
        return {unit: tuple(nodes) for unit, nodes in found.items()}

    def digest(self, unit: str) -> str:
        """Return the digest (SHA-256) of a unit's items, as it is written into its form."""
        return _digest(self.said(row) for row in self.rows_of(unit))

    def summary_digest(self, unit: str) -> str:
        """Return the digest of the items that a unit sums up."""
        return _digest(self.printed(node) for node in self.summing_up.get(unit, ()))

    @cached_property
    def duties_digest(self) -> str:
        """The digest of who reports on what, who measures which target, and who sums up which item."""
        reports = [
            ("reports", unit, row.node.id, row.role.value) for unit, rows in self.rows.items() for row in rows
        ]
        values = [("measures", unit, each.id) for unit, targets in self.targets.items() for each in targets]
        sums = [("sums up", unit.id if unit else "", item) for item, unit in self.concluders.items()]
        return _digest(sorted([*reports, *values, *sums]))

    def said(self, row: Row) -> tuple[str, ...]:
        """Return all that an item asks of a unit, in words: two editions differ in it if a report may."""
        due = tuple(wording.due(each.deadlines) for each in row.responsibilities)
        return (*self.printed(row.node), *(each.label for each in row.responsibilities), *due)

    def printed(self, node: Node) -> tuple[str, ...]:
        """Return the words of an item, and those that it stands under."""
        head = wording.short_title_of(self.relations.head_of(node).item)
        return (node.id, head, wording.heading_of(node.item), *node.item.paragraphs)


def rows_by(
    responsibilities: Iterable[Responsibility], by: Callable[[Responsibility], tuple[Unit, ...]]
) -> dict[str, tuple[Row, ...]]:
    """Return the rows of each unit, by id; `by` gives the units that report on a responsibility."""
    found: dict[str, dict[str, tuple[Node, list[Responsibility]]]] = {}
    for each in responsibilities:
        for unit in by(each):
            found.setdefault(unit.id, {}).setdefault(each.node.id, (each.node, []))[1].append(each)
    return {
        unit: tuple(
            Row(node, tuple(sorted(answers, key=lambda each: each.unit.id != unit)))
            for node, answers in items.values()
        )
        for unit, items in found.items()
    }


def itself(answer: Responsibility) -> tuple[Unit, ...]:
    """Return the unit that is printed, alone."""
    return (answer.unit,)


def reporters(answer: Responsibility) -> tuple[Unit, ...]:
    """Return the units that report on a responsibility: those that do the unit's part now, or else itself."""
    return answer.heirs or (answer.unit,)


def formers(answer: Responsibility, relations: Relations) -> Iterator[Unit]:
    """Yield the printed unit and those that took over from it, but for those that do its part now."""
    ends = {heir.id for heir in reporters(answer)}
    waiting, seen = [answer.unit], set(ends)
    while waiting:
        unit = waiting.pop(0)
        if unit.id not in seen:
            seen.add(unit.id)
            yield unit
            waiting += [heir for heir, _ in relations.successions.steps(unit)]


def as_of(plan: Plan, day: dt.date) -> Plan:
    """Return `plan` with only the successions of units that had taken place by `day`."""
    if all(step.since <= day for unit in plan.units for step in unit.now):
        return plan
    units = tuple(
        replace(unit, now=tuple(step for step in unit.now if step.since <= day)) for unit in plan.units
    )
    return replace(plan, units=units)


def assign(relations: Relations, coordinator: str | None, day: dt.date | None = None) -> Assigned:
    """Return who reports on what under a plan; on `day`, if that is given, and else with all successions."""
    plan = as_of(relations.plan, day) if day else relations.plan
    return Assigned(relations if plan is relations.plan else relate(plan), coordinator or "")


def _digest(rows: Iterable[tuple[str, ...]]) -> str:
    written = json.dumps(list(rows), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
