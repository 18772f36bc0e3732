"""Find the tables among the lines of a document, and read those that list tasks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from plansite.importing.grammar import units
from plansite.importing.grammar.spelling import squeeze
from plansite.importing.lines.printed import form_of
from plansite.importing.readers.reader import Cell, Line
from plansite.importing.tables.heads import Column, Use, head, is_head
from plansite.importing.tables.sheets import sheet
from plansite.importing.tables.tasks import TableRow, rows
from plansite.importing.tables.widths import fitted

_A_PAIR = 2
_BETWEEN, _SHORT = 2, 40
"""Most lines across a table between its parts, and the most characters of one."""
_GOES_ON = re.compile(r"[（(]?续(?:上)?表[0-9一二三四五六七八九十]*[）)]?")


class Table(Struct, frozen=True):
    """A table of tasks: the rows below its head, over all of its pages, and its columns."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    heads: tuple[Line, ...] = ()
    """The rows that head its columns."""

    @property
    def rows(self) -> Iterator[TableRow]:
        """What the rows hold, in order."""
        return rows(self.lines, self.columns)


Block = Line | Table


def found(lines: Iterable[Line]) -> list[Block]:
    """Return the lines and the tables of tasks of a document, in order.

    A line that still has `cells` is a row of a table that lists no tasks: it stays text, its cells apart.
    """
    blocks: list[Block] = []
    for table, group in groupby(lines, key=lambda line: line.table):
        run = tuple(group)
        if table:
            _add(blocks, run)
        else:
            blocks += run
    return blocks


def _add(blocks: list[Block], run: tuple[Line, ...]) -> None:
    """Add a table: to the one above, if it goes on with that on the next page or below a line across it."""
    headed = head(run)
    start, columns = headed or (0, ())
    run = (*run[:start], *(fitted(line, columns) for line in run[start:])) if headed else run
    before, between = _behind_table(blocks)
    if before is not None and _continues(before, run, start, between):
        again = [line for line in between if _GOES_ON.fullmatch(line.text)]
        across = [_across(line, len(before.columns)) for line in between if line not in again]
        lines = (*before.lines, *across, *run[start:])
        whole = replace(before, lines=lines, heads=(*before.heads, *again, *run[:start]))
        blocks[len(blocks) - len(between) - 1 :] = [whole]
    elif headed is not None and _names_units(run[start:], columns):
        above = [line for line in run[:start] if len(_words(line)) == 1]
        blocks += (Line(" ".join(_words(line)), line.number) for line in above)
        blocks.append(Table(columns, run[start:], tuple(line for line in run[:start] if line not in above)))
    elif (pairs := sheet(run)) is not None:
        blocks += pairs
    elif _is_table(run):
        blocks += run
    else:
        blocks += (replace(line, cells=(), table=0) for line in run)


def _behind_table(blocks: Sequence[Block]) -> tuple[Table | None, list[Line]]:
    """Return the last table if at most a short line or two stand behind it, and these."""
    between: list[Line] = []
    for block in reversed(blocks[-_BETWEEN - 1 :]):
        if isinstance(block, Table):
            return block, between[::-1]
        if block.cells or len(block.text) > _SHORT or "。" in block.text:
            break
        between.append(block)
    return None, []


def _continues(before: Table, run: Sequence[Line], start: int, between: Sequence[Line]) -> bool:
    """Return whether `run`, with `start` rows of a head, is more of the table `before`.

    It has the head of that again, with nothing but 续表 between them, or none and as many columns.
    """
    if start:
        apart = any(not _GOES_ON.fullmatch(line.text) for line in between)
        return not apart and is_head(run[start - 1], before.columns)
    return all(len(line.cells) == len(before.columns) for line in run)


def _across(line: Line, width: int) -> Line:
    """Return a line as a row of one cell."""
    return replace(line, cells=(Cell(line.text), *[Cell("")] * (width - 1)), table=1)


def _names_units(run: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Return whether a column of units holds units, where its head leaves that open."""
    places = [at for at, column in enumerate(columns) if column.use is Use.UNITS]
    if any(columns[at].is_certain for at in places):
        return True
    cells = [line.cells[at].text for line in run for at in places if at < len(line.cells)]
    named = [cell for cell in cells if units.read(squeeze(cell).text, strict=True)]
    return len(named) > sum(map(bool, cells)) / 2


def _words(line: Line) -> list[str]:
    """Return the texts of the cells of a row, each on one line."""
    return [" ".join(cell.text.split()) for cell in line.cells if cell.own and cell.text]


def _is_table(run: Sequence[Line]) -> bool:
    """Return whether rows are a table, and not lines in which tabs stand behind numbers."""
    cells = [_words(line) for line in run]
    numbered = sum(len(words) == _A_PAIR and bool(form_of(words[0])) for words in cells)
    return len(run) > 1 and max(map(len, cells)) > 1 and numbered < len(run) / 2
