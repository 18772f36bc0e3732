"""How a round stands: who reports, what counts as reported, changed or late, and under which edition."""

from __future__ import annotations

import datetime as dt
from typing import Any

from plansite.plan.relations import relate
from plansite.progress.assigning import assign
from plansite.progress.records import UnitReport
from tests.helpers.small_rounds import ITEMS, UNITS, plan, report, stands

REVISED = {"date": "2025-01-12", "note": "改字"}


def now(unit: str, heir: str, since: str) -> list[dict[str, Any]]:
    return [
        each | ({"now": [{"unit": heir, "since": since}]} if each["id"] == unit else {}) for each in UNITS
    ]


def test_each_unit_has_a_row_for_each_of_its_items_also_those_it_leads() -> None:
    rows = {unit: [row.node.id for row in found] for unit, found in assign(relate(plan()), "d").rows.items()}
    assert rows == {"a": ["act", "one"], "b": ["act", "two", "rest"], "c": ["one", "two"]}


def test_the_first_lead_sums_up_then_the_one_above_then_the_coordinator() -> None:
    found = assign(relate(plan()), "d").concluders
    assert {item: unit and unit.id for item, unit in found.items()} == {
        "act": "a", "one": "a", "two": "c", "rest": "d",
    }  # fmt: skip
    assert assign(relate(plan()), None).concluders["rest"] is None


def test_a_target_goes_to_the_units_of_its_item_else_to_the_coordinator() -> None:
    assert [each.id for each in assign(relate(plan()), "d").targets["b"]] == ["shows"]
    bare = [ITEMS[0], {"id": "rest", "title": "其余", "text": "共30场。"}]
    assert list(assign(relate(plan(bare)), "d").targets) == ["d"]


def test_what_is_absent_is_not_reported() -> None:
    found = stands(plan(), report("a", "one"))
    one = found.items["one"]
    assert (one.reported, len(one.entries)) == (1, 2)
    assert [entry.said is None for entry in one.entries] == [False, True]
    assert one.conclusion is None
    assert [node.id for node in found.units["a"].missing] == ["act"]


def test_an_heir_reports_for_a_unit_unless_that_did_so_before() -> None:
    merged = plan(units=now("c", "b", "2025-03-01"))
    found = stands(merged, report("b", "one", "two"))
    assert [entry.unit.id for entry in found.items["one"].entries] == ["a", "b"]
    assert [row.node.id for row, _ in found.units["b"].rows] == ["act", "one", "two", "rest"]
    before = stands(merged, report("c", "one"), report("b", "two"))
    assert [entry.unit.id for entry in before.items["one"].entries] == ["a", "c"]
    assert [node.id for node in before.units["b"].missing] == ["act", "rest"]


def test_a_former_unit_and_its_heir_that_both_reported_stand_side_by_side() -> None:
    found = stands(plan(units=now("c", "b", "2025-03-01")), report("c", "one"), report("b", "one"))
    assert [entry.unit.id for entry in found.items["one"].entries] == ["a", "c", "b"]
    assert found.left == ()


def test_a_closed_round_keeps_the_units_of_its_day() -> None:
    merged = plan(units=now("c", "b", "2025-03-01"))
    closed = stands(merged, report("a", "one"), closed="2025-02-20")
    assert [entry.unit.id for entry in closed.items["one"].entries] == ["a", "c"]
    later = stands(merged, report("a", "one"), closed="2025-03-20")
    assert [entry.unit.id for entry in later.items["one"].entries] == ["a", "b"]


def test_a_closed_round_is_judged_by_the_edition_of_its_day() -> None:
    shorter = plan([ITEMS[0]], targets=[], revisions=[{"date": "2025-02-01", "note": "删去其余"}])
    said = report("b", "rest")
    assert "rest" in stands(shorter, said, earlier=(plan(),), closed="2025-01-31").items
    after = stands(shorter, said, earlier=(plan(),), closed="2025-02-01")
    assert "rest" not in after.items
    ((left),) = after.left
    assert (left.unit.id, left.node.id) == ("b", "rest")
    assert left.ended is not None
    assert left.ended.date == dt.date(2025, 2, 1)


def test_an_item_reworded_since_the_form_was_made_is_told() -> None:
    reworded = [ITEMS[0], ITEMS[1] | {"text": "共30场以上。"}]
    new = plan(reworded, targets=[], revisions=[{"date": "2025-01-12", "note": "改字"}])
    made_from = assign(relate(plan()), "d").digest("b")
    found = stands(new, report("b", "two", "rest", plan=made_from), earlier=(plan(),))
    assert [row.node.id for row, entry in found.units["b"].rows if entry.changed] == ["rest"]
    assert not found.units["b"].unknown
    lost = stands(new, report("b", "two", plan="0" * 64), earlier=(plan(),))
    assert lost.units["b"].unknown
    by_hand = stands(new, report("b", "two"), earlier=(plan(),))
    assert not by_hand.units["b"].unknown


def test_late_is_judged_by_the_round_and_not_by_the_clock() -> None:
    early = stands(plan(), as_of="2025-01-14")
    assert early.late == ()
    at_due = stands(plan(), report("a", "one", on="2025-01-16"), report("b", "rest"))
    assert [each.unit.id for each in at_due.late] == ["a", "c"]
    replaced = stands(plan(), report("a", "one", on="2025-01-20", replaces=["2025-01-09"]))
    assert "a" not in [each.unit.id for each in replaced.late]


def test_an_empty_file_is_no_report() -> None:
    found = stands(plan(), report("a", on="2025-01-09"), report("d", on="2025-01-09"), report("b", "rest"))
    assert [each.unit.id for each in found.reported] == ["b"]
    assert [each.unit.id for each in found.late] == ["a", "c"]
    assert found.units["a"].report is None
    assert "d" not in found.units


def test_a_value_is_comparable_only_in_the_targets_own_measure() -> None:
    values = [{"target": "shows", "value": 31, "at": "2024-12-31"}]
    values.append({"target": "shows", "value": 2, "at": "2024-12-31", "measure": "百场"})
    found = stands(plan(), report("b", measures=values)).measured
    assert [(each.measure, each.comparable) for each in found] == [("场", True), ("百场", False)]


def test_a_state_comes_from_the_summary_alone() -> None:
    conclusion = {"item": "one", "by": "a", "state": "behind"}
    found = stands(plan(), report("a", "one"), report("c", "one", "two"), summary=(conclusion,))
    assert found.items["one"].conclusion is not None
    assert found.items["one"].conclusion.state == "behind"
    assert found.items["two"].conclusion is None


def test_what_left_the_plan_keeps_its_conclusion_and_its_value() -> None:
    new = plan([ITEMS[0]], targets=[], revisions=[{"date": "2025-01-12", "note": "删去其余"}])
    value = {"target": "shows", "value": 31, "at": "2024-12-31"}
    concluded = {"item": "rest", "by": "d", "state": "done"}
    found = stands(new, report("b", "rest", measures=[value]), earlier=(plan(),), summary=(concluded,))
    assert found.measured == ()
    ((conclusion,), (gone,)) = (found.left_conclusions, found.left_values)
    assert (conclusion.node.id, conclusion.concluded.state) == ("rest", "done")
    assert (gone.measured.target.id, gone.measured.unit.id, gone.measured.measure) == ("shows", "b", "场")
    assert [each.ended and each.ended.note for each in (conclusion, gone)] == ["删去其余"] * 2


def test_what_came_after_a_conclusion_is_known() -> None:
    old = plan()
    made_from = assign(relate(old), "d").summary_digest("d")
    reworded = plan([ITEMS[0], ITEMS[1] | {"text": "共30场以上。"}], targets=[], revisions=[REVISED])
    form = {"by": "d", "reported_on": "2025-01-20", "plan": made_from}
    concluded = {"item": "rest", "by": "d", "state": "done"}

    def since(*reports: UnitReport) -> tuple[bool, bool]:
        found = stands(reworded, *reports, earlier=(old,), summary=(concluded,), forms=[form])
        return found.items["rest"].since.reworded, found.items["rest"].since.reported

    assert since(report("b", "rest")) == (True, False)
    assert since(report("b", "rest", on="2025-01-21")) == (True, True)
    corrected = {"date": "2025-02-01", "reason": "更正"}
    assert since(report("b", "rest", correction=corrected)) == (True, True)
    same = stands(old, report("b", "rest"), summary=(concluded,), forms=[form])
    assert same.items["rest"].since.reworded is False
