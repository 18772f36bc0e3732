"""The units in a cell of a table, under a head that says what they do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansite.importing.grammar.responsibility import Said, read_cell
from plansite.plan.model import Role
from tests.helpers.examples import examples
from tests.helpers.says import Says, said

CELLS = {
    "市教育局": Says("", "市教育局"),
    "市教育局、市财政局按职责分工负责": Says("", "市教育局 市财政局"),
    "市科协牵头，市教育局配合": Says("市科协", "", "市教育局"),
    "市科协（牵头）": Says("市科协"),
    "市科协（牵头）\n市教育局\n市财政局": Says("市科协", "市教育局 市财政局"),
    "市科协\n（牵头）\n市教育局": Says("市科协", "市教育局"),
    "各县（区）人民政府": Says("", "各县（区）人民政府", collective="各县（区）人民政府"),
    "市教育局等": Says("", "市教育局", etal=True),
    "市教育局等部门": Says("", "市教育局", etal=True),
    "住房城乡建设部、国务院相关部门、各地区": Says(
        "", "住房城乡建设部 国务院相关部门 各地区", collective="各地区 国务院相关部门"
    ),
    "教育部、相关部门、各地区": Says("", "教育部 相关部门 各地区", collective="各地区 相关部门"),
    "市财政局等市直有关部门及各区": Says("", "市财政局 市直有关部门 各区", collective="各区 市直有关部门"),
    # Names apart by lines and spaces.
    "市教育局\n市财政局": Says("", "市教育局 市财政局"),
    "市教育局 市财政局  各区": Says("", "市教育局 市财政局 各区", collective="各区"),
    "市教育局、\n市财政局\n、市科协": Says("", "市教育局 市财政局 市科协"),
    "1.市教育局\n2.市财政局": Says("", "市教育局 市财政局"),
    "①市教育局 ②市财政局": Says("", "市教育局 市财政局"),
    "区教育局\n财政局\n各镇街": Says("", "区教育局 区财政局 各镇街", collective="各镇街"),
    # Names that a line breaks.
    "市人力资源和社会\n保障局、市财政局": Says("", "市人力资源和社会保障局 市财政局"),
    "市委\n组织部、市教\n育局": Says("", "市委组织部 市教育局"),
    "市发展和改革委\n员会\n市财政局": Says("", "市发展和改革委员会 市财政局"),
    "市人大\n常委会": Says("", "市人大常委会"),
    "市 教 育 局": Says("", "市教育局"),
    # Verbs, labels and deadlines in lines of their own.
    "市教育局\n市财政局\n按职责分工负责": Says("", "市教育局 市财政局"),
    "市科协牵头\n市教育局配合": Says("市科协", "", "市教育局"),
    "牵头单位：市科协\n配合单位：市教育局\n市财政局": Says("市科协", "", "市教育局 市财政局"),
    "市科协\n2026年底前": Says("", "市科协", due="2026年底前"),
    # Names that do not end like one.
    "科普部、学会部": Says("", "科普部 学会部"),
    "湖滨镇 城东街道 李家村": Says("", "湖滨镇 城东街道 李家村"),
    "青禾信通、服务商": Says("", "青禾信通 服务商"),
    # People behind units.
    "县教育局 王芳": Says("", "县教育局"),
    "县教育局\n王芳\n县财政局 李小明": Says("", "县教育局 县财政局"),
    "县水务局 马坊镇 李家村": Says("", "县水务局 马坊镇 李家村"),
}


@pytest.mark.parametrize("text", CELLS)
def test_the_units_of_a_cell_are_read(text: str) -> None:
    found = read_cell(text, Role.RESPONSIBLE)
    assert found is not None
    assert said(found) == CELLS[text]
    assert found.unread == ()


@pytest.mark.parametrize("role", Role)
def test_the_head_of_the_column_gives_the_role(role: Role) -> None:
    for text in ("市教育局、市财政局", "市教育局\n市财政局", "市教育局、市财政局按职责分工负责"):
        found = read_cell(text, role)
        assert found is not None
        assert getattr(found, role.value) == ("市教育局", "市财政局")
        assert found.names == ("市教育局", "市财政局")


@pytest.mark.parametrize(
    "text", ["", " ", "无", "暂无", "—", "——", "-", "/", "／", "\\", "无\n", "不涉及", "…"]
)
def test_nothing_is_no_unit(text: str) -> None:
    assert read_cell(text, Role.LEAD) == Said()


@pytest.mark.parametrize(
    "text",
    [
        "加强统筹协调，落实责任",
        "建立健全工作机制",
        "完成年度任务80%",
        "待定",
        "同上",
        "详见附件",
        "2026年底",
        "由市政府另行确定",
        "开展科普活动100场。覆盖全部社区。",
    ],
)
def test_what_is_no_list_of_units_is_none(text: str) -> None:
    assert read_cell(text, Role.RESPONSIBLE) is None


def test_what_a_cell_holds_beside_units_is_marked() -> None:
    found = read_cell("市教育局，每月报送进展", Role.RESPONSIBLE)
    assert found is not None
    assert found.responsible == ("市教育局",)
    assert found.unread == ((5, 11),)


NAMES = (
    "市教育局",
    "市科协",
    "团市委",
    "市委宣传部",
    "市人力资源和社会保障局",
    "各县（区）人民政府",
    "市大数据中心",
)


@examples(100)
@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True),
    st.sampled_from(["、", "\n", " ", "、\n", "，", "；", "  "]),
    st.sampled_from(list(Role)),
)
def test_any_list_in_a_cell_is_read_back(names: list[str], mark: str, role: Role) -> None:
    found = read_cell(mark.join(names), role)
    assert found is not None
    assert getattr(found, role.value) == tuple(names)
