"""A workbook before any file format: plain records of all that it shows, and valid names for its sheets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from msgspec import Struct

MOST_LINES = 25
"""Lines that fit into a row, which can be 409 points high."""

MARGIN = 4
"""Half-width characters by which a line in a cell is shorter than the column is wide."""

NAME_LENGTH = 31
"""The longest name that a sheet can have, in UTF-16 code units."""

UPRIGHT = 24
"""The most characters of a header that is set vertically; a longer one is rotated."""

_FORBIDDEN = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")


class SheetColumn(Struct, frozen=True):
    """A column of a table that covers `span` columns of its sheet.

    A `centred` column holds signs and numbers, which are not repeated in continuation rows. `turn` is how its
    header is set: "" like the rest, "upright" in vertical lines, "side" rotated.
    """

    label: str
    span: int = 1
    centred: bool = False
    turn: str = ""


class SheetRow(Struct, frozen=True):
    """The values of a row, with numbers for counts; a `strong` row contains the rows below it."""

    values: tuple[str | int, ...]
    strong: bool = False


class SheetTable(Struct, frozen=True):
    """A table with a heading and a note above it, and totals below it if it has any."""

    heading: str
    note: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    totals: tuple[str | int, ...] = ()


class Sheet(Struct, frozen=True):
    """A sheet: title, small lines, tables. `widths` are its column widths in half-width characters.

    If the sheet is one table with a filter, `frozen` is the number of columns that stay in view, along with
    all that is above the rows; otherwise it is None.
    """

    name: str
    title: str
    lines: tuple[str, ...]
    widths: tuple[int, ...]
    tables: tuple[SheetTable, ...]
    frozen: int | None = None


class PlanWorkbook(Struct, frozen=True):
    """A workbook: its sheets, and a title, a subject and an author for the file's properties."""

    title: str
    subject: str
    author: str
    sheets: tuple[Sheet, ...]


def sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return a name that Excel accepts for each of `wanted`, in order, no two of them alike."""
    taken = {"history"}  # reserved by Excel
    found: list[str] = []
    for each in wanted:
        base = " ".join(each.translate(_FORBIDDEN).split()) or "表"
        name, number = _cut(base, NAME_LENGTH), 1
        while _alike(name) in taken:
            number += 1
            suffix = f"（{number}）"
            name = _cut(base, NAME_LENGTH - len(suffix)) + suffix
        taken.add(_alike(name))
        found.append(name)
    return tuple(found)


def _cut(name: str, length: int) -> str:
    return name.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")


def _alike(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
