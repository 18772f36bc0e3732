"""A workbook that somebody sends, as plain cells: nothing in it is computed, followed or trusted."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import PurePath
from typing import Any

from msgspec import Struct

from plansite.diagnostics.problems import Message
from plansite.importing.readers.docx_zip import unpacked
from plansite.importing.readers.reader import Unreadable

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 20_000, 100, 50

NO_WORKBOOK = Message(
    "it is no .xlsx file: save the form as .xlsx in Excel, WPS or LibreOffice",
    "不是 .xlsx 文件：请用 Excel、WPS 或 LibreOffice 将表格另存为 .xlsx",
)
CSV = Message(
    "a .csv is of no use, it holds no form: send the .xlsx itself",
    ".csv 不含表格的全部内容，无法读取：请直接发送 .xlsx 表格",
)
LOCKED = Message("it has a password: save it without one", "文件设有密码：请另存为不带密码的 .xlsx")
DAMAGED = Message(
    "it is damaged: open it in the program that made it and save it again as .xlsx",
    "文件已损坏：请用生成它的软件打开，重新保存为 .xlsx",
)
TOO_LARGE = Message(
    "{size} bytes are more than {limit}: take pictures out of it, and save it again",
    "文件有 {size} 字节，超过上限 {limit}：请删去其中的图片，重新保存",
)
BOMB = Message(
    "it unpacks to more than {limit} bytes: fill in the form that was sent, and add nothing to it",
    "文件解压后超过 {limit} 字节：请在下发的表格中填写，不要另加内容",
)
FILES = Message(
    "it holds more than {limit} files: save it again as .xlsx",
    "其中的文件超过 {limit} 个：请重新保存为 .xlsx",
)
SHEETS = Message(
    "it has more than {limit} sheets: take out those that were added, and save it again",
    "工作表超过 {limit} 个：请删去另加的工作表，重新保存",
)
ROWS = Message(
    "the sheet {sheet} goes beyond row {limit}: take out the rows that were added, and save it again",
    "工作表“{sheet}”超过 {limit} 行：请删去另加的行，重新保存",
)
ELEMENTS = Message(
    "it has more than {limit} cells and marks: fill in the form that was sent, and add nothing to it",
    "单元格等超过 {limit} 个：请在下发的表格中填写，不要另加内容",
)

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]*?\bref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"
)
_FILLED = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*?\br=[\"'][A-Z]{1,3}([0-9]{1,12})[\"'][^<>]*>\s*<(?:\w+:)?(?:v|f|is)\b"
)
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\s[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.')
_START = 4096


class Text(Struct, frozen=True):
    """A text, with the line ends of this program."""

    text: str


class Formula(Struct, frozen=True):
    """A formula by its source, which begins with =."""

    text: str


class Failed(Struct, frozen=True):
    """A value that is an error, such as #REF!."""

    text: str


class Percent(Struct, frozen=True):
    """A number that is shown as a percentage: 0.042 is seen as 4.2%."""

    value: int | float


Cell = Text | Formula | Failed | Percent | int | float | bool | dt.datetime | dt.date | dt.time
Row = tuple[int, dict[int, Cell]]
"""The number of a row, from 1, and its cells that are not empty, by column, from 1."""


class Sheet(Struct, frozen=True):
    """The rows of a sheet that are not empty, and its merged cells: first column and row, last ones.

    `links` are the addresses that cells lead to, by the name of the cell.
    """

    name: str
    rows: tuple[Row, ...]
    merged: tuple[tuple[int, int, int, int], ...]
    links: Mapping[str, str]


def is_old(name: str, data: bytes) -> bool:
    """Return whether a file has the format of Excel 97–2003, or is .ods, and no password that is seen."""
    if PurePath(name).suffix.lower() == ".ods":
        return data.startswith(b"PK")
    return data.startswith(_OLE) and _ENCRYPTED not in data


def check_name(name: str, data: bytes) -> None:
    """Raise Unreadable if a file is a table in plain text, which lacks what tells whose form it is."""
    if PurePath(name).suffix.lower() == ".csv" and not data.startswith(b"PK"):
        raise Unreadable(CSV)


def check_size(data: bytes) -> None:
    """Raise Unreadable if a file is too large."""
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_LARGE, {"size": len(data), "limit": MAX_BYTES})


def read(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of an .xlsx. Raise Unreadable, and nothing else, if it cannot be read."""
    check_size(data)
    if data.startswith(_OLE):
        raise Unreadable(LOCKED if _ENCRYPTED in data else NO_WORKBOOK)
    if not data.startswith(b"PK"):
        raise Unreadable(NO_WORKBOOK)
    try:
        return tuple(_sheets(unpacked(data, bomb=BOMB, many=FILES, elements=ELEMENTS)))
    except Unreadable:
        raise
    except Exception as error:  # openpyxl may raise anything on a damaged file
        raise Unreadable(DAMAGED) from error


def _sheets(data: bytes) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # noqa: PLC0415  takes 0.2 s, which no other command needs

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if any(_declares(archive.read(name)) for name in archive.namelist()):
            raise Unreadable(DAMAGED)
        # What it leaves out of a file is nothing that is read here, and what it prints belongs to no result.
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            book: Any = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            if len(book.worksheets) > MAX_SHEETS:
                raise Unreadable(SHEETS, {"limit": MAX_SHEETS})
            for sheet in book.worksheets:
                path = sheet._worksheet_path.lstrip("/")  # noqa: SLF001  merged cells are in no other place
                raw = archive.read(path)
                if any(int(row) > MAX_ROWS for row in _FILLED.findall(raw)):
                    raise Unreadable(ROWS, {"sheet": sheet.title, "limit": MAX_ROWS})
                folder, _, file = path.rpartition("/")
                rels = f"{folder}/_rels/{file}.rels"
                targets = archive.read(rels) if rels in archive.namelist() else b""
                links = dict(_links(raw, targets))
                yield Sheet(sheet.title, tuple(_rows(sheet)), tuple(_merged(raw)), links)


def _declares(raw: bytes) -> bool:
    """Return whether an XML file declares entities, or could do so in an encoding that hides it."""
    return bool(_DECLARED.search(raw)) or b"\0" in raw[:_START]


def _rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401  its types are those of another class
    for cells in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS):
        found = {
            each.column: cell
            for each in cells
            if each.value is not None and (cell := _cell(each)) is not None
        }
        if found:
            number = next(each.row for each in cells if each.value is not None)
            yield number, found


def _cell(cell: Any) -> Cell | None:  # noqa: ANN401  openpyxl's cells have values of any type
    value = cell.value
    if cell.data_type == "e":
        return Failed(str(value))
    if cell.data_type == "f":
        return Formula(str(getattr(value, "text", None) or value))
    if isinstance(value, int | float) and not isinstance(value, bool) and _is_percent(cell.number_format):
        return Percent(value)
    if isinstance(value, bool | int | float | dt.datetime | dt.date | dt.time):
        return value
    text = str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return Text(text) if text.strip() else None


def _is_percent(form: object) -> bool:
    """Return whether a number format shows percentages; % in quotes is a mere character."""
    return "%" in _LITERAL.sub("", str(form))


def _merged(raw: bytes) -> Iterator[tuple[int, int, int, int]]:
    for left, top, right, bottom in _MERGED.findall(raw):
        yield _column(left), int(top), _column(right), int(bottom)


def _links(sheet: bytes, rels: bytes) -> Iterator[tuple[str, str]]:
    """Yield the cells of a sheet that lead to an address outside the workbook, with the address."""
    found = (_attributes(each) for each in _RELATION.findall(rels))
    targets = {each.get("Id", ""): each.get("Target", "") for each in found if "External" in each.values()}
    for each in map(_attributes, _LINK.findall(sheet)):
        target = targets.get(next((value for key, value in each.items() if key.endswith(":id")), ""))
        if target:
            anchor = f"#{each['location']}" if each.get("location") else ""
            yield each.get("ref", "").partition(":")[0], target + anchor


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        key.decode(): html.unescape(value[1:-1].decode("utf-8", "replace"))
        for key, value in _ATTRIBUTE.findall(tag)
    }


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def place(row: int, column: int) -> str:
    """Return the name of a cell, such as F7."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
