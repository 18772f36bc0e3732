"""The rows of a form: what a unit says of each of its items and targets, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from plansite.plan.model import Plan, Target, Unit
from plansite.progress import form_codes as codes
from plansite.progress import form_layout as layout
from plansite.progress import form_values as values
from plansite.progress.assigning import Assigned, assign, formers, reporters
from plansite.progress.form_layout import Column
from plansite.progress.form_problems import Told
from plansite.progress.form_sheet import FormRow, Found, find, words
from plansite.progress.forms import rows_for
from plansite.progress.known import Known
from plansite.progress.records import Conclusion, ItemReport, MeasuredValue, State
from plansite.progress.standing import Standing
from plansite.progress.workbook import Sheet


class Asked(Struct, frozen=True, eq=False, dict=True):
    """What a form asks its unit for; `items` are the locked words of each item by key, in document order.

    Each word has the forms that are right. They are not `compared` if the form's edition is not known. A row
    that is `expected` and gone is told; another unit may have reported on the others.
    """

    unit: str
    plan: Plan
    states: tuple[State, ...]
    known: Known
    compared: bool
    expected: frozenset[str]
    items: Mapping[str, Mapping[str, frozenset[str]]]
    names: Mapping[str, str]
    targets: Mapping[str, Target] = field(default_factory=dict)
    taken: Mapping[str, Unit] = field(default_factory=dict)
    """The items on which a unit that took over from this one has reported in its place."""


def asked(kind: str, unit: str, digest: str, standing: Standing, known: Known) -> Asked:
    """Return what a form asks for: as in the edition that its digest names, else as today."""
    is_report = kind == layout.REPORT_FORM
    editions = _editions(standing, known)
    named = (
        each for each in editions if digest == (each.digest(unit) if is_report else each.summary_digest(unit))
    )
    mine = next(named, None)
    assigned = mine or editions[0]
    items = _report_words(assigned, unit) if is_report else _summary_words(assigned, unit)
    targets = {each.id: each for each in assigned.targets.get(unit, ())} if is_report else {}
    plan, states = assigned.relations.plan, standing.round.states
    expected = {row.node.id for row in rows_for(standing, unit)} if is_report else items.keys()
    taken = _taken(standing, unit) if is_report else {}
    return Asked(
        unit, plan, states, known, mine is not None, frozenset(expected), items, known.items, targets, taken
    )


def _taken(standing: Standing, unit: str) -> dict[str, Unit]:
    """Return the units that took over from a unit and have reported, by item, but where it did so itself."""
    relations, reports = standing.assigned.relations, standing.files.reports
    own = reports.get(unit)
    said = {each.item for each in own.reports} if own else set()
    return {
        answer.node.id: heir
        for answer in relations.responsibilities
        if answer.node.id not in said and any(each.id == unit for each in formers(answer, relations))
        for heir in reporters(answer)
        if heir.id in reports and any(each.item == answer.node.id for each in reports[heir.id].reports)
    }


def _editions(standing: Standing, known: Known) -> tuple[Assigned, ...]:
    """Return who reports on what in each edition, first that of the round."""
    others = [assigned for _, assigned in standing.earlier]
    open_ = (
        [assign(each.relations, standing.round.coordinator) for each in known.editions]
        if standing.round.closed
        else []
    )
    return (standing.assigned, *others, *open_)


def _report_words(assigned: Assigned, unit: str) -> dict[str, dict[str, frozenset[str]]]:
    found = {}
    for number, row in enumerate(assigned.rows_of(unit), start=1):
        own = "、".join(each.label for each in row.responsibilities if each.unit.id == unit)
        roles = frozenset(filter(None, (layout.role_words(row, unit), own)))
        found[row.node.id] = _locked(layout.row_words(assigned.relations, row, number)) | {"role": roles}
    return found


def _summary_words(assigned: Assigned, unit: str) -> dict[str, dict[str, frozenset[str]]]:
    nodes = assigned.summing_up.get(unit, ())
    return {node.id: _locked(layout.item_words(assigned.relations, node, 0)) for node in nodes}


def _locked(said: Mapping[str, str | int]) -> dict[str, frozenset[str]]:
    """Return the words that are compared: all but the id, and the number, which may be renewed."""
    return {key: frozenset((str(text),)) for key, text in said.items() if key not in {layout.ID, "number"}}


def reports(sheets: Sequence[Sheet], form: Asked, told: Told) -> Iterator[ItemReport]:
    """Yield what a unit reports on its items, in document order."""
    columns = layout.item_columns(form.plan)
    rows = _rows(sheets, layout.ITEMS, columns, form, told)
    if rows is None:
        return
    found, by_item = rows
    for ident, row in by_item.items():
        each = _report(ident, row, found, form, told)
        if each:
            yield each


def _report(ident: str, row: FormRow, found: Found, form: Asked, told: Told) -> ItemReport | None:
    def text(key: str) -> str | None:
        return values.text(row.cells.get(key), found.at(row, key), told)

    state = values.state(row.cells.get("state"), form.states, found.at(row, "state"), told)
    said = {key: text(key) for key in ("text", "problems", "next")}
    at = found.at(row, "evidence")
    evidence = values.evidence(row.cells.get("evidence"), at, told, found.sheet.links.get(at[1], ""))
    if state is None:
        if any(said.values()) or evidence:
            _tell_no_state(row, found, form, told)
        return None
    heir = form.taken.get(ident)
    if heir:
        names = {"heir": heir.id, "heir_name": heir.name, "unit": form.known.units.get(form.unit, form.unit)}
        said_of = {"item": ident, "name": form.names.get(ident, "")}
        told.add(codes.HEIR_REPORTED, found.at(row, "state"), {**names, **said_of})
    return ItemReport(item=ident, state=state, evidence=evidence, **said)


def _tell_no_state(row: FormRow, found: Found, form: Asked, told: Told) -> None:
    if "state" not in row.cells:
        told.add(codes.NO_STATE, found.at(row, "state"), {"item": row.id, "name": form.names.get(row.id, "")})


def conclusions(sheets: Sequence[Sheet], form: Asked, told: Told) -> Iterator[Conclusion]:
    """Yield what a unit concludes on the items that it sums up, in document order."""
    rows = _rows(sheets, layout.CONCLUSIONS, layout.conclusion_columns(form.plan), form, told)
    if rows is None:
        return
    found, by_item = rows
    for ident, row in by_item.items():
        state = values.state(row.cells.get("state"), form.states, found.at(row, "state"), told)
        text = values.text(row.cells.get("text"), found.at(row, "text"), told)
        if state is None:
            if text is not None:
                _tell_no_state(row, found, form, told)
        else:
            yield Conclusion(item=ident, by=form.unit, state=state, text=text)


def _rows(
    sheets: Sequence[Sheet], name: str, columns: Sequence[Column], form: Asked, told: Told
) -> tuple[Found, dict[str, FormRow]] | None:
    """Return a sheet and its rows by item in document order; what is wrong with the items is told."""
    optional = () if form.compared else ("head",)
    found = _found(sheets, name, columns, told, optional)
    if found is None:
        return None
    rows = _once(found, form.names, told, lambda row: _is_asked(row, found, form, told))
    for row in rows.values():
        _compare(row, found, form, told)
    for ident in [each for each in form.items if each in form.expected and each not in rows]:
        told.add(codes.ROW_MISSING, (found.sheet.name, ""), {"item": ident, "name": form.names[ident]})
    return found, {ident: rows[ident] for ident in form.items if ident in rows}


def _found(
    sheets: Sequence[Sheet], name: str, columns: Sequence[Column], told: Told, optional: Sequence[str] = ()
) -> Found | None:
    before = told.failed
    found = find(sheets, name, columns, told, optional)
    if found is None and told.failed == before:
        told.add(codes.SHEET_MISSING, ("", ""), {"name": name})
    return found


def _once(
    found: Found, names: Mapping[str, str], told: Told, is_asked: Callable[[FormRow], bool]
) -> dict[str, FormRow]:
    """Return the rows that are asked for by id, the first of each; those that stand twice are told."""
    rows: dict[str, FormRow] = {}
    for row in found.rows:
        if not is_asked(row):
            continue
        if row.id in rows:
            said = {"item": row.id, "name": names.get(row.id, ""), "first": rows[row.id].number}
            told.add(codes.ROW_TWICE, found.at(row, layout.ID), said)
        rows.setdefault(row.id, row)
    return rows


def _is_asked(row: FormRow, found: Found, form: Asked, told: Told) -> bool:
    if row.id in form.items:
        return True
    if row.id in form.known.items:
        _tell_not_its(row, found, form, form.known.items, told)
    else:
        _tell_unknown(row, found, form.known.item_names.of(row.id), form.known.items, told)
    return False


def _tell_not_its(row: FormRow, found: Found, form: Asked, names: Mapping[str, str], told: Told) -> None:
    said = {"item": row.id, "name": names[row.id], "unit": form.known.units.get(form.unit, form.unit)}
    told.add(codes.NOT_ITS_ITEM, found.at(row, layout.ID), said)


def _tell_unknown(
    row: FormRow, found: Found, close: str | None, names: Mapping[str, str], told: Told
) -> None:
    said = {"item": row.id, "suggestion": close, "name": names.get(close or "")}
    told.add(codes.UNKNOWN_ITEM, found.at(row, layout.ID), said, hinted=close is not None)


def _compare(row: FormRow, found: Found, form: Asked, told: Told) -> None:
    """Tell locked text that is another than that of the edition which the form was made from."""
    if form.compared:
        _differences(row, found, form.items[row.id], told)


def _differences(row: FormRow, found: Found, wanted: Mapping[str, frozenset[str]], told: Told) -> None:
    for key, right in wanted.items():
        here = words(row.cells.get(key))
        if here not in {" ".join(each.split()) for each in right}:
            told.add(codes.CHANGED_TEXT, found.at(row, key), {"found": here, "wanted": min(right)})


def measures(sheets: Sequence[Sheet], form: Asked, told: Told) -> Iterator[MeasuredValue]:
    """Yield the values that a unit gives, by target in the order of the plan, then by day."""
    if not form.targets:
        return
    before = len(told.found)
    found = find(sheets, layout.MEASURES, layout.measure_columns(), told)
    if found is None:
        if len(told.found) == before:
            told.add(codes.MEASURES_MISSING, ("", ""), {"name": layout.MEASURES})
        return
    given: dict[tuple[str, object], FormRow] = {}
    measured = []
    for row in found.rows:
        value = _measure(row, found, form, told)
        if value is None:
            continue
        first = given.setdefault((value.target, value.at), row)
        if first is not row:
            said = {"item": value.target, "name": form.targets[value.target].label, "first": first.number}
            told.add(codes.ROW_TWICE, found.at(row, "at"), said)
        measured.append(value)
    order = list(form.targets)
    yield from sorted(measured, key=lambda each: (order.index(each.target), each.at))


def _measure(row: FormRow, found: Found, form: Asked, told: Told) -> MeasuredValue | None:
    target = form.targets.get(row.id)
    if target is None:
        if row.id in form.known.targets:
            _tell_not_its(row, found, form, form.known.targets, told)
        else:
            _tell_unknown(row, found, form.known.target_names.of(row.id), form.known.targets, told)
        return None
    if form.compared:
        _differences(row, found, _locked(layout.target_words(target)), told)
    day = values.day(row.cells.get("at"), found.at(row, "at"), told)
    measure = values.text(row.cells.get("measure"), found.at(row, "measure"), told)
    own = values.unit_of_measure(target.measure)
    unit = values.unit_of_measure(measure) or own
    value = values.number(row.cells.get("value"), found.at(row, "value"), told, unit)
    source = values.text(row.cells.get("source"), found.at(row, "source"), told)
    if "value" not in row.cells and (day or source):
        told.add(codes.NO_VALUE, found.at(row, "value"), {"target": target.label})
    if value is not None and "at" not in row.cells:
        told.add(codes.NO_DATE, found.at(row, "at"), {"target": target.label})
    if value is None or day is None:
        return None
    other = unit if unit != own else None
    return MeasuredValue(target=target.id, value=value, measure=other, at=day, source=source)
