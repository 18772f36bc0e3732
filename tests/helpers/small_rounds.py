"""A small plan and rounds of reports on it, as records."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from plansite.plan.model import Plan
from plansite.plan.relations import relate
from plansite.progress.entries import RoundFiles
from plansite.progress.records import Evidence, Round, Summary, UnitReport
from plansite.progress.standing import Standing, editions, standing
from plansite.reading.validate import record_of
from plansite.views.site import Content

UNITS: list[dict[str, Any]] = [{"id": each, "name": f"市{each}"} for each in ("a", "b", "c", "d")]
ITEMS: list[dict[str, Any]] = [
    {
        "id": "act",
        "kind": "action",
        "title": "甲行动",
        "lead": ["a", "b"],
        "items": [
            {"id": "one", "number": "1.", "title": "一", "text": "做一。", "responsible": ["a", "c"]},
            {"id": "two", "number": "2.", "title": "二", "text": "做二。", "lead": ["c"], "support": ["b"]},
        ],
    },
    {"id": "rest", "title": "其余", "text": "共30场。", "responsible": ["b"]},
]
TARGETS = [{"id": "shows", "item": "rest", "label": "演出", "quote": "共30场", "value": 30, "measure": "场"}]


def plan(items: list[dict[str, Any]] = ITEMS, units: list[dict[str, Any]] = UNITS, **more: Any) -> Plan:  # noqa: ANN401
    kinds = {"action": {"label": "行动", "folder": "actions"}}
    given = {"schema": 1, "title": "规划", "kinds": kinds, "units": units, "items": items, "targets": TARGETS}
    return record_of(given | more, Plan)


def report(unit: str, *items: str, on: str = "2025-01-10", **more: Any) -> UnitReport:  # noqa: ANN401
    said = [{"item": item, "state": "done", "text": f"{unit}做了{item}。"} for item in items]
    return record_of({"unit": unit, "reported_on": on, "reports": said} | more, UnitReport)


def stands(
    of: Plan,
    *reports: UnitReport,
    earlier: tuple[Plan | None, ...] = (),
    summary: tuple[dict[str, str], ...] = (),
    **more: Any,  # noqa: ANN401
) -> Standing:
    concluded = record_of({"items": list(summary), "forms": more.pop("forms", [])}, Summary)
    period = {"from": "2024-01-01", "to": "2024-12-31"}
    record = record_of({"period": period, "due": "2025-01-15", "coordinator": "d"} | more, Round)
    files = RoundFiles("2024", record, {each.unit: each for each in reports}, concluded)
    return standing(files, editions(relate(of), earlier))


def revised() -> tuple[Plan, Content]:
    """Return a plan without an item, a target and a unit of before, and what an open round said of them."""
    revisions = [{"date": "2024-12-20", "note": "删去一项", "plan": "content/revisions/old.yaml"}]
    before, now = plan(), plan(ITEMS[:1], UNITS[:3], targets=[], revisions=revisions)
    gave = report(
        "b",
        "rest",
        on="2024-12-10",
        measures=[{"target": "shows", "value": 12, "at": "2024-12-01", "source": "台账"}],
    )
    proved = replace(gave.reports[0], evidence=(Evidence(title="节目单"),))
    gave = replace(gave, reports=(proved,))
    concluded = ({"item": "rest", "by": "d", "state": "behind", "text": "只演了12场。"},)
    files = stands(before, gave, summary=concluded, coordinator="a").files
    return now, Content(rounds=(files,), earlier=(before,))
