"""The changes that can occur between two plans: a closed set of records, each with a name."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeAlias

from msgspec import Struct

from plansite.plan.model import Role
from plansite.revisions.places import Data, Place
from plansite.revisions.runs import Run


class RecordType(StrEnum):
    """The type of record that a change is about."""

    PLAN = "plan"
    UNIT = "unit"
    ITEM = "item"
    TARGET = "target"
    AUDIENCE = "audience"
    PROGRAMME = "programme"
    MILESTONE = "milestone"


LISTS = {
    "units": RecordType.UNIT,
    "items": RecordType.ITEM,
    "targets": RecordType.TARGET,
    "audiences": RecordType.AUDIENCE,
    "programmes": RecordType.PROGRAMME,
    "milestones": RecordType.MILESTONE,
}
"""The keys of the plan that hold records with ids."""

BELOW = {RecordType.ITEM: "items"}
"""The key under which records of a type hold their children."""

_VERBS = {
    (RecordType.ITEM, "number"): "renumbered",
    (RecordType.ITEM, "title"): "retitled",
    (RecordType.ITEM, "text"): "reworded",
    (RecordType.UNIT, "name"): "renamed",
    (RecordType.UNIT, "now"): "succeeded",
}

VERBS = frozenset(("added", "removed", "moved", "changed", *_VERBS.values()))
"""The possible endings of a change's name, without those of derived changes."""


class Added(Struct, frozen=True):
    """A record that only the new plan has, without its children."""

    what: RecordType
    id: str
    place: Place
    record: Data

    @property
    def name(self) -> str:
        """The name of the change: item-added."""
        return f"{self.what}-added"


class Removed(Struct, frozen=True):
    """A record that only the old plan has, without its children, and its place there."""

    what: RecordType
    id: str
    place: Place
    record: Data

    @property
    def name(self) -> str:
        """The name of the change: item-removed."""
        return f"{self.what}-removed"


class Moved(Struct, frozen=True):
    """A record with another parent, or at another place among the siblings that stayed."""

    what: RecordType
    id: str
    old: Place
    new: Place

    @property
    def name(self) -> str:
        """The name of the change: item-moved."""
        return f"{self.what}-moved"


class Changed(Struct, frozen=True):
    """Another value under one key, as data, None if the key is absent; `runs` compares wordings.

    `id` is None for a key of the plan itself. `part` is the 0-based position, in the new plan, of the item's
    part that the key belongs to. A part that was added or removed is a change of the key "parts", with None
    for old or new; for a removed one, `part` is its position in the old plan.
    """

    what: RecordType
    id: str | None
    key: str
    old: Any
    new: Any
    runs: tuple[Run, ...] = ()
    part: int | None = None

    @property
    def name(self) -> str:
        """The name of the change: item-reworded, unit-renamed, target-changed."""
        # Adding or removing a part with text rewords the item.
        key = "text" if self.key == "parts" and self.runs else self.key
        return f"{self.what}-{_VERBS.get((self.what, key), 'changed')}"


class RoleChange(Struct, frozen=True):
    """A unit that answers for an item in another role than before; None if it does not answer for it.

    Derived from other changes for the reader; the role is the strongest that the item gives the unit.
    """

    item: str
    unit: str
    old: Role | None
    new: Role | None

    @property
    def name(self) -> str:
        """The name of the change: responsibility-gained."""
        verb = "gained" if self.old is None else "lost" if self.new is None else "changed"
        return f"responsibility-{verb}"


class DutyChange(Struct, frozen=True):
    """Something that the text newly asks of a unit in prose, or no longer asks.

    Derived from the plan's key `duties` for the reader.
    """

    unit: str
    item: str
    quote: str
    gained: bool

    @property
    def name(self) -> str:
        """The name of the change: duty-gained."""
        return "duty-gained" if self.gained else "duty-lost"


Change: TypeAlias = Added | Removed | Moved | Changed | RoleChange | DutyChange
