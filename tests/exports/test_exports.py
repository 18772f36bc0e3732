"""Exports read back with other means, and compared with the plan."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import jsonschema
import pytest

from plansite.exports import text_files
from plansite.exports.json_ import SCHEMA, VERSION
from plansite.plan.model import Plan
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.other_plans import site_of
from tests.helpers.support import ROOT, exported


def test_the_csv_gives_the_same_responsibilities_back(site: Site) -> None:
    data = exported("csv", site)
    assert data.startswith(
        b"\xef\xbb\xbfunit_id,unit,role,item_id,number,item,parent_id,parent,kind,url,now_unit_id,now_unit"
        b",due,due_date\r\n"
    )
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    expected = [(each.unit.id, each.role.value, each.node.id) for each in site.relations.responsibilities]
    assert [(row["unit_id"], row["role"], row["item_id"]) for row in rows] == expected


def test_a_row_of_the_csv_is_as_designed(site: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(exported("csv", site).decode("utf-8-sig"))))
    (row,) = [
        each for each in rows if (each["unit_id"], each["item_id"]) == ("fulian", "youth-basic-education")
    ]
    assert row == {
        "unit_id": "fulian",
        "unit": "市妇联",
        "role": "responsible",
        "item_id": "youth-basic-education",
        "number": "1.",
        "item": "提升基础教育阶段科学教育水平",
        "parent_id": "youth",
        "parent": "青少年科学素质提升行动",
        "kind": "action",
        "url": "actions/youth/#youth-basic-education",
        "now_unit_id": "",
        "now_unit": "",
        "due": "",
        "due_date": "",
    }


def test_the_json_is_the_plan_with_urls(site: Site, plan: Plan) -> None:
    data = json.loads(exported("json", site))
    assert (data.pop("$schema"), data.pop("version")) == ("plan.schema.json", VERSION)
    assert len(data.pop("assignments")) == len(site.relations.responsibilities)
    urls: list[str] = []
    bare = _without_urls(data, urls)
    # JSON is YAML: what was exported is read as a plan again, and is the same plan.
    again = examine(json.dumps(bare, ensure_ascii=False).encode(), "plan.json", "en")
    assert again.record == plan
    assert len(urls) == len(plan.units) + len(site.relations.nodes) + len(plan.targets) + len(plan.programmes)
    assert data["targets"][0]["value"] == 15


@pytest.mark.parametrize("name", ["", "chapters", "minimal", "nested"])
def test_the_json_keeps_its_published_schema(name: str, site: Site) -> None:
    schema = json.loads(text_files(site)[SCHEMA])
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    data = json.loads(exported("json", site_of(name) if name else site))
    assert [error.message for error in validator.iter_errors(data)] == []
    for spoil in ({"version": "0"}, {"units": [{"id": "a"}]}, {"more": 1}, {"items": None}):
        assert not validator.is_valid({**data, **spoil}), spoil


def _without_urls(value: Any, urls: list[str]) -> Any:  # noqa: ANN401  JSON of any shape
    if isinstance(value, dict):
        if "url" in value:
            urls.append(value["url"])
        return {key: _without_urls(inner, urls) for key, inner in value.items() if key != "url"}
    if isinstance(value, list):
        return [_without_urls(inner, urls) for inner in value]
    return value


def test_the_committed_data_are_the_exports(site: Site) -> None:
    for path, data in text_files(site).items():
        assert (ROOT / "docs" / path).read_bytes() == data


def test_one_unit_has_only_its_own(site: Site) -> None:
    unit = site.relations.unit["chengjiao"]
    data = json.loads(exported("json", site, unit))
    assert [each["item"] for each in data["responsibilities"]] == ["elderly-smart"]
    text = exported("text", site, unit).decode()
    assert text.startswith("1.加强智慧助老服务。聚焦老年人")
    assert text.count("\n") == 1


def test_a_value_that_a_spreadsheet_would_run_is_made_text() -> None:
    text = """
schema: 1
title: t
period: {start: 2020, end: 2021}
units: [{id: a, name: "=1+1"}]
items: [{id: one, title: "@SUM(A1)", responsible: [a]}]
"""
    plan = examine(text.encode(), "p", "en").record
    assert plan is not None
    rows = list(csv.DictReader(io.StringIO(exported("csv", Site.of(plan, Content())).decode("utf-8-sig"))))
    assert (rows[0]["unit"], rows[0]["item"]) == ("'=1+1", "'@SUM(A1)")
