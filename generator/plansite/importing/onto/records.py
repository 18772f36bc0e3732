"""Records to the data of a draft: every value as text, in an editor's order; and the places of marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum
from typing import Any

from plansite.plan.fields import Field, Type, fields_of
from plansite.plan.model import Plan, Record
from plansite.plan.tree import walk

Mark = tuple[str | int, ...]
"""A list, the id of a record in it and the key that is marked, if not all of it is; else the place itself."""
Where = tuple[str | int, ...]


def as_data(record: Record) -> dict[str, Any]:
    """Return the data of `record`, without what is as it would be if it were left out, and what is empty."""
    values = ((each, getattr(record, each.name)) for each in _order(type(record)))
    said = ((each.key, _value(value)) for each, value in values if value not in (each.default, ()))
    return {key: data for key, data in said if data != {}}


def _value(value: Any) -> Any:  # noqa: ANN401  any value of a plan
    if isinstance(value, Record):
        return as_data(value)
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    if isinstance(value, dict):
        return {key: _value(each) for key, each in value.items()}
    return _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _order(model: type[Record]) -> Iterator[Field]:
    """Yield the fields of a record: id and words, then what it shares with others, then what is in it.

    A record that shares nothing has its fields in the order of the model, but for a quote, which stands last.
    """
    own = vars(model).get("__annotations__", {})
    fields = fields_of(model).values()
    if all(each.name in own for each in fields):
        yield from sorted(fields, key=lambda each: each.name == "quote")
        return
    yield from sorted(
        fields, key=lambda each: 1 if each.name not in own else 0 if _is_plain(each.type) else 2
    )


def _is_plain(type_: Type) -> bool:
    """Return whether one text, number or truth value stands in a place, and no record or list."""
    return not type_.bare.is_record and type_.bare.entry is None


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
