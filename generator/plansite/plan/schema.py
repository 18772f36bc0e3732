"""The JSON Schemas of plan.yaml and of other records: for JSON data, and for editors of YAML."""

from __future__ import annotations

import json
from typing import Any

from plansite.plan.model import Plan, Record
from plansite.plan.scalars import TRUTH, WHOLE

_NULL = {"type": "null"}


def json_schema_text() -> str:
    """Return the JSON Schema of plan.yaml as the text of plan.schema.json, for editors of YAML.

    It accepts what the program does: `title: 2022` is a number to an editor, and text to the program.
    """
    return editor_schema_text(Plan)


def editor_schema_text(model: type[Record]) -> str:
    """Return the JSON Schema of a file that holds a record, for editors of YAML, as that of plan.yaml."""
    return json.dumps(_as_editors_read(_schema_of(model)), ensure_ascii=False, indent=2) + "\n"


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


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of plan.yaml."""
    return _schema_of(Plan)


def _schema_of(model: type[Record]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
