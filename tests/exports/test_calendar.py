"""The calendar, read back with another library than the one that writes it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import vobject

from plansite.exports import exports
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.support import STAMP, exported

DATED = """
schema: 1
title: 方案
period: {start: 2021, end: 2025}
units: [{id: a, name: 甲局}, {id: b, name: 乙局}]
items:
  - id: one
    number: 一、
    title: 摸底；排查,归档
    text: 年底前完成。
    due: {text: 2021年12月31日前, date: 2021-12-31}
    responsible: [a]
  - {id: two, number: 二、, title: 整改, due: {text: 年内}, responsible: [b]}
"""


def events(data: bytes) -> list[dict[str, Any]]:
    """Return the events of a calendar as plain values."""
    calendar = vobject.readOne(data.decode())
    return [
        {name: each.contents[name][0].value for name in each.contents}
        for each in calendar.contents.get("vevent", [])
    ]


def site_of(text: str) -> Site:
    examined = examine(text.encode(), "plan.yaml", "en")
    assert examined.record is not None, examined.problems
    return Site.of(examined.record, Content())


def test_it_holds_the_milestones_and_the_dated_targets(site: Site) -> None:
    found = events(exported("ics", site))
    assert [(each["summary"], each["dtstart"], each["dtend"]) for each in found] == [
        ("启动实施（2022年初）", dt.date(2022, 1, 1), dt.date(2023, 1, 1)),
        ("深入实施（2022年到2025年）", dt.date(2022, 1, 1), dt.date(2026, 1, 1)),
        ("总结评估（2025年）", dt.date(2025, 1, 1), dt.date(2026, 1, 1)),
        ("目标：全市公民具备科学素质比例达到15%（2025年）", dt.date(2025, 1, 1), dt.date(2026, 1, 1)),
        ("目标：市级人均科普专项经费达到省定标准（2025年）", dt.date(2025, 1, 1), dt.date(2026, 1, 1)),
    ]
    assert len({each["uid"] for each in found}) == len(found)
    for stone, event in zip(site.plan.milestones, found, strict=False):
        assert event["description"].startswith(stone.quote)


def test_every_line_is_as_rfc_5545_wants_it(site: Site) -> None:
    data = exported("ics", site)
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


def test_a_deadline_is_a_day_and_what_has_no_date_is_left_out() -> None:
    (event,) = events(exported("ics", site_of(DATED)))
    assert event["summary"] == "一、摸底；排查,归档（2021年12月31日前）"
    assert (event["dtstart"], event["dtend"]) == (dt.date(2021, 12, 31), dt.date(2022, 1, 1))
    assert event["description"].startswith("年底前完成。（责任单位：甲局）")


def test_a_unit_has_what_concerns_it() -> None:
    site = site_of(DATED)
    assert len(events(exported("ics", site, site.relations.unit["a"]))) == 1
    assert exports()["ics"].render(site, site.relations.unit["b"], STAMP) is None


def test_an_event_keeps_its_identity_when_it_is_reworded() -> None:
    first, second = (
        events(exported("ics", site_of(text))) for text in (DATED, DATED.replace("摸底", "清查"))
    )
    assert first[0]["summary"] != second[0]["summary"]
    assert first[0]["uid"] == second[0]["uid"]
