"""The forms of a round as xlsx: what is to be filled in is open and coloured, all else is locked."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from plansite.exports.office.workbook import MARGIN
from plansite.files.zip_archive import repack
from plansite.progress import form_layout as layout
from plansite.progress.form_layout import Column
from plansite.progress.forms import Form, FormSheet, Values
from plansite.text import line_breaks

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_BODY = {"font_name": "宋体", "font_size": 10.5, "text_wrap": True, "valign": "top", "border": 1}
_EDGE = {**_BODY, "border_color": "#B4BEC9"}
_OPEN = {**_EDGE, "locked": False, "bg_color": "#FFF9DB"}
_HEAD = {**_EDGE, "font_name": "黑体", "align": "center", "valign": "vcenter"}
_STYLES: Mapping[str, Mapping[str, object]] = {
    "head": {**_HEAD, "bg_color": "#DCE4EE"},
    "open head": {**_HEAD, "bg_color": "#FFE799"},
    "locked": {**_EDGE, "bg_color": "#F4F6F8"},
    "centred": {**_EDGE, "bg_color": "#F4F6F8", "align": "center"},
    "text": {**_OPEN, "num_format": "@"},
    "state": {**_OPEN, "align": "center"},
    "value": {**_OPEN, "align": "right"},
    "at": {**_OPEN, "align": "center", "num_format": "yyyy-mm-dd"},
}
_MESSAGES: Mapping[str, str] = {
    "state": "请点右侧箭头，从列表中选择。留空表示本次不报。",
    "text": "请写明本期做了什么、做到什么程度。换行请按 Alt+Enter。",
    "problems": "没有可不填。",
    "next": "没有可不填。",
    "evidence": "每行一条：名称、空格、网址。没有网址的，只写名称。换行请按 Alt+Enter。",
    "value": "请填数字，不带单位。没有数据的留空。",
    "measure": "数值的计量单位，与目标一致的不必改。",
    "at": "数据截至哪一天，如 2024-12-31。",
    "source": "数据从哪里来，如统计年报、台账。",
}
_ERRORS: Mapping[str, str] = {
    "state": "请从列表中选择。",
    "value": "请填数字，不带单位。",
    "at": "请填日期，如 2024-12-31。",
}
_CUSTOM = re.compile(rb'(<row [^<>]*) customHeight="1"')
_LINE, _PADDING, _LEAST, _TALLEST = 14.3, 8, 62, 409
_MOST = 10**15
_FIRST_DAY = "1900-03-01"
"""Days before it, and numbers of more digits than a cell holds, are written as text."""
_PROTECTION = {"format_columns": True, "format_rows": True, "format_cells": False}


def write(form: Form, stamp: dt.datetime) -> bytes:
    """Return the xlsx of a form, created at `stamp`. Raises ValueError if a cell cannot hold its value."""
    from xlsxwriter import Workbook  # noqa: PLC0415  takes 0.2 s, which no other command needs

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        created = stamp.astimezone(dt.UTC).replace(tzinfo=None)  # XlsxWriter takes naive times for UTC
        book.set_properties({"title": form.title, "created": created})
        styles = {name: book.add_format(dict(style)) for name, style in _STYLES.items()}
        for sheet in form.sheets:
            _sheet(book, form, sheet, styles)
        _hidden(book, form)
    return repack(_growing(buffer.getvalue()), stamp)


def _growing(data: bytes) -> bytes:
    """Return a workbook whose rows grow as they are filled in: their heights are no wish of a person."""
    grown = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(grown, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, _CUSTOM.sub(rb"\1", archive.read(name)))
    return grown.getvalue()


def _sheet(book: Workbook, form: Form, sheet: FormSheet, styles: Mapping[str, Format]) -> None:
    page = book.add_worksheet(sheet.name)
    last = len(sheet.rows)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width, None, {"hidden": column.hidden})
        page.write_string(0, at, column.head, styles["open head" if column.is_open else "head"])
        for row, values in enumerate(sheet.rows, start=1):
            _cell(page, (row, at), values.get(column.key, ""), styles[_style(column)])
        if column.is_open and last:
            page.data_validation(1, at, last, at, _validation(column, len(form.states)))
    page.set_row(0, 28)
    for row, values in enumerate(sheet.rows, start=1):
        page.set_row(row, _height(sheet.columns, values))
    page.protect("", _PROTECTION)
    page.freeze_panes(1, [column.is_open for column in sheet.columns].index(True) - 1 if last else 0)
    _paper(page, form, last, len(sheet.columns) - 1)


def _height(columns: tuple[Column, ...], values: Values) -> float:
    """Return the height of a row in points: that of its longest text, and room for some lines at least."""
    lines = (
        len(line_breaks.fold(str(values.get(column.key, "")), column.width - MARGIN))
        for column in columns
        if not column.hidden
    )
    return min(max(_LEAST, max(lines) * _LINE + _PADDING), _TALLEST)


def _style(column: Column) -> str:
    if not column.is_open:
        return "centred" if column.key == "number" else "locked"
    return column.key if column.key in _ERRORS else "text"


def _cell(page: Worksheet, place: tuple[int, int], value: object, style: Format) -> None:
    status: int
    if isinstance(value, int | Decimal) and Decimal(repr(float(value))) == value:
        status = page.write_number(*place, float(value), style)
    elif style.num_format == "yyyy-mm-dd" and str(value) > _FIRST_DAY:
        status = page.write_datetime(*place, dt.datetime.fromisoformat(str(value)), style)
    elif str(value).startswith("<r>"):
        # XlsxWriter takes a string like <r>…</r> for its own markup; in a rich string it is escaped.
        status = page.write_rich_string(*place, str(value)[:1], style, str(value)[1:], style)
    elif value != "":
        status = page.write_string(*place, str(value), style)
    else:
        status = page.write_blank(*place, None, style)
    if status:
        raise ValueError(value)


def _validation(column: Column, states: int) -> dict[str, object]:
    told = {"input_title": column.head, "input_message": _MESSAGES[column.key], "ignore_blank": True}
    error = {"error_title": column.head, "error_message": _ERRORS.get(column.key, "")}
    match column.key:
        case "state":
            return {**told, **error, "validate": "list", "source": f"={layout.HIDDEN}!$D$1:$D${states}"}
        case "value":
            limits = {"minimum": -_MOST, "maximum": _MOST}
            return {**told, **error, "validate": "decimal", "criteria": "between", **limits}
        case "at":
            days = {"minimum": dt.date(1900, 3, 1), "maximum": dt.date(2199, 12, 31)}
            return {**told, **error, "validate": "date", "criteria": "between", **days}
        case _:
            return {**told, "validate": "any"}


def _paper(page: Worksheet, form: Form, last_row: int, last_column: int) -> None:
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.print_area(0, 0, last_row, last_column)
    page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    page.set_header("&C" + form.title.replace("&", "&&")[:200])
    page.set_footer("&C第 &P 页，共 &N 页")


def _hidden(book: Workbook, form: Form) -> None:
    page = book.add_worksheet(layout.HIDDEN)
    for row, pair in enumerate(layout.hidden_pairs(form.kind, form.round, form.unit.id, form.digest)):
        for at, text in enumerate(pair):
            page.write_string(row, at, text)
    for row, label in enumerate(form.states):
        page.write_string(row, 3, label)
    page.protect()
    page.very_hidden()
