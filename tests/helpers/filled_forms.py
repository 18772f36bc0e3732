"""Forms of a round as units send them back: filled in, or spoilt, through openpyxl."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

ITEMS, MEASURES, CONCLUSIONS, HIDDEN = "填报表", "目标完成情况", "汇总表", "plansite"
Cells = Mapping[str, Any]
"""What is written into a row, by the heads of the columns."""


def heads(sheet: Worksheet) -> dict[str, int]:
    """Return the columns of a sheet, from 1, by their heads."""
    return {str(cell.value): cell.column for cell in sheet[1] if cell.column is not None}


def row_of(sheet: Worksheet, ident: str) -> int:
    """Return the number of the row of an item or a target."""
    column = heads(sheet)["id"]
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, column).value == ident)


def fill(sheet: Worksheet, ident: str, cells: Cells) -> None:
    """Write values into the row of an item or a target."""
    row, columns = row_of(sheet, ident), heads(sheet)
    for head, value in cells.items():
        sheet.cell(row, columns[head]).value = value


def put(sheet: Worksheet, ident: str, head: str, value: Any) -> str:  # noqa: ANN401  as above
    """Write a value into one cell, and return where that is: F7."""
    cell = sheet.cell(row_of(sheet, ident), heads(sheet)[head])
    cell.value = value
    return cell.coordinate


def filled(path: Path, sheets: Mapping[str, Mapping[str, Cells]], to: Path | None = None) -> Path:
    """Fill in a form, sheet by sheet and row by row, and save it at `to`, or where it is."""
    book = load_workbook(path)
    for name, rows in sheets.items():
        for ident, cells in rows.items():
            fill(book[name], ident, cells)
    place = to or path
    book.save(place)
    return place


def shuffled(data: bytes, seed: int) -> bytes:
    """Return a form with the rows and columns of its sheets in another order, saved by openpyxl."""
    chance = random.Random(seed)  # noqa: S311  an order, no secret
    book = load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        if sheet.title == HIDDEN:
            continue
        rows = [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]
        body = rows[1:]
        chance.shuffle(body)
        columns = list(range(len(rows[0])))
        chance.shuffle(columns)
        for number, row in enumerate([rows[0], *body], start=1):
            for at, column in enumerate(columns, start=1):
                cell = sheet.cell(number, at)
                cell.value, cell.number_format = row[column]
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook as openpyxl saves it."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
