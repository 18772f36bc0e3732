"""What a round says, entry by entry: of items, of units, of targets, and of items that left the plan."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from plansite.plan.assignments import Responsibility
from plansite.plan.model import Revision, Target, Unit
from plansite.plan.relations import Relations
from plansite.plan.tree import Node
from plansite.progress.assigning import Row
from plansite.progress.records import Conclusion, ItemReport, MeasuredValue, Round, Summary, UnitReport


class RoundFiles(Struct, frozen=True):
    """The files of a round, without errors: its name, and the reports by id of the unit."""

    name: str
    round: Round
    reports: Mapping[str, UnitReport]
    summary: Summary


class Edition(Struct, frozen=True):
    """An edition of the plan; `ended` is the revision with which it ended, None for the plan of today."""

    relations: Relations
    ended: Revision | None


class Entry(Struct, frozen=True):
    """What one unit reported on an item, or that it did not: then `said` is None.

    `changed` says that the item was reworded since the unit's form was made.
    """

    unit: Unit
    report: UnitReport | None
    said: ItemReport | None
    changed: bool = False


class Answer(Struct, frozen=True):
    """A responsibility, and the entries of the units that report on it."""

    responsibility: Responsibility
    entries: tuple[Entry, ...]


class Since(Struct, frozen=True):
    """What happened since an item was concluded: the plan reworded it, or a unit reported on it anew."""

    reworded: bool = False
    reported: bool = False


class ItemStanding(Struct, frozen=True):
    """An item with responsibilities: what was reported on it, what was concluded, and what came after."""

    node: Node
    answers: tuple[Answer, ...]
    conclusion: Conclusion | None
    concluder: Unit | None
    since: Since = Since()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries on the item, one for each unit."""
        return tuple({entry.unit.id: entry for each in self.answers for entry in each.entries}.values())

    @property
    def reported(self) -> int:
        """The number of units that reported on the item."""
        return sum(entry.said is not None for entry in self.entries)


class UnitStanding(Struct, frozen=True):
    """A unit that reports: its rows with what it said on each, and the values it measured.

    `unknown` says that its form was made from an edition of the plan that was not kept.
    """

    unit: Unit
    report: UnitReport | None
    rows: tuple[tuple[Row, Entry], ...]
    targets: tuple[Target, ...]
    late: bool
    unknown: bool

    @property
    def missing(self) -> tuple[Node, ...]:
        """The items that the unit did not report on."""
        return tuple(row.node for row, entry in self.rows if entry.said is None)


class Left(Struct, frozen=True):
    """A report on an item that left the plan: it stays under the revision that ended its edition."""

    unit: Unit
    said: ItemReport
    node: Node
    ended: Revision | None


class Measured(Struct, frozen=True):
    """A value of a target, and the unit that gave it; `measure` is the unit of measure, "" for none.

    `comparable` says that the value has the target's own unit of measure.
    """

    target: Target
    unit: Unit
    value: MeasuredValue
    measure: str
    comparable: bool


class LeftConclusion(Struct, frozen=True):
    """A conclusion on an item that left the plan: it stays under the revision that ended its edition."""

    concluded: Conclusion
    node: Node
    ended: Revision | None


class LeftValue(Struct, frozen=True):
    """A value of a target or a unit that left the plan, under the revision that ended its edition."""

    measured: Measured
    ended: Revision | None
