"""Make the rows of a table as wide as its head, where a source left cells out or merged too many places."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from plansite.importing.grammar import units
from plansite.importing.grammar.spelling import squeeze
from plansite.importing.lines.printed import form_of
from plansite.importing.readers.reader import Cell, Line, is_row
from plansite.importing.tables.heads import Column, Use


def fitted(line: Line, columns: Sequence[Column]) -> Line:
    """Return a row with a place for each column; a row that then lists no task is returned as it is.

    Blank cells at the end may be left out of a source. A cell that is merged over more places than there are
    gives way to the cells behind it.
    """
    width, cells = len(columns), line.cells
    if len(cells) == width or not is_row(line):
        return line
    cells = _narrowed(cells, width) if len(cells) > width else (*cells, *[Cell("")] * (width - len(cells)))
    lists_a_task = len(cells) == width and any(map(_shows_a_task, cells, columns))
    return replace(line, cells=cells) if lists_a_task else line


def _narrowed(cells: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    """Return cells without blank ones at the end that are too many, or with the widest one made narrower."""
    end = len(cells)
    while end > width and not cells[end - 1].text:
        end -= 1
    starts = [at for at in range(end) if at == 0 or cells[at].own or cells[at].text != cells[at - 1].text]
    spans = [(after - at, at) for at, after in zip(starts, [*starts[1:], end], strict=True)]
    widest, at = max(spans)
    more = end - width
    return (*cells[: at + 1], *cells[at + 1 + more : end]) if widest > more else tuple(cells[:end])


def _shows_a_task(cell: Cell, column: Column) -> bool:
    """Return whether a cell holds a number in the column of numbers, or units in one of units."""
    if column.use is Use.NUMBER:
        return cell.text.isdigit() or bool(form_of(cell.text))
    return column.use is Use.UNITS and bool(units.read(squeeze(cell.text).text, strict=True) and cell.text)
