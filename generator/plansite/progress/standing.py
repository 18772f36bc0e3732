"""How things stand in a round: what was reported on each item and by each unit, and what was not.

Nothing is judged here by the clock: lateness is that of the round's own day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice

from msgspec import Struct

from plansite.plan.assignments import Responsibility
from plansite.plan.model import Plan, Target, Unit
from plansite.plan.relations import Relations, relate
from plansite.plan.tree import Node
from plansite.progress.assigning import Assigned, Row, assign, formers, reporters, rows_by
from plansite.progress.entries import (
    Answer,
    Edition,
    Entry,
    ItemStanding,
    Left,
    LeftConclusion,
    LeftValue,
    Measured,
    RoundFiles,
    Since,
    UnitStanding,
)
from plansite.progress.records import Conclusion, MeasuredValue, Round, State, UnitReport


class Standing(Struct, frozen=True, eq=False, dict=True):
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
        """Return the units that report on a responsibility: also one that did before others took over."""
        before = tuple(
            unit for unit in formers(answer, self.assigned.relations) if self._said(unit, answer.node)
        )
        after = reporters(answer)
        return (*before, *(unit for unit in after if self._said(unit, answer.node))) if before else after

    def _said(self, unit: Unit, node: Node) -> bool:
        report = self.files.reports.get(unit.id)
        return report is not None and any(said.item == node.id for said in report.reports)

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
            told = tuple(
                Answer(each, tuple(entries[unit.id, ident] for unit in self._reporting(each)))
                for each in answers
            )
            found[ident] = ItemStanding(
                self.assigned.relations.node[ident],
                told,
                concluded.get(ident),
                self.assigned.concluders[ident],
                self._since(concluded.get(ident), told),
            )
        return found

    def _since(self, concluded: Conclusion | None, answers: tuple[Answer, ...]) -> Since:
        """Return what happened since an item was concluded, as far as the form of the conclusion tells."""
        forms = {each.by: each for each in self.files.summary.forms}
        form = forms.get(concluded.by) if concluded else None
        if form is None or concluded is None:
            return Since()
        day = max((form.reported_on, *(each.date for each in form.correction)))
        reports = [entry.report for each in answers for entry in each.entries if entry.said]
        return Since(
            reworded=self._reworded(form.by, form.plan, concluded.item),
            reported=any(report and report.last_day > day for report in reports),
        )

    def _reworded(self, by: str, digest: str | None, item: str) -> bool:
        """Return whether an item was reworded since the form of a unit that sums it up was made."""
        if digest is None or digest == self.assigned.summary_digest(by):
            return False
        made = next((each for _, each in self.earlier if each.summary_digest(by) == digest), None)
        before = made.relations.node.get(item) if made else None
        now = self.assigned.relations.node[item]
        return made is not None and (before is None or made.printed(before) != self.assigned.printed(now))

    @cached_property
    def left_conclusions(self) -> tuple[LeftConclusion, ...]:
        """The conclusions on items that are not in the round's edition of the plan."""
        return tuple(
            LeftConclusion(concluded, assigned.relations.node[concluded.item], edition.ended)
            for concluded in self.files.summary.items
            if concluded.item not in self.items
            for edition, assigned in self._editions_with_item(concluded.item)
        )

    def _editions_with_item(self, item: str) -> Iterator[tuple[Edition, Assigned]]:
        """Yield the latest of the other editions that asks somebody for an item."""
        found = (pair for pair in self.earlier if item in pair[1].relations.of_item)
        yield from islice(found, 1)

    @cached_property
    def left_values(self) -> tuple[LeftValue, ...]:
        """The values of targets that are not in the round's edition of the plan, or of units that left it."""
        there = {(each.unit.id, each.target.id) for each in self.measured}
        return tuple(
            LeftValue(each, edition.ended)
            for unit, report in self.files.reports.items()
            for value in report.measures
            if (unit, value.target) not in there
            for edition, each in self._editions_with_value(unit, value)
        )

    def _editions_with_value(self, unit: str, value: MeasuredValue) -> Iterator[tuple[Edition, Measured]]:
        for edition, assigned in self.earlier:
            units = assigned.relations.unit
            for target in assigned.relations.plan.targets:
                if target.id == value.target and unit in units:
                    yield edition, _measured(target, units[unit], value)
                    return

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
