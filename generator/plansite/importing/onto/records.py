"""Change records, turn them into the data of a draft in an editor's order, and find what is marked in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin

from plansite.plan.model import Plan, Record
from plansite.plan.tree import walk

R = TypeVar("R", bound=Record)
Mark = tuple[str | int, ...]
"""A list, the id of a record in it and the key that is marked, if not all of it is; else the place itself."""
Where = tuple[str | int, ...]


def changed(record: R, update: Mapping[str, Any]) -> R:
    """Return `record` with other values in some of its fields."""
    found = record.model_copy(update=dict(update))
    # Pydantic copies what was derived from the old values, too.
    for name in found.__dict__.keys() - type(record).model_fields.keys():
        del found.__dict__[name]
    return found


def as_data(record: Record) -> dict[str, Any]:
    """Return the data of `record`, without what was never set and what is empty."""
    fields = type(record).model_fields
    found: dict[str, Any] = {}
    for name in _order(type(record)):
        value = getattr(record, name)
        empty = value is None or value == () or (value is False and value == fields[name].default)
        if name in record.model_fields_set and not empty:
            data = _value(value)
            if data != {}:
                found[fields[name].alias or name] = data
    return found


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


def _order(model: type[Record]) -> Iterator[str]:
    """Yield the fields of a record: id and words, then what it shares with others, then what is in it.

    A record that shares nothing has its fields in the order of the model, but for a quote, which stands last.
    """
    own = vars(model).get("__annotations__", {})
    shared = [name for name in model.model_fields if name not in own]
    if not shared:
        yield from sorted(model.model_fields, key=lambda name: name == "quote")
        return
    words = [name for name in own if name in model.model_fields and _is_plain(model, name)]
    yield from (*words, *shared)
    yield from (name for name in own if name in model.model_fields and name not in words)


def _is_plain(model: type[Record], name: str) -> bool:
    """Return whether a field holds one text, number or truth value, and no record or list."""
    annotation = model.model_fields[name].annotation
    return not any(
        get_origin(each) is tuple or (isinstance(each, type) and issubclass(each, Record))
        for each in (annotation, *get_args(annotation))
    )


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
    for key in type(plan).model_fields:
        records = getattr(plan, key)
        for position, record in enumerate(records if isinstance(records, tuple) else ()):
            if key != "items" and "id" in type(record).model_fields:
                yield (key, record.id), (key, position)
