"""Pages and data of progress agree: the numbers on pages, in CSV, JSON and the feed are of the files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from functools import cache
from html import unescape
from typing import Any

import feedparser
import pytest

from plansite.build.build import build, lay_out
from plansite.plan.model import Plan
from plansite.progress.entries import RoundFiles
from plansite.progress.forms import forms
from plansite.progress.records import Summary, UnitReport
from plansite.project import project
from plansite.reading.validate import record_of
from plansite.text.csv_table import safe
from plansite.views.site import Content, Site
from tests.helpers.hostile import EVERY
from tests.helpers.shifan import EXAMPLE, plan, round_of
from tests.helpers.small_rounds import UNITS, revised, stands
from tests.helpers.small_rounds import plan as small_plan
from tests.helpers.small_rounds import report as small_report
from tests.helpers.support import ROOT

ROUNDS = ["2023", "2024"]


@cache
def docs() -> dict[str, bytes]:
    sources = project.read(EXAMPLE, "en")
    assert sources.plan
    assert sources.content
    return build(sources.plan, sources.content)


def text(path: str) -> str:
    return unescape(docs()[path].decode())


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(docs()[path].decode("utf-8-sig"))))


def data() -> dict[str, dict[str, Any]]:
    return {each["round"]: each for each in json.loads(docs()["data/progress.json"])["rounds"]}


@pytest.mark.parametrize("name", ROUNDS)
def test_the_csv_has_a_row_for_each_responsibility_in_document_order(name: str) -> None:
    found = round_of(name)
    told = [row for row in rows("data/progress.csv") if row["round"] == name]
    answers = found.assigned.relations.responsibilities
    assert [(row["unit_id"], row["item_id"], row["role"]) for row in told] == [
        (each.unit.id, each.node.id, each.role.value) for each in answers
    ]
    for row in told:
        empty = [row[key] for key in ("state", "reported_on", "text")]
        assert (row["state_label"] == "未报送") == (empty == ["", "", ""])


def test_in_the_csv_each_heir_has_its_own_part_of_a_cell() -> None:
    steps = [{"unit": heir, "since": "2024-06-01"} for heir in ("a", "b", "d")]
    units = [each | ({"now": steps} if each["id"] == "c" else {}) for each in UNITS]
    of = small_plan(units=units)
    files = stands(of, small_report("a", "two"), small_report("d", "two", on="2025-01-12")).files
    made = build(of, Content(rounds=(files,)))
    table = csv.DictReader(io.StringIO(made["data/progress.csv"].decode("utf-8-sig")))
    told = {(row["unit_id"], row["item_id"]): row for row in table}
    row = told["c", "two"]
    keys = ("by_unit_id", "by_unit", "state", "state_label", "reported_on")
    assert list(zip(*(row[key].split("、") for key in keys), strict=True)) == [
        ("a", "市a", "done", "已完成", "2025-01-10"),
        ("b", "市b", "", "未报送", ""),
        ("d", "市d", "done", "已完成", "2025-01-12"),
    ]
    assert row["text"] == "a做了two。\nd做了two。"
    assert (told["b", "rest"]["by_unit_id"], told["b", "rest"]["by_unit"]) == ("b", "市b")
    assert list(row)[-3:] == ["url", "by_unit_id", "by_unit"]
    page = made["data/index.md"].decode()
    assert "by&#95;unit&#95;id、by&#95;unit" in page


def test_an_item_without_a_title_has_one_name_everywhere() -> None:
    words = "本条只有编号，没有标题，正文的开头就是它的名称，到第二十个字为止。"
    parts = [{"text": "甲办展览。", "responsible": ["a"]}, {"text": "乙办演出。", "responsible": ["b"]}]
    items: list[dict[str, Any]] = [
        {"id": "untitled", "number": "一、", "text": words, "responsible": ["a"]},
        {"id": "divided", "number": "二、", "parts": parts},
    ]
    of = small_plan(items, targets=[])
    name = f"一、{words[:20]}…"
    found = stands(of, small_report("a", "untitled"))
    made = build(of, Content(rounds=(found.files,)))
    table = csv.DictReader(io.StringIO(made["data/progress.csv"].decode("utf-8-sig")))
    assert [row["item"] for row in table] == [name, "二、甲办展览。", "二、甲办展览。"]
    assert "{ #untitled }" in made["progress/2024/untitled.md"].decode()
    assert name in unescape(made["progress/2024/untitled.md"].decode())
    tasks = {
        (form.unit.id, row["task"])
        for form in forms(found)
        for sheet in form.sheets[:1]
        for row in sheet.rows
    }
    assert tasks >= {("a", name), ("a", "二、甲办展览。"), ("b", "二、乙办演出。")}


@pytest.mark.parametrize("name", ROUNDS)
def test_pages_csv_and_json_agree(name: str) -> None:
    found, told = round_of(name), data()[name]
    page = text(f"progress/{name}.md")
    reported = sum(unit.report is not None for unit in found.units.values())
    assert f"{reported}/{len(found.units)}<small>家" in page
    assert sum(unit["reported_on"] is not None for unit in told["units"]) == reported
    assert len(told["units"]) == len(found.units)
    counted = Counter(item.conclusion.state if item.conclusion else None for item in found.items.values())
    assert Counter(item["state"] for item in told["items"]) == counted
    foot = re.search(r"<tfoot>.*?</tfoot>", page, re.DOTALL)
    assert foot
    assert [int(each) for each in re.findall(r"<td>(\d+)</td>", foot[0])] == [
        counted[ident] for ident in (*found.states, None)
    ]
    cells = Counter(re.findall(r'<td class="ps-s.">([^<]+)</td>', page))
    in_csv = Counter(row["state_label"] for row in rows("data/progress.csv") if row["round"] == name)
    heirs = sum(len(each.answers) - len(each.entries) for each in found.items.values())
    assert cells.total() == in_csv.total() - heirs
    if not heirs:
        assert cells == in_csv
    in_json = Counter(unit["state"] for item in told["items"] for unit in item["units"])
    assert sum(in_json.values()) == in_csv.total()
    assert in_json[None] == in_csv["未报送"]


def test_measured_values_agree() -> None:
    told = rows("data/measures.csv")
    assert told
    for name in ROUNDS:
        values = [(each.target.id, str(each.value.value), each.measure) for each in round_of(name).measured]
        mine = [(row["target_id"], row["value"], row["measure"]) for row in told if row["round"] == name]
        assert mine == values
        assert [
            (each["target"], str(each["value"]), each["measure"]) for each in data()[name]["measures"]
        ] == values
        for _, value, measure in values:
            assert f"<b>{value}{measure}</b>" in text("targets/index.md")
            assert f"<b>{value}{measure}</b>" in text(f"progress/{name}.md")
    bars = [each for name in ROUNDS for each in round_of(name).measured if each.comparable]
    assert text("targets/index.md").count("ps-goal") == len(bars)
    assert len(bars) < len(told), "a value in another measure has no bar"


def test_every_address_in_the_data_is_there() -> None:
    ids = {address.url for address in lay_out_example().addresses}
    for path in ("data/progress.csv", "data/measures.csv"):
        assert [row["url"] for row in rows(path) if row["url"] not in ids] == []
    for found in data().values():
        assert found["url"] in ids
        assert [item["url"] for item in found["items"] if item["url"] not in ids] == []


@cache
def lay_out_example() -> Any:  # noqa: ANN401  SiteFiles
    sources = project.read(EXAMPLE, "en")
    assert sources.plan
    assert sources.content
    return lay_out(Site.of(sources.plan, sources.content))


def test_an_action_a_unit_and_a_round_tell_what_was_reported() -> None:
    found = round_of("2024")
    for unit in found.units.values():
        page = text(f"units/{unit.unit.id}.md")
        assert "{ #_progress }" in page
        for row, entry in unit.rows:
            head = found.assigned.relations.head_of(row.node)
            detail = text(f"progress/2024/{head.id}.md")
            assert f"{{ #{row.node.id} }}" in detail
            if entry.said and entry.said.text:
                line = entry.said.text.splitlines()[0][:12]
                assert line in page
                assert line in detail
    assert "未报送" in text("units/minzheng.md")


def test_what_was_changed_is_shown_as_changed() -> None:
    assert "2024年4月15日更正" in text("progress/2023.md")
    assert "更正" in text("units/nongye.md")
    assert "重新报送" in text("progress/2023.md")
    assert "填报表制作之后，本事项的文字或分工有改动" in text("units/gonghui.md")
    assert "自2024年12月20日修订起，规划中不再有本事项" in text("progress/2024.md")
    (left,) = data()["2024"]["left"]
    assert left.items() >= {"unit": "keji", "item": "youth-labs", "state": "on-track"}.items()
    assert left["revision"] == "2024-12-20"


def test_the_data_keeps_all_that_was_said_of_what_left_the_plan() -> None:
    made = build(*revised())
    (told,) = json.loads(made["data/progress.json"])["rounds"]
    since = {"revision": "2024-12-20"}
    evidence = [{"title": "节目单"}]
    said = {"state": "done", "text": "b做了rest。", "evidence": evidence, "reported_on": "2024-12-10"}
    assert told["left"] == [{"unit": "b", "item": "rest", **said, **since}]
    concluded = {"item": "rest", "by": "d", "state": "behind", "text": "只演了12场。"}
    assert told["left_conclusions"] == [concluded | since]
    value = {"target": "shows", "value": 12, "at": "2024-12-01", "source": "台账", "measure": "场"}
    assert told["left_measures"] == [{"unit": "b", **value, **since}]
    (row,) = csv.DictReader(io.StringIO(made["data/measures.csv"].decode("utf-8-sig")))
    assert (row["target_id"], row["value"], row["url"]) == ("shows", "12", "progress/2024/")


def test_problems_and_next_steps_are_published_only_where_the_round_says_so() -> None:
    for name in ROUNDS:
        found = round_of(name)
        said = [s for report in found.files.reports.values() for s in report.reports]
        hidden = {"problems", "next"} - {each.value for each in found.round.publish}
        for each in said:
            for key in hidden & {key for key in ("problems", "next") if getattr(each, key)}:
                words = getattr(each, key).splitlines()[0]
                assert not [path for path, made in docs().items() if words.encode() in made], (key, words)
    open_to_all = {each.value for name in ROUNDS for each in round_of(name).round.publish}
    assert open_to_all, "the example publishes some of it"


def test_the_feed_tells_of_closed_rounds_and_of_corrections() -> None:
    feed = feedparser.parse(docs()["changes/feed.xml"])
    titles = [entry.title for entry in feed.entries]
    assert "2023年度进展" in titles
    assert "2023年度进展更正" in titles
    assert not [title for title in titles if title.startswith("2024年度")]
    told = " ".join(entry.summary for entry in feed.entries)
    summed = [each for form in round_of("2023").files.summary.forms for each in form.correction]
    assert summed
    for correction in summed:
        assert correction.reason in told
        assert correction.reason in text("progress/2023.md")
    assert [entry.updated for entry in feed.entries] == sorted(
        (e.updated for e in feed.entries), reverse=True
    )
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert feed.feed.updated >= feed.entries[0].updated


@pytest.mark.parametrize("sealed", [True, False], ids=["by command", "by hand"])
def test_a_report_that_is_added_by_correction_does_not_change_what_the_feed_told(sealed: bool) -> None:  # noqa: FBT001
    def told(*reports: UnitReport) -> str:
        files = stands(small_plan(), *reports, closed="2025-02-01", sealed=seals).files
        feed = feedparser.parse(build(small_plan(), Content(rounds=(files,)))["changes/feed.xml"])
        return next(str(each.summary) for each in feed.entries if each.title.endswith("进展"))

    seals = [{"file": f"{name}.yaml", "digest": "0" * 64} for name in ("a", "summary") if sealed]
    on = "2025-02-01" if sealed else "2025-02-02"
    late = small_report("b", "two", on=on, correction={"date": on, "reason": "补报"})
    unasked = small_report("d", "two", on=on, correction={"date": on, "reason": "补报"})
    first = small_report("a", "one")
    assert told(first) == told(first, late, unasked)
    assert "应报送3家单位，已报送1家。" in told(first)


def test_a_plan_without_rounds_has_no_trace_of_them() -> None:
    files = build(plan(), Content())
    assert not [path for path in files if "progress" in path or "measures.csv" in path]
    for path, made in files.items():
        for word in ("_progress", "未报送", "ps-state"):
            assert word.encode() not in made, (path, word)
    real = project.read(ROOT, "en")
    assert real.content
    assert real.content.rounds == ()


@pytest.mark.parametrize("hostile", EVERY)
def test_hostile_texts_are_text(hostile: str) -> None:
    said = {"item": "one", "state": "done", "text": hostile, "problems": hostile, "next": hostile}
    report = record_of({"unit": "a", "reported_on": "2025-01-10", "reports": [said]}, UnitReport)
    concluded = [{"item": "one", "by": "a", "state": "behind", "text": hostile}]
    files = RoundFiles(
        "2024",
        stands(small_plan(), publish=["problems", "next"], label=hostile).round,
        {"a": report},
        record_of({"items": concluded}, Summary),
    )
    made = build(small_plan(), Content(rounds=(files,)))
    for path, page in made.items():
        if path.endswith(".md"):
            assert b"<script" not in page, path
            assert b"<img" not in page, path
    table = csv.DictReader(io.StringIO(made["data/progress.csv"].decode("utf-8-sig"), newline=""))
    told = [row for row in table if row["unit_id"] == "a" and row["item_id"] == "one"]
    assert told[0]["text"] == safe(report.reports[0].text or "")
    assert json.loads(made["data/progress.json"])["rounds"][0]["items"][1]["text"] == hostile.strip()


def big(tasks: int, units: int, each: int) -> Plan:
    """Return a plan of parts of ten tasks, each of which names some of the units."""
    parts = [
        {
            "id": f"part-{start}",
            "kind": "action",
            "title": f"第{start}部分",
            "lead": ["u-0"],
            "items": [
                {
                    "id": f"task-{number}",
                    "title": f"任务{number}",
                    "text": "完善制度，开展活动。" * 8,
                    "responsible": [f"u-{(7 * number + step) % units}" for step in range(each)],
                }
                for number in range(start, min(start + 10, tasks))
            ],
        }
        for start in range(0, tasks, 10)
    ]
    names = [{"id": f"u-{number}", "name": f"第{number}单位"} for number in range(units)]
    return small_plan(parts, names, targets=[])


def rounds(of: Plan, count: int) -> tuple[RoundFiles, ...]:
    empty = stands(of)
    words = "开展活动若干次，完成全年任务。" * 4
    reports = {
        unit: record_of(
            {
                "unit": unit,
                "reported_on": "2025-01-10",
                "reports": [{"item": row.node.id, "state": "done", "text": words} for row in own],
            },
            UnitReport,
        )
        for unit, own in empty.rows.items()
    }
    concluded = [{"item": item, "by": "u-0", "state": "on-track", "text": words} for item in empty.items]
    summary = record_of({"items": concluded}, Summary)
    return tuple(RoundFiles(str(2021 + year), empty.round, reports, summary) for year in range(count))


@pytest.mark.full
def test_each_round_adds_the_same() -> None:
    of = big(30, 150, 20)
    none, two, four = (sizes_of(build(of, Content(rounds=rounds(of, count)))) for count in (0, 2, 4))
    assert sum(four.values()) - sum(none.values()) < 2.05 * (sum(two.values()) - sum(none.values()))


@pytest.mark.full
@pytest.mark.parametrize(("tasks", "units", "each"), [(60, 300, 30), (4, 300, 300), (600, 36, 2)])
def test_pages_stay_below_a_megabyte(tasks: int, units: int, each: int) -> None:
    of = big(tasks, units, each)
    sizes = sizes_of(build(of, Content(rounds=rounds(of, 2))))
    pages = {path: size for path, size in sizes.items() if path.endswith(".md")}
    assert max(pages.values()) < 800_000, max(pages, key=pages.__getitem__)
    assert len([path for path in pages if path.startswith("progress/")]) > 4


def sizes_of(files: dict[str, bytes]) -> dict[str, int]:
    return {path: len(made) for path, made in files.items()}
