"""JSON: the rounds of reports, with how each item and each unit stands in them."""

from __future__ import annotations

import json
from typing import Any

from plansite.exports.export import About, Export
from plansite.plan.data import data_of
from plansite.plan.model import Revision, Unit
from plansite.progress.entries import (
    Answer,
    Entry,
    ItemStanding,
    Left,
    Measured,
    UnitStanding,
)
from plansite.progress.records import ItemReport, Published, UnitReport
from plansite.progress.standing import Standing
from plansite.views.progress import standings
from plansite.views.progress_places import item_progress_url, round_url
from plansite.views.site import Site

VERSION = "1.0"
"""Version of the format: the minor number grows when keys are added; the major would if one changed."""


def make(site: Site, unit: Unit | None) -> bytes | None:
    """Return all rounds, oldest first, or what `unit` has or has taken over in them; None without a round."""
    rounds = standings(site)
    if not rounds:
        return None
    data = {"version": VERSION, "rounds": [_round(site, each, unit) for each in reversed(rounds)]}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _round(site: Site, found: Standing, unit: Unit | None) -> dict[str, Any]:
    record = data_of(found.round)
    items = (_item(site, found, each, unit) for each in found.items.values())
    units = (each for each in found.units.values() if unit is None or each.unit.id == unit.id)
    return {
        "round": found.name,
        **{key: value for key, value in record.items() if key != "sealed"},
        "label": found.label,
        "as_of": found.round.day.isoformat(),
        "states": [data_of(state) for state in found.round.states],
        "url": round_url(found),
        "units": [_unit(each) for each in units],
        "items": [each for each in items if each["units"]],
        "left": [_left(found, each) for each in found.left if unit is None or each.unit.id == unit.id],
        "left_conclusions": [
            {**data_of(each.concluded), **_revision(each.ended)}
            for each in found.left_conclusions
            if unit is None or each.concluded.by == unit.id
        ],
        "measures": [_measured(each) for each in found.measured if unit is None or each.unit.id == unit.id],
        "left_measures": [
            _measured(each.measured) | _revision(each.ended)
            for each in found.left_values
            if unit is None or each.measured.unit.id == unit.id
        ],
    }


def _unit(each: UnitStanding) -> dict[str, Any]:
    report = each.report
    return {
        "unit": each.unit.id,
        "reported_on": report and report.reported_on.isoformat(),
        "late": each.late,
        "items": len(each.rows),
        "reported": len(each.rows) - len(each.missing),
        **({"replaces": [day.isoformat() for day in report.replaces]} if report and report.replaces else {}),
        **({"correction": list(map(data_of, report.correction))} if report and report.correction else {}),
    }


def _item(site: Site, found: Standing, each: ItemStanding, unit: Unit | None) -> dict[str, Any]:
    answers = (answer for answer in each.answers if unit is None or answer.responsibility.falls_to(unit))
    concluded = each.conclusion
    return {
        "item": each.node.id,
        "url": item_progress_url(site, found, each.node.id),
        "state": concluded and concluded.state,
        "by": concluded and concluded.by,
        **({"text": concluded.text} if concluded and concluded.text else {}),
        "units": [row for answer in answers for row in _answer(found, answer)],
    }


def _answer(found: Standing, answer: Answer) -> list[dict[str, Any]]:
    mine = answer.responsibility
    head = {"unit": mine.unit.id, "role": mine.role.value}
    return [head | _entry(found, mine.unit, entry) for entry in answer.entries]


def _entry(found: Standing, printed: Unit, entry: Entry) -> dict[str, Any]:
    by = {} if entry.unit.id == printed.id else {"by": entry.unit.id}
    if entry.said is None or entry.report is None:
        return {**by, "state": None}
    changed = {"changed": True} if entry.changed else {}
    return {**by, **_said(found, entry.said, entry.report), **changed}


def _said(found: Standing, said: ItemReport, report: UnitReport) -> dict[str, Any]:
    """Return what a unit said of an item, as far as the round publishes it."""
    public = found.round.publish
    kept = {"problems": Published.PROBLEMS in public, "next": Published.NEXT in public}
    told = {key: value for key, value in data_of(said).items() if key != "item" and kept.get(key, True)}
    return {**told, "reported_on": report.reported_on.isoformat()}


def _left(found: Standing, each: Left) -> dict[str, Any]:
    said = _said(found, each.said, found.files.reports[each.unit.id])
    return {"unit": each.unit.id, "item": each.node.id, **said, **_revision(each.ended)}


def _revision(ended: Revision | None) -> dict[str, Any]:
    return {"revision": ended.date.isoformat()} if ended else {}


def _measured(each: Measured) -> dict[str, Any]:
    value = data_of(each.value)
    return (
        {"unit": each.unit.id, **value, "measure": each.measure}
        if each.measure
        else {"unit": each.unit.id, **value}
    )


export = Export(
    make,
    "data/progress.json",
    About(
        "进展全部数据",
        "各期的填报和汇总，供程序读取。没有填报的，state 为 null；不公开的内容不在其中。",
        "键",
        (
            ("rounds", "各期：标识、名称、时段、报送期限、截至日期、进展情况的种类"),
            ("units", "每家单位：报送日期、是否逾期、填报的事项数、改动和更正"),
            ("items", "每个事项：总体进展、由谁汇总、各单位的填报"),
            ("left、left_conclusions", "已不在规划中的事项的填报和汇总结论，及其所依据的修订"),
            ("measures、left_measures", "目标的完成值；已不在规划中的目标的完成值，及其所依据的修订"),
        ),
    ),
    of_rounds=True,
)
