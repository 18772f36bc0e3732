"""The responsibilities that documents print: every notation, and the prose that looks like one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importing import units
from generator.importing.responsibility import LABELS, VERBS, Charged, find, suspects
from generator.model import Role
from tests.support import ROOT


@dataclass(frozen=True)
class Says:
    """What a notation is read as: the names of a role in one string, joined by spaces."""

    lead: str = ""
    responsible: str = ""
    support: str = ""
    etal: bool = False
    collective: str = ""
    first_leads: bool = False
    due: str = ""


def said(charged: Charged) -> Says:
    """Put a responsibility the way the tables below do."""
    return Says(
        " ".join(charged.lead),
        " ".join(charged.responsible),
        " ".join(charged.support),
        charged.etal,
        " ".join(sorted(charged.collective)),
        charged.first_leads,
        charged.due,
    )


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
