"""What a workbook is, before any format: plain records that hold all it shows, and the names of sheets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MOST_LINES = 25
"""How many lines a row holds: it can be 409 points high."""

MARGIN = 4
"""How much less than its column's width a line of a cell holds, in half-width characters."""

NAME_LENGTH = 31
"""How long the name of a sheet can be, in UTF-16 units."""

UPRIGHT = 24
"""How many characters of a vertical head stand one above the other; a longer one lies on its side."""

_FORBIDDEN = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a table over `span` columns of its sheet.

    A `centred` one holds signs and numbers, which are not said again where a row goes on in the next.
    `turn` is how its head stands: "" as the rest, "upright" in vertical lines, "side" lying on its side.
    """

    label: str
    span: int = 1
    centred: bool = False
    turn: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The values of a row, a number for what can be counted; `strong` ones stand above those they hold."""

    values: tuple[str | int, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table with what is said above it, and the totals below it where it has any."""

    heading: str
    note: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    totals: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: title, small lines, tables. `widths` are those of its columns in half-width characters.

    `frozen` columns and all that is above the rows stay in view where the sheet is one table with a filter;
    else it is None.
    """

    name: str
    title: str
    lines: tuple[str, ...]
    widths: tuple[int, ...]
    tables: tuple[SheetTable, ...]
    frozen: int | None = None


@dataclass(frozen=True, slots=True)
class PlanWorkbook:
    """A workbook: its title and subject for the file's properties, and its sheets."""

    title: str
    subject: str
    sheets: tuple[Sheet, ...]


def sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return a name that Excel takes for each of `wanted`, in order, no two of them alike."""
    taken = {"history"}  # which Excel keeps for itself
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
