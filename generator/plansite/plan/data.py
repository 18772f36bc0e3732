"""Records to plain data, as JSON holds it, with the keys of plan.yaml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import ne
from typing import Any, TypeAlias

from msgspec.structs import astuple

from plansite.plan.fields import fields_of
from plansite.plan.model import Record

Keep: TypeAlias = Callable[[Any, Any], object]
"""Whether a value is kept, given the default of its field."""
Number: TypeAlias = Callable[[Decimal], object]


def as_number(value: Decimal) -> int | float:
    """Return a figure as JSON has it."""
    return int(value) if value == value.to_integral_value() else float(value)


def data_of(record: Record, keep: Keep = ne, number: Number = as_number) -> dict[str, Any]:
    """Return the values of a record by key; those that are the defaults are left out, unless `keep`.

    `number` says what a figure becomes.
    """
    values = zip(_slots(type(record)), astuple(record), strict=True)
    return {key: plain(value, keep, number) for (key, default), value in values if keep(value, default)}


@cache
def _slots(model: type[Record]) -> tuple[tuple[str, Any], ...]:
    """Return the key and the default of each field; nothing equals that of one that is kept."""
    fields = fields_of(model).values()
    return tuple((each.key, object() if each.name in model.kept else each.default) for each in fields)


def plain(value: Any, keep: Keep = ne, number: Number = as_number) -> Any:  # noqa: ANN401  any value of a record
    """Return a value of a record as plain data."""
    if type(value) is str:  # most are, and asking for classes takes time
        return value
    match value:
        case Record():
            data = data_of(value, keep, number)
            return data[value.alone] if value.alone and len(data) == 1 else data
        case tuple():
            return [plain(each, keep, number) for each in value]
        case dict():
            return {key: plain(each, keep, number) for key, each in value.items()}
        case Decimal():
            return number(value)
        case _:
            return _scalar(value)


def _scalar(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case dt.date():
            return value.isoformat()
        case _:
            return value
