"""The JSON Schemas of the files of a round, for the completion of editors of YAML."""

from __future__ import annotations

from plansite.plan.model import Record
from plansite.plan.schema import editor_schema_text
from plansite.progress.records import Round, Summary, UnitReport

SCHEMAS: dict[str, type[Record]] = {"round": Round, "report": UnitReport, "summary": Summary}
"""The files of a round that have a schema, by the name of that."""


def schema_text(name: str) -> str:
    """Return the JSON Schema of round.yaml, a report or summary.yaml; it accepts what the program does."""
    return editor_schema_text(SCHEMAS[name])


def schema_files() -> dict[str, bytes]:
    """Return the schemas by the names of their files in content/progress/."""
    return {schema_name(name): schema_text(name).encode() for name in SCHEMAS}


def schema_name(name: str) -> str:
    """Return the name of a schema's file."""
    return f"{name}.schema.json"
