"""Data that does not fit its record: all of it is told, and the rest is read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from plansite.plan.content_records import Corrections
from plansite.plan.model import Plan
from plansite.progress.records import Round, UnitReport
from plansite.reading.validate import record_of, validate

PLAN = {"schema": "1", "title": "方案"}


def told(data: Any, model: Any = Plan) -> list[tuple[str, str]]:  # noqa: ANN401  data of any shape
    return [(code.name, ".".join(map(str, each.where))) for code, each in validate(data, model).findings]


def test_what_is_wrong_is_left_out_or_stood_in_for_and_all_else_is_read() -> None:
    items = ["甲", {"id": ["a"], "title": " 乙 "}, {"id": "b", "parts": ["丙"], "due": {"date": "x"}}]
    found = validate({**PLAN, "document": "丁", "period": [], "items": items}, Plan)
    assert found.record is not None
    assert [each.id for each in found.record.items] == ["?-items-0", "?-items-1", "b"]
    assert found.record.items[1].title == "乙"
    due = found.record.items[2].due
    assert due is not None
    assert (due.text, due.date) == ("?-items-2-due", None)
    assert found.record.period is None
    assert set(found.repaired) == {finding.where for _, finding in found.findings}
    assert {".".join(map(str, where)) for where in found.repaired} == {
        "document",
        "period",
        "items.0",
        "items.1.id",
        "items.2.parts.0",
        "items.2.due.date",
        "items.2.due.text",
    }


def test_a_stand_in_breaks_no_rule() -> None:
    found = validate({**PLAN, "items": [], "period": {}}, Plan).record
    assert found is not None
    assert found.period is not None
    assert (found.period.start, found.period.end) == (1900, 2200)


def test_a_record_is_given_up_where_nothing_can_stand_for_a_value() -> None:
    found = validate({"period": {"from": "2024-01-01", "to": "2024-12-31"}, "due": "soon"}, Round)
    assert [code.name for code, _ in found.findings] == ["bad-date"]
    assert found.record is None


@pytest.mark.parametrize("many", [5000, 5001, 20_000])
def test_of_very_many_faults_the_first_are_kept_and_the_rest_counted(many: int) -> None:
    found = validate({**PLAN, "items": [], "units": ["市科协"] * many}, Plan)
    assert len(found.findings) == min(many, 5000)
    assert found.left == many - len(found.findings)
    assert (found.record is None) == (found.left > 0)


def test_a_list_whose_only_entry_is_wrong_is_not_called_empty() -> None:
    audience = {"id": "a", "name": "青少年", "quote": "甲"}
    assert told({**PLAN, "items": [], "audiences": [audience | {"items": [[]]}]}) == [
        ("wrong-type", "audiences.0.items.0")
    ]
    assert told({**PLAN, "items": [], "audiences": [audience | {"items": []}]}) == [
        ("bad-value", "audiences.0.items")
    ]


def test_what_is_wrong_in_an_only_entry_leaves_the_rest_of_the_report() -> None:
    found = validate(
        {"unit": "keji", "reported_on": "2025-01-10", "correction": {"reason": "甲"}}, UnitReport
    )
    assert [finding.where for _, finding in found.findings] == [("correction", 0, "date")]
    assert found.record is not None
    assert found.record.reported_on == dt.date(2025, 1, 10)


def test_numbers_have_bounds_and_one_form() -> None:
    entry = {"scanned": "甲", "corrected": "乙", "reason": "丙"}
    for times, code in (("1", None), ("0", "bad-value"), ("01", "wrong-type"), ("1" * 4301, "wrong-type")):
        found = told({"corrections": [entry | {"times": times}]}, Corrections)
        assert [name for name, _ in found] == ([code] if code else [])


def test_data_that_should_fit_and_does_not_is_refused() -> None:
    assert record_of({**PLAN, "items": []}, Plan).title == "方案"
    with pytest.raises(ValueError, match="unknown-key"):
        record_of({**PLAN, "items": [], "extra": "1"}, Plan)
