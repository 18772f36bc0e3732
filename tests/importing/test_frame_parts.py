"""The small readers of what surrounds a plan: days, numbers, bodies, addressees, titles, marks of annexes."""

from __future__ import annotations

import pytest

from plansite.importing.frame import days, titles
from plansite.importing.frame.addressees import is_addressee
from plansite.importing.frame.issuers import signature
from plansite.importing.frame.listings import entries, mark_of
from plansite.importing.frame.numbers import number_of
from plansite.importing.lines.wraps import joined, stands_alone
from plansite.importing.readers import Line


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年3月6日", "2026-03-06"),
        ("2026 年 03 月 06 日", "2026-03-06"),
        ("２０２６年３月６日", "2026-03-06"),
        ("二〇二六年三月六日", "2026-03-06"),
        ("二○二六年十月十日", "2026-10-10"),
        ("二零二六年十二月三十一日", "2026-12-31"),
        ("二O二六年三月二十日", "2026-03-20"),
        ("二0二六年三月廿一日", "2026-03-21"),
        ("一九九九年十一月十九日", "1999-11-19"),
        ("2026-03-06 09:30", "2026-03-06"),
        ("2026.3.6", "2026-03-06"),
        ("2026/3/6", "2026-03-06"),
        ("成文日期：2026年3月6日", "2026-03-06"),
        ("2026年2月30日", ""),
        ("二〇二六年十三月六日", ""),
        ("2026年3月", ""),
        ("第2026.3.61号", ""),
    ],
)
def test_a_day(text: str, day: str) -> None:
    assert days.date_of(text) == day


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("青政办发〔2026〕3号", "青政办发〔2026〕3号"),
        ("青政办发[2026]3号", "青政办发〔2026〕3号"),
        ("青政办发（2026）3号", "青政办发〔2026〕3号"),
        ("青政办发【2026】 3 号", "青政办发〔2026〕3号"),
        ("青政办发﹝2026﹞第3号", "青政办发〔2026〕第3号"),
        ("国办函〔２０２６〕１２号", "国办函〔2026〕12号"),
        ("（青科〔2026〕3号）", "青科〔2026〕3号"),
        ("文号：青科〔2026〕3号", "青科〔2026〕3号"),
        ("青科〔2026〕3号　签发人：李明", "青科〔2026〕3号"),
        ("青科普联办发〔二〇二六〕103号", "青科普联办发〔二〇二六〕103号"),
        ("〔2026〕3号", "〔2026〕3号"),
        ("第12号", "第12号"),
        ("第 三 号", "第三号"),
        ("2026年第3号", "2026年第3号"),
        ("青禾市人民政府令第12号", "青禾市人民政府令第12号"),
        ("根据青政办发〔2026〕3号文件", ""),
        ("联系电话：3号", ""),
        ("3号", ""),
        ("东川市环境路1号", ""),
    ],
)
def test_the_number_of_a_document(line: str, number: str) -> None:
    assert number_of(line) == number


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("国务院", (("国务院",), "")),
        ("国 务 院 办 公 厅", (("国务院办公厅",), "")),
        ("国务院办公厅2026年3月6日", (("国务院办公厅",), "2026-03-06")),
        ("青禾市科协　青禾市教育局", (("青禾市科协", "青禾市教育局"), "")),
        ("青禾市科协、青禾市教育局", (("青禾市科协", "青禾市教育局"), "")),
        ("青禾市科协\t共青团青禾市委员会", (("青禾市科协", "共青团青禾市委员会"), "")),
        ("青禾市科普工作联席会议", (("青禾市科普工作联席会议",), "")),
        ("青禾市科普办（市科协代章）", (("青禾市科普办",), "")),
        ("二〇二六年三月六日", ((), "2026-03-06")),
        ("（2026年3月6日）", ((), "2026-03-06")),
        ("各区人民政府", ((), "")),
        ("科普场馆名单", ((), "")),
        ("加强组织领导", ((), "")),
        ("2.青禾科技馆", ((), "")),
        ("市科协2026年3月6日启动活动", ((), "")),
        ("由市科协负责", ((), "")),
        ("青禾市", ((), "")),
    ],
)
def test_a_signature(line: str, said: tuple[tuple[str, ...], str]) -> None:
    assert signature(line) == said


@pytest.mark.parametrize(
    "line",
    [
        "各区人民政府，市政府各部门：",
        "各县（市、区）人民政府、街道办事处，市直各单位：",
        "东港新区管委会、市发展改革委：",
        "市科协：",
        "局属各学校、机关各处室：",
        "各市级学会、协会、研究会：",
        "各有关单位：",
        "领导小组各成员单位：",
        "全市各中小学校：",
        "广大科技工作者：",
        "各位代表：",
        "主送：各区人民政府：",
    ],
)
def test_an_addressee(line: str) -> None:
    assert is_addressee(line)


@pytest.mark.parametrize(
    "line",
    [
        "现将有关事项通知如下：",
        "为做好科普工作，现提出以下意见：",
        "责任单位：",
        "牵头单位：市科协：",
        "各单位要做好以下工作：",
        "主要任务：",
        "附件：",
        "市科协负责以下工作：",
        "各区人民政府",
    ],
)
def test_no_addressee(line: str) -> None:
    assert not is_addressee(line)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("青禾市科普方案|为做好科普，制定本方案。", "青禾市科普方案"),
        ("青禾市人民政府关于加强|科普工作的意见|各区：", "青禾市人民政府关于加强科普工作的意见"),
        ("青禾市科普规划|任务分工方案|（2026—2030年）|正文。", "青禾市科普规划任务分工方案（2026—2030年）"),
        ("关于印发青禾市科普方案|的通知|青禾市科普方案", "关于印发青禾市科普方案的通知"),
        ("关于印发《青禾市科普|工作方案》的通知|青禾市科普工作方案", "关于印发《青禾市科普工作方案》的通知"),
        ("青禾市科普方案|总体要求|正文。", "青禾市科普方案"),
        ("青禾市科普方案|保障措施|正文。", "青禾市科普方案"),
        ("青禾市科普方案|前言|正文。", "青禾市科普方案"),
        ("青禾市科普方案|一、任务", "青禾市科普方案"),
        ("青禾市科普方案。|为做好科普。", "青禾市科普方案"),
        ("科普工作三年攻坚|正文。", "科普工作三年攻坚"),
        ("关于加强科普的意见|青禾市关于加强科普的意见|正文。", "青禾市关于加强科普的意见"),
        ("请研究提出意见。|正文。", ""),
        ("一、任务|正文。", ""),
        ("市科协2026年3月6日", ""),
    ],
)
def test_the_lines_of_a_title(lines: str, title: str) -> None:
    texts = lines.split("|")
    assert titles.joined(texts[: titles.length(texts)]) == title


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("青禾市人民政府关于印发《甲乙方案》的通知", ("甲乙方案",)),
        ("关于印发青禾市科普方案的通知", ("青禾市科普方案",)),
        ("关于印发青禾市科普方案（试行）的通知", ("青禾市科普方案（试行）",)),
        ("关于印发《甲方案》《乙方案》的通知", ("甲方案", "乙方案")),
        ("青禾市人民政府批转市科协《甲意见》的通知", ("甲意见",)),
        ("关于公开征求《甲方案（征求意见稿）》意见的公告", ("甲方案（征求意见稿）",)),
        ("印发《甲方案》的通知", ("甲方案",)),
        ("关于做好科普工作的通知", ()),
        ("关于贯彻落实《关于印发甲方案的通知》的意见", ()),
        ("青禾市科普方案", ()),
    ],
)
def test_what_a_notice_issues(title: str, names: tuple[str, ...]) -> None:
    assert titles.issued(title) == names


@pytest.mark.parametrize(
    ("line", "mark", "rest"),
    [
        ("附件", "附件", ""),
        ("附 件：", "附件：", ""),
        ("附件1", "附件1", ""),
        ("附件 1 任务分工表", "附件1", "任务分工表"),
        ("附件1任务分工表", "附件1", "任务分工表"),
        ("附件一：任务分工表", "附件一：", "任务分工表"),
        ("附件1-2", "附件1-2", ""),
        ("（附件1）", "（附件1）", ""),
        ("附件1．任务分工表", "附件1．", "任务分工表"),
        ("附表2　主要指标", "附表2", "主要指标"),
        ("附：任务分工表", "附：", "任务分工表"),
        ("附件:1.甲表2.乙表", "附件：", "1.甲表2.乙表"),
    ],
)
def test_the_mark_of_an_annex(line: str, mark: str, rest: str) -> None:
    found = mark_of(line)
    assert found is not None
    assert (found.printed, found.rest) == (mark, rest)


@pytest.mark.parametrize(
    "line",
    [
        "附件1所列任务由各区承办",
        "附件中的活动",
        "附近的场馆",
        "附则",
        "附件1、附件2由市科协承办。",
        "附属学校名单",
        "详见附件1",
    ],
)
def test_no_mark_of_an_annex(line: str) -> None:
    assert mark_of(line) is None


@pytest.mark.parametrize(
    ("text", "first", "found"),
    [
        ("1.甲表2.乙表3.丙表", 1, ["甲表", "乙表", "丙表"]),
        ("1.2026年安排表；2.名单。", 1, ["2026年安排表", "名单"]),
        ("（1）甲表（2）乙表", 1, ["甲表", "乙表"]),
        ("3.丙表", 3, ["丙表"]),
        ("2.乙表", 3, []),
        ("甲表1.乙表", 1, []),
    ],
)
def test_titles_in_a_list(text: str, first: int, found: list[str]) -> None:
    assert entries(text, first) == found


LANDMARKS = (
    "青禾市人民政府文件",
    "青政办发〔2026〕3号",
    "各区人民政府，市政府各部门：",
    "青禾市科学技术协会",
    "二〇二六年三月六日",
    "（此件公开发布）",
    "抄送：市委各部门，市人大常委会办公室。",
    "附件1",
)


@pytest.mark.parametrize("landmark", LANDMARKS)
def test_what_stands_alone_is_joined_to_no_line_however_wide(landmark: str) -> None:
    assert stands_alone(landmark)
    width = len(landmark)
    wide = "甲" * width
    lines = tuple(Line(text, at) for at, text in enumerate((wide, wide, wide, landmark, wide, wide), 1))
    found = [line.text for line in joined(lines)]
    assert landmark in found


def test_names_that_end_a_wrapped_list_are_joined_to_it() -> None:
    first, rest = "做好服务，办好活动，建好场馆。责任单位：市教育局、市科学技术协会、", "市文化局"
    lines = tuple(Line(text, at) for at, text in enumerate((first, rest, "二、保障"), 1))
    assert [line.text for line in joined(lines)] == [first + rest, "二、保障"]
