"""Tables that are the sheet of one task, and heads that say more than who answers."""

from __future__ import annotations

import pytest

from plansite.importing.readers.reader import Cell, Line, row
from plansite.importing.tables.found import sheet
from plansite.importing.tables.heads import Use, column
from plansite.plan.model import Role


def rows(*texts: str) -> list[Line]:
    return [row([Cell(cell) for cell in text.split("|")], number, 1) for number, text in enumerate(texts, 1)]


def test_a_sheet_is_read_head_by_head() -> None:
    lines = sheet(
        rows("任务名称|办好讲座", "牵头单位|市科协|配合单位|市教育局\n市财政局", "完成时限|6月底前", "备注")
    )
    assert lines is not None
    assert [(line.number, line.text, line.cells) for line in lines] == [
        (1, "任务名称：办好讲座", ()),
        (2, "牵头单位：市科协", ()),
        (2, "配合单位：市教育局、市财政局", ()),
        (3, "完成时限：6月底前", ()),
        (4, "备注", ()),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("联系人|王芳", "电话|1234"),
        ("牵头单位|市科协", "科普|讲座", "建设|场馆"),
        ("单位|万元", "完成时限|6月"),
    ],
)
def test_what_heads_neither_units_nor_deadlines_is_no_sheet(texts: tuple[str, ...]) -> None:
    assert sheet(rows(*texts)) is None


@pytest.mark.parametrize(
    ("head", "use", "role"),
    [
        ("整改责任单位", Use.UNITS, Role.RESPONSIBLE),
        ("行业主管部门", Use.UNITS, Role.RESPONSIBLE),
        ("市级牵头单位", Use.UNITS, Role.LEAD),
        ("项目配合单位", Use.UNITS, Role.SUPPORT),
        ("督导单位", Use.ASIDE, None),
        ("整改任务", Use.TASK, None),
        ("整改目标", Use.TEXT, None),
        ("完成年限", Use.DUE, None),
        ("整改销号时限", Use.DUE, None),
        ("开工时间", Use.UNKNOWN, None),
    ],
)
def test_heads_say_what_they_are_about(head: str, use: Use, role: Role | None) -> None:
    found = column(head)
    assert (found.use, found.role) == (use, role)
