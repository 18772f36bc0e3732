"""The workbook read back with another library, cell by cell."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from plansite.exports import xlsx
from plansite.exports.office.workbook import sheet_names
from plansite.plan import wording
from plansite.plan.model import Plan
from plansite.reading.examine import examine
from plansite.text import line_breaks
from plansite.views.site import Content, Site
from tests.helpers.other_plans import PLANS, site_of
from tests.helpers.support import ROOT, STAMP, exported, plansite

ROLES = {"牵头": "lead", "责任": "responsible", "配合": "support"}
SIGNS = {"●": "lead", "○": "responsible", "△": "support"}
HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-2",
    "'quoted",
    "{=A1}",
    "http://example.org/",
    "internal:Sheet1!A1",
    "mailto:someone@example.org",
    "1.",
    "2021",
    "TRUE",
    "_x0041_",
    "<r><t>bold</t></r>",
    "<r>_x0041_ & more</r>",
    'a & b < c "d"',
)


def read(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def sheet_of(book: Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def rows(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def below(sheet: Worksheet, head: str) -> tuple[tuple[Any, ...], list[tuple[Any, ...]]]:
    """Return the row that begins with `head`, and those below it."""
    found = rows(sheet)
    (start,) = [number for number, row in enumerate(found) if row[0] == head]
    return found[start], found[start + 1 :]


def sections(sheet: Worksheet) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of a unit's sheet by their headings, a row by the labels of its columns."""
    found: dict[str, list[dict[str, Any]]] = {}
    heading: str = ""
    labels: tuple[Any, ...] = ()
    for row in rows(sheet):
        if row[0] == "序号":
            labels = row
            assert heading not in found
            found[heading] = []
        elif isinstance(row[0], int):
            found[heading].append({a: b or "" for a, b in zip(labels, row, strict=True) if a})
        elif re.search(r"（\d+[项条]）$", row[0]):
            heading = row[0]
    return found


def answers(sheet: Worksheet, site: Site) -> list[tuple[str, str]]:
    """Return (role, item id) for each row in which a unit's sheet says that the unit answers for an item."""
    ids: dict[tuple[str, str], str] = {}
    for ident in site.relations.of_item:
        item = site.relations.node[ident].item
        key = (wording.heading_of(item) or wording.excerpt(item), "\n".join(item.paragraphs))
        assert key not in ids
        ids[key] = ident
    found = []
    for heading, table in sections(sheet).items():
        role = ROLES.get(heading.partition("（")[0])
        for row in table if role else ():
            group, title, text = list(row.values())[1:4]
            found.append((role or "", ids[group if title == "—" else title, text]))
    return found


def check_units(book: Workbook, site: Site) -> int:
    """Compare all sheets of units with the plan; return how many responsibilities they hold."""
    total = 0
    for unit in site.relations.named_units:
        own = site.relations.of_unit.get(unit.id, ())
        found = answers(sheet_of(book, unit.name), site)
        assert sorted(found) == sorted((each.role.value, each.node.id) for each in own)
        total += len(found)
    return total


def check_matrix(book: Workbook, site: Site) -> list[tuple[str, str, str]]:
    """Compare the matrix with the plan; return (item id, unit id, role) of its filled cells."""
    head, found = below(sheet_of(book, "责任矩阵"), "任务")
    *body, totals = found
    units = site.relations.responsible_units
    assert head == ("任务", *(unit.name for unit in units), "合计")
    cells = [
        (ident, unit.id, SIGNS[sign])
        for ident, row in zip(site.relations.of_item, body, strict=True)
        for unit, sign in zip(units, row[1:-1], strict=True)
        if sign
    ]
    expected = [(each.node.id, each.unit.id, each.role.value) for each in site.relations.responsibilities]
    assert sorted(cells) == sorted(expected)
    for ident, row in zip(site.relations.of_item, body, strict=True):
        item = site.relations.node[ident].item
        assert row[0] == (wording.heading_of(item) or wording.excerpt(item))
        assert row[-1] == len(site.relations.of_item[ident])
    own = [len(site.relations.of_unit[unit.id]) for unit in units]
    assert totals == ("合计", *own, len(expected))
    return cells


@pytest.fixture(scope="module")
def data(site: Site) -> bytes:
    return exported("xlsx", site)


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return read(data)


def test_the_breakdown_holds_every_task_of_the_plan(book: Workbook, site: Site, plan: Plan) -> None:
    sheet = sheet_of(book, "任务分解表")
    head, found = below(sheet, "序号")
    assert head == ("序号", "行动/工程", "任务", "主要内容", "牵头单位", "责任单位")
    names = {unit.id: unit.name for unit in plan.units}
    expected = [
        (
            number,
            wording.heading_of(parent.item),
            wording.heading_of(node.item),
            "\n".join(node.item.paragraphs),
            "、".join(names[ref] for ref in parent.item.lead),
            "、".join(names[ref] for ref in node.item.responsible),
        )
        for number, (node, parent) in enumerate(
            ((task, task.parent) for task in site.relations.tasks if task.parent), start=1
        )
    ]
    assert len(found) == 34
    assert found == expected
    assert [row[0] for row in rows(sheet)[:4]] == [
        f"{plan.title}任务分解表",
        "文号：余府发〔2022〕11号　发文机关：新余市人民政府　实施期：2021—2025年",
        "注：“牵头单位”一栏为所属行动/工程的牵头单位。",
        "注：原文没有列出时限，实施期为2021—2025年。",
    ]


def test_the_matrix_holds_every_responsibility(book: Workbook, site: Site) -> None:
    cells = check_matrix(book, site)
    roles = [role for *_, role in cells]
    assert (len(cells), roles.count("lead"), roles.count("responsible")) == (199, 16, 183)
    assert rows(sheet_of(book, "责任矩阵"))[2][0] == "图例：● 牵头单位　○ 责任单位"


def test_the_actions_of_the_matrix_stand_out_from_their_tasks(book: Workbook, site: Site) -> None:
    sheet = sheet_of(book, "责任矩阵")
    bold = [row[0].value for row in sheet.iter_rows(min_row=5) if row[0].font.bold]
    led = [site.relations.node[i].item for i in site.relations.of_item if i not in site.relations.task_ids]
    assert bold == [*map(wording.heading_of, led), "合计"]


def test_the_sheets_of_the_units_hold_every_responsibility(book: Workbook, site: Site) -> None:
    assert book.sheetnames == ["任务分解表", "责任矩阵", *(unit.name for unit in site.relations.named_units)]
    assert len(book.sheetnames) == 2 + 29 + 5  # five are named in prose alone
    assert check_units(book, site) == 199


def test_a_unit_is_told_what_prose_asks_of_it_and_what_else_it_leads(book: Workbook, site: Site) -> None:
    for unit in site.relations.named_units:
        found = sections(sheet_of(book, unit.name))
        duties = site.relations.duties.get(unit.id, ())
        asked = [
            {
                "序号": number,
                "出处": wording.heading_of(site.relations.node[duty.item].item),
                "原文": duty.quote,
            }
            for number, duty in enumerate(duties, start=1)
        ]
        assert found.pop(f"组织实施职责（{len(duties)}条）", []) == asked
        reached = [wording.heading_of(node.item) for node in site.relations.reached(unit)]
        others = found.pop(f"牵头范围内的其他任务（{len(reached)}项）", [])
        assert [row["任务"] for row in others] == reached
        assert {heading.partition("（")[0] for heading in found} <= {"牵头", "责任"}
        for heading, table in found.items():
            assert heading.endswith(f"（{len(table)}项）")
            assert [row["序号"] for row in table] == list(range(1, len(table) + 1))


def test_a_sheet_of_a_unit_is_as_designed(book: Workbook) -> None:
    found = [row[0] for row in rows(sheet_of(book, "市科协")) if isinstance(row[0], str)]
    assert found == [
        "市科协任务清单",
        "单位全称：新余市科学技术协会",
        "来源：新余市全民科学素质行动规划纲要实施方案（2021—2025年）",
        "文号：余府发〔2022〕11号　发文机关：新余市人民政府　实施期：2021—2025年",
        "注：任务本身未列牵头单位的，“牵头单位”一栏为所属行动/工程的牵头单位。",
        "注：原文没有列出时限，实施期为2021—2025年。",
        "牵头（6项）",
        "序号",
        "责任（29项）",
        "序号",
        "组织实施职责（1条）",
        "序号",
        "牵头范围内的其他任务（1项）",
        "这些任务在本单位牵头的范围之内，原文没有把本单位列为责任单位。",
        "序号",
    ]


def test_it_prints_on_a4_and_filters(book: Workbook) -> None:
    for sheet in book.worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)
        assert setup.fitToWidth in {None, 1}  # 1 is the default, which the file leaves out
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.center is not None
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
        end = re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", sheet.dimensions.partition(":")[2])
        assert sheet.print_area == f"'{sheet.title}'!$A$1:{end}"
    breakdown, matrix = sheet_of(book, "任务分解表"), sheet_of(book, "责任矩阵")
    assert (breakdown.freeze_panes, breakdown.auto_filter.ref) == ("D6", "A5:F39")
    assert (matrix.freeze_panes, matrix.auto_filter.ref) == ("B5", "A4:AE48")  # without the totals
    assert (breakdown.print_title_rows, matrix.print_title_rows) == ("$5:$5", "$4:$4")
    unit = sheet_of(book, "市科协")
    assert (unit.print_title_rows, unit.freeze_panes, unit.auto_filter.ref) == ("$1:$1", None, None)


def widths(sheet: Worksheet) -> list[float]:
    """Return the widths of the columns; the file gives one for a run of columns that are alike."""
    found = sheet.column_dimensions.values()
    return [each.width for each in found for _ in range(each.min or 0, (each.max or 0) + 1)]


def texts(sheet: Worksheet) -> Iterator[tuple[Cell, float]]:
    """Yield every cell with level text, and how wide it is."""
    spans = {each.start_cell.coordinate: each.size["columns"] for each in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and isinstance(cell.value, str) and not cell.alignment.textRotation:
                start = cell.column - 1
                yield cell, sum(widths(sheet)[start : start + spans.get(cell.coordinate, 1)])


def test_no_row_is_too_low_for_its_text(book: Workbook) -> None:
    """A text takes at least so many lines in 宋体, whose full-width characters are as wide as they are high.

    In GB 18030 such a character takes two bytes, a half-width one takes one.
    """
    for sheet in book.worksheets:
        for cell, wide in texts(sheet):
            assert isinstance(cell.value, str)
            size = cell.font.sz or 0
            lines = -(-len(cell.value.encode("gb18030")) * size // (10.5 * (wide - 1)))
            assert lines * size * 1.29 <= (sheet.row_dimensions[cell.row].height or 0) <= 409


def test_its_properties_tell_the_plan_and_the_stamp(book: Workbook, plan: Plan) -> None:
    properties = book.properties
    assert properties.title == f"{plan.title}任务分解表"
    assert properties.subject == plan.title
    assert properties.creator == properties.lastModifiedBy == plan.document.issuer
    assert properties.created == STAMP.replace(tzinfo=None)
    assert properties.modified == STAMP.replace(tzinfo=None)


@pytest.mark.full
def test_the_same_plan_gives_the_same_bytes_anywhere(site: Site, data: bytes, tmp_path: Path) -> None:
    east = dt.timezone(dt.timedelta(hours=8))
    assert xlsx.export.render(site, None, STAMP.astimezone(east)) == data
    epoch = str(int(STAMP.timestamp()))
    for zone, lang in (("Asia/Shanghai", "zh_CN.UTF-8"), ("America/Lima", "C")):
        output = tmp_path / "plan.xlsx"
        arguments = ("export", "xlsx", "-o", output)
        run = plansite(*arguments, cwd=ROOT, lang=lang, TZ=zone, SOURCE_DATE_EPOCH=epoch)
        assert run.status == 0, run.err
        assert output.read_bytes() == data


def test_another_stamp_alters_nothing_but_the_metadata(site: Site, data: bytes) -> None:
    later = dt.datetime(2024, 2, 29, 12, 30, 2, tzinfo=dt.UTC)
    dates, files = members(data)
    later_dates, later_files = members(xlsx.export.render(site, None, later))
    assert dates == {(2022, 4, 9, 0, 0, 0)}
    assert later_dates == {(2024, 2, 29, 12, 30, 2)}
    assert {name for name in files if files[name] != later_files[name]} == {"docProps/core.xml"}
    assert files.keys() == later_files.keys()


def members(data: bytes) -> tuple[set[tuple[int, ...]], dict[str, bytes]]:
    """Return the dates of the files in a zip, and the files."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = archive.infolist()
        return {info.date_time for info in found}, {info.filename: archive.read(info) for info in found}


@pytest.mark.parametrize("name", ["kexie", "tongji", "zhengfu"])
def test_the_workbook_of_a_unit_is_its_sheet(name: str, site: Site, book: Workbook) -> None:
    unit = site.relations.unit[name]
    own = read(exported("xlsx", site, unit))
    assert own.sheetnames == [unit.name]
    assert looks(sheet_of(own, unit.name)) == looks(sheet_of(book, unit.name))
    assert own.properties.title == f"{unit.name}任务清单"


def looks(sheet: Worksheet) -> list[Any]:
    """Return what a sheet shows, and how."""
    cells = [
        (
            cell.coordinate,
            cell.value,
            cell.font.name,
            cell.font.sz,
            cell.fill.fgColor.rgb,
            cell.border.top.style,
        )
        for row in sheet.iter_rows()
        for cell in row
    ]
    heights = [sheet.row_dimensions[number].height for number in range(1, sheet.max_row + 1)]
    return [cells, heights, sorted(map(str, sheet.merged_cells.ranges)), sheet.print_area]


def test_a_unit_that_the_plan_does_not_name_has_an_empty_list() -> None:
    site = site_of("nested")
    book = read(exported("xlsx", site, site.relations.unit["unused"]))
    assert [row[0] for row in rows(sheet_of(book, "省统计局"))] == [
        "省统计局任务清单",
        "来源：某市行动方案（2023—2024年）",
        "实施期：2023—2024年",
        "原文没有列出本单位的任务。",
    ]


@pytest.mark.parametrize("name", PLANS)
def test_plans_of_other_shapes_are_all_there(name: str) -> None:
    site = site_of(name)
    book = read(exported("xlsx", site))
    assert check_units(book, site) == len(site.relations.responsibilities)
    assert ("责任矩阵" in book.sheetnames) == bool(site.relations.responsibilities)
    if site.relations.responsibilities:
        check_matrix(book, site)


def test_a_plan_without_units_says_so() -> None:
    book = read(exported("xlsx", site_of("minimal")))
    assert book.sheetnames == ["任务分解表"]
    head, found = below(sheet_of(book, "任务分解表"), "序号")
    assert head == ("序号", "章节", "任务", "主要内容")
    assert found == []
    assert rows(sheet_of(book, "任务分解表"))[2][0] == "原文没有逐项列出单位。"


def test_roles_deadlines_and_lists_stand_as_the_document_has_them() -> None:
    chapters = sheet_of(read(exported("xlsx", site_of("chapters"))), "任务分解表")
    head, found = below(chapters, "序号")
    assert head == ("序号", "章节", "任务", "主要内容", "牵头单位", "责任单位", "时限")
    assert found[1][1:] == (
        "一、统筹两个市场，打造加工制造中心",
        "2.提前适用政策",
        "可按现行规定享受政策。",
        "海关总署",
        "财政部等",
        "2019年12月底前",
    )
    told = [row[0] for row in rows(chapters) if str(row[0]).startswith("注")]
    assert told == ["注：“时限”一栏为“原文未列”的，实施期为2019—2020年。"]
    assert found[0][6] == "原文未列"
    nested = sheet_of(read(exported("xlsx", site_of("nested"))), "任务分解表")
    head, found = below(nested, "序号")
    assert head[4:7] == ("牵头部门", "责任部门", "配合部门")
    assert found[0][2:7] == (
        "—",
        "减少重复提交。\n推广电子证照。",
        "省政务和数据局",
        "省公安厅",
        "省市场监管局（省知识产权局）等",
    )
    assert found[1][4:7] == ("省公安厅", None, "各市人民政府")
    assert "注：任务本身未列牵头部门的，“牵头部门”一栏为所属专项/举措的牵头部门。" in [
        row[0] for row in rows(nested)
    ]


def test_a_role_has_a_section_of_its_own() -> None:
    sheet = sheet_of(read(exported("xlsx", site_of("nested"))), "各市人民政府")
    assert list(sections(sheet)) == ["责任（1项）", "配合（1项）", "组织实施职责（1条）"]


def plan_of(units: list[str], title: str = "标题", text: str = "内容。", head: str = "规划") -> Site:
    """Return a plan of one task for which `units` answer."""
    data = {
        "schema": 1,
        "title": head,
        "period": {"start": 2020, "end": 2021},
        "units": [{"id": f"u{number}", "name": name} for number, name in enumerate(units)],
        "items": [
            {
                "id": "one",
                "title": title,
                "text": text,
                "responsible": [f"u{number}" for number in range(len(units))],
            }
        ],
    }
    plan = examine(json.dumps(data, ensure_ascii=False).encode(), "p", "en").record
    assert plan is not None
    return Site.of(plan, Content())


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    site = plan_of([text], text, text, text)
    book = read(exported("xlsx", site))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    assert not any(cell.hyperlink or cell.quotePrefix for cell in cells)
    head, found = below(sheet_of(book, "任务分解表"), "序号")
    assert found[0][2:5] == ("—", text, text)
    assert found[0][1] == text
    assert head[0] == "序号"
    assert below(sheet_of(book, "责任矩阵"), "任务") == (
        ("任务", text, "合计"),
        [(text, "○", 1), ("合计", 1, 1)],
    )
    assert rows(book.worksheets[2])[0][0] == f"{text}任务清单"


def test_the_real_plan_has_no_formula_and_no_link(book: Workbook) -> None:
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}  # what is empty counts as a number
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize("text", ["长" * 40000, "多行\n" * 400, "😀" * 20000, "long words " * 2000])
def test_a_text_too_long_for_a_cell_goes_on_in_the_next_row(text: str) -> None:
    text = text.strip()
    site = plan_of(["甲", "乙"], "标题", text)
    book = read(exported("xlsx", site))
    for sheet in (sheet_of(book, "任务分解表"), sheet_of(book, "甲")):
        _, found = below(sheet, "序号")
        assert len(found) > 1
        assert "".join(row[3] for row in found) == text
        assert [row[0] for row in found] == [1, *[None] * (len(found) - 1)]
        assert {row[4] for row in found} == {"甲、乙"}  # whoever filters by a unit sees the whole text
        assert all((sheet.row_dimensions[row].height or 0) <= 409 for row in range(1, sheet.max_row + 1))


def test_a_title_too_long_for_a_cell_is_whole_too() -> None:
    long = "题" * 33000
    book = read(exported("xlsx", plan_of(["甲"], long, head=long)))
    found = rows(sheet_of(book, "任务分解表"))
    start = [row[0] for row in found].index("序号")
    assert "".join(row[0] for row in found[: start - 2]) == f"{long}任务分解表"
    assert "".join(row[1] or "" for row in found[start + 1 :]) == long
    _, body = below(sheet_of(book, "责任矩阵"), "任务")
    assert "".join(row[0] for row in body) == f"{long}合计"
    assert [row[1:] for row in body if row[1]] == [("○", 1), (1, 1)]  # a row that goes on counts once


def test_a_name_that_no_head_can_hold_is_refused_and_not_cut() -> None:
    with pytest.raises(ValueError, match="长长"):
        exported("xlsx", plan_of(["长" * 33000]))


def test_long_names_lie_on_their_side_in_the_matrix() -> None:
    names = ["市局", "市全民科学素质工作领导小组各成员单位" * 2]
    sheet = sheet_of(read(exported("xlsx", plan_of(names))), "责任矩阵")
    heads = next(row for row in sheet.iter_rows() if row[0].value == "任务")
    assert [cell.value for cell in heads[1:3]] == names
    assert [cell.alignment.textRotation for cell in heads[1:3]] == [255, 180]
    assert widths(sheet)[2] > 1.8 * widths(sheet)[1]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (["市科协", "责任矩阵", "责任矩阵"], ("市科协", "责任矩阵", "责任矩阵（2）")),
        (["a", "A", "Ａ"], ("a", "A（2）", "Ａ（3）")),
        (["History", "HISTORY"], ("History（2）", "HISTORY（3）")),
        (["[a]:b*c?d/e\\f"], ("［a］：b＊c？d／e＼f",)),
        (["'quoted'"], ("’quoted’",)),
        (["两\n行", " "], ("两 行", "表")),
        (["长" * 40, "长" * 41], ("长" * 31, "长" * 28 + "（2）")),
        (["😀" * 20], ("😀" * 15,)),
    ],
)
def test_every_sheet_has_a_name_that_excel_takes(wanted: list[str], expected: tuple[str, ...]) -> None:
    assert sheet_names(wanted) == expected


def test_many_twins_stay_within_the_length() -> None:
    found = sheet_names(["长" * 40] * 120)
    assert len(set(found)) == 120
    assert {len(name) for name in found} == {31}


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 10, [""]),
        ("一二三四五六", 10, ["一二三四五", "六"]),
        ("一二\n三", 10, ["一二\n", "三"]),
        ("一二 science 三", 10, ["一二 ", "science 三"]),
        ("abcdefghijkl", 10, ["abcdefghij", "kl"]),
        ("一二三", 1, ["一", "二", "三"]),
    ],
)
def test_text_breaks_into_lines(text: str, room: int, lines: list[str]) -> None:
    assert line_breaks.fold(text, room) == lines
    assert "".join(line_breaks.pieces(text, room, 2)) == text
