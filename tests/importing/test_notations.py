"""The responsibilities that documents print: every notation, and the prose that looks like one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansite.importing.grammar import groups
from plansite.importing.grammar.forms import LABELS, VERBS
from plansite.importing.grammar.responsibility import find, suspects
from plansite.plan.model import Role
from tests.helpers.examples import examples
from tests.helpers.says import Says, said
from tests.helpers.support import ROOT

NOTATIONS = {
    # A list after a label.
    "（责任单位：市教育局、市科协）": Says(responsible="市教育局 市科协"),
    "(责任单位:市教育局、市科协)": Says(responsible="市教育局 市科协"),
    "（责任部门：市教育局）": Says(responsible="市教育局"),
    "（牵头单位：市教育局，配合单位：市科协、团市委）": Says("市教育局", "", "市科协 团市委"),
    "（牵头单位：市教育局；责任单位：市科协、团市委）": Says("市教育局", "市科协 团市委"),
    "（牵头部门：市教育局；配合部门：市科协等）": Says("市教育局", "", "市科协", etal=True),
    "（牵头：市教育局；配合：市科协）": Says("市教育局", "", "市科协"),
    "【责任单位：市教育局、市科协】": Says(responsible="市教育局 市科协"),
    "（主管单位：市教育局）": Says(responsible="市教育局"),
    "（主责单位：市教育局；协同单位：市科协）": Says("", "市教育局", "市科协"),
    "（实施单位：市教育局；参与单位：市科协）": Says("", "市教育局", "市科协"),
    "（承办单位：市教育局；协办单位：市科协）": Says("", "市教育局", "市科协"),
    "（市级责任单位：市教育局；参加单位：市科协）": Says("", "市教育局", "市科协"),
    # A verb after the list.
    "（教育部、财政部负责）": Says(responsible="教育部 财政部"),
    "（教育部、财政部等部门负责）": Says(responsible="教育部 财政部", etal=True),
    "（教育部、财政部等负责）": Says(responsible="教育部 财政部", etal=True),
    "（教育部等有关部门和单位负责）": Says(responsible="教育部", etal=True),
    "（教育部等15个部门按职责分工负责）": Says(responsible="教育部", etal=True),
    "（教育部会同有关部门负责）": Says(responsible="教育部"),
    "（教育部会同财政部、科技部负责）": Says(responsible="教育部 财政部 科技部"),
    "（市教育局会同市科技局、市科协牵头）": Says("市教育局", "", "市科技局 市科协"),
    "（市教育局牵头会同市科技局、市科协）": Says("市教育局", "", "市科技局 市科协"),
    "（市教育局牵头，会同市科技局、市科协落实）": Says("市教育局", "市科技局 市科协"),
    "（教育部牵头，财政部、科技部按职责分工负责）": Says("教育部", "财政部 科技部"),
    "（教育部牵头，财政部、科技部等部门配合）": Says("教育部", "", "财政部 科技部", etal=True),
    "（教育部牵头，财政部、科技部配合）": Says("教育部", "", "财政部 科技部"),
    "（市教育局牵头、市科协配合）": Says("市教育局", "", "市科协"),
    "（由市教育局牵头负责，市科协参与）": Says("市教育局", "", "市科协"),
    "（教育部、财政部牵头负责）": Says("教育部 财政部"),
    "（教育部牵头负责）": Says("教育部"),
    "（省公安厅组织实施）": Says(responsible="省公安厅"),
    "（市教育局、市科协，按职责分工负责）": Says(responsible="市教育局 市科协"),
    # Both.
    "（责任单位:市教育局牵头，市科技局、市科协等部门分工负责）": Says(
        "市教育局", "市科技局 市科协", etal=True
    ),
    "（市教育局牵头；配合单位：市科协）": Says("市教育局", "", "市科协"),
    "（责任单位：市教育局（牵头）、市科协）": Says("市教育局", "市科协"),
    # Groups.
    "（教育部、财政部，各省级人民政府按职责分工负责）": Says(
        responsible="教育部 财政部 各省级人民政府", collective="各省级人民政府"
    ),
    "（责任部门：市教育局、市科协等；各区政府）": Says(
        responsible="市教育局 市科协 各区政府", etal=True, collective="各区政府"
    ),
    "（各市党委、政府负责，省教育厅、省科技厅等部门按职责分工负责）": Says(
        responsible="各市党委、政府 省教育厅 省科技厅", etal=True, collective="各市党委、政府"
    ),
    "（各有关部门和单位按职责分工负责）": Says(responsible="各有关部门和单位", collective="各有关部门和单位"),
    "（各有关部门和单位，各省级人民政府按职责分工负责）": Says(
        responsible="各有关部门和单位 各省级人民政府", collective="各有关部门和单位 各省级人民政府"
    ),
    "（各省级人民政府负责）": Says(responsible="各省级人民政府", collective="各省级人民政府"),
    "（各市人民政府结合实际落实）": Says(responsible="各市人民政府", collective="各市人民政府"),
    "（责任单位：市教育局、市科协、有关单位）": Says(
        responsible="市教育局 市科协 有关单位", collective="有关单位"
    ),
    "（责任单位：市全民科学素质工作领导小组各成员单位）": Says(
        responsible="市全民科学素质工作领导小组各成员单位",
        collective="市全民科学素质工作领导小组各成员单位",
    ),
    "（责任单位：新余学院等院校、团市委）": Says(
        responsible="新余学院等院校 团市委", collective="新余学院等院校"
    ),
    # The rule that holds for the whole document.
    "（税务总局、财政部、海关总署负责，排在第一位的部门为牵头部门，下同）": Says(
        responsible="税务总局 财政部 海关总署", first_leads=True
    ),
    "（教育部、财政部等负责。列第一位者为牵头单位，下同）": Says(
        responsible="教育部 财政部", etal=True, first_leads=True
    ),
    "（责任单位：市教育局、市科协，排在首位的为牵头单位，下同）": Says(
        responsible="市教育局 市科协", first_leads=True
    ),
    "（市教育局负责，下同）": Says(responsible="市教育局"),
    # Deadlines and people.
    "（责任单位：市教育局；完成时限：2022年底）": Says(responsible="市教育局", due="2022年底"),
    "（责任单位：市教育局；责任人：张三；完成时限：2022年底前）": Says(
        responsible="市教育局", due="2022年底前"
    ),
    "（牵头领导：李四；牵头单位：市教育局；责任领导：王五）": Says("市教育局"),
    "（市教育局负责，2025年底前完成）": Says(responsible="市教育局", due="2025年底前完成"),
    "（责任单位：市教育局，长期坚持）": Says(responsible="市教育局", due="长期坚持"),
    # Without parentheses.
    "责任单位：市教育局、市科协。": Says(responsible="市教育局 市科协"),
    "责任单位:市教育局、市科协": Says(responsible="市教育局 市科协"),
    "牵头单位：市教育局 配合单位：市科协、团市委": Says("市教育局", "", "市科协 团市委"),
    "牵头单位：市教育局\n配合单位：市科协、团市委\n": Says("市教育局", "", "市科协 团市委"),
    "责任单位：市教育局、市科协；完成时限：2018年12月底前": Says(
        responsible="市教育局 市科协", due="2018年12月底前"
    ),
    "责任单位：市教育局。完成时限：2018年12月底前。": Says(responsible="市教育局", due="2018年12月底前"),
    "完成时限：2018年12月底前\n责任单位：市教育局": Says(responsible="市教育局", due="2018年12月底前"),
    # A unit counts in its strongest role.
    "（牵头单位：市教育局，责任单位：市教育局、市科协、市科协）": Says("市教育局", "市科协"),
}


@pytest.mark.parametrize("text", NOTATIONS)
def test_a_notation_is_read(text: str) -> None:
    assert [said(charged) for charged in find(text)] == [NOTATIONS[text]]
    assert suspects(text) == ()


@pytest.mark.parametrize("text", NOTATIONS)
def test_white_space_may_stand_anywhere(text: str) -> None:
    if text[0] not in "（([【":
        text = f"（{text.strip()}）"
    expected = [said(charged) for charged in find(text)]
    for space in (" ", "\n", "\u3000", " \n\n "):
        assert [said(charged) for charged in find(space.join(text))] == expected


@pytest.mark.parametrize("text", NOTATIONS)
def test_a_notation_is_found_where_it_stands(text: str) -> None:
    before, after = "推进科普（含技工院校）。\n", "\n（二）第二项（2021—2025年）。"
    (charged,) = find(before + text + after)
    assert charged.start == len(before)
    assert charged.notation == text.rstrip("\n")
    assert (before + text + after)[charged.start : charged.end] == charged.notation


# A printed list, and the names in it.
LISTS = {
    # 、 inside one name.
    "各区、县级市、市教育局": "各区、县级市|市教育局",
    "各区、县（市）人民政府": "各区、县（市）人民政府",
    "各区、县(市)人民政府、市教育局": "各区、县（市）人民政府|市教育局",
    "各市党委、政府，省教育厅": "各市党委、政府|省教育厅",
    "各县、区人民政府": "各县、区人民政府",
    "各省、自治区、直辖市人民政府": "各省、自治区、直辖市人民政府",
    "各区、市教育局": "各区|市教育局",
    "各级党委和政府、各有关部门、单位": "各级党委和政府|各有关部门、单位",
    "市直各部门和单位、各县区": "市直各部门和单位|各县区",
    "各乡镇人民政府、街道办事处，县教育局": "各乡镇人民政府、街道办事处|县教育局",
    # 和, 与, 及 inside one name, and between two.
    "文化和旅游部、工业和信息化部": "文化和旅游部|工业和信息化部",
    "市人力资源和社会保障局和市规划和自然资源局": "市人力资源和社会保障局|市规划和自然资源局",
    "国家发展和改革委员会": "国家发展和改革委员会",
    "市教育局和市科协": "市教育局|市科协",
    "教育部、科技部和财政部": "教育部|科技部|财政部",
    "市教育局、市科协以及各县区": "市教育局|市科协|各县区",
    "各市人民政府和省教育厅": "各市人民政府|省教育厅",
    # Parentheses inside a name.
    "省市场监管局（省知识产权局）、省科技厅": "省市场监管局（省知识产权局）|省科技厅",
    "市委网信办（市互联网信息办公室、市大数据局）": "市委网信办（市互联网信息办公室、市大数据局）",
    "各县（区）人民政府": "各县（区）人民政府",
    "各县（市、区）、市教育局": "各县（市、区）|市教育局",
    # The prefix that stands once.
    "省公安厅、政务和数据局": "省公安厅|省政务和数据局",
    "市教育局、科技局，新余学院": "市教育局|市科技局|新余学院",
    "市教育局、科技局，财政局": "市教育局|市科技局|财政局",
    "市教育局、科技局；县财政局、水利局": "市教育局|市科技局|县财政局|县水利局",
    "省教育厅、市科技局、财政局": "省教育厅|市科技局|市财政局",
    "市教育局和科技局": "市教育局|市科技局",
    "市教育局、市场监管局": "市教育局|市市场监管局",
    "市教育局、城市管理局、妇联、总工会": "市教育局|市城市管理局|市妇联|市总工会",
    "市委宣传部、组织部、教育局": "市委宣传部|市委组织部|市教育局",
    "市教育局、政法委": "市教育局|政法委",
    "宜春市教育局、科技局": "宜春市教育局|宜春市科技局",
    "自治区教育厅、科技厅": "自治区教育厅|自治区科技厅",
    # Names that never had it.
    "教育部、财政部、国家统计局": "教育部|财政部|国家统计局",
    "教育部、市场监管总局": "教育部|市场监管总局",
    "市教育局、团市委、市委宣传部、科协": "市教育局|团市委|市委宣传部|市科协",
    "市教育局、人行新余市分行、新余学院、国网新余供电公司": (
        "市教育局|人行新余市分行|新余学院|国网新余供电公司"
    ),
    "市教育局、宜春市科技局、各区教育局": "市教育局|宜春市科技局|各区教育局",
    "国家市场监督管理总局、教育部": "国家市场监督管理总局|教育部",
    # 等.
    "市教育局、科技局等": "市教育局|市科技局",
    "市教育局等部门、各区": "市教育局|各区",
    "市教育局等有关部门、单位": "市教育局",
    "市教育局、新余学院等院校": "市教育局|新余学院等院校",
    "江西钢铁公司等企业": "江西钢铁公司等企业",
}


@pytest.mark.parametrize("printed", LISTS)
def test_the_names_of_a_list_are_read(printed: str) -> None:
    (charged,) = find(f"（责任单位：{printed}）")
    assert "|".join(charged.responsible) == LISTS[printed]
    (charged,) = find(f"（{printed}负责）")
    assert "|".join(charged.responsible) == LISTS[printed]


@pytest.mark.parametrize(
    "name",
    [
        "各县（区）人民政府",
        "有关单位",
        "相关部门",
        "市各有关部门",
        "新余学院等高校",
        "各市党委、政府",
        "地方各级人民政府",
    ],
)
def test_a_group_is_told_from_a_unit(name: str) -> None:
    assert groups.is_group(name)
    assert not groups.is_group("市教育局")


# Text that says who does what, or seems to, and is no responsibility. Whether a person should look at it.
PROSE = {
    "推进中等技工学校（含技工院校）课程改革。": False,
    "新余市科学技术协会（以下简称市科协）": False,
    "实施方案（2021—2025年）的通知（国发〔2021〕9号）": False,
    "（此件公开发布）": False,
    "（一）加强组织领导": False,
    "建立由政府负责人牵头、相关部门共同参与的工作机制。": False,
    "各地各有关部门要按照职责分工抓好落实。": False,
    "单位负责人要有责任心，落实责任清单（见附件）。": False,
    "（负责人签字）": False,
    "（牵头人：张三）": False,
    "（联系人：李四，联系电话：5550100）": False,
    "工作时间：每天上午": False,
    "明确责任单位，压实责任。": False,
    "各责任单位：": False,
    "（市教育局负责人参加）": False,
    "市委网信办（市互联网信息办公室）": False,
    "（张三、李四负责）": False,
    "（一届三次全会）": False,
    "（责任单位另行通知）": True,
    "（牵头单位需于每月底前报送进展）": True,
    "（市教育局、市科协）": True,
    "（由新成立的工作专班和市教育局负责）": True,
    "（负责）": False,
    "（政府负责）": True,
    "（责任单位：市教育局 市科协 团市委）": True,
    "（责任单位为市教育局、市科协）": True,
    "（责任单位：）": True,
    "（责任单位：市教育局、市科协": True,
    "责任单位：由市政府另行确定。": True,
}


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_responsibility(text: str) -> None:
    assert find(text) == ()
    assert bool(suspects(text)) is PROSE[text]


def test_a_whole_sentence_in_a_parenthesis_is_prose() -> None:
    text = "（各地要建立健全工作机制，加强统筹协调，确保任务落到实处，由市科协负责。）"
    assert find(text) == ()


def test_suspects_have_their_place_in_the_text() -> None:
    text = "第一项。（责任单位：市教育局）\n第二项。（责任单位\n另行通知）"
    ((start, end),) = suspects(text)
    assert text[start:end] == "（责任单位\n另行通知）"


SEVERAL = """（一）第一项。建设科普场馆（含流动馆）。(责
任单位:市教育局、市 应急局)
1.第二项。责任单位：市科
协、市妇联
加强科普工作的县科普中心
2.第三项。
牵头单位：市卫健委
责任单位：团市委
3.第四项（市委组织部、宣传部负责）（2025年）。（市妇联负责）
"""


def test_one_text_may_hold_several() -> None:
    found = find(SEVERAL)
    assert [said(charged) for charged in found] == [
        Says(responsible="市教育局 市应急局"),
        Says(responsible="市科协 市妇联"),
        Says("市卫健委", "团市委"),
        Says(responsible="市委组织部 市委宣传部"),
        Says(responsible="市妇联"),
    ]
    for charged in found:
        assert SEVERAL[charged.start : charged.end] == charged.notation
    assert [before.end <= after.start for before, after in pairwise(found)] == [True] * 4


def test_printed_labels_are_kept() -> None:
    (charged,) = find("（牵头部门：市教育局；责任单位：市科协；完成时限：2022年）")
    assert charged.labels == ((Role.LEAD, "牵头部门"), (Role.RESPONSIBLE, "责任单位"))
    (charged,) = find("（市教育局负责）")
    assert charged.labels == ()


def test_every_label_and_verb_has_an_example_that_is_read() -> None:
    for form in (*LABELS, *VERBS):
        (charged,) = find(f"（{form.example}）")
        lists = {
            Role.LEAD: charged.lead,
            Role.RESPONSIBLE: charged.responsible,
            Role.SUPPORT: charged.support,
        }
        assert [role for role, names in lists.items() if names] == [form.role]


@pytest.mark.parametrize(
    "text",
    [
        "（" * 3000,
        "（责任单位：" * 500,
        "责任单位：\n" * 500,
        "（" + "按职责分工" * 150 + "）",
        "（各" + "县级市、" * 200 + "。）",
        "（市教育局" + "和" * 900 + "负责）",
        "等有关部门和单位" * 300,
        "牵头、" * 1000,
        "由市科协牵头制定方案，" * 2000,
        "由市科协、市教育局负责，" * 1000 + "。",
        "（各" + "区" * 790 + "）",
        "（各" + "区、" * 390 + "）",
        "（各" + "区政府、" * 190 + "x）",
        "（" + "各有关" * 260 + "）",
        "（" + "等各有关市直部门" * 95 + "负责）",
        "（责任单位：" + "市科协，" * 190 + "）",
        "（责任单位：市科协，" + "每月" * 380 + "）",
        "（市科协" + "按职责分工" * 70 + "协调" * 70 + "配合）",
        "以下任务均由" * 2000,
        "排在第一位的单位" * 2000,
        "（" + "市科协负责，列第一" * 80 + "）",
        "完成时限：" * 3000,
        "（市科协）" * 3000,
        "（市科协牵头）" * 3000,
        "（市科协" + "（市科协" * 190 + "）" * 191,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    started = time.process_time()
    find(text)
    suspects(text)
    assert time.process_time() - started < 5


NATIONAL = (
    "教育部",
    "工业和信息化部",
    "发展改革委",
    "海关总署",
    "人民银行",
    "证监会",
    "国家能源局",
    "中国科协",
)
PROVINCIAL = (
    "省教育厅",
    "省文化和旅游厅",
    "省市场监管局（省知识产权局）",
    "省委宣传部",
    "省总工会",
    "省政务和数据局",
)
CITY = (
    "市教育局",
    "市人力资源和社会保障局",
    "市市场监管局",
    "团市委",
    "市委组织部",
    "新余学院",
    "市大数据中心",
    "市妇联",
    "人行新余市分行",
)
GROUPS = (
    "各县（区）人民政府",
    "新余学院等院校",
    "各市党委、政府",
    "有关单位",
    "各省、自治区、直辖市人民政府",
)


def names_of(*pools: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Return lists of names from `pools`."""
    pool = [name for names in pools for name in names]
    return st.lists(st.sampled_from(pool), min_size=3, max_size=12, unique=True)


# 发展改革委 after 省教育厅 is the province's, so that national names stand in lists of their own.
NAMES = names_of(NATIONAL, GROUPS) | names_of(PROVINCIAL, CITY, GROUPS)

Lists = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def one_role(role: Role, before: str, after: str) -> Callable[[list[str]], tuple[str, Lists]]:
    """Return a way to print a list in one role."""

    def printed(names: list[str]) -> tuple[str, Lists]:
        lead, responsible, support = (tuple(names) if role is each else () for each in Role)
        return before + "、".join(names) + after, (lead, responsible, support)

    return printed


def three_roles(first: str, second: str, third: str, end: str) -> Callable[[list[str]], tuple[str, Lists]]:
    """Return a way to print one lead, one responsible and others in support."""

    def printed(names: list[str]) -> tuple[str, Lists]:
        lead, responsible, *support = names
        text = first + lead + second + responsible + third + "、".join(support) + end
        return text, ((lead,), (responsible,), tuple(support))

    return printed


WAYS = {
    "label": one_role(Role.RESPONSIBLE, "（责任单位：", "）"),
    "half-width": one_role(Role.RESPONSIBLE, "(责任部门:", "等)"),
    "lead": one_role(Role.LEAD, "（牵头单位：", "）"),
    "support": one_role(Role.SUPPORT, "（配合单位：", "）"),
    "line": one_role(Role.RESPONSIBLE, "责任单位：", "。"),
    "verb": one_role(Role.RESPONSIBLE, "（", "负责）"),
    "others": one_role(Role.RESPONSIBLE, "（", "等有关部门和单位按职责分工负责）"),
    "rule": one_role(Role.RESPONSIBLE, "（", "负责。列第一位者为牵头单位，下同）"),
    "lead verb": one_role(Role.LEAD, "（", "牵头负责）"),
    "three labels": three_roles("（牵头单位：", "；责任单位：", "；配合单位：", "）"),
    "three lines": three_roles("牵头单位：", "\n责任单位：", "\n配合单位：", "\n"),
    "three verbs": three_roles("（", "牵头，", "负责，", "等部门配合）"),
}


@pytest.mark.parametrize("way", WAYS)
@given(names=NAMES)
@examples(100)
def test_any_list_is_read_back(way: str, names: list[str]) -> None:
    printed, expected = WAYS[way](names)
    (charged,) = find(f"第一项。{printed}")
    assert (charged.lead, charged.responsible, charged.support) == expected
    assert charged.collective == set(GROUPS) & set(names)
    assert charged.etal is ("等有关" in printed or "等部门" in printed or "等)" in printed)
    assert charged.first_leads is ("下同" in printed)


DROPPED = (
    "教育局",
    "科技局",
    "人力资源和社会保障局",
    "总工会",
    "妇联",
    "发改委",
    "公安厅",
    "大数据中心",
    "市场监管局",
)


@given(
    st.lists(st.sampled_from(DROPPED), min_size=2, max_size=8, unique=True),
    st.sampled_from(["省", "市", "县", "区", "州", "自治区", "宜春市"]),
)
@examples(100)
def test_any_prefix_that_is_dropped_is_put_back(names: list[str], prefix: str) -> None:
    (charged,) = find(f"（责任单位：{prefix}{'、'.join(names)}，新余学院、妇联）")
    assert charged.responsible == (*(prefix + name for name in names), "新余学院", "妇联")


@given(st.text(alphabet="（）(责任单位：:牵头负责、，。市教育局各和等 \n县", max_size=60))
@examples(300)
def test_any_text_is_read_without_an_overlap(text: str) -> None:
    found = find(text)
    inside = [span for charged in found for span in charged.unread]
    told = suspects(text)
    spans = sorted([*((charged.start, charged.end) for charged in found), *(set(told) - set(inside))])
    assert all(start < end for start, end in (*spans, *inside))
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert set(inside) <= set(told)
    for charged in found:
        assert all(charged.start <= start and end <= charged.end for start, end in charged.unread)


EXAMPLES = ROOT.parent / "shared" / "examples"


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the loaned documents are not here")
@pytest.mark.parametrize(("number", "count"), [("01", 21), ("03", 18), ("06", 15)])
def test_published_documents_are_read_whole(number: str, count: int) -> None:
    (path,) = EXAMPLES.glob(f"{number}*.txt")
    text = path.read_text("utf-8")
    found = find(text)
    assert len(found) == count
    assert suspects(text) == ()
    assert [charged.first_leads for charged in found] == [True, *[False] * (count - 1)]
    for truth in EXAMPLES.glob(f"{number}*.truth.json"):
        tasks = [
            task for section in json.loads(truth.read_text("utf-8"))["sections"] for task in section["tasks"]
        ]
        assert [charged.notation for charged in found] == [task["raw"] for task in tasks]
        assert [list(charged.responsible) for charged in found] == [task["units"] for task in tasks]
        assert [charged.etal for charged in found] == [task.get("etal", False) for task in tasks]
        assert [sorted(charged.collective) for charged in found] == [
            sorted(task.get("collective", [])) for task in tasks
        ]


def test_a_list_too_long_to_be_read_is_told() -> None:
    text = f"做好工作。（责任单位：{'、'.join(f'市第{number}局' for number in range(300))}）"
    assert find(text) == ()
    ((start, end),) = suspects(text)
    assert text[start:end].startswith("（责任单位：市第0局")
