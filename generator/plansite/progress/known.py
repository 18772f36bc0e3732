"""What the editions of a plan know: units, items and targets that a report may name, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.model import Plan
from plansite.progress.assigning import formers, reporters
from plansite.progress.entries import Edition
from plansite.reading.checks.subject import Suggestions


class Known(Struct, frozen=True, eq=False, dict=True):
    """All that the editions of a plan name, the latest name first; the last edition is the plan of today."""

    editions: tuple[Edition, ...]

    @property
    def plan(self) -> Plan:
        """The plan of today."""
        return self.editions[-1].relations.plan

    @cached_property
    def units(self) -> Mapping[str, str]:
        """The names of units by id."""
        return {unit.id: unit.name for each in self.editions for unit in each.relations.plan.units}

    @cached_property
    def items(self) -> Mapping[str, str]:
        """The headings of items by id, or the beginning of their text: those of today, then earlier ones."""
        found: dict[str, str] = {}
        for each in reversed(self.editions):
            for node in each.relations.nodes:
                found.setdefault(node.id, wording.name_of(node.item))
        return found

    @cached_property
    def targets(self) -> Mapping[str, str]:
        """The labels of targets by id."""
        return {target.id: target.label for each in self.editions for target in each.relations.plan.targets}

    @cached_property
    def items_of(self) -> Mapping[str, frozenset[str]]:
        """The items on which a unit may have reported: its own, and those of units whose part it did."""
        found: dict[str, set[str]] = {}
        for each in self.editions:
            for answer in each.relations.responsibilities:
                for unit in (*formers(answer, each.relations), *reporters(answer)):
                    found.setdefault(unit.id, set()).add(answer.node.id)
        return {unit: frozenset(items) for unit, items in found.items()}

    def is_target_of(self, target: str, unit: str, coordinator: str) -> bool:
        """Return whether a unit may have given the value of a target: of its items, or of no unit's items."""
        own = self.items_of.get(unit, frozenset())
        for each in self.editions:
            for found in each.relations.plan.targets:
                answered = bool(each.relations.of_item.get(found.item))
                if found.id == target and (found.item in own if answered else unit == coordinator):
                    return True
        return False

    @cached_property
    def unit_names(self) -> Suggestions:
        """What a wrong id of a unit may mean."""
        return Suggestions(dict(self.units))

    @cached_property
    def item_names(self) -> Suggestions:
        """What a wrong id of an item may mean."""
        return Suggestions(dict(self.items))

    @cached_property
    def target_names(self) -> Suggestions:
        """What a wrong id of a target may mean."""
        return Suggestions(dict(self.targets))
