"""A sheet of a form as rows of cells by column, wherever its columns and rows have gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from plansite.progress import form_codes as codes
from plansite.progress.form_layout import ID, Column
from plansite.progress.form_problems import Told
from plansite.progress.workbook import Cell, Failed, Formula, Percent, Sheet, Text, place

_HEAD_ROWS = 30


class FormRow(Struct, frozen=True):
    """A row: its number, its id, and its cells that are not empty, by key of the column."""

    number: int
    id: str
    cells: Mapping[str, Cell]


class Found(Struct, frozen=True):
    """A sheet of a form: the number of its head row, its columns by key, and its rows."""

    sheet: Sheet
    head: int
    columns: Mapping[str, int]
    rows: tuple[FormRow, ...]

    def at(self, row: FormRow, key: str) -> tuple[str, str]:
        """Return the sheet and the cell of a row, for a problem."""
        return self.sheet.name, place(row.number, self.columns[key]) if key in self.columns else ""


def words(cell: Cell | None) -> str:
    """Return the text of a locked cell, its white space as one space each."""
    if isinstance(cell, Percent):
        cell = cell.value
    text = cell.text if isinstance(cell, Text | Formula | Failed) else "" if cell is None else str(cell)
    return " ".join(text.split())


def find(
    sheets: Sequence[Sheet], name: str, columns: Sequence[Column], told: Told, optional: Iterable[str] = ()
) -> Found | None:
    """Return the sheet `name`, or one with its heads; None, with a problem told, if it cannot be read.

    Columns in `optional` may have other heads than those known.
    """
    named = [sheet for sheet in sheets if sheet.name == name]
    others = [sheet for sheet in sheets if sheet.name != name]
    for sheet in (*named, *others):
        head = _head(sheet, columns)
        if head is not None:
            if sheet.name != name:
                told.add(codes.SHEET_RENAMED, (sheet.name, ""), {"name": name})
            return _found(sheet, head, columns, told, frozenset(optional))
    if named:
        return _found(named[0], _first_row(named[0]), columns, told, frozenset(optional))
    return None


def _head(sheet: Sheet, columns: Sequence[Column]) -> int | None:
    """Return the number of the row that has the heads of the columns, or most of them."""
    wanted = {column.head for column in columns}
    for number, cells in sheet.rows[:_HEAD_ROWS]:
        heads = {words(cell) for cell in cells.values()}
        if ID in heads and 2 * len(wanted & heads) > len(wanted):
            return number
    return None


def _first_row(sheet: Sheet) -> int:
    return sheet.rows[0][0] if sheet.rows else 1


def _found(
    sheet: Sheet, head: int, columns: Sequence[Column], told: Told, optional: frozenset[str]
) -> Found | None:
    heads = next((cells for number, cells in sheet.rows if number == head), {})
    places: dict[str, int] = {}
    fine = True
    for column in columns:
        at = [number for number, cell in sorted(heads.items()) if words(cell) == column.head]
        if at:
            places[column.key] = at[0]
        if len(at) > 1:
            told.add(codes.COLUMN_TWICE, (sheet.name, place(head, at[1])), {"head": column.head})
            fine = False
        if not at and column.key not in optional:
            told.add(codes.COLUMN_MISSING, (sheet.name, place(head, 1)), {"head": column.head})
            fine = False
    if not fine:
        return None
    _merged(sheet, head, places, told)
    return Found(sheet, head, places, tuple(_rows(sheet, head, places, columns, told)))


def _merged(sheet: Sheet, head: int, places: Mapping[str, int], told: Told) -> None:
    """Tell cells that were merged where there should be one for each row and column."""
    last = max((number for number, _ in sheet.rows), default=head)
    for left, top, right, bottom in sheet.merged:
        inside = any(left <= column <= right for column in places.values())
        if inside and bottom >= head and top <= last and (left, top) != (right, bottom):
            cells = f"{place(top, left)}:{place(bottom, right)}"
            told.add(codes.MERGED, (sheet.name, place(top, left)), {"cells": cells})


def _rows(
    sheet: Sheet, head: int, places: Mapping[str, int], columns: Sequence[Column], told: Told
) -> Iterator[FormRow]:
    for number, cells in sheet.rows:
        if number <= head:
            continue
        by_key = {
            column.key: cells[places[column.key]] for column in columns if places.get(column.key) in cells
        }
        ident = words(by_key.pop(ID, None))
        if ident:
            yield FormRow(number, ident, by_key)
        elif by_key:
            first = min(places[key] for key in by_key)
            told.add(codes.ROW_WITHOUT_ID, (sheet.name, place(number, first)), {})
