"""JSON: the whole plan with the keys of plan.yaml, plus its assignments and the URL of all that has one.

Its JSON Schema is published beside it.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from plansite.exports.export import About, Export
from plansite.plan.assignments import Assignment
from plansite.plan.data import data_of
from plansite.plan.model import Plan, Role, Unit
from plansite.plan.schema import schema_of
from plansite.views.site import Site

SCHEMA = "data/plan.schema.json"
VERSION = "1.3"
"""Version of the format: the minor number grows when keys are added; the major would if one changed."""

_WEBSITE = "website"
"""Key of a unit's own web page, which is `url` in plan.yaml."""

_WITH_URL = ("Unit", "Item", "Target", "Programme")
_LINE = json.JSONEncoder(ensure_ascii=False)
_ID = {"type": "string"}
_IDS = {"type": "array", "items": _ID}
_ASSIGNMENT = {
    "type": "object",
    "description": "a unit's part in an item, or in one part of it, with all that follows from items above",
    "properties": {
        "unit": _ID,
        "role": {"enum": [role.value for role in Role]},
        "label": {"type": "string", "description": "the printed label of the role"},
        "item": _ID,
        "url": {"type": "string"},
        "etal": {"const": True, "description": "the printed list ends in 等"},
        "lead": {**_IDS, "description": "the units that lead the item, or the nearest one above it"},
        "lead_from": {**_ID, "description": "the item where they are printed"},
        "due": {"type": "string", "description": "the deadline as printed"},
        "due_date": {"type": "string", "format": "date"},
        "due_from": {**_ID, "description": "the item where the deadline is printed"},
        "heirs": {**_IDS, "description": "the units that do the unit's part now"},
    },
    "required": ["unit", "role", "label", "item", "url"],
    "additionalProperties": False,
}
_PURPOSE = (
    "规划的全部数据，供程序读取。键与项目中的 plan.yaml 相同，每个有网页的对象另有 url；"
    "单位自己的网址为 website。"
)


def make(site: Site, unit: Unit | None) -> bytes:
    """Return the plan or one unit as data, with the assignments, for a unit also those that it took over."""
    data = _plan(site) if unit is None else _unit(site, unit)
    every = site.relations.responsibilities
    answers = every if unit is None else [each for each in every if each.falls_to(unit)]
    head = json.dumps(data, ensure_ascii=False, indent=1).removesuffix("\n}")
    rows = [_LINE.encode(_assignment(site, each)) for answer in answers for each in answer.assignments]
    return f'{head},\n "assignments": [{_lines(rows)}]\n}}\n'.encode()


def _lines(rows: list[str]) -> str:
    """Return the entries of a list, one per line: there are very many, and each is read as a whole."""
    return "".join(f"\n  {row}," for row in rows).removesuffix(",") + ("\n " if rows else "")


def _plan(site: Site) -> dict[str, Any]:
    data = {"$schema": SCHEMA.rpartition("/")[2], "version": VERSION, **data_of(site.plan)}
    named = {unit.id for unit in site.relations.named_units}
    for unit, entry in zip(site.plan.units, data.get("units", ()), strict=True):
        _rename(entry)
        if unit.id in named:
            entry["url"] = site.unit_url(unit)
    for node in site.relations.nodes:
        dumped: Any = data
        for step in node.where:
            dumped = dumped[step]
        dumped["url"] = site.item_url(node)
    for target, entry in zip(site.plan.targets, data.get("targets", ()), strict=True):
        entry["url"] = site.target_url(target)
    for programme, entry in zip(site.plan.programmes, data.get("programmes", ()), strict=True):
        entry["url"] = site.programme_url(programme)
    return data


def _rename(unit: dict[str, Any]) -> None:
    """Make room for the URL of the unit's page on this site, which `url` is in this format."""
    if "url" in unit:
        unit[_WEBSITE] = unit.pop("url")


def _assignment(site: Site, each: Assignment) -> dict[str, Any]:
    """Return an assignment as data, leaving out keys without a value."""
    found = {
        "unit": each.unit.id,
        "role": each.role.value,
        "label": each.label,
        "item": each.node.id,
        "url": site.item_url(each.node),
        "etal": each.etal,
        "lead": [unit.id for unit in each.lead],
        "lead_from": each.lead_from and each.lead_from.id,
        "due": each.due and each.due.text,
        "due_date": each.due and each.due.date and each.due.date.isoformat(),
        "due_from": each.due_from and each.due_from.id,
        "heirs": [unit.id for unit in each.heirs],
    }
    return {key: value for key, value in found.items() if value}


def _unit(site: Site, unit: Unit) -> dict[str, Any]:
    relations = site.relations
    mine = relations.of_unit.get(unit.id, ())
    answers = [
        {"role": each.role.value, "item": each.node.id, "url": site.item_url(each.node)} for each in mine
    ]
    duties = [data_of(duty) for duty in relations.duties.get(unit.id, ())]
    found = {"url": site.unit_url(unit), "responsibilities": answers, "duties": duties}
    data = data_of(unit)
    _rename(data)
    return {"version": VERSION, **data, **found}


@cache
def schema() -> bytes:
    """Return the JSON Schema of the whole plan's file: that of plan.yaml, with the keys added here."""
    schema = schema_of(Plan)
    url = {"type": "string", "description": "relative to the site's root, without a leading slash"}
    properties = schema["$defs"]["Unit"]["properties"]
    properties[_WEBSITE] = properties["url"]
    for name in _WITH_URL:
        if name in schema["$defs"]:
            schema["$defs"][name]["properties"]["url"] = url
    schema["properties"] |= {
        "$schema": {"type": "string"},
        "version": {"const": VERSION},
        "assignments": {"type": "array", "items": {"$ref": "#/$defs/Assignment"}},
    }
    schema["$defs"]["Assignment"] = _ASSIGNMENT
    schema["required"] = ["version", *schema["required"]]
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


export = Export(
    make,
    "data/plan.json",
    About(
        "规划全部数据",
        _PURPOSE + "结构由 plan.schema.json（JSON Schema 2020-12）规定，只增不改。",
        "键",
        (
            ("version", "数据格式的版本"),
            ("title、short_title、period", "规划的名称、简称和实施期"),
            ("document", "版头、文号、印发日期、依据文件、有效性、咨询机关、解读等文件信息"),
            ("roles、kinds", "角色的名称，事项的类别"),
            ("units", "单位：标识、名称、全称、类别，填写了的电话、网址和地址"),
            ("items", "事项，逐级嵌套：编号、标题、正文、牵头单位、责任单位"),
            ("duties", "正文对单位提出的组织实施要求，附引文"),
            ("targets、milestones", "主要目标，进度安排"),
            ("assignments", "每家单位在每个事项（或其一段）中的角色、牵头单位和时限，含来自上级事项的"),
            ("audiences、programmes", "面向的人群，点名的项目、活动与品牌"),
        ),
    ),
    beside={SCHEMA: schema},
)
