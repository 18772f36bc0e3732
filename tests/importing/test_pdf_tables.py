"""Tables of PDFs: cell by cell and row by row, however they are ruled and wherever the pages end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansite.importing.readers import read
from plansite.importing.readers.pdf.grids import Grid, grids
from plansite.importing.readers.pdf.paths import Rule
from plansite.importing.readers.pdf.row_ends import Column
from plansite.importing.readers.pdf.rows import TextRow
from tests.helpers.drawn_pdf import Cells, line, paragraphs, pdf, table, text, wrapped
from tests.helpers.examples import examples

HEAD = ("序号", "重点任务", "责任单位", "完成时限")
WIDTHS = (3, 6, 5, 4)
ROWS = (
    ("1", "推进科普进校园进社区", "市教育局、市科协", "2023年底"),
    ("2", "宣传", "市委宣传部", "持续推进"),
)
LONG = ("3", "推进科普进校园进社区进家庭进企业进农村", "市教育局", "2023年底")


def grid(data: bytes) -> list[tuple[str, ...] | str]:
    """Return the lines of a PDF; a row as its cells, of which those that another covers are in brackets."""
    return [
        tuple(cell.text if cell.own else f"[{cell.text}]" for cell in line.cells) or line.text
        for line in read("a.pdf", data)
    ]


def tables(data: bytes) -> list[int]:
    return [line.table for line in read("a.pdf", data) if line.cells]


# On one page.


def test_cells_stay_apart_and_what_wraps_in_them_is_joined() -> None:
    content = text(50, 760, "任务分工表") + table((HEAD, *ROWS), WIDTHS, 740) + text(70, 500, "二、工作要求")
    assert grid(pdf(content)) == ["任务分工表", HEAD, *ROWS, "二、工作要求"]
    assert tables(pdf(content)) == [1, 1, 1]
    assert read("a.pdf", pdf(content))[2].text == "\t".join(ROWS[0])


def test_merged_cells_cover_their_places() -> None:
    cells = (
        ("序号", "任务", "责任分工", "<"),
        ("^", "^", "牵头", "配合"),
        ("一、科学教育", "<", "<", "<"),
        ("1", "科普", "市科协", "市教育局"),
        ("2", "宣传", "^", "团市委"),
    )
    shown = [
        ("序号", "任务", "责任分工", "[责任分工]"),
        ("[序号]", "[任务]", "牵头", "配合"),
        ("一、科学教育", "[一、科学教育]", "[一、科学教育]", "[一、科学教育]"),
        ("1", "科普", "市科协", "市教育局"),
        ("2", "宣传", "[市科协]", "团市委"),
    ]
    assert grid(pdf(table(cells, (3, 6, 5, 5), 700))) == shown


def test_paragraphs_in_a_cell_are_lines_and_a_wrap_is_none() -> None:
    cells = (HEAD, ("1", "（1）宣传。\n（2）教育和科学普及。", "市科协\n市教育局", "2023年底"))
    (_, row) = grid(pdf(table(cells, (3, 7, 6, 4), 700)))
    assert row == ("1", "（1）宣传。\n（2）教育和科学普及。", "市科协\n市教育局", "2023年底")


def centred(x: float, y: float, words: str) -> bytes:
    return text(x - len(words) * 5, y, words)


def test_a_centred_paragraph_is_one_though_little_room_is_on_either_side() -> None:
    # In a cell of 100 points with a padding of 5, 9 characters fit; 8 leave 5 points on either side.
    words = centred(100, 646, "市科学技术协会会") + centred(100, 634, "市教育局") + text(155, 640, "单位")
    assert grid(pdf(STYLES["lines"] + words + text(55, 610, "宣传"))) == [
        ("市科学技术协会会\n市教育局", "单位"),
        ("宣传", ""),
    ]


def test_a_quotation_mark_holds_the_characters_around_it_together() -> None:
    # 8 characters leave room for one of the three that go to the next row.
    words = text(55, 646, "进一步推进服务改") + text(55, 634, "革“一网通办”") + text(155, 640, "单位")
    assert grid(pdf(STYLES["lines"] + words)) == [("进一步推进服务改革“一网通办”", "单位")]


def test_two_tables_on_a_page_have_their_numbers_and_what_is_between_stays_there() -> None:
    content = (
        table((HEAD, *ROWS), WIDTHS, 780) + text(50, 560, "资金") + table((("项目", "金额"),), (4, 4), 540)
    )
    assert grid(pdf(content)) == [HEAD, *ROWS, "资金", ("项目", "金额")]
    assert tables(pdf(content)) == [1, 1, 1, 2]


def rectangle(x: float, y: float, width: float, height: float, end: bytes = b"f") -> bytes:
    return b"%.2f %.2f %.2f %.2f re %s\n" % (x, y, width, height, end)


def boxes(inset: float, draw: bytes) -> bytes:
    return b"".join(
        rectangle(x + inset, y + inset, width - 2 * inset, 30 - 2 * inset, draw)
        for y in (600, 630)
        for x, width in ((50, 100), (150, 200))
    )


def lines_of(width: float) -> bytes:
    across = [rectangle(50, y - width / 2, 300, width) for y in (600, 630, 660)]
    return b"".join([*across, *(rectangle(x - width / 2, 600, width, 60) for x in (50, 150, 350))])


STYLES = {
    "lines": b"".join(line(50, y, 350, y) for y in (600, 630, 660))
    + b"".join(line(x, 600, x, 660) for x in (50, 150, 350)),
    "thin rectangles": lines_of(0.5),
    "thick rectangles": lines_of(2.5),
    "a box for each cell": boxes(0, b"S"),
    "boxes that stand apart": boxes(1, b"S"),
    "shaded cells": b".9 g " + boxes(0, b"f") + b"0 g ",
    "short lines": b"".join(line(x, y, x + 4, y) for y in (600, 630, 660) for x in range(50, 350, 6))
    + b"".join(line(x, y, x, y + 4) for x in (50, 150, 350) for y in range(600, 660, 6)),
    "open at the sides": b"".join(line(50, y, 350, y) for y in (600, 630, 660)) + line(150, 600, 150, 660),
    "open at top and foot": line(50, 630, 350, 630) + b"".join(line(x, 600, x, 660) for x in (50, 150, 350)),
    "lines that part nothing": b"".join(line(50, y, 350, y) for y in (600, 630, 660))
    + b"".join(line(x, 600, x, 660) for x in (50, 150, 350))
    + line(50, 637, 90, 637)
    + line(250, 600, 250, 612),
    "a path": b"50 600 m 350 600 l 350 660 l 50 660 l h 50 630 m 350 630 l 150 600 m 150 660 l S ",
    "a line turned and moved": b"q 0 1 -1 0 350 600 cm 0 0 m 60 0 l 0 200 m 60 200 l 0 300 m 60 300 l S Q "
    + b"".join(line(50, y, 350, y) for y in (600, 630, 660)),
}


WORDS = ((60, 640, "任务"), (160, 640, "单位"), (60, 610, "宣传"), (160, 610, "市科协"))


@pytest.mark.parametrize("style", STYLES)
def test_a_table_is_one_however_its_lines_are_drawn(style: str) -> None:
    content = STYLES[style] + b"".join(text(*each) for each in WORDS)
    assert grid(pdf(content)) == [("任务", "单位"), ("宣传", "市科协")]


def test_lines_that_part_nothing_are_no_lines_of_a_grid() -> None:
    rules = [Rule(50, y, 350, y) for y in (600, 630, 660)] + [Rule(x, 600, x, 660) for x in (50, 150, 350)]
    (found,) = grids([*rules, Rule(50, 637, 90, 637), Rule(250, 600, 250, 612)])
    assert found == Grid((50, 150, 350), (660, 630, 600), ((0, 1), (2, 3)))


NO_TABLES = {
    "a frame": rectangle(40, 500, 400, 200, b"S"),
    "underlines": line(50, 598, 100, 598) + line(50, 638, 100, 638) + line(120, 638, 170, 638),
    "a line across the page": line(40, 655, 560, 655),
    "a mark on the margin": line(45, 500, 45, 700) + line(45, 700, 545, 700),
    "boxes and an arrow": rectangle(45, 630, 80, 30, b"S")
    + rectangle(200, 630, 80, 30, b"S")
    + line(125, 645, 200, 645),
    "a path to clip by": STYLES["a path"].replace(b" S ", b" W n "),
    "a leaning grid": b"q 1 .1 -.1 1 60 0 cm " + STYLES["lines"] + b"Q ",
    "boxes below each other": rectangle(45, 630, 80, 30, b"S")
    + rectangle(45, 590, 80, 30, b"S")
    + line(85, 630, 85, 620),
    "a drawing": b"".join(
        line(40 + number, 400, 40 + number, 700) + line(40, 400 + number, 500, 400 + number)
        for number in range(0, 2100, 5)
    ),
}


@pytest.mark.parametrize("style", NO_TABLES)
def test_lines_that_rule_no_table_leave_the_text_as_it_is(style: str) -> None:
    content = NO_TABLES[style] + b"".join(text(*each) for each in WORDS)
    assert grid(pdf(content)) == ["任务\t单位", "宣传\t市科协"]


def test_a_page_of_very_many_lines_is_a_drawing() -> None:
    words = b"".join(text(*each) for each in WORDS)
    many = b"".join(rectangle(50, 600 + at % 2 * 30, 100 + at % 3 * 100, 30, b"S") for at in range(6000))
    fine = STYLES["lines"] + b"".join(line(400, at, 450, at) for at in range(10, 790, 5))
    assert grid(pdf(fine + words)) == [("任务", "单位"), ("宣传", "市科协")]
    finest = fine + b"".join(line(at, 10, at, 300) for at in range(10, 1600, 5))
    assert grid(pdf(finest + words)) == ["任务\t单位", "宣传\t市科协"]
    assert grid(pdf(STYLES["lines"] + many + words)) == ["任务\t单位", "宣传\t市科协"]


def test_a_table_within_a_cell_is_text_of_that_cell() -> None:
    inner = b"".join(line(160, y, 300, y) for y in (605, 625)) + b"".join(
        line(x, 605, x, 625) for x in (160, 230, 300)
    )
    words = ((60, 640, "任务"), (160, 640, "单位"), (60, 610, "宣传"), (165, 610, "甲局"), (235, 610, "乙局"))
    content = STYLES["lines"] + inner + b"".join(text(*each) for each in words)
    assert grid(pdf(content)) == [("任务", "单位"), ("宣传", "甲局 乙局")]


def turned(content: bytes, quarters: int) -> bytes:
    matrix = {1: b"0 1 -1 0 600 0", 3: b"0 -1 1 0 0 800"}[quarters]
    return b"q %s cm %s Q" % (matrix, content)


def test_a_page_that_lies_on_its_side_is_turned() -> None:
    content = table((HEAD, *ROWS), WIDTHS, 500)
    assert grid(pdf(content, size=(800, 600))) == [HEAD, *ROWS]
    assert grid(pdf(turned(content, 1))) == [HEAD, *ROWS]
    assert grid(pdf(turned(content, 3))) == [HEAD, *ROWS]
    assert grid(pdf(turned(content, 3), rotate=270)) == [HEAD, *ROWS]


TEXTS = st.text("的一是在不了有和人这中大为上个国我以要他", min_size=1, max_size=25)


@examples(100)
@given(data=st.data())
def test_a_table_comes_back_cell_by_cell(data: st.DataObject) -> None:
    columns = data.draw(st.integers(2, 5))
    widths = data.draw(st.lists(st.integers(2, 7), min_size=columns, max_size=columns))
    # A table of cells that are all empty at some edge is a smaller table.
    cells = data.draw(st.lists(st.tuples(*[TEXTS] * columns), min_size=1, max_size=4))
    assert grid(pdf(table(cells, widths, 780))) == cells


# Over several pages.


def test_a_table_goes_on_on_the_next_page_and_repeats_its_head() -> None:
    foot = [text(290, 30, f"— {number} —") for number in (1, 2)]
    first = table((HEAD, *ROWS), WIDTHS, 300) + foot[0]
    second = table((HEAD, LONG), WIDTHS, 780) + text(50, 600, "以上由市科协统筹。") + foot[1]
    assert grid(pdf(first, second)) == [HEAD, *ROWS, HEAD, LONG, "以上由市科协统筹。"]
    assert tables(pdf(first, second)) == [1] * 5
    assert [each.number for each in read("a.pdf", pdf(first, second))] == [1, 1, 1, 2, 2, 2]


def test_text_between_two_pages_ends_a_table_and_so_do_other_columns() -> None:
    first, second = table((HEAD, *ROWS), WIDTHS, 780), table((HEAD, LONG), WIDTHS, 700)
    assert tables(pdf(first, text(50, 750, "附件2") + second)) == [1, 1, 1, 2, 2]
    assert tables(pdf(first, table((("项目", "金额"),), (4, 7), 780))) == [1, 1, 1, 2]


BROKEN: dict[str, tuple[Cells, Cells]] = {
    "a long cell": (
        [("3", "推进科普进校园进社区进家", "市教育局", "2023年底")],
        [("", "庭进企业进农村", "", "")],
    ),
    "a long cell below the head": (
        [("3", "推进科普进校园进社区进家", "市教育局", "2023年底")],
        [HEAD, ("", "庭进企业进农村", "", "")],
    ),
    "what is in the middle of the row comes later": (
        [("", "推进科普进校园进社区进家", "", "")],
        [("3", "庭进企业进农村", "市教育局", "2023年底")],
    ),
    "short cells and the long one on different pages": (
        [("3", "", "市教育局", "2023年底")],
        [("", "推进科普进校园进社区进家庭进企业进农村", "", "")],
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_row_that_the_end_of_a_page_breaks_is_one(case: str) -> None:
    above, below = BROKEN[case]
    first = table((HEAD, *ROWS, *above), WIDTHS, 300)
    second = table((*below, ("4", "开展活动", "市妇联", "2024年")), WIDTHS, 780)
    heads = [row for row in below if row == HEAD]
    assert grid(pdf(first, second)) == [HEAD, *ROWS, LONG, *heads, ("4", "开展活动", "市妇联", "2024年")]


def test_the_rest_of_a_row_may_be_all_that_is_on_the_last_page() -> None:
    first = table((HEAD, *ROWS, ("3", "推进科普进校园进社区进家", "市教育局", "2023年底")), WIDTHS, 300)
    second = table((("", "庭进企业进农村", "", ""),), WIDTHS, 780)
    assert grid(pdf(first, second)) == [HEAD, *ROWS, LONG]


def test_a_row_with_an_empty_cell_at_the_top_of_a_page_is_a_row_of_its_own() -> None:
    rows = [("1", "科普", "市科协", ""), ("2", "宣传", "", "2023年"), ("3", "教育", "市教育局", "")]
    last = ("4", "培训", "", "2024年")
    data = pdf(table((HEAD, *rows), WIDTHS, 300), table((last,), WIDTHS, 780))
    assert grid(data) == [HEAD, *rows, last]


SEPARATE: dict[str, tuple[Cells, Cells, tuple[int, ...]]] = {
    "it lacks a cell that others have": (
        [*ROWS, ("3", "推进科普进校园进社区进家", "市教育局", "2023年底")],
        [("4", "竞赛", "", "2024年")],
        WIDTHS,
    ),
    "cells that are as wide as their columns": (
        [("科普活动", "市教育局"), ("宣传活动", "市委办公")],
        [("竞赛活动", "市妇女会")],
        (4, 4),
    ),
    "below a merged cell": (
        [("教育", "科普活动", "市教育局"), ("^", "宣传活动", "市委办公"), ("农村", "下乡活动", "市农业局")],
        [("", "竞赛活动", "市妇女会")],
        (4, 4, 4),
    ),
}


@pytest.mark.parametrize("case", SEPARATE)
def test_a_row_at_the_top_of_a_page_is_no_rest(case: str) -> None:
    above, below, widths = SEPARATE[case]
    data = pdf(table([HEAD[: len(widths)], *above], widths, 300), table(below, widths, 780))
    assert len(grid(data)) == 1 + len(above) + len(below)


def test_a_merged_cell_covers_rows_behind_one_that_the_page_breaks() -> None:
    head, widths = ("组别", "任务", "单位", "时限"), (4, 5, 4, 4)
    first = [
        ("教育", "科普", "甲局", "2023"),
        ("^", "宣传", "乙局", "2024"),
        ("^", "推进科普进", "丙局", "2025"),
    ]
    second = [("", "校园", "", ""), ("^", "竞赛", "丁局", "2026")]
    assert grid(pdf(table((head, *first), widths, 300), table(second, widths, 780)))[3:] == [
        ("[教育]", "推进科普进校园", "丙局", "2025"),
        ("[教育]", "竞赛", "丁局", "2026"),
    ]


def test_a_merged_cell_covers_rows_of_the_next_page_too() -> None:
    first = table((("组别", "任务", "单位"), ("教育", "科普", "甲局"), ("^", "宣传", "乙局")), (4, 4, 4), 300)
    second = table((("", "培训", "丙局"), ("^", "竞赛", "丁局"), ("农民", "下乡", "戊局")), (4, 4, 4), 780)
    assert grid(pdf(first, second))[2:] == [
        ("[教育]", "宣传", "乙局"),
        ("[教育]", "培训", "丙局"),
        ("[教育]", "竞赛", "丁局"),
        ("农民", "下乡", "戊局"),
    ]


def test_columns_that_are_merged_on_a_whole_page_are_those_of_the_table() -> None:
    first = table((HEAD, *ROWS), WIDTHS, 300)
    second = table((("3", "教育", "由各部门按职责分工负责", "<"),), WIDTHS, 780)
    assert grid(pdf(first, second))[3:] == [
        ("3", "教育", "由各部门按职责分工负责", "[由各部门按职责分工负责]")
    ]


# Without lines, or with lines across alone.


def test_a_table_that_no_lines_rule_has_its_cells_below_each_other() -> None:
    content = paragraphs(["一、重点任务"], 780) + table((HEAD, *ROWS, LONG), WIDTHS, 740, lines=False)
    after = paragraphs(["二、保障措施"], 560)
    assert grid(pdf(content + after)) == ["一、重点任务", HEAD, *ROWS, LONG, "二、保障措施"]
    assert tables(pdf(content + after)) == [1] * 4


def test_lines_across_part_the_rows_of_a_table() -> None:
    words = (
        (60, 640, "任务"),
        (200, 640, "单位"),
        (60, 620, "1.宣传。"),
        (60, 608, "2.教育。"),
        (200, 614, "市科协"),
    )
    across = b"".join(line(50, y, 350, y) for y in (656, 632, 600, 580))
    more = text(60, 586, "培训") + text(200, 586, "团市委")
    assert grid(pdf(across + b"".join(text(*each) for each in words) + more)) == [
        ("任务", "单位"),
        ("1.宣传。\n2.教育。", "市科协"),
        ("培训", "团市委"),
    ]


def test_rows_that_follow_without_a_gap_are_told_by_where_their_text_wraps() -> None:
    tasks = ["推进科普进校园进社区进家庭", "开展宣传", "组织青少年参加各类竞赛活动培训"]
    head, units = ("重点任务", "责任单位", "时限"), ["市科学技术协会", "市委宣传部", "市教育局"]
    content, y = b"".join(text(x, 700, word) for x, word in zip((60, 150, 260), head, strict=True)), 700
    for task, unit in zip(tasks, units, strict=True):
        for part in wrapped(task, 6):
            y -= 15
            content += text(60, y, part)
        content += text(150, y + 15 * (len(wrapped(task, 6)) - 1), unit)
        content += text(260, y + 15 * (len(wrapped(task, 6)) - 1), "2024年")
    assert grid(pdf(content)) == [head, *((*each, "2024年") for each in zip(tasks, units, strict=True))]


def test_in_a_column_whose_cells_wrap_a_full_line_goes_on() -> None:
    one, other = (TextRow(60, y, 10, "推进科普进校园进社区", 160) for y in (700, 685))
    seldom, often = (Column(60, 160, False, wraps, 15) for wraps in (False, True))  # noqa: FBT003
    assert often.between(one, other) > seldom.between(one, other) > 0 == often.within(one, other)
    assert seldom.within(one, other) > 0


@pytest.mark.parametrize("task", ["推进科普工作", "推进科普工作{}"])
def test_rows_that_are_counted_on_stay_apart_though_all_their_cells_are_full(task: str) -> None:
    counted = [(str(number), task.format(number), "市教育局、市财政局", "2024年") for number in range(5, 20)]
    content = table((HEAD, *counted), [4, 14, 14, 8], 740, lines=False)
    assert grid(pdf(content)) == [HEAD, *counted]


def test_a_table_without_lines_goes_on_on_the_next_page() -> None:
    first = table((HEAD, *ROWS), WIDTHS, 300, lines=False)
    second = table((LONG, ("4", "开展活动", "市妇联", "2024年")), WIDTHS, 780, lines=False)
    assert grid(pdf(first, second)) == [HEAD, *ROWS, LONG, ("4", "开展活动", "市妇联", "2024年")]
    assert tables(pdf(first, second)) == [1] * 5


def test_the_rest_of_a_row_is_found_on_the_next_page_without_lines() -> None:
    first = table(
        (HEAD, *ROWS, ("3", "推进科普进校园进社区进家", "市教育局", "2023年底")), WIDTHS, 300, lines=False
    )
    rest = text(100, 766, "庭进企业进农村")
    second = rest + table((("4", "开展活动", "市妇联", "2024年"),) * 2, WIDTHS, 750, lines=False)
    assert grid(pdf(first, second))[3:5] == [LONG, ("4", "开展活动", "市妇联", "2024年")]


def test_a_head_in_the_middle_of_wide_columns_stands_above_their_cells() -> None:
    rows = [("1", "科普", "市科协"), ("2", "宣传", "市委办"), ("3", "竞赛", "团市委")]
    head = text(60, 715, "序号") + text(180, 715, "任务") + text(360, 715, "责任单位")
    content = head + set_in_columns(rows, (65, 110, 280))
    assert grid(pdf(content)) == [("序号", "任务", "责任单位"), *rows]


def test_a_title_of_another_size_parts_two_tables_without_lines() -> None:
    first, second = (table((HEAD, *ROWS), WIDTHS, y, lines=False) for y in (780, 650))
    content = first + text(55, 660, "附表", 14) + second
    assert grid(pdf(content)) == [HEAD, *ROWS, "附表", HEAD, *ROWS]
    assert tables(pdf(content)) == [1, 1, 1, 2, 2, 2]


def test_a_head_of_two_lines_is_a_cell_beside_one_of_one_line() -> None:
    head = text(60, 721, "序号") + text(160, 727, "责任") + text(160, 715, "单位") + text(300, 721, "时限")
    rows = [("1", "市科学技术协会", "2023年"), ("2", "市委宣传部", "2024年")]
    found = grid(pdf(head + set_in_columns(rows, (65, 150, 300))))
    assert found == [("序号", "责任\n单位", "时限"), *rows]


def test_a_row_across_the_columns_is_a_merged_cell_and_text_below_the_table_is_none() -> None:
    head = [("序号", "任务", "责任单位", "时限")]
    rows = [("1", "推进科普", "市科学技术协会", "2023年"), ("2", "开展宣传", "市委宣传部", "2024年")]
    xs = (60.0, 100.0, 200.0, 330.0)
    content = set_in_columns([*head, ("一、加强科学教育工作", "", "", ""), *rows], xs)
    after = text(60, 625, "以上由各单位按职责分工负责，" * 2 + "并抓好落实。")
    signed = text(60, 595, "甲局") + text(250, 595, "乙局")
    assert grid(pdf(content + after + signed))[:4] == [
        *head,
        ("一、加强科学教育工作", "[一、加强科学教育工作]", "", ""),
        *rows,
    ]
    assert grid(pdf(content + after + signed))[4:] == [
        "以上由各单位按职责分工负责，" * 2 + "并抓好落实。",
        "甲局\t乙局",
    ]


def test_a_head_over_two_columns_is_a_merged_cell() -> None:
    rows = [
        ("序号", "任务", "牵头单位", "配合单位", "时限"),
        ("1", "推进科普", "市科学技术协会", "市教育局", "2023年"),
        ("2", "宣传", "市委宣传部", "团市委", "2024年"),
    ]
    head = text(100, 715, "工作") + text(265, 715, "责任分工") + text(400, 715, "要求")
    assert grid(pdf(head + set_in_columns(rows, (65, 100, 200, 300, 400)))) == [
        ("", "工作", "责任分工", "[责任分工]", "要求"),
        *rows,
    ]


def test_columns_further_down_the_next_page_are_no_rest_of_a_table() -> None:
    xs = (60.0, 100.0, 200.0, 330.0)
    first = set_in_columns(
        [("序号", "任务", "责任单位", "时限"), ("1", "推进科普", "市科学技术协会", "2023年")], xs
    )
    names = [("张三", "李四", "王五", "赵六"), ("孙七", "周八", "吴九", "郑十")]
    second = b"".join(text(60, 780 - 15 * at, f"{at}、各单位要抓好落实。") for at in range(1, 5))
    assert grid(pdf(first, second + set_in_columns(names, xs)))[-2:] == ["\t".join(row) for row in names]


def test_signatures_below_the_columns_of_a_table_are_no_row_of_it() -> None:
    first = table((("任务", "单位"), ("推进科普进校园", "市科学技术协会")), (10, 10), 780) + text(
        60, 600, "完"
    )
    second = (
        text(60, 700, "某市人民政府") + text(60, 685, "通知") + text(60, 670, "附件") + text(60, 640, "送")
    )
    signed = b"".join(text(x, 600 - 20 * y, "市教育局") for y in range(3) for x in (60, 190))
    assert grid(pdf(first, second + signed))[-3:] == ["市教育局\t市教育局"] * 3
    assert grid(pdf(first, signed))[-3:] == ["市教育局\t市教育局"] * 3


def set_in_columns(rows: Cells, xs: tuple[float, ...]) -> bytes:
    return b"".join(
        text(x, 700 - number * 15, words)
        for number, row in enumerate(rows)
        for x, words in zip(xs, row, strict=True)
    )


NO_CELLS: dict[str, Cells] = {
    "signatures": [("市科学技术协会", "市教育局"), ("市财政局", "市妇女联合会"), ("团市委", "市农业农村局")],
    "names": [("张三", "李四海", "王五"), ("赵六", "孙七", "周八九"), ("吴十", "郑一", "王二")],
    "posts": [
        ("组长：", "张三", "市委副书记、市长"),
        ("副组长：", "李四", "市政府副市长"),
        ("成员：", "王五", "市科协主席"),
    ],
    "contents": [("一、总体要求", "1"), ("（一）指导思想", "1"), ("（二）目标", "2"), ("二、任务", "3")],
}


@pytest.mark.parametrize("case", NO_CELLS)
def test_what_only_stands_in_columns_is_no_table(case: str) -> None:
    rows = NO_CELLS[case]
    xs = (60.0, 250.0, 400.0)[: len(rows[0])]
    assert grid(pdf(set_in_columns(rows, xs))) == ["\t".join(row) for row in rows]
