"""Changes as JSON.

Each change is an object with "version", "change" (its name: item-added), the id of its record under the
record's type ("item": "youth"), and these keys:

- …-added: "new", the record without its children; "after", the id before it, null if it comes first; for an
 item also "parent", the id above it, null at the top
- …-removed: "old", "old_after" and "old_parent", likewise
- …-moved: "after", "parent", "old_after", "old_parent"
- …-changed and its special cases (item-reworded, unit-renamed, …): "key", "old" and "new", null if the key is
 absent, "runs" if both are text, and "part", the position of the item's part that the key belongs to; with
 the key "parts", a part that was added or removed
- responsibility-… ("item", "unit", roles "old" and "new") and duty-… ("unit", "item", "quote"): derived from
 the others for the reader; `patch.apply` skips them
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import asdict

from plansite.revisions.changes import (
    BELOW,
    Added,
    Change,
    Changed,
    DutyChange,
    Moved,
    RecordType,
    Removed,
    RoleChange,
)
from plansite.revisions.places import Data, Place

VERSION = 1


def to_json(changes: Iterable[Change]) -> list[Data]:
    """Return `changes` as plain data; no changes give an empty list."""
    return [{"version": VERSION, "change": change.name, **_fields(change)} for change in changes]


def _fields(change: Change) -> Data:
    match change:
        case Added(what, ident, place, record):
            return {what.value: ident, **_place(what, place), "new": record}
        case Removed(what, ident, place, record):
            return {what.value: ident, **_place(what, place, "old_"), "old": record}
        case Moved(what, ident, old, new):
            return {what.value: ident, **_place(what, old, "old_"), **_place(what, new)}
        case Changed():
            return _changed(change)
        case RoleChange(item, unit, old, new):
            return {"item": item, "unit": unit, "old": old and old.value, "new": new and new.value}
        case DutyChange(unit, item, quote):
            return {"unit": unit, "item": item, "quote": quote}
        case _:
            assert_never(change)


def _place(what: RecordType, place: Place, prefix: str = "") -> Data:
    parent = {f"{prefix}parent": place.parent} if what in BELOW else {}
    return {**parent, f"{prefix}after": place.after}


def _changed(change: Changed) -> Data:
    ident = {} if change.id is None else {change.what.value: change.id}
    part = {} if change.part is None else {"part": change.part}
    runs = {"runs": [asdict(run) for run in change.runs]} if change.runs else {}
    return {**ident, "key": change.key, **part, "old": change.old, "new": change.new, **runs}
