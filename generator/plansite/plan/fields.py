"""What the fields of records may hold, taken from their annotations."""

from __future__ import annotations

from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from plansite.plan.model import Record
from plansite.plan.scalars import PLAIN, Form, Lists


class Type(Struct, frozen=True):
    """What may stand in a place: a record or an enum, a tuple or dict of `entry`, or a scalar in a `form`.

    `base` is the type, or None if there may be an `entry` or nothing. `says` describes the place.
    """

    base: Any
    entry: Type | None
    form: Form
    lists: frozenset[Lists]
    says: str | None

    @property
    def bare(self) -> Type:
        """What stands there if there is something."""
        return self.entry if self.base is None and self.entry else self

    @property
    def is_record(self) -> bool:
        """Whether a record stands there."""
        return isinstance(self.base, type) and issubclass(self.base, Record)

    @property
    def is_enum(self) -> bool:
        """Whether one of a few words stands there."""
        return isinstance(self.base, type) and issubclass(self.base, Enum)


class Field(Struct, frozen=True):
    """A field of a record, with its key in plain data; a required one has no default."""

    name: str
    key: str
    type: Type
    default: Any
    is_required: bool


@cache
def fields_of(model: type[Record]) -> dict[str, Field]:
    """Return the fields of a record by name, those of the record that it extends first."""
    return {
        each.name: Field(each.name, each.encode_name, _type(each.type), _default(each), each.required)
        for each in fields(model)
    }


def _default(field: FieldInfo) -> object:
    return field.default if field.default_factory is NODEFAULT else field.default_factory()


def _type(annotation: Any) -> Type:  # noqa: ANN401  any annotation may stand there
    notes: list[Any] = []
    if get_origin(annotation) is Annotated:
        annotation, *notes = get_args(annotation)
    origin = get_origin(annotation)
    entries = [_type(each) for each in get_args(annotation) if each not in {NoneType, Ellipsis}]
    return Type(
        base=None if origin in {Union, UnionType} else origin or annotation,
        entry=entries[-1] if entries else None,  # that of a dict stands behind its key
        form=next((each for each in notes if isinstance(each, Form)), PLAIN),
        lists=frozenset(each for each in notes if isinstance(each, Lists)),
        says=next((each for each in reversed(notes) if isinstance(each, str)), None),
    )
