"""Assign rows to columns so that the total weight is greatest (the assignment problem), on a sparse graph.

Shortest augmenting paths with dual values: R. Jonker and A. Volgenant, "A shortest augmenting path algorithm
for dense and sparse linear assignment problems", Computing 38 (1987). Libraries for it either need NumPy or
take the whole matrix, which has 25 million cells for 5,000 items.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from msgspec import Struct, field

_STEPS = 20
"""Steps for each edge of the graph; after so many, rows that are left take the best column that is free."""


def heaviest(weights: Sequence[Mapping[int, int]]) -> dict[int, int]:
    """Return the column of each row that gets one, so that the sum of the weights is greatest.

    `weights` holds, for each row, the weight of each column that it may take, above zero. No two rows take
    the same column.
    """
    solver = _Solver(weights)
    for row in range(len(weights)):
        solver.place(row)
    return dict(sorted(solver.column_of.items()))


class _Search(Struct):
    """What a search for a place has reached: rows and columns with their distances.

    `cost` is that of the best end so far: at the free column `end`, or by taking its column from the row
    `left_out`.
    """

    cost: int
    left_out: int
    end: int | None = None
    rows: dict[int, int] = field(default_factory=dict)
    columns: dict[int, int] = field(default_factory=dict)
    came_from: dict[int, int] = field(default_factory=dict)
    """The row from which each column was reached."""


class _Solver:
    """A best assignment of the rows placed so far, with the dual values that prove it.

    For every edge, worth[row] + price[column] is at least its weight, and equal to it where assigned. Rows
    without a column are worth 0, and free columns have no price.
    """

    def __init__(self, weights: Sequence[Mapping[int, int]]) -> None:
        self._weights = weights
        self._worth = [0] * len(weights)
        self._price: dict[int, int] = {}
        self._row_of: dict[int, int] = {}
        self.column_of: dict[int, int] = {}
        self._steps_left = _STEPS * sum(map(len, weights))

    def place(self, row: int) -> None:
        """Add a row: give it a column, moving other rows to other columns, or leave one of them out."""
        edges = self._weights[row]
        if self._steps_left <= 0:
            free = {column: weight for column, weight in edges.items() if column not in self._row_of}
            if free:
                self._assign(row, max(free, key=free.__getitem__))
            return
        worths = (weight - self._price.get(column, 0) for column, weight in edges.items())
        self._worth[row] = max(0, max(worths, default=0))
        found = self._search(row)
        self._reprice(found)
        self._move(found)

    def _search(self, start: int) -> _Search:
        """Find the cheapest way to place `start`, by Dijkstra's algorithm on the slack of the edges."""
        found = _Search(self._worth[start], start, rows={start: 0})
        waiting: list[tuple[int, int, int]] = []
        self._reach(start, 0, waiting)
        while waiting:
            distance, column, row = heappop(waiting)
            if distance >= found.cost:
                break
            if column in found.columns:
                continue
            found.columns[column], found.came_from[column] = distance, row
            following = self._row_of.get(column)
            if following is None:
                found.cost, found.end = distance, column
                break
            found.rows[following] = distance
            if distance + self._worth[following] < found.cost:
                found.cost, found.left_out = distance + self._worth[following], following
            self._reach(following, distance, waiting)
        return found

    def _reach(self, row: int, distance: int, waiting: list[tuple[int, int, int]]) -> None:
        for column, weight in self._weights[row].items():
            slack = self._worth[row] + self._price.get(column, 0) - weight
            heappush(waiting, (distance + slack, column, row))
        self._steps_left -= len(self._weights[row])

    def _reprice(self, found: _Search) -> None:
        for row, distance in found.rows.items():
            self._worth[row] -= max(0, found.cost - distance)
        for column, distance in found.columns.items():
            self._price[column] = self._price.get(column, 0) + max(0, found.cost - distance)

    def _move(self, found: _Search) -> None:
        """Let each row on the way take the column that it leads to."""
        column = found.end if found.end is not None else self.column_of.pop(found.left_out, None)
        while column is not None:
            row = found.came_from[column]
            before = self.column_of.get(row)
            self._assign(row, column)
            column = before

    def _assign(self, row: int, column: int) -> None:
        self.column_of[row], self._row_of[column] = column, row
