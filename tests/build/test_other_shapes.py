"""Home and 责任一览 of plans of another shape than the real one."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from plansite.build.build import build
from plansite.plan.model import Plan
from plansite.plan.wording import together
from plansite.reading.examine import examine
from plansite.views.site import Content

HEAD = """
schema: 1
title: 甲市规划
period: {start: 2021, end: 2025}
units: [{id: u1, name: 市甲局}, {id: u2, name: 市乙局}]
"""
FLAT = (
    HEAD
    + """
kinds: {a: {label: 任务, group: 重点任务, folder: tasks}}
audiences: [{id: people, name: 老年人, items: [one], quote: 市甲局面向老年人开展活动}]
items:
  - {id: one, title: 开展活动, number: 一、, kind: a, text: 市甲局面向老年人开展活动。, responsible: [u1, u2]}
  - {id: two, title: 加强宣传, number: 二、, kind: a, text: 加强宣传。, responsible: [u1]}
"""
)
MIXED = (
    HEAD
    + """
kinds: {a: {label: 行动, group: 行动, folder: actions}, p: {label: 工程, group: 工程, folder: projects}}
items:
  - id: one
    title: 甲行动
    number: 一、
    kind: a
    lead: [u1]
    items: [{id: one-1, title: 一事, responsible: [u2]}]
  - id: two
    title: 乙工程
    number: 二、
    kind: p
    items: [{id: two-1, title: 二事, responsible: [u2]}]
"""
)


def read(text: str) -> Plan:
    examined = examine(text.encode(), "plan.yaml", "en")
    assert examined.record is not None, examined.problems
    return examined.record


class Links(HTMLParser):
    """Finds links within links, which a browser tears apart."""

    def __init__(self) -> None:
        super().__init__()
        self.open = 0
        self.nested: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  its signature
        """Note the line of a link that begins inside one."""
        if tag == "a":
            if self.open:
                self.nested.append(self.getpos()[0])
            self.open += 1

    def handle_endtag(self, tag: str) -> None:
        """Leave a link."""
        self.open -= tag == "a"


@pytest.mark.parametrize("text", [FLAT, MIXED])
def test_no_link_lies_in_a_link(text: str) -> None:
    for path, data in build(read(text), Content()).items():
        if path.endswith(".md"):
            links = Links()
            links.feed(data.decode())
            assert links.nested == [], path


def test_the_picture_shows_tasks_that_are_rows_themselves_and_counts_none_below() -> None:
    home = build(read(FLAT), Content())["index.md"].decode()
    assert home.count('<td class="ps-responsible">') == 3
    assert "0项" not in home


def test_who_leads_is_said_of_those_that_are_led() -> None:
    page = build(read(MIXED), Content())["overview/index.md"].decode()
    assert "2项任务都没有单列牵头单位：1项由所属行动的牵头单位牵头，1项原文未列。" in page


def test_labels_are_named_together_as_a_text_does() -> None:
    assert together(["行动"]) == "行动"
    assert together(["行动", "工程"]) == "行动与工程"
    assert together(["行动", "工程", "专项"], "和") == "行动、工程和专项"
