"""plan.schema.json, with which editors check a plan: it accepts whatever `check` accepts.

The program reads YAML as text; editors read it by the rules of YAML 1.1 or 1.2, where 010, yes and 1e3 are
no texts.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from io import StringIO

import pytest
import yaml
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from plansite.plan.schema import json_schema_text
from plansite.reading.examine import examine
from tests.helpers.support import CASES, ROOT

VALIDATOR = Draft202012Validator(
    json.loads(json_schema_text()), format_checker=Draft202012Validator.FORMAT_CHECKER
)
SCALARS = (
    "010", "0o17", "0x1f", "0b11", "1_0", "1:30", "12:30:45", "1e3", "1.", ".5", "1.10", "+1", "-1",
    "0", "007", "yes", "no", "on", "off", "y", "n", "true", "False", "TRUE", "null", "~", "Null",
    ".inf", ".nan", "2022", "02021", "2_021", "2021", "'2021'", "2024-03-01", "20240301",
    "2024-3-1", '"010"', "'yes'", "1", "'~'", "reach", "甲", "a", '"a "', '" a"', "''", "1 000",
    "1,000", "2024-03-01T00:00:00Z",
)  # fmt: skip
PLAN = """
schema: {schema}
title: {title}
period: {{start: {start}, end: 2025}}
kinds: {{action: {{label: 行动, folder: {folder}}}}}
document: {{number: {number}, printed_on: {date}}}
units: [{{id: {unit}, name: {name}, aliases: [{alias}], collective: {flag}}}]
items:
  - {{id: {item}, number: {item_number}, title: {item_title}, text: {text}, run_in: {run_in},
     etal: {etal}, responsible: [{ref}], due: {{text: {due}}}}}
targets: [{{id: one, item: {target_item}, label: {label}, quote: 甲,
   value: {value}, bound: {bound}, by: {by}}}]
"""
USUAL = {
    "schema": "1", "title": "规划", "start": "2021", "folder": "actions", "number": "甲",
    "date": "2022-04-09", "unit": '"010"', "name": "市科协", "alias": "科协", "flag": "false",
    "item": '"010"', "item_number": "一、", "item_title": "题", "text": "甲", "run_in": "true",
    "etal": "true", "ref": '"010"', "due": "年底", "target_item": '"010"', "label": "甲",
    "value": "1", "bound": "reach", "by": "2025",
}  # fmt: skip


def by_yaml_1_1(text: str) -> object:
    return yaml.safe_load(text)


def by_yaml_1_2(text: str) -> object:
    return YAML(typ="safe", pure=True).load(StringIO(text))


def as_json(value: object) -> object:
    """Return loaded YAML as JSON has it: days as ISO text."""
    if isinstance(value, dict):
        return {str(key): as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def accepts(text: str) -> bool:
    return examine(text.encode(), "plan.yaml", "en").record is not None


def faults(load: Callable[[str], object], text: str) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in VALIDATOR.iter_errors(as_json(load(text)))]


@pytest.mark.parametrize("load", [by_yaml_1_1, by_yaml_1_2])
@pytest.mark.parametrize("field", USUAL)
def test_the_schema_accepts_every_scalar_that_the_program_accepts(
    field: str, load: Callable[[str], object]
) -> None:
    accepted = 0
    for scalar in SCALARS:
        text = PLAN.format(**{**USUAL, field: scalar})
        if accepts(text):
            accepted += 1
            assert faults(load, text) == [], scalar
    assert accepted


@pytest.mark.parametrize("load", [by_yaml_1_1, by_yaml_1_2])
def test_it_accepts_every_plan_that_is_a_case(load: Callable[[str], object]) -> None:
    plans = [*(CASES / "plans").glob("*.yaml"), ROOT / "plan.yaml"]
    assert len(plans) > 1
    for path in plans:
        text = path.read_text("utf-8")
        assert accepts(text), path
        assert faults(load, text) == [], path


@pytest.mark.parametrize("ident", ["010", "yes", "0x1f", "1e3", "1_0", "ps-query", "a_b", "true", "12"])
def test_both_refuse_an_id_that_is_none(ident: str) -> None:
    text = PLAN.format(**{**USUAL, "item": ident, "target_item": ident})
    assert not accepts(text)
    assert faults(by_yaml_1_1, text) or faults(by_yaml_1_2, text)
