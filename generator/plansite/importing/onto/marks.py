"""Remember which values of a new plan a person must look at, and find their places in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plansite.plan.model import Plan
from plansite.plan.tree import walk

Mark = tuple[str | int, ...]
"""A list, the id of a record in it and the key that is marked, if not all of it is; else the place itself."""
Where = tuple[str | int, ...]


def places(plan: Plan, marks: Iterable[Mark]) -> set[Where]:
    """Return the places of `marks` in the data of `plan`; those of records that it lacks are left out."""
    at = dict(_records(plan))
    lists = {key for key, _ in at}
    found: set[Where] = set()
    for first, *rest in marks:
        if first not in lists:
            found.add((first, *rest))
        elif (first, str(rest[0])) in at:
            found.add((*at[first, str(rest[0])], *rest[1:]))
    return found


def _records(plan: Plan) -> Iterator[tuple[tuple[str, str], Where]]:
    for node in walk(plan):
        yield ("items", node.id), node.where
    for key in Plan.__struct_fields__:
        records = getattr(plan, key)
        for position, record in enumerate(records if isinstance(records, tuple) else ()):
            if key != "items" and "id" in record.__struct_fields__:
                yield (key, record.id), (key, position)
