"""Apply changes to an old plan to get the new one, all as JSON data."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from plansite.revisions.changes import BELOW, LISTS, VERBS, RecordType
from plansite.revisions.json_ import VERSION
from plansite.revisions.places import Data, Layout, Place, build_up, children, lay_out

_DERIVED = frozenset(
    ("responsibility-gained", "responsibility-lost", "responsibility-changed", "duty-gained", "duty-lost")
)
_OF_PLACE = frozenset(("added", "removed", "moved"))
_REQUIRED = frozenset(("items",))
# The model has its own serializer for this field and writes it even if it is null.
_KEPT = frozenset(("value",))

Order: TypeAlias = dict[str | None, list[str]]


class MisfitError(ValueError):
    """The changes do not belong to the data they are applied to, or are not changes at all."""


def apply(data: Mapping[str, Any], changes: Sequence[Mapping[str, Any]]) -> Data:
    """Return the data of the new plan, made from that of the old one and changes as from `to_json`.

    The data of a plan is as `compare.data_of` returns it; the arguments are not modified. Derived changes
    (responsibility-…, duty-…) are skipped. Raise MisfitError if a change does not fit.
    """
    result = copy.deepcopy(dict(data))
    try:
        told = list(_told(copy.deepcopy([dict(change) for change in changes])))
        for key, what in LISTS.items():
            mine = [(verb, change) for sort, verb, change in told if sort is what]
            if mine:
                _set(result, key, _new_list(result.get(key, []), what, mine))
        for sort, _, change in told:
            if sort is RecordType.PLAN:
                _change(result, change)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        message = f"not a change of a plan: {error!r}"
        raise MisfitError(message) from error
    return result


def _expect(*, fits: bool, change: Mapping[str, Any]) -> None:
    if not fits:
        shown = {key: value for key, value in change.items() if key not in {"new", "runs"}}
        message = f"the change does not fit the plan: {shown}"
        raise MisfitError(message)


def _told(changes: Sequence[Data]) -> Iterator[tuple[RecordType, str, Data]]:
    """Yield (record type, verb, change) for all changes that are not derived."""
    for change in changes:
        _expect(fits=change["version"] == VERSION, change=change)
        if change["change"] not in _DERIVED:
            what, _, verb = change["change"].partition("-")
            _expect(fits=what in set(RecordType) and verb in VERBS, change=change)
            yield RecordType(what), verb, change


def _set(record: Data, key: str, records: list[Data]) -> None:
    if records or key in _REQUIRED:
        record[key] = records
    else:
        record.pop(key, None)


def _change(record: Data, change: Data) -> None:
    key = change["key"]
    _expect(fits=record.get(key) == change["old"], change=change)
    if change["new"] is None and key not in _KEPT:
        del record[key]
    else:
        record[key] = change["new"]


def _new_list(records: list[Data], what: RecordType, told: list[tuple[str, Data]]) -> list[Data]:
    layout = lay_out(records, BELOW.get(what))
    own = {ident: entry.record for ident, entry in layout.items()}
    order = children(layout)
    _rearrange(layout, own, order, what, told)
    rest = [change for verb, change in told if verb not in _OF_PLACE]
    for change in rest:
        if "part" not in change:
            _change(own[change[what]], change)
    for ident in dict.fromkeys(change[what] for change in rest if "part" in change):
        _change_parts(own[ident], [each for each in rest if each[what] == ident and "part" in each])
    return _built_up(own, order, BELOW.get(what))


def _rearrange(
    layout: Layout, own: dict[str, Data], order: Order, what: RecordType, told: list[tuple[str, Data]]
) -> None:
    """Take what was removed or moved out of `own` and `order`, then insert what was added or moved."""
    for verb, change in told:
        if verb in {"removed", "moved"}:
            _take_out(change, change[what], layout, order)
        if verb == "removed":
            _expect(fits=own.pop(change[what]) == change["old"], change=change)
    for verb, change in told:
        if verb == "added":
            _expect(fits=change[what] not in own and change["new"]["id"] == change[what], change=change)
            own[change[what]] = change["new"]
        if verb in {"added", "moved"}:
            _put_in(change, change[what], own, order)


def _take_out(change: Data, ident: str, layout: Layout, order: Order) -> None:
    place = Place(change.get("old_parent"), change["old_after"])
    _expect(fits=layout[ident].place == place and ident in order[place.parent], change=change)
    order[place.parent].remove(ident)


def _put_in(change: Data, ident: str, own: Mapping[str, Data], order: Order) -> None:
    parent, after = change.get("parent"), change["after"]
    siblings = order.setdefault(parent, [])
    _expect(fits=(parent is None or parent in own) and (after is None or after in siblings), change=change)
    siblings.insert(0 if after is None else siblings.index(after) + 1, ident)


def _change_parts(record: Data, changes: list[Data]) -> None:
    parts: list[Data] = record.get("parts", [])
    whole = [change for change in changes if change["key"] == "parts"]
    for change in sorted(whole, key=lambda change: -change["part"]):
        if change["new"] is None:
            _expect(fits=parts[change["part"]] == change["old"], change=change)
            del parts[change["part"]]
    for change in sorted(whole, key=lambda change: change["part"]):
        if change["new"] is not None:
            _expect(fits=0 <= change["part"] <= len(parts), change=change)
            parts.insert(change["part"], change["new"])
    for change in changes:
        if change["key"] != "parts":
            _change(parts[change["part"]], change)
    _set(record, "parts", parts)


def _built_up(own: dict[str, Data], order: Order, below: str | None) -> list[Data]:
    """Return the list or tree; raise MisfitError if a record would be left without a place in it."""
    reached = [None, *own]
    lost = {ident for parent, idents in order.items() if parent not in reached for ident in idents}
    built = build_up(own, order, below)
    if lost or len(lay_out(built, below)) != len(own):
        message = f"left without a place: {', '.join(sorted(lost)) or 'a circle of records'}"
        raise MisfitError(message)
    return built
