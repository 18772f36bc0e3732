"""The words of a plan in the order and the form in which the document prints them."""

from __future__ import annotations

import datetime as dt
from textwrap import dedent

import pytest

from plansite.plan import wording
from plansite.plan.data import data_of
from plansite.plan.model import Charge, Item, Part, Plan, PrintedDocument
from plansite.plan.wording import Style
from plansite.reading.validate import record_of, validate
from plansite.reading.yaml_text import parse

NAMES = {"kexie": "市科协", "jiaoyu": "市教育局", "tuanwei": "团市委"}
PLAN = """
schema: 1
title: 行动方案
document:
  head: 市人民政府文件
  number: 府发〔2022〕11号
  printed_on: 2022-04-09
  printed_by: 市人民政府办公室
  cc: 市委，市政协。
  notice:
    title: 关于印发《行动方案》的通知
    to: 各县（区）人民政府：
    text: |
      现印发给你们。
      请认真执行。
    note: 此件主动公开
period: {start: 2021, end: 2025}
roles: {lead: 牵头部门}
units:
  - {id: kexie, name: 市科协}
  - {id: jiaoyu, name: 市教育局}
items:
  - id: preamble
    text: 为实现目标，制定本方案。
  - id: actions
    number: 一、
    title: 重点行动
    items:
      - id: youth
        number: （一）
        title: 青少年行动
        text: |
          普及科学知识。

          培养科学精神。
        lead: [kexie, jiaoyu]
        items:
          - id: youth-clubs
            number: 1.
            title: 办好社团
            text: |
              建立社团。
              开展活动。
            responsible: [jiaoyu]
          - id: youth-camp
            number: 2.
            title: 办好科学营。
            text: 每年一次。
  - id: closing
    number: 二、
    text: 本方案由市科协解释。
"""


def plan_of(text: str) -> Plan:
    validated = validate(parse(dedent(text)).data, Plan)
    assert validated.findings == ()
    assert validated.record is not None
    return validated.record


def small(items: str, top: str = "") -> Plan:
    return plan_of(
        f"schema: 1\ntitle: 方案\nperiod: {{start: 2021, end: 2025}}\n{top}\nitems:\n{dedent(items)}"
    )


def item_lines(plan: Plan) -> list[tuple[str | None, str, str]]:
    """Return (anchor, opening, text) of the lines that belong to items."""
    return [(line.anchor, line.opening, line.text) for line in wording.lines(plan) if line.node]


# The end of a title as printed, and the title in lists.
TITLES = {"总体目标": "总体目标", "总体目标。": "总体目标", "为什么？": "为什么？", "": "", None: ""}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_told_without_its_closing_mark(title: str | None) -> None:
    assert wording.title_of(Item(id="x", title=title)) == TITLES[title]


def test_a_heading_is_number_and_title() -> None:
    assert wording.heading_of(Item(id="x", number="1.", title="办好社团。")) == "1.办好社团"
    assert wording.heading_of(Item(id="x", number="一、")) == "一、"
    assert wording.heading_of(Item(id="x")) == ""


def test_a_short_title_is_the_short_one_then_the_title_then_the_beginning_of_the_text() -> None:
    text = "为实现2025年我市全民科学素质工作目标，制定本方案。"
    assert wording.short_title_of(Item(id="x", short_title="青少年", title="实施青少年行动")) == "青少年"
    assert wording.short_title_of(Item(id="x", title="实施青少年行动。")) == "实施青少年行动"
    assert wording.short_title_of(Item(id="x", text=text)) == "为实现2025年我市全民科学素质工作目标…"
    assert wording.short_title_of(Item(id="x", text="短。")) == "短。"
    assert wording.short_title_of(Item(id="x")) == "x"


# An item, and whether its title runs into its text.
RUN_IN = [
    (Item(id="x", number="1.", title="题", text="文"), True),
    (Item(id="x", number="（1）", title="题", text="文"), True),
    (Item(id="x", number="1.", title="题", parts=(Part(text="文"),)), True),
    (Item(id="x", number="（一）", title="题", text="文"), False),
    (Item(id="x", number="一、", title="题", text="文"), False),
    (Item(id="x", number="第1章", title="题", text="文", run_in=False), False),
    (Item(id="x", number="（一）", title="题", text="文", run_in=True), True),
    (Item(id="x", number="1.", title="题", text="文", run_in=False), False),
    (Item(id="x", number="1.", title="题"), False),
    (Item(id="x", number="1.", text="文"), False),
    (Item(id="x", number="附件", title="题", text="文"), False),
    (Item(id="x", title="题", text="文"), False),
]


@pytest.mark.parametrize(("item", "runs_in"), RUN_IN)
def test_a_title_runs_in_where_documents_print_it_so(item: Item, *, runs_in: bool) -> None:
    assert wording.runs_in(item) is runs_in


# Who answers, and the parenthesis that is printed.
PARENTHESES = [
    (Charge(), ""),
    (Charge(etal=True), ""),
    (Charge(lead=("kexie",)), "（牵头单位：市科协）"),
    (Charge(responsible=("jiaoyu", "kexie")), "（责任单位：市教育局、市科协）"),
    (Charge(support=("tuanwei",)), "（配合单位：团市委）"),
    (
        Charge(support=("tuanwei",), responsible=("jiaoyu",), lead=("kexie",)),
        "（牵头单位：市科协，责任单位：市教育局，配合单位：团市委）",
    ),
    (Charge(responsible=("jiaoyu", "kexie"), etal=True), "（责任单位：市教育局、市科协等）"),
    (Charge(lead=("kexie",), notation="（市科协负责）"), "（市科协负责）"),
    (Charge(lead=("kexie",), notation=""), ""),
    (Charge(lead=("elsewhere",)), "（牵头单位：elsewhere）"),
]


@pytest.mark.parametrize(("charge", "parenthesis"), PARENTHESES)
def test_the_list_of_units_is_printed_in_parentheses(charge: Charge, parenthesis: str) -> None:
    plan = small("- {id: a, title: 题}")
    assert wording.parenthesis(charge, plan.roles, NAMES) == parenthesis


def test_the_labels_of_roles_are_those_of_the_plan() -> None:
    plan = small("- {id: a, title: 题}", "roles: {lead: 牵头部门}")
    charge = Charge(lead=("kexie",), responsible=("jiaoyu",))
    assert wording.parenthesis(charge, plan.roles, NAMES) == "（牵头部门：市科协，责任单位：市教育局）"


def test_a_day_is_printed_without_leading_noughts() -> None:
    assert wording.date(dt.date(2022, 4, 9)) == "2022年4月9日"


def test_a_document_is_printed_from_head_to_foot() -> None:
    assert [(line.style, line.opening + line.text) for line in wording.lines(plan_of(PLAN))] == [
        (Style.HEAD, "市人民政府文件"),
        (Style.NUMBER, "府发〔2022〕11号"),
        (Style.TITLE, "关于印发《行动方案》的通知"),
        (Style.ADDRESSEE, "各县（区）人民政府："),
        (Style.PARAGRAPH, "现印发给你们。"),
        (Style.PARAGRAPH, "请认真执行。"),
        (Style.PARAGRAPH, "（此件主动公开）"),
        (Style.TITLE, "行动方案"),
        (Style.PARAGRAPH, "为实现目标，制定本方案。"),
        (Style.HEADING, "一、重点行动"),
        (Style.HEADING, "（一）青少年行动"),
        (Style.PARAGRAPH, "普及科学知识。"),
        (Style.PARAGRAPH, "培养科学精神。（牵头部门：市科协、市教育局）"),
        (Style.PARAGRAPH, "1.办好社团。建立社团。"),
        (Style.PARAGRAPH, "开展活动。（责任单位：市教育局）"),
        (Style.PARAGRAPH, "2.办好科学营。每年一次。"),
        (Style.PARAGRAPH, "二、本方案由市科协解释。"),
        (Style.FOOT, "抄送：市委，市政协。"),
        (Style.FOOT, "市人民政府办公室"),
        (Style.FOOT, "2022年4月9日印发"),
    ]


def test_each_paragraph_has_an_anchor_of_its_own() -> None:
    assert [anchor for anchor, _, _ in item_lines(plan_of(PLAN))] == [
        "preamble",
        "actions",
        "youth",
        None,
        "youth-p2",
        "youth-clubs",
        "youth-clubs-p2",
        "youth-camp",
        "closing",
    ]


def test_no_anchor_stands_twice_in_a_document() -> None:
    anchors = [anchor for anchor, _, _ in item_lines(plan_of(PLAN)) if anchor]
    assert len(anchors) == len(set(anchors))


def test_each_part_closes_with_its_own_parenthesis() -> None:
    plan = small(
        """
        - id: museums
          number: （一）
          title: 场馆
          text: 建设科技馆。
          lead: [kexie]
          parts:
            - {text: 建设少年宫。, responsible: [jiaoyu]}
            - text: |
                建设图书馆。
                建设文化馆。
              notation: （文化部门负责）
            - {responsible: [kexie], etal: true}
        """
    )
    assert [text for _, _, text in item_lines(plan)] == [
        "（一）场馆",
        "建设科技馆。（牵头单位：kexie）",
        "建设少年宫。（责任单位：jiaoyu）",
        "建设图书馆。",
        "建设文化馆。（文化部门负责）（责任单位：kexie等）",
    ]


def test_units_of_an_item_without_text_stand_below_its_heading() -> None:
    plan = small(
        "- {id: youth, number: （一）, title: 青少年行动, lead: [kexie]}",
        "units: [{id: kexie, name: 市科协}]",
    )
    assert item_lines(plan) == [
        ("youth", "", "（一）青少年行动"),
        (None, "", "（牵头单位：市科协）"),
    ]


def test_a_title_that_runs_in_is_closed_once() -> None:
    plan = small(
        """
        - {id: a, number: 1., title: 题, text: 文}
        - {id: b, number: 2., title: 题。, text: 文}
        - {id: c, number: 3., title: 题？, text: 文}
        - {id: d, number: （四）, title: 题：, text: 文, run_in: true}
        """
    )
    assert [opening for _, opening, _ in item_lines(plan)] == ["1.题。", "2.题。", "3.题？", "（四）题："]


def test_a_title_on_its_own_line_is_not_closed() -> None:
    plan = small("- {id: a, number: 1., title: 题, text: 文, run_in: false}")
    assert item_lines(plan) == [("a", "", "1.题"), (None, "", "文")]


def test_an_item_with_nothing_to_print_prints_nothing() -> None:
    plan = small("- {id: a, items: [{id: b, title: 题}]}")
    assert item_lines(plan) == [("b", "", "题")]


def test_a_plan_without_a_printed_document_has_neither_head_nor_foot() -> None:
    plan = small("- {id: a, title: 题}")
    assert [line.text for line in wording.lines(plan)] == ["方案", "题"]


def test_marks_of_markdown_stay_as_they_are() -> None:
    plan = small("- {id: a, title: '# *题*', text: '1. <b>_文_</b> | `码`'}")
    assert [text for _, _, text in item_lines(plan)] == ["# *题*", "1. <b>_文_</b> | `码`"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (None, ""),
        ("有效", "有效"),
        ({"state": "有效"}, "有效"),
        ({"state": "已失效", "since": "2026-01-01"}, "已失效，自2026年1月1日起"),
        ({"state": "已废止", "basis": "甲〔2026〕1号"}, "已废止（依据：甲〔2026〕1号）"),
    ],
)
def test_validity_is_a_text_or_says_since_when_and_why(said: object, words: str) -> None:
    document = record_of({"validity": said}, PrintedDocument)
    assert wording.validity(document) == words
    written = data_of(document)
    assert record_of(written, PrintedDocument) == document
    assert words != "有效" or written == {"validity": "有效"}
