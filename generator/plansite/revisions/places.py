"""Lay out lists and trees of records by id, find the moves between two layouts, and rebuild trees."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from msgspec import Struct

Data: TypeAlias = dict[str, Any]
"""A record as JSON data, with the keys of plan.yaml."""


class Place(Struct, frozen=True):
    """The place of a record: the id above it, None at the top, and the id before it, None at the front."""

    parent: str | None
    after: str | None


class PlacedRecord(Struct, frozen=True):
    """A record without its children, and its place."""

    record: Data
    place: Place


Layout: TypeAlias = dict[str, PlacedRecord]
"""Records by id, in document order."""


def lay_out(records: Sequence[Data], below: str | None) -> Layout:
    """Return the layout of `records`; their children, if any, are under the key `below`."""
    return dict(_entries(records, below, None))


def _entries(
    records: Sequence[Data], below: str | None, parent: str | None
) -> Iterator[tuple[str, PlacedRecord]]:
    after: str | None = None
    for record in records:
        own = {key: value for key, value in record.items() if key != below}
        yield record["id"], PlacedRecord(own, Place(parent, after))
        if below:
            yield from _entries(record.get(below, ()), below, record["id"])
        after = record["id"]


def children(layout: Layout) -> dict[str | None, list[str]]:
    """Return the ids under each parent, in order."""
    found: dict[str | None, list[str]] = {None: []}
    for ident, entry in layout.items():
        found.setdefault(entry.place.parent, []).append(ident)
    return found


def build_up(
    records: Mapping[str, Data], order: Mapping[str | None, Sequence[str]], below: str | None
) -> list[Data]:
    """Return the list or tree of `records`, with the ids under each parent as in `order`."""

    def under(parent: str | None) -> list[Data]:
        found = []
        for ident in order.get(parent, ()):
            inner = under(ident) if below else []
            found.append({**records[ident], below: inner} if below and inner else records[ident])
        return found

    return under(None)


def moved(old: Layout, new: Layout) -> set[str]:
    """Return the fewest ids that have to move so that the rest is in the new order."""
    before = children(old)
    found = set()
    for parent, idents in children(new).items():
        at = {ident: position for position, ident in enumerate(before.get(parent, ()))}
        there = [ident for ident in idents if ident in at]
        kept = longest_increasing([at[ident] for ident in there])
        stayed = {there[position] for position in kept}
        found |= {ident for ident in idents if ident in old and ident not in stayed}
    return found


def longest_increasing(values: Sequence[int]) -> list[int]:
    """Return the positions of a longest increasing subsequence of `values`, which must be distinct."""
    ends: list[int] = []
    tails: list[int] = []
    previous: list[int | None] = []
    for position, value in enumerate(values):
        length = bisect_left(ends, value)
        previous.append(tails[length - 1] if length else None)
        ends[length : length + 1] = [value]
        tails[length : length + 1] = [position]
    found: list[int] = []
    at = tails[-1] if tails else None
    while at is not None:
        found.append(at)
        at = previous[at]
    return found[::-1]
