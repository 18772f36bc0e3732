"""The JSON Schemas of plan.yaml and of other records: for JSON data, and for editors of YAML."""

from __future__ import annotations

import json
from enum import Enum
from inspect import cleandoc
from typing import Any

from plansite.plan.data import plain
from plansite.plan.fields import Field, Type, fields_of
from plansite.plan.model import Plan, Record
from plansite.plan.scalars import PLAIN, TRUTH, WHOLE, Lists

_NULL = {"type": "null"}


def json_schema_text() -> str:
    """Return the JSON Schema of plan.yaml as the text of plan.schema.json, for editors of YAML.

    It accepts what the program does: `title: 2022` is a number to an editor, and text to the program.
    """
    return editor_schema_text(Plan)


def editor_schema_text(model: type[Record]) -> str:
    """Return the JSON Schema of a file that holds a record, for editors of YAML, as that of plan.yaml."""
    return json.dumps(_as_editors_read(schema_of(model)), ensure_ascii=False, indent=2) + "\n"


def _as_editors_read(schema: Any) -> Any:  # noqa: ANN401  any part of a schema
    """Return a schema that also accepts what a YAML loader makes of texts and numbers without quotes."""
    if isinstance(schema, list):
        return [_as_editors_read(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    loose = {key: _as_editors_read(value) for key, value in schema.items()}
    match schema.get("type"):
        case "string" if "pattern" in schema:
            loose["pattern"] = rf"^\s*{schema['pattern'].strip('^$')}\s*$"
        case "string" | ["string", "number"] if not {"format", "enum"} & schema.keys():
            loose["type"] = ["string", "number", "boolean"]
        case "integer":
            loose |= {"type": ["integer", "string"], "pattern": rf"^{WHOLE.pattern}$"}
        case "boolean":
            del loose["type"]
            words = (form for word in TRUTH for form in (word, word.title(), word.upper()))
            loose["enum"] = [True, False, *words]
        case "array":
            loose["items"] = {"anyOf": [loose["items"], _NULL]}
        case "object" if "properties" in loose:
            required = schema.get("required", ())
            loose["properties"] = {
                name: each if name in required or _NULL in each.get("anyOf", ()) else {"anyOf": [each, _NULL]}
                for name, each in loose["properties"].items()
            }
    return loose


def schema_of(model: type[Record]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record."""
    found: dict[str, Any] = {}
    root = _in_order(_record(model, found))
    defs = {name: _in_order(each) for name, each in sorted(found.items()) if name != model.__name__}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": defs, **root}


def _record(model: type[Record], found: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a record; those of the records and enums in it are put into `found` by name."""
    fields = fields_of(model).values()
    required = [each.key for each in fields if each.is_required]
    return {
        "type": "object",
        "title": model.__name__,
        "description": cleandoc(model.__doc__ or ""),
        "properties": {each.key: _in_order(_field(each, found)) for each in fields},
        "additionalProperties": False,
    } | ({"required": required} if required else {})


def _enum(words: type[Enum]) -> dict[str, Any]:
    return {
        "type": "string",
        "title": words.__name__,
        "description": cleandoc(words.__doc__ or ""),
        "enum": [each.value for each in words],
    }


def _field(field: Field, found: dict[str, Any]) -> dict[str, Any]:
    schema = _of(field.type, found)
    if not (field.type.bare.is_record or field.type.bare.is_enum):
        schema["title"] = field.key.replace("_", " ").title()
    if not field.is_required:
        schema["default"] = plain(field.default, keep=lambda *_: True)
    return schema


def _of(type_: Type, found: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what may stand in a place."""
    inner = _of(type_.entry, found) if type_.entry else {}
    schema: dict[str, Any]
    if type_.base is None:
        schema = {"anyOf": [*inner.get("anyOf", [inner]), _NULL]}
    elif type_.base is dict:
        schema = {"type": "object", "additionalProperties": inner}
    elif type_.base is tuple:
        schema = {"type": "array", "items": inner}
        if Lists.NOT_EMPTY in type_.lists:
            schema["minItems"] = 1
        if Lists.ONE_OR_MANY in type_.lists:
            schema = {"anyOf": [inner, _in_order(schema)]}
    elif type_.is_record or type_.is_enum:
        schema = _referred(type_, found)
    else:
        schema = dict(type_.form.schema)
    return _in_order(schema | ({"description": type_.says} if type_.says else {}))


def _referred(type_: Type, found: dict[str, Any]) -> dict[str, Any]:
    base = type_.base
    if base.__name__ not in found:
        found[base.__name__] = {}  # a record may stand in itself
        found[base.__name__] = _record(base, found) if type_.is_record else _enum(base)
    reference = {"$ref": f"#/$defs/{base.__name__}"}
    return {"anyOf": [PLAIN.schema, reference]} if type_.is_record and base.alone else reference


def _in_order(schema: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(schema.items()))
