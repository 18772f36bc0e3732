"""What a person is asked to look at: all that names units with a verb or a label, and little else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansite.importing.grammar.responsibility import find, first_leads, suspects
from tests.helpers.examples import examples

TOLD = {
    # Prose with the units, and with what they are to do.
    "由市科协牵头制定方案，市教育局配合做好宣传。": "由市科协牵头制定方案，市教育局配合做好宣传",
    "市科协牵头负责科普馆建设，明年开馆。": "市科协牵头负责科普馆建设",
    "具体工作由市科协、市教育局负责实施方案的制定。": "具体工作由市科协、市教育局负责实施方案的制定",
    "（学校内由教育行政部门负责）": "（学校内由教育行政部门负责）",
    "（市教育局负责审核，市财政局负责拨付）": "（市教育局负责审核，市财政局负责拨付）",
    "（由新成立的工作专班和市教育局负责）": "（由新成立的工作专班和市教育局负责）",
    "本方案由市科协牵头实施，市教育局配合。": "本方案由市科协牵头实施，市教育局配合",
    "市科协牵头的同时，由市教育局负责培训。": "由市教育局负责培训",
    "以下任务均由市科协负责。": "以下任务均由市科协负责",
    "以下各项任务均需各区政府配合。": "以下各项任务均需各区政府配合",
    "（以下任务均由各区政府负责）": "（以下任务均由各区政府负责）",
    "办好活动。各区负责。": "各区负责",
    "办好活动，由各区政府牵头。": "由各区政府牵头",
    "牵头单位市教育局负责统筹。": "牵头单位市教育局负责统筹",
    "责任单位为市科协、市教育局。": "责任单位为市科协、市教育局",
    "牵头单位是市科协，配合单位是市教育局。": "牵头单位是市科协，配合单位是市教育局",
    "做好科普工作，责任单位：市科协。": "责任单位：市科协。",
    # Labels.
    "（责任单位另行通知）": "（责任单位另行通知）",
    "（责任单位：）": "（责任单位：）",
    "（责任单位：同上）": "（责任单位：同上）",
    "（责任单位：另行通知）": "（责任单位：另行通知）",
    "（责任处室另定）": "（责任处室另定）",
    "（责任单位：市科协、以上均为牵头单位）": "（责任单位：市科协、以上均为牵头单位）",
    "（责任单位：市教育局 市科协 团市委）": "（责任单位：市教育局 市科协 团市委）",
    "（责任单位：市教育局、市科协": "责任单位：市教育局、市科协",
    "责任单位：由市政府另行确定。": "责任单位：由市政府另行确定。",
    "（监督单位：市纪委监委）": "（监督单位：市纪委监委）",
    # A list that nothing says the meaning of.
    "（市教育局、市科协）": "（市教育局、市科协）",
    "〔市教育局、各区政府〕": "〔市教育局、各区政府〕",
    "（政府负责）": "（政府负责）",
    "（责任单位：教育、财政、人社部门）": "（责任单位：教育、财政、人社部门）",
    "（省级由省教育厅负责，市级由各市政府负责）": "（省级由省教育厅负责，市级由各市政府负责）",
    "（教育、财政等部门负责）": "（教育、财政等部门负责）",
}


@pytest.mark.parametrize("text", TOLD)
def test_what_is_not_read_is_told(text: str) -> None:
    assert find(text) == ()
    assert "|".join(text[start:end] for start, end in suspects(text)) == TOLD[text]


@pytest.mark.parametrize(
    "text",
    [
        "推进中等技工学校（含技工院校）课程改革。",
        "新余市科学技术协会（以下简称市科协）",
        "实施方案（2021—2025年）的通知（国发〔2021〕9号）",
        "根据《科普法》（国发〔2022〕11号）〔2022〕11号文件要求，",
        "建立由政府负责人牵头、相关部门共同参与的工作机制。",
        "建立由市科协、市教育局牵头的协调机制，统筹推进。",
        "各地各有关部门要按照职责分工抓好落实。",
        "各地区各部门按职责分工抓好落实。",
        "各级各部门要加强配合，形成合力。",
        "市科协要切实做好牵头工作，市教育局要积极配合。",
        "单位负责人要有责任心，落实责任清单（见附件）。",
        "明确责任单位，压实责任。",
        "各责任单位：",
        "各责任单位要认真组织实施，牵头单位要加强统筹。",
        "责任单位要于每月底前报送进展。",
        "（市教育局负责人参加）",
        "由市教育局负责同志担任组长。",
        "市长负责制，河长负责制。",
        "本规划由省发展改革委负责解释。",
        "（牵头人：张三）",
        "（联系人：李四，联系电话：5550100）",
        "（张三、李四负责）",
        "（负责）",
        "工作时间：每天上午",
        "（一届三次全会）",
        "（适用范围：东港新区）",
        "（资金来源：市级财政）",
        "支持市科协建设科普馆，配合开展活动。",
        "鼓励企业参与，支持高校承担科普任务。",
        "市委网信办（市互联网信息办公室）",
        "强化部门配合，落实属地责任。",
    ],
)
def test_what_names_no_responsible_unit_is_not_told(text: str) -> None:
    assert find(text) == ()
    assert suspects(text) == ()


NAMES = ("市科协", "市教育局", "市委宣传部", "团市委", "市大数据中心", "市妇联", "市财政局")
PLANTED = (
    "（{0}、{1}牵头制定实施办法）",
    "（责任单位：{0} {1}）",
    "由{0}牵头研究，{1}配合做好保障。",
    "责任单位为{0}、{1}。",
    "（{0}、{1}）",
    "（督办单位：{0}、{1}）",
    "{0}、{1}负责组织全市科普活动。",
    "（具体由{0}和{1}负责统筹安排）",
    "（以下任务均由{0}、{1}负责）",
)
PROSE = (
    "做好科普工作，办好科普日活动。",
    "坚持服务群众（含流动人口），方便群众参与。",
    "到2030年建成科普馆10个以上。（2026年）",
    "按照《科普法》要求，完善工作机制；",
    "",
)


@examples(200)
@given(
    st.sampled_from(PROSE),
    st.sampled_from(PLANTED),
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True),
    st.sampled_from(PROSE),
)
def test_a_planted_responsibility_is_told_wherever_it_stands(
    before: str, planted: str, names: list[str], after: str
) -> None:
    phrase = planted.format(*names)
    text = before + phrase + after
    assert not any(
        charged.start < len(before + phrase) and charged.end > len(before) for charged in find(text)
    )
    told = "".join(text[start:end] for start, end in suspects(text))
    assert names[0] in told
    assert all(start >= len(before) and end <= len(before + phrase) for start, end in suspects(text))


RULES = (
    "列第一位者为牵头单位",
    "各项任务中列第一位者为牵头单位，其他为责任单位。",
    "排在第一位的部门为牵头部门，下同",
    "排在首位的单位为牵头单位。",
    "责任单位中排名第一的为牵头单位。",
    "排名第一位为牵头单位，下同",
    "首位单位为牵头单位。",
    "各项工作的第一个责任单位为牵头单位。",
    "第一责任单位为牵头单位。",
    "第一家单位为牵头单位",
    "注：排在最前面的为牵头单位。",
    "列首位的是牵头部门",
    "每项任务的首个单位即为牵头单位。",
    "牵头单位为各项任务中排在第一位的单位。",
    "第一个单位牵头，其他单位配合。",
    "责任单位排在第一的，为牵头单位。",
    "各项任务均以排在首位的单位作为牵头单位。",
)


@pytest.mark.parametrize("text", RULES)
def test_the_rule_that_the_first_unit_leads_is_recognized(text: str) -> None:
    assert first_leads(text)
    assert first_leads(f"现将《方案》印发给你们。任务分工中，{text}请认真执行。")


@pytest.mark.parametrize(
    "text",
    [
        "列入首批试点，由市教育局作为牵头单位。",
        "市科协为牵头单位，市教育局为配合单位。",
        "第一副市长为牵头领导。",
        "各级党政主要负责同志为第一责任人，牵头抓总。",
        "位居全省第一，打造牵头企业。",
        "第一阶段由市科协牵头。",
        "首次由市科协牵头举办。",
        "牵头单位要第一时间报告。",
    ],
)
def test_what_only_sounds_like_the_rule_is_none(text: str) -> None:
    assert not first_leads(text)


@pytest.mark.parametrize("rule", [rule.rstrip("。") for rule in RULES if "其他" not in rule])
@pytest.mark.parametrize(
    "way",
    ["（市教育局、市科协负责，{}）", "（责任单位：市教育局、市科协。{}。）", "（市教育局，市科协，{}）"],
)
def test_the_rule_may_close_a_responsibility(way: str, rule: str) -> None:
    text = way.format(rule)
    (charged,) = find(text)
    assert charged.responsible == ("市教育局", "市科协")
    assert charged.first_leads
    assert suspects(text) == ()
