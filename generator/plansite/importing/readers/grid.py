"""Lay the cells of a table out in its grid: a merged cell covers several places and stands at the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plansite.importing.readers.reader import Cell

MAX_COLUMNS = 100
"""Places of a row that are kept; no table of a plan has as many."""


_LEAST_ROWS, _LEAST_CELLS = 2, 3
"""What a table of tasks has at least: a head and a row, with a task and two things that are said of it."""


class Spanned(NamedTuple):
    """A cell of a source: its text, and how many columns and rows it covers.

    `goes_on` marks a cell that only continues the one above it, as Word writes merged cells.
    """

    text: str
    across: int = 1
    down: int = 1
    goes_on: bool = False


def are_of_data(rows: Iterable[int]) -> bool:
    """Return whether a table in which another one stands is data, and does not lay the page out.

    `rows` are the numbers of cells with words in the rows that have no table in them.
    """
    return sum(cells >= _LEAST_CELLS for cells in rows) >= _LEAST_ROWS


def laid_out(rows: Iterable[Sequence[Spanned]]) -> Iterator[tuple[Cell, ...]]:
    """Yield the places of each row of a table, left to right."""
    reaching: dict[int, tuple[str, int]] = {}  # column: the text that reaches down into it, and how far
    above: tuple[Cell, ...] = ()
    for row in rows:
        below: dict[int, tuple[str, int]] = {}
        places: list[Cell] = []
        for cell in row:
            places += _reached(len(places), reaching, below)
            at = len(places)
            if at >= MAX_COLUMNS:
                places[-1] = _with(places[-1], cell.text)
                continue
            goes_on = cell.goes_on and not cell.text and at < len(above)
            text = above[at].text if goes_on else cell.text
            across = min(max(cell.across, 1), max(1, MAX_COLUMNS - at - len(row)))
            places += [Cell(text, own=not goes_on and step == 0) for step in range(across)]
            if cell.down > 1:
                below |= dict.fromkeys(range(at, at + across), (text, cell.down - 1))
        places += _reached(len(places), reaching, below)
        above, reaching = tuple(places), below
        yield above


def _with(last: Cell, text: str) -> Cell:
    """Return the last place that is kept with the text of a cell behind it."""
    return Cell("\n".join(filter(None, (last.text if last.own else "", text))))


def _reached(
    at: int, reaching: dict[int, tuple[str, int]], below: dict[int, tuple[str, int]]
) -> Iterator[Cell]:
    """Yield the places from `at` on that cells of rows above reach down into."""
    while at in reaching:
        text, left = reaching[at]
        if left > 1:
            below[at] = (text, left - 1)
        yield Cell(text, own=False)
        at += 1
