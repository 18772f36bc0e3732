"""JSON: the whole plan with the keys of plan.yaml, and the URL of each thing that has one."""

from __future__ import annotations

import json
from typing import Any

from generator.exports.export import Export
from generator.model import Record, Unit
from generator.site import Site


def make(site: Site, unit: Unit | None) -> bytes:
    """Return the plan, or `unit` with its responsibilities and duties."""
    data = _plan(site) if unit is None else _unit(site, unit)
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _plan(site: Site) -> dict[str, Any]:
    data = _dump(site.plan)
    named = {unit.id for unit in site.relations.named_units}
    for unit, entry in zip(site.plan.units, data.get("units", ()), strict=True):
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


def _unit(site: Site, unit: Unit) -> dict[str, Any]:
    relations = site.relations
    answers = [
        {"role": each.role.value, "item": each.node.id, "url": site.item_url(each.node)}
        for each in relations.of_unit.get(unit.id, ())
    ]
    duties = [_dump(duty) for duty in relations.duties.get(unit.id, ())]
    return {**_dump(unit), "url": site.unit_url(unit), "responsibilities": answers, "duties": duties}


def _dump(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True)


export = Export(make, "data/plan.json", "规划全部数据")
