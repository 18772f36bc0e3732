"""Records of a round to YAML that a person can read in a diff: one key a line, texts of several lines as `|`.

`reading` reads every such file back to the same record.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum
from typing import Any

import yaml

from plansite.plan.fields import fields_of
from plansite.plan.model import Record
from plansite.progress.schemas import SCHEMAS, schema_name

_WIDTH = 1_000_000


class _Plain(str):
    """A text that stands without quotes, whatever a loader makes of it: an id, a day, a number."""

    __slots__ = ()


class _Block(str):
    """A text of several lines."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes lists indented below their key, and no anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  PyYAML's own signature
        """Indent the next level, that of a list too."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  as above
        """Return True: what stands twice is written twice."""
        return True


def _plain(dumper: yaml.SafeDumper, value: _Plain) -> yaml.Node:
    tag = dumper.resolve(yaml.ScalarNode, str(value), (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, str(value))


def _block(dumper: yaml.SafeDumper, value: _Block) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style="|")


_Dumper.add_representer(_Plain, _plain)
_Dumper.add_representer(_Block, _block)


def written(record: Record) -> bytes:
    """Return the file of a round, a report or a summary, with the address of its schema on the first line."""
    name = next(name for name, model in SCHEMAS.items() if model is type(record))
    return (f"# yaml-language-server: $schema=../{schema_name(name)}\n" + as_yaml(_data(record))).encode()


def as_yaml(data: object) -> str:
    """Return plain data as YAML in blocks."""
    found: str = yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=_WIDTH
    )
    return found


def _data(value: Any) -> Any:  # noqa: ANN401  any value of a record
    """Return a value of a record as what YAML is to show; fields that say nothing are left out.

    The states of a round are always there, for an editor to change.
    """
    match value:
        case Record():
            fields = ((each, getattr(value, each.name)) for each in fields_of(type(value)).values())
            return {
                field.key: _data(inner)
                for field, inner in fields
                if field.is_required or field.name == "states" or inner != field.default
            }
        case tuple():
            return [_data(each) for each in value]
        case bool() | None:
            return value
        case _:
            return _scalar(value)


def _scalar(value: object) -> str:
    match value:
        case dt.date():
            return _Plain(value.isoformat())
        case Decimal():
            return _Plain(format(value, "f"))
        case Enum():
            return str(value.value)
        case _:
            return _Block(value) if "\n" in str(value) else str(value)
