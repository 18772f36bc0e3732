"""How things stand in a round: what was reported on each item and by each unit, and what was not.

Nothing is judged here by the clock: lateness is that of the round's own day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from plansite.plan.assignments import Responsibility
from plansite.plan.model import Plan, Target, Unit
from plansite.plan.relations import Relations, relate
from plansite.progress.assigning import Assigned, Row, assign, formers, reporters, rows_by
from plansite.progress.entries import (
    Answer,
    Edition,
    Entry,
    ItemStanding,
    Left,
    Measured,
    RoundFiles,
    UnitStanding,
)
from plansite.progress.records import (
    MeasuredValue,
    Round,
    State,
    UnitReport,
)


@dataclass(frozen=True, eq=False)
class Standing:
    """A round as it stands, judged by the edition of the plan that was in force when it was closed."""

    files: RoundFiles
    assigned: Assigned
    earlier: tuple[tuple[Edition, Assigned], ...]
    """The other editions of the plan, latest first, with which unit reports on what in each."""

    @property
    def name(self) -> str:
        """The name of the round, that of its folder."""
        return self.files.name

    @property
    def round(self) -> Round:
        """The record of the round."""
        return self.files.round

    @property
    def label(self) -> str:
        """The label of the round, or else its name."""
        return self.round.label or self.name

    @cached_property
    def states(self) -> Mapping[str, State]:
        """The states of the round by id, in its order."""
        return {state.id: state for state in self.round.states}

    def _reporting(self, answer: Responsibility) -> tuple[Unit, ...]:
        """Return the units that report on a responsibility: one taken over from, if it did so before."""
        for unit in formers(answer, self.assigned.relations):
            report = self.files.reports.get(unit.id)
            if report and any(said.item == answer.node.id for said in report.reports):
                return (unit,)
        return reporters(answer)

    @cached_property
    def rows(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows of each unit that reports on an item, by id, in document order."""
        return rows_by(self.assigned.relations.responsibilities, self._reporting)

    @cached_property
    def _reports(self) -> Mapping[str, UnitReport]:
        """The reports that say something, by id of the unit: an empty file is none."""
        return {unit: report for unit, report in self.files.reports.items() if report.says_something}

    @cached_property
    def units(self) -> Mapping[str, UnitStanding]:
        """The units that report, by id, in the order of the plan."""
        asked = self.rows.keys() | self.assigned.targets.keys() | self._reports.keys()
        return {unit.id: self._unit(unit) for unit in self.assigned.relations.plan.units if unit.id in asked}

    def _unit(self, unit: Unit) -> UnitStanding:
        report = self._reports.get(unit.id)
        own = self.rows.get(unit.id, ())
        said = {each.item: each for each in report.reports} if report else {}
        changed, unknown = self._changed(unit, report, own)
        rows = tuple(
            (row, Entry(unit, report, said.get(row.node.id), row.node.id in changed & said.keys()))
            for row in own
        )
        targets = self.assigned.targets.get(unit.id, ())
        return UnitStanding(unit, report, rows, targets, self._late(report), unknown)

    def _late(self, report: UnitReport | None) -> bool:
        due = self.round.due
        return self.round.day >= due and (report is None or report.first_day > due)

    def _changed(self, unit: Unit, report: UnitReport | None, own: tuple[Row, ...]) -> tuple[set[str], bool]:
        """Return the items that changed since a unit's form was made, and whether that cannot be known."""
        if report is None or report.plan is None or report.plan == self.assigned.digest(unit.id):
            return set(), False
        for _, edition in self.earlier:
            if edition.digest(unit.id) == report.plan:
                before = {row.node.id: edition.said(row) for row in edition.rows_of(unit.id)}
                now = {row.node.id: self.assigned.said(row) for row in own}
                return {ident for ident, words in now.items() if before.get(ident) != words}, False
        return set(), True

    @cached_property
    def items(self) -> Mapping[str, ItemStanding]:
        """The items with responsibilities, by id, in document order."""
        entries = {
            (unit.unit.id, row.node.id): entry for unit in self.units.values() for row, entry in unit.rows
        }
        concluded = {each.item: each for each in self.files.summary.items}
        found = {}
        for ident, answers in self.assigned.relations.of_item.items():
            found[ident] = ItemStanding(
                self.assigned.relations.node[ident],
                tuple(
                    Answer(each, tuple(entries[unit.id, ident] for unit in self._reporting(each)))
                    for each in answers
                ),
                concluded.get(ident),
                self.assigned.concluders[ident],
            )
        return found

    @cached_property
    def left(self) -> tuple[Left, ...]:
        """The reports on items that are not in the round's edition of the plan, or no longer the unit's."""
        return tuple(self._left())

    def _left(self) -> Iterator[Left]:
        for ident, report in self.files.reports.items():
            now = {row.node.id for row in self.rows.get(ident, ())}
            for said in report.reports:
                if said.item in now:
                    continue
                for edition, assigned in self.earlier:
                    rows = {row.node.id: row.node for row in assigned.rows_of(ident)}
                    if said.item in rows:
                        yield Left(assigned.relations.unit[ident], said, rows[said.item], edition.ended)
                        break

    @cached_property
    def measured(self) -> tuple[Measured, ...]:
        """The values that were measured, by target in the order of the plan, then by unit."""
        targets = {each.id: each for each in self.assigned.relations.plan.targets}
        found = [
            (unit, value)
            for unit, report in ((each.unit, each.report) for each in self.units.values())
            if report
            for value in report.measures
            if value.target in targets
        ]
        order = {ident: place for place, ident in enumerate(targets)}
        found.sort(key=lambda pair: order[pair[1].target])
        return tuple(_measured(targets[value.target], unit, value) for unit, value in found)

    @property
    def late(self) -> tuple[UnitStanding, ...]:
        """The units that had not reported by the day on which they should have."""
        return tuple(each for each in self.units.values() if each.late)

    @property
    def reported(self) -> tuple[UnitStanding, ...]:
        """The units that have reported."""
        return tuple(each for each in self.units.values() if each.report is not None)


def _measured(target: Target, unit: Unit, value: MeasuredValue) -> Measured:
    measure = value.measure or target.measure or ""
    return Measured(
        target, unit, value, measure, target.value is not None and measure == (target.measure or "")
    )


def editions(plan: Relations, earlier: tuple[Plan | None, ...]) -> tuple[Edition, ...]:
    """Return the editions of a plan that were kept, oldest first, and last the plan of today."""
    revisions = plan.plan.revisions
    kept = [(each, revision) for each, revision in zip(earlier, revisions, strict=False) if each is not None]
    return (*(Edition(relate(each), revision) for each, revision in kept), Edition(plan, None))


def standing(files: RoundFiles, known: tuple[Edition, ...]) -> Standing:
    """Return how a round stands; `known` are the editions of the plan, oldest first."""
    round_ = files.round
    own = _in_force(known, round_.closed)
    assigned = [
        (edition, assign(edition.relations, round_.coordinator, round_.closed if edition is own else None))
        for edition in reversed(known)
    ]
    mine = next(found for edition, found in assigned if edition is own)
    return Standing(files, mine, tuple(pair for pair in assigned if pair[0] is not own))


def _in_force(known: tuple[Edition, ...], closed: dt.date | None) -> Edition:
    """Return the edition that was in force when a round was closed, while it is open the last one."""
    for edition in known:
        if closed and edition.ended and edition.ended.date > closed:
            return edition
    return known[-1]
