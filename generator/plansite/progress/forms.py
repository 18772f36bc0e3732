"""The forms of a round as plain records: what stands in each cell, and what was reported before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from plansite.plan.model import Target, Unit
from plansite.progress import form_layout as layout
from plansite.progress.assigning import Row
from plansite.progress.form_layout import Column
from plansite.progress.records import Evidence, MeasuredValue, UnitReport
from plansite.progress.standing import Standing

Value = str | int | Decimal
Values = Mapping[str, Value]
"""The cells of a row by key of the column; an empty one is left out."""


class FormSheet(Struct, frozen=True):
    """A table of a form."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Values, ...]


class Form(Struct, frozen=True):
    """A file that a unit fills in; `kind` is REPORT_FORM or SUMMARY_FORM, `digest` names an edition."""

    kind: str
    title: str
    round: str
    unit: Unit
    digest: str
    states: tuple[str, ...]
    sheets: tuple[FormSheet, ...]

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{'summary-' if self.kind == layout.SUMMARY_FORM else ''}{self.unit.id}.xlsx"


def rows_for(standing: Standing, unit: str) -> tuple[Row, ...]:
    """Return what a unit is asked for: its rows, but for those on which one before it has reported."""
    found = standing.rows.get(unit)
    return standing.assigned.rows_of(unit) if found is None else found


def report_form(standing: Standing, unit: Unit) -> Form:
    """Return the form of a unit, with what it reported before."""
    plan = standing.assigned.relations.plan
    report = standing.files.reports.get(unit.id)
    rows = rows_for(standing, unit.id)
    sheets = [FormSheet(layout.ITEMS, layout.item_columns(plan), tuple(_item_rows(standing, unit, rows)))]
    targets = standing.assigned.targets.get(unit.id, ())
    if targets:
        values = tuple(row for target in targets for row in _measure_rows(target, report))
        sheets.append(FormSheet(layout.MEASURES, layout.measure_columns(), values))
    digest = standing.assigned.digest(unit.id)
    title = f"{standing.label} {unit.name}{layout.ITEMS}"
    return Form(layout.REPORT_FORM, title, standing.name, unit, digest, _labels(standing), tuple(sheets))


def summary_form(standing: Standing, unit: Unit) -> Form:
    """Return the form of a unit that sums up, with what the others reported and what it concluded before."""
    relations = standing.assigned.relations
    labels = {state.id: state.label for state in standing.round.states}
    rows: list[Values] = []
    for number, node in enumerate(standing.assigned.summing_up.get(unit.id, ()), start=1):
        item = standing.items[node.id]
        words: dict[str, Value] = dict(layout.item_words(relations, node, number))
        words["reported"] = layout.reported_words(item, standing.round.states)
        said = item.conclusion
        if said and said.by == unit.id:
            words |= {"state": labels[said.state], "text": said.text or ""}
        rows.append(words)
    sheet = FormSheet(layout.CONCLUSIONS, layout.conclusion_columns(relations.plan), tuple(rows))
    digest = standing.assigned.summary_digest(unit.id)
    title = f"{standing.label} {unit.name}{layout.CONCLUSIONS}"
    return Form(layout.SUMMARY_FORM, title, standing.name, unit, digest, _labels(standing), (sheet,))


def forms(standing: Standing, unit: str | None = None) -> Iterator[Form]:
    """Yield the forms of a round, or those of one unit; one taken over from has a form if it has reported."""
    assigned = standing.assigned
    asked = {each.id for each in assigned.reporting} | standing.files.reports.keys()
    for each in assigned.relations.plan.units:
        reports = rows_for(standing, each.id) or assigned.targets.get(each.id)
        if each.id in asked and reports and unit in {None, each.id}:
            yield report_form(standing, each)
    for each in assigned.relations.plan.units:
        if each.id in assigned.summing_up and unit in {None, each.id}:
            yield summary_form(standing, each)


def _labels(standing: Standing) -> tuple[str, ...]:
    return tuple(state.label for state in standing.round.states)


def _item_rows(standing: Standing, unit: Unit, rows: tuple[Row, ...]) -> Iterator[Values]:
    report = standing.files.reports.get(unit.id)
    said = {each.item: each for each in report.reports} if report else {}
    labels = {state.id: state.label for state in standing.round.states}
    for number, row in enumerate(rows, start=1):
        words: dict[str, Value] = dict(layout.row_words(standing.assigned.relations, row, number))
        words["role"] = layout.role_words(row, unit.id)
        each = said.get(row.node.id)
        if each:
            words["state"] = labels[each.state]
            filled = {"text": each.text, "problems": each.problems, "next": each.next}
            words |= {key: text for key, text in filled.items() if text}
            if each.evidence:
                words["evidence"] = evidence_words(each.evidence)
        yield words


def evidence_words(evidence: tuple[Evidence, ...]) -> str:
    """Return proofs as they stand in a cell: a line each, the title, a space and the address."""
    return "\n".join(f"{each.title} {each.url}" if each.url else each.title for each in evidence)


def _measure_rows(target: Target, report: UnitReport | None) -> Iterator[Values]:
    """Yield a row for each value of a target that was reported before, or else one to be filled in."""
    words = layout.target_words(target)
    measured = [each for each in report.measures if each.target == target.id] if report else []
    for each in measured:
        yield {**words, **_measured(target, each)}
    if not measured:
        yield {**words, "measure": target.measure or ""}


def _measured(target: Target, each: MeasuredValue) -> Values:
    return {
        "value": each.value,
        "measure": each.measure or target.measure or "",
        "at": each.at.isoformat(),
        "source": each.source or "",
    }
