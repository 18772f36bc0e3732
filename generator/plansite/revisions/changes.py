"""What can differ between two plans: a closed set of records, each with a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from plansite.plan.model import Role
from plansite.revisions.places import Data, Place
from plansite.revisions.runs import Run


class RecordType(StrEnum):
    """What a change is of."""

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
"""The key under which records of one sort hold others."""

_VERBS = {
    (RecordType.ITEM, "number"): "renumbered",
    (RecordType.ITEM, "title"): "retitled",
    (RecordType.ITEM, "text"): "reworded",
    (RecordType.UNIT, "name"): "renamed",
    (RecordType.UNIT, "now"): "succeeded",
}

VERBS = frozenset(("added", "removed", "moved", "changed", *_VERBS.values()))
"""What a name of a change can end in, derived ones left out."""


@dataclass(frozen=True, slots=True)
class Added:
    """A record that only the new plan has, without what stands below it."""

    what: RecordType
    id: str
    place: Place
    record: Data

    @property
    def name(self) -> str:
        """The kind of the change: item-added."""
        return f"{self.what}-added"


@dataclass(frozen=True, slots=True)
class Removed:
    """A record that only the old plan has, without what stood below it, and where it stood."""

    what: RecordType
    id: str
    place: Place
    record: Data

    @property
    def name(self) -> str:
        """The kind of the change: item-removed."""
        return f"{self.what}-removed"


@dataclass(frozen=True, slots=True)
class Moved:
    """A record under another parent, or at another place among those that stayed."""

    what: RecordType
    id: str
    old: Place
    new: Place

    @property
    def name(self) -> str:
        """The kind of the change: item-moved."""
        return f"{self.what}-moved"


@dataclass(frozen=True, slots=True)
class Changed:
    """Another value under one key, as data; None where the key is absent. `runs` is there for words.

    `id` is None for a key of the plan itself. `part` is the 0-based position of the part of an item that
    the key belongs to, in the new plan. A part that was added or removed is told under the key "parts",
    with None for old or new; for one removed, `part` is its position in the old plan.
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
        """The kind of the change: item-reworded, unit-renamed, target-changed."""
        # A part that comes or goes brings or takes its words.
        key = "text" if self.key == "parts" and self.runs else self.key
        return f"{self.what}-{_VERBS.get((self.what, key), 'changed')}"


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A unit that answers for an item in another role than before; None where it does not answer.

    Follows from other changes, told for the reader: the role is the one that counts.
    """

    item: str
    unit: str
    old: Role | None
    new: Role | None

    @property
    def name(self) -> str:
        """The kind of the change: responsibility-gained."""
        verb = "gained" if self.old is None else "lost" if self.new is None else "changed"
        return f"responsibility-{verb}"


@dataclass(frozen=True, slots=True)
class DutyChange:
    """What the text newly asks of a unit in prose, or no longer asks.

    Follows from the plan's key `duties`, told for the reader.
    """

    unit: str
    item: str
    quote: str
    gained: bool

    @property
    def name(self) -> str:
        """The kind of the change: duty-gained."""
        return "duty-gained" if self.gained else "duty-lost"


Change: TypeAlias = Added | Removed | Moved | Changed | RoleChange | DutyChange
