"""Rules on the records of a round: what they name is known, and nothing stands twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from plansite.diagnostics.problems import Code, Finding, Where
from plansite.plan.model import Plan
from plansite.plan.scalars import ID_MAX_LENGTH, ID_PATTERN
from plansite.progress import codes
from plansite.progress.assigning import assign
from plansite.progress.form_layout import UNREPORTED
from plansite.progress.known import Known
from plansite.progress.records import Round, State, Summary, UnitReport
from plansite.reading.checks.references import RESERVED_IDS
from plansite.reading.checks.subject import Suggestions

Found = tuple[Code, Finding]
ROUND_NAME = re.compile(r"[0-9a-z][0-9a-z-]*")
_ID = re.compile(ID_PATTERN)
_OWN_FILES = re.compile(r"round|summary(-.*)?")


def is_round(name: str) -> bool:
    """Return whether a round can have this name: it is a folder, and a part of addresses."""
    return bool(ROUND_NAME.fullmatch(name)) and len(name) <= ID_MAX_LENGTH and name not in RESERVED_IDS


def reserved_units(plan: Plan) -> Iterator[Found]:
    """Yield the units of a plan whose file would be that of the round itself."""
    for position, unit in enumerate(plan.units):
        if _OWN_FILES.fullmatch(unit.id):
            yield codes.RESERVED_UNIT, Finding(("units", position, "id"), {"unit": unit.id})


def of_round(known: Known | None) -> Callable[[Round], Iterator[Found]]:
    """Return what finds the faults of a round; of None, a plan whose errors are told first, only its own."""

    def find(round_: Round) -> Iterator[Found]:
        start, end = round_.period.start, round_.period.end
        if end < start:
            yield (
                codes.REVERSED,
                Finding(("period", "to"), {"start": start.isoformat(), "end": end.isoformat()}),
            )
        if round_.due < start:
            yield codes.DUE_EARLY, Finding(("due",), {"due": round_.due.isoformat()})
        if round_.day < round_.due:
            yield codes.AS_OF_EARLY, Finding(("as_of",), {"day": round_.day.isoformat()})
        yield from _states(round_.states)
        if round_.closed and not round_.sealed:
            yield codes.NOT_SEALED, Finding(("closed",), on_key=True)
        if known and round_.coordinator:
            yield from _unknown(codes.UNKNOWN_UNIT, "unit", known.units, known.unit_names)(
                ("coordinator",), round_.coordinator
            )

    return find


def _states(states: Iterable[State]) -> Iterator[Found]:
    ids: set[str] = set()
    labels: set[str] = {""}
    for position, state in enumerate(states):
        where = ("states", position)
        if not _ID.fullmatch(state.id) or len(state.id) > ID_MAX_LENGTH:
            yield codes.BAD_STATE_ID, Finding((*where, "id"), {"id": state.id})
        if state.id in ids:
            yield (
                codes.STATE_TWICE,
                Finding((*where, "id"), {"what": "id", "what_zh": "标识", "value": state.id}),
            )
        if state.label in labels:
            values = {"what": "label", "what_zh": "名称", "value": state.label}
            yield codes.STATE_TWICE, Finding((*where, "label"), values)
        if UNREPORTED in state.label:
            yield codes.STATE_RESERVED, Finding((*where, "label"), {"value": state.label})
        ids.add(state.id)
        labels.add(state.label)


_Check = Callable[[Where, str], Iterator[Found]]


def _unknown(code: Code, key: str, known: Mapping[str, str], suggestions: Suggestions) -> _Check:
    """Return what yields a finding for an id that is not among those known."""

    def check(where: Where, ident: str) -> Iterator[Found]:
        if ident not in known:
            close = suggestions.of(ident)
            values = {key: ident, "suggestion": close, "name": known.get(close or "")}
            yield code, Finding(where, values, hinted=close is not None)

    return check


def _state_check(round_: Round | None) -> _Check:
    if round_ is None:
        return lambda _where, _ident: iter(())
    labels = {state.id: state.label for state in round_.states}
    return _unknown(codes.UNKNOWN_STATE, "state", labels, Suggestions(labels))


def _twice(code: Code, within: str, key: str, entries: Iterable[Mapping[str, str]]) -> Iterator[Found]:
    """Yield a finding for each entry of the list `within` with the values of one before."""
    first: dict[tuple[str, ...], int] = {}
    for position, values in enumerate(entries):
        what = tuple(values.values())
        if first.setdefault(what, position) != position:
            yield code, Finding((within, position, key), {**values, "first": first[what] + 1})


def of_report(
    name: str, round_: Round | None, known: Known | None
) -> Callable[[UnitReport], Iterator[Found]]:
    """Return what finds the faults of a report in the file `name`, of a round that may be unreadable."""
    coordinator = (round_.coordinator if round_ else None) or ""
    states = _state_check(round_)

    def find(report: UnitReport) -> Iterator[Found]:
        if f"{report.unit}.yaml" != name:
            yield codes.OTHER_UNIT, Finding(("unit",), {"file": name, "unit": report.unit})
        for position, said in enumerate(report.reports):
            yield from states(("reports", position, "state"), said.state)
        items = ({"item": each.item} for each in report.reports)
        yield from _twice(codes.ITEM_TWICE, "reports", "item", items)
        values = ({"target": each.target, "day": each.at.isoformat()} for each in report.measures)
        yield from _twice(codes.VALUE_TWICE, "measures", "at", values)
        if known:
            yield from _named(report, known, coordinator if round_ else None)

    return find


def _named(report: UnitReport, known: Known, coordinator: str | None) -> Iterator[Found]:
    """Yield what a report names that the plan does not have, or that is not the unit's."""
    yield from _unknown(codes.UNKNOWN_UNIT, "unit", known.units, known.unit_names)(("unit",), report.unit)
    items = _unknown(codes.UNKNOWN_ITEM, "item", known.items, known.item_names)
    targets = _unknown(codes.UNKNOWN_TARGET, "target", known.targets, known.target_names)
    own = known.items_of.get(report.unit, frozenset())
    for position, said in enumerate(report.reports):
        where = ("reports", position, "item")
        yield from items(where, said.item)
        if said.item in known.items and said.item not in own and report.unit in known.units:
            yield codes.NOT_ITS_ITEM, Finding(where, {"item": said.item, "unit": report.unit})
    for position, value in enumerate(report.measures):
        where = ("measures", position, "target")
        yield from targets(where, value.target)
        # Of a round that cannot be read it is not known who gives the values of the rest.
        own_target = coordinator is None or known.is_target_of(value.target, report.unit, coordinator)
        if value.target in known.targets and report.unit in known.units and not own_target:
            said_of = {"target": value.target, "name": known.targets[value.target], "unit": report.unit}
            yield codes.NOT_ITS_TARGET, Finding(where, said_of)


def of_summary(round_: Round | None, known: Known | None) -> Callable[[Summary], Iterator[Found]]:
    """Return what finds the faults of the conclusions of a round, which may be unreadable."""
    states = _state_check(round_)

    def find(summary: Summary) -> Iterator[Found]:
        for position, each in enumerate(summary.items):
            yield from states(("items", position, "state"), each.state)
        yield from _twice(codes.ITEM_TWICE, "items", "item", ({"item": each.item} for each in summary.items))
        yield from _twice(codes.FORM_TWICE, "forms", "by", ({"unit": each.by} for each in summary.forms))
        if known:
            yield from _concluded(summary, round_, known)

    return find


def _concluded(summary: Summary, round_: Round | None, known: Known) -> Iterator[Found]:
    """Yield what conclusions name that the plan does not have, and those by a unit that does not sum up."""
    items = _unknown(codes.UNKNOWN_ITEM, "item", known.items, known.item_names)
    units = _unknown(codes.UNKNOWN_UNIT, "unit", known.units, known.unit_names)
    concluders = [
        assign(each.relations, round_.coordinator if round_ else None).concluders
        for each in reversed(known.editions)
    ]
    for position, each in enumerate(summary.items):
        where = ("items", position)
        yield from items((*where, "item"), each.item)
        yield from units((*where, "by"), each.by)
        if each.item in known.items and not any(each.item in found for found in concluders):
            named = {"item": each.item, "name": known.items[each.item]}
            yield codes.NO_DUTIES, Finding((*where, "item"), named)
        asked = [found[each.item] for found in concluders if each.item in found]
        if each.by in known.units and asked and all(unit is None or unit.id != each.by for unit in asked):
            values = {"unit": each.by, "item": each.item}
            if asked[0]:
                values |= {"suggestion": asked[0].id, "name": asked[0].name}
            yield codes.OTHER_CONCLUDES, Finding((*where, "by"), values, hinted=asked[0] is not None)
    for position, form in enumerate(summary.forms):
        yield from units(("forms", position, "by"), form.by)
