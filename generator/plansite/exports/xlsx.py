"""xlsx: a workbook with 任务分解表, 责任矩阵 and the 任务清单 of every unit, to filter, print and pass on."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from plansite.exports.export import About, Document
from plansite.exports.office import register, sheets
from plansite.exports.office.workbook import (
    MARGIN,
    MOST_LINES,
    UPRIGHT,
    PlanWorkbook,
    Sheet,
    SheetColumn,
    SheetRow,
    SheetTable,
)
from plansite.files.zip_archive import repack
from plansite.plan.model import Unit
from plansite.text import line_breaks
from plansite.views.site import Site

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Sizes are in points. Half a character of _SIZE (五号) is as wide as one unit of column width; _LINE is the
# line height per point of text, as in the tallest of the usual fonts.
_SIZE = 10.5
_TITLE_SIZE = 16
_LINE = 1.36
_PADDING = 8
_TALLEST = 409
_FILTER_BUTTON = 20
_LEAST = {"title": 34, "line": 20, "heading": 30}

_TURNED = ("upright", "side")
_BODY = {"font_name": "宋体", "font_size": _SIZE, "text_wrap": True, "valign": "vcenter"}
_EDGE = {"border": 1, "border_color": "#B4BEC9"}
_HEAD = {**_EDGE, "font_name": "黑体", "align": "center", "bg_color": "#DCE4EE"}
_STRONG = {**_EDGE, "bold": True, "bg_color": "#F1F4F8"}
_STYLES: Mapping[str, Mapping[str, object]] = {
    "title": {"font_name": "黑体", "font_size": _TITLE_SIZE, "align": "center"},
    "line": {"align": "left"},
    "heading": {"font_name": "黑体", "align": "left"},
    "head": _HEAD,
    "upright": {**_HEAD, "rotation": 270, "valign": "top", "text_wrap": False},
    "side": {**_HEAD, "rotation": -90, "valign": "top"},
    "text": {**_EDGE, "align": "left", "indent": 1},
    "sign": {**_EDGE, "align": "center"},
    "strong text": {**_STRONG, "align": "left"},
    "strong sign": {**_STRONG, "align": "center"},
}


def show(site: Site, unit: Unit | None) -> PlanWorkbook:
    """Return the workbook of the whole plan, or that of `unit`."""
    return sheets.whole(site) if unit is None else sheets.of_unit(site, unit)


def write(view: PlanWorkbook, stamp: dt.datetime) -> bytes:
    """Return the xlsx, created at `stamp`. Raises ValueError if a cell cannot hold its value."""
    from xlsxwriter import Workbook  # noqa: PLC0415  takes 0.2 s, which no other format needs

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        created = stamp.astimezone(dt.UTC).replace(tzinfo=None)  # XlsxWriter takes naive times for UTC
        told = {"title": view.title, "subject": view.subject, "author": view.author}
        book.set_properties({**told, "created": created})
        styles = {name: book.add_format({**_BODY, **style}) for name, style in _STYLES.items()}
        for sheet in view.sheets:
            _write_sheet(book, sheet, styles)
    return repack(buffer.getvalue(), stamp)


def _write_sheet(book: Workbook, sheet: Sheet, styles: Mapping[str, Format]) -> None:
    page = book.add_worksheet(sheet.name)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    pen = _Pen(page, sheet.widths, styles)
    pen.line(sheet.title, "title")
    for line in sheet.lines:
        pen.line(line, "line")
    page.repeat_rows(0)
    for table in sheet.tables:
        head, last = _write_table(pen, table)
        if sheet.frozen is not None:
            page.freeze_panes(head + 1, sheet.frozen)
            page.autofilter(head, 0, last, len(sheet.widths) - 1)
            page.repeat_rows(head)
    _set_paper(page, pen.row - 1, len(sheet.widths) - 1)


def _set_paper(page: Worksheet, last_row: int, last_column: int) -> None:
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.print_area(0, 0, last_row, last_column)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.center_horizontally()
    page.set_footer("&C第 &P 页，共 &N 页")
    page.hide_gridlines(2)


def _write_table(pen: _Pen, table: SheetTable) -> tuple[int, int]:
    """Write a table; return the numbers of its header row and of its last row before the totals."""
    if table.heading:
        pen.line(table.heading, "heading")
    if table.note:
        pen.line(table.note, "line")
    head = pen.row
    heads = [_Put(column.label, column.turn or "head", column.span) for column in table.columns]
    pen.put(heads, max(map(_head_height, table.columns)))
    for row in table.rows:
        pen.put(_puts(table, row))
    last = pen.row - 1
    if table.totals:
        pen.put(_puts(table, SheetRow(table.totals, strong=True)))
    return head, last


def _head_height(column: SheetColumn) -> float:
    upright = min(len(column.label), UPRIGHT) * _SIZE * _LINE
    return upright + _FILTER_BUTTON + _PADDING if column.turn else _LEAST["line"]


def _puts(table: SheetTable, row: SheetRow) -> list[_Put]:
    grade = "strong " if row.strong else ""
    return [
        _Put(value, grade + ("sign" if column.centred else "text"), column.span)
        for column, value in zip(table.columns, row.values, strict=True)
    ]


class _Put(Struct, frozen=True):
    """The value and style of a cell, or of one merged over `span` columns."""

    value: str | int
    style: str
    span: int = 1

    @property
    def again(self) -> str | int:
        """The value in continuation rows: text is repeated, so that filters find those rows, too."""
        return self.value if self.style.endswith("text") else ""


class _Pen(Struct):
    """Writes a sheet from the top down; `row` is the next row."""

    page: Worksheet
    widths: tuple[int, ...]
    styles: Mapping[str, Format]
    row: int = 0

    def line(self, text: str, style: str) -> None:
        """Write a line across all columns."""
        self.put([_Put(text, style, len(self.widths))], _LEAST[style])

    def put(self, cells: Sequence[_Put], least: float = 0) -> None:
        """Write a row at least `least` points high, and continuation rows if a text is too long for one."""
        starts = list(accumulate((cell.span for cell in cells), initial=0))[:-1]
        parts = [self._parts(start, cell) for start, cell in zip(starts, cells, strict=True)]
        for number in range(max(map(len, parts))):
            height = least
            for start, cell, own in zip(starts, cells, parts, strict=True):
                rest = cell.again if len(own) == 1 else ""
                value = own[number] if number < len(own) else rest
                height = max(height, self._height(start, cell, value))
                self._cell(start, cell, value)
            self.page.set_row(self.row, min(height, _TALLEST))
            self.row += 1

    def _parts(self, start: int, cell: _Put) -> Sequence[str | int]:
        if isinstance(cell.value, int) or cell.style in _TURNED:
            return [cell.value]
        return line_breaks.pieces(cell.value, self._room(start, cell), MOST_LINES)

    def _height(self, start: int, cell: _Put, value: str | int) -> float:
        if cell.style in _TURNED:
            return 0
        lines = len(line_breaks.fold(str(value), self._room(start, cell)))
        return lines * _size(cell.style) * _LINE + _PADDING

    def _room(self, start: int, cell: _Put) -> int:
        # Less than the full width: the indent takes some, and 。 and the like, which cannot begin a line,
        # need room for one more character.
        wide = sum(self.widths[start : start + cell.span]) - MARGIN
        return int(wide * _SIZE / _size(cell.style))

    def _cell(self, start: int, cell: _Put, value: str | int) -> None:
        page, style = self.page, self.styles[cell.style]
        if cell.span > 1:
            page.merge_range(self.row, start, self.row, start + cell.span - 1, "", style)
        status: int
        if isinstance(value, int):
            status = page.write_number(self.row, start, value, style)
        elif value.startswith("<r>"):
            # XlsxWriter takes a string like <r>…</r> for its own markup; in a rich string it is escaped.
            status = page.write_rich_string(self.row, start, value[:1], style, value[1:], style)
        elif value:
            status = page.write_string(self.row, start, value, style)
        else:
            status = page.write_blank(self.row, start, None, style)
        if status:
            raise ValueError(value)


def _size(style: str) -> float:
    return _TITLE_SIZE if style == "title" else _SIZE


export = Document(
    show,
    write,
    "data/plan.xlsx",
    About(
        "任务分解表",
        "整个规划的工作簿，供电子表格软件使用，已设好 A4 横向打印。各单位另有只含本单位一页的文件。",
        "工作表",
        (
            (
                "任务分解表",
                "每行一项任务：序号、所属行动或工程、任务、主要内容、牵头单位、责任单位、时限（原文列有时限的）",
            ),
            ("责任矩阵", "事项与单位对照：● 牵头，○ 责任，△ 配合"),
            ("各单位", "每家单位一张表：牵头的事项、负责的任务、组织实施职责、牵头范围内的其他任务"),
        ),
    ),
    unit_path="data/units/{unit}.xlsx",
    unit_label="{unit}" + register.LIST,
    unit_hint=register.LIST_HINT,
    libraries=("xlsxwriter",),
)
