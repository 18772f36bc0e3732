"""Find the tables among the lines of a document, and read those that list tasks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from plansite.importing.headings import form_of
from plansite.importing.readers.reader import Line
from plansite.importing.tables.heads import Column, head, is_head
from plansite.importing.tables.tasks import TableRow, rows

_A_PAIR = 2
_GOES_ON = re.compile(r"[（(]?续(?:上)?表[0-9一二三四五六七八九十]*[）)]?")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of tasks: the rows below its head, over all of its pages, and its columns."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

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
    """Add a table: to the one above, if it goes on with that on the next page."""
    before = _before(blocks)
    headed = head(run)
    same = headed is not None and before is not None and is_head(run[headed[0] - 1], before.columns)
    if before is not None and (same or (headed is None and _fits(run, before.columns))):
        del blocks[blocks.index(before) + 1 :]
        start = headed[0] if headed else 0
        blocks[-1] = replace(before, lines=(*before.lines, *run[start:]))
    elif headed is not None:
        start, columns = headed
        above = (line for line in run[:start] if len(_words(line)) == 1)
        blocks += (Line(" ".join(_words(line)), line.number) for line in above)
        blocks.append(Table(columns, run[start:]))
    elif _is_table(run):
        blocks += run
    else:
        blocks += (replace(line, cells=(), table=0) for line in run)


def _before(blocks: Sequence[Block]) -> Table | None:
    """Return the table that the blocks end with, if only 续表 stands behind it."""
    for block in reversed(blocks):
        if isinstance(block, Table):
            return block
        if not _GOES_ON.fullmatch(block.text):
            return None
    return None


def _fits(run: Sequence[Line], columns: Sequence[Column]) -> bool:
    return all(len(line.cells) == len(columns) for line in run)


def _words(line: Line) -> list[str]:
    """Return the texts of the cells of a row, each on one line."""
    return [" ".join(cell.text.split()) for cell in line.cells if cell.own and cell.text]


def _is_table(run: Sequence[Line]) -> bool:
    """Return whether rows are a table, and not lines in which tabs stand behind numbers."""
    cells = [_words(line) for line in run]
    numbered = sum(len(words) == _A_PAIR and bool(form_of(words[0])) for words in cells)
    return len(run) > 1 and max(map(len, cells)) > 1 and numbered < len(run) / 2
