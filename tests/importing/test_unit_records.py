"""What the draft says of a unit by itself: its category and its id."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from plansite.importing.draft.categories import category_of, is_guessed
from plansite.importing.draft.names import Ids, item_id, unit_ids
from plansite.importing.grammar.vocabulary import words
from plansite.plan.scalars import ID_PATTERN
from tests.helpers.examples import examples

CATEGORIES = {
    "政府部门": """
        人民银行 人民银行东港分行 人行新余市分行 人民银行东港市中心支行 证监会 银保监会 东港银保监局
        东港银保监分局 金融监管总局 金融监管总局东港监管分局 山东证监局 国家外汇管理局东港分局 市税务局
        国家税务总局东港市税务局 东港海关 海关总署 东港海事局 市气象局 市邮政管理局 省通信管理局
        市烟草专卖局 东港黄河河务局 青禾铁路局 国家统计局东港调查队 东港出入境边防检查站 市消防救援支队
        教育部 国家发展改革委 市场监管总局 国务院办公厅 市政府办公室 省政府研究室 市教育局 市发展改革委
        省科技厅 市国资委 市公安局交警支队 市城市管理行政执法局 市人防办 市金融办 区经济发展部
        国务院相关部门 市直有关部门 有关部门 国家知识产权局 中国气象局
    """,
    "党委部门": """
        市委宣传部 省委网信办 市委政法委 市委办公室 中央组织部 中央网信办 东港市委组织部
        中共东港市委统战部 市委编办 区党群工作部 市委 市直机关工委 市委政策研究室
    """,
    "纪检监察机关": "市纪委监委 市纪委 县监委",
    "人大机关": "市人大常委会 市人大",
    "政协机关": "市政协 市政协办公室",
    "法院、检察院": "市中级人民法院 市检察院",
    "军事机关": "军分区 市人武部",
    "群团组织": """
        市科协 中国科协 市科学技术协会 团市委 共青团东港市委 市总工会 市妇联 市残联 市工商联 市贸促会
        市红十字会 市关工委 市社科联 市计生协
    """,
    "院校": "新余学院 东港大学 新余学院等院校 市委党校 市第一中学 各高校 实验小学",
    "企业": """
        国网新余供电公司 国网东港供电公司 中国移动东港分公司 东港农商银行 工商银行东港分行 市城投集团
        市属国有企业 市燃气公司 东港石化
    """,
    "人民政府": """
        市人民政府 各县（区）人民政府 各区、县级市 各区、县级市政府 各县（市、区） 各市党委、政府
        高新区管委会 城东街道办事处 湖滨镇 东港区 各地区 各镇街 各乡镇（街道）
    """,
    "事业单位": """
        市大数据中心 市融媒体中心 市疾控中心 市科技馆 市第一人民医院 市广播电视台 新余日报社 省农科院
        市社科院 市供销社 市公共资源交易中心
    """,
    "社会组织": "市餐饮行业协会 市企业家协会 市慈善总会",
    "议事协调机构": """
        市全民科学素质工作领导小组各成员单位 市科普工作领导小组办公室 市防汛抗旱指挥部 市科普工作联席会议
    """,
    "内设机构": "教务处 科普部 财务科 办公室",
    "": "有关单位 各成员单位 服务商",
}
NAMES = [(name, category) for category, names in CATEGORIES.items() for name in names.split()]


@pytest.mark.parametrize(("name", "category"), NAMES)
def test_a_unit_has_the_category_that_officials_give_it(name: str, category: str) -> None:
    assert category_of(name) == category


CERTAIN = (
    "市教育局",
    "人民银行",
    "市委宣传部",
    "东港学院",
    "市科协",
    "各县（市、区）",
    "市直有关部门",
    "市大数据中心",
)
DOUBTFUL = ("科普部", "教务处", "湖滨镇", "市双拥办", "区经济发展部")


def test_only_a_category_that_an_ending_alone_suggests_is_for_a_person_to_look_at() -> None:
    assert [name for name in (*CERTAIN, *DOUBTFUL) if is_guessed(name)] == list(DOUBTFUL)


IDS = {
    "市科协": "kexie",
    "市场监管总局": "shichangjianguan",
    "团市委": "tuanwei",
    "市委宣传部": "xuanchuan",
    "市委办": "shiweiban",
    "市人力资源和社会保障局": "renliziyuanheshehuibaozhang",
    "各县（区）人民政府": "xianqu",
    "国家发展改革委": "fazhangaige",
    # Words that only begin like a prefix, and tails that are part of a word.
    "区块链研究院": "qukuailianyanjiu",
    "市民中心": "shimin",
    "市民政局": "minzheng",
    "市政公用局": "shizhenggongyong",
    "市政务服务局": "zhengwufuwu",
    "县城管局": "chengguan",
    "青禾学院": "qinghexueyuan",
    "市餐饮行业协会": "canyinhangyexiehui",
    "省政府办公厅": "zhengfubangongting",
    "中国银行": "zhongguoyinhang",
    "5G产业办": "5gchanye",
}


@pytest.mark.parametrize("name", IDS)
def test_the_id_of_a_unit_is_its_name_without_what_all_have(name: str) -> None:
    assert unit_ids([name]) == {name: IDS[name]}


def test_units_with_the_same_core_get_more_of_their_names() -> None:
    assert list(unit_ids(["市科协", "省科协", "中国科协", "市教育局", "市教育"]).values()) == [
        "kexie",
        "shengkexie",
        "zhongguokexie",
        "jiaoyu",
        "shijiaoyu",
    ]


TITLES = {
    "青少年科学素质提升行动": "qingshaoniankexuesuzhi",
    "建立健全政策评估制度": "zhengcepinggu",
    "推进企业开办经营便利化": "qiyekaiban",
    "完善对新业态的包容审慎监管": "xinyetai",
    "深入推进“多规合一”": "duoguiheyi",
    "加强科普信息化": "kepuxinxihua",
    "5G网络建设": "5gwangluojianshe",
    "落实": "luoshi",
    "，": "item-1",
}


@pytest.mark.parametrize("title", TITLES)
def test_the_id_of_an_item_ends_with_a_word(title: str) -> None:
    assert item_id(title, Ids(), "item-1") == TITLES[title]


def test_equal_titles_get_ids_of_their_own() -> None:
    ids = Ids()
    found = [item_id("科普阵地建设行动", ids, "item-1") for _ in range(5)]
    assert found == [
        "kepuzhendi",
        "kepuzhendijianshe",
        "kepuzhendijianshexingdong",
        "kepuzhendi-2",
        "kepuzhendi-3",
    ]


HAN = "市教育局科协青少年农村窗床双装状况创新信息化的和与及各县区人民政府学院"


@examples(200)
@given(st.text(HAN, min_size=1, max_size=80))
def test_an_id_is_short_and_made_of_whole_syllables(text: str) -> None:
    ids = Ids()
    found = [*(item_id(text, ids, "item-1") for _ in range(12)), *unit_ids([text]).values()]
    syllables = [lazy_pinyin(sign, style=Style.NORMAL)[0] for sign in text]
    runs = {
        "".join(syllables[start:end]) for start in range(len(text)) for end in range(start + 1, len(text) + 1)
    }
    for each in found:
        assert len(each) <= 32
        assert each.split("-")[0] in {*runs, "item", "unit", "tuanwei"}


@examples(100)
@given(st.text(f"{HAN}ABC5，（） ", max_size=60))
def test_any_text_gives_ids_that_may_stand_in_a_plan(text: str) -> None:
    for each in (item_id(text, Ids(), "item-1"), *unit_ids([text]).values()):
        assert re.fullmatch(ID_PATTERN, each)


@examples(100)
@given(st.text(HAN, max_size=60))
def test_words_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text
