"""What a file holds, line by line: what a draft must reproduce, and what became data of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plansite.importing.lines.typography import typeset
from plansite.importing.readers.reader import Cell, Line
from plansite.importing.report.coverage import SourceLine
from plansite.importing.tables.found import Block, Table
from plansite.importing.tables.heads import Use, is_head

_DATA = frozenset({Use.NUMBER, Use.UNITS, Use.DUE})


def sources(lines: Sequence[Line], blocks: Iterable[Block], data: Iterable[str]) -> Iterator[SourceLine]:
    """Yield the lines and cells of a file; `blocks` are those of its plan, `data` the lines that became data.

    Heads of tables, and cells of units and deadlines, became data; so did numbers.
    """
    known = set(data)
    tables = [block for block in blocks if isinstance(block, Table)]
    in_tables = {(line.number, line.text) for table in tables for line in (*table.heads, *table.lines)}
    for line in lines:
        if (line.number, line.text) in in_tables:
            continue
        whole = typeset(line.text) in known
        yield from (SourceLine(line.number, text, whole or text in known) for text in _texts(line))
    for table in tables:
        for line in (*table.heads, *table.lines):
            yield from _cells(line, table)


def _cells(line: Line, table: Table) -> Iterator[SourceLine]:
    """Yield the texts of the cells of a row; a head, and all but the only cell of its row, may be data."""
    heads = line in table.heads or is_head(line, table.columns)
    alone = sum(bool(cell.text) for cell in line.cells if cell.own) == 1
    for at, cell in enumerate(line.cells or (Cell(line.text),)):
        known = not alone and at < len(table.columns) and table.columns[at].use in _DATA
        texts = cell.text.split("\n") if cell.own else ()
        yield from (SourceLine(line.number, typeset(text), heads or known) for text in texts if text)


def _texts(line: Line) -> list[str]:
    """Return the text of a line, or those of its cells."""
    words = [text for cell in line.cells if cell.own for text in cell.text.split("\n")] or [line.text]
    return [text for text in map(typeset, words) if text]
