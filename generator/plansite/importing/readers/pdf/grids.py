"""The grids of tables that the lines on a PDF page rule."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from msgspec import Struct

from plansite.importing.readers.pdf.paths import Rule

_NEAR = 4.0  # points; the borders of two cells that are drawn apart are nearer, rows and columns are not
_SHORTEST = 6.0
_FEWEST = 2  # edges of a column; lines that go through
_COVERED = 0.7  # of a side, by a line
_MOST_WALLS = 400  # of a page; more are a drawing
_MOST_PLACES = 4_000


class Wall(NamedTuple):
    """A line of a grid: where it stands, and from where to where it goes."""

    at: float
    start: float
    stop: float


class Grid(Struct, frozen=True):
    """The places of a table, between `xs` from the left and `ys` from the top.

    Each place has the number of its cell, counted row by row; the places of a merged cell share one.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    def cell(self, x: float, y: float) -> int | None:
        """Return the number of the cell in which a point is, or None if it is in none."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, -y, key=lambda each: -each) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return self.cells[row][column] if inside else None


class _Sets:
    """Numbers that are joined into sets."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def first(self, one: int) -> int:
        """Return the number that stands for the set of another."""
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Join the sets of two numbers; the least stands for all."""
        low, high = sorted((self.first(one), self.first(other)))
        self._above[high] = low


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """Return the grids on a page, from the top."""
    up = [rule for rule in rules if rule.end - rule.x <= rule.top - rule.y]
    rows, columns = across(rules), _walls((rule.x, rule.y, rule.top) for rule in up)
    if len(rows) + len(columns) > _MOST_WALLS:
        return []
    found = [grid for each in _connected(rows, columns) if (grid := _grid(*each)) is not None]
    return sorted(found, key=lambda grid: -grid.ys[0])


def across(rules: Iterable[Rule]) -> list[Wall]:
    """Return the lines that run along the rows of text."""
    return _walls((rule.y, rule.x, rule.end) for rule in rules if rule.end - rule.x >= rule.top - rule.y)


def _walls(lines: Iterable[tuple[float, float, float]]) -> list[Wall]:
    """Return lines `(at, start, stop)` as walls: what nearly touches is one."""
    groups: list[list[tuple[float, float, float]]] = []
    for line in sorted(lines):
        if groups and line[0] - groups[-1][0][0] <= _NEAR:
            groups[-1].append(line)
        else:
            groups.append([line])
    found: list[Wall] = []
    for group in groups:
        at, spans = (group[0][0] + group[-1][0]) / 2, sorted(line[1:] for line in group)
        begun = len(found)
        for start, stop in spans:
            if len(found) > begun and start - found[-1].stop <= _NEAR:
                found[-1] = found[-1]._replace(stop=max(stop, found[-1].stop))
            else:
                found.append(Wall(at, start, stop))
    return [wall for wall in found if wall.stop - wall.start >= _SHORTEST]


def _connected(rows: list[Wall], columns: list[Wall]) -> Iterable[tuple[list[Wall], list[Wall]]]:
    """Return the walls across and up that meet, set by set."""
    sets = _Sets(len(rows) + len(columns))
    upright = [(column.at, column.start - _NEAR, column.stop + _NEAR) for column in columns]
    for number, row in enumerate(rows):
        at, start, stop = row.at, row.start - _NEAR, row.stop + _NEAR
        for other, (x, low, high) in enumerate(upright, len(rows)):
            if start <= x <= stop and low <= at <= high:
                sets.join(number, other)
    found: dict[int, tuple[list[Wall], list[Wall]]] = {}
    for number, wall in enumerate([*rows, *columns]):
        found.setdefault(sets.first(number), ([], []))[number >= len(rows)].append(wall)
    return found.values()


def _grid(rows: list[Wall], columns: list[Wall]) -> Grid | None:
    """Return the grid of walls that meet, or None if they rule no table."""
    # A table may be open at its sides, or where the page ends: there the ends of its lines are walls.
    xs = _places([wall.at for wall in columns] + [end for wall in rows for end in wall[1:]])
    ys = _places([wall.at for wall in rows] + [end for wall in columns for end in wall[1:]])
    if len(xs) <= _FEWEST or len(xs) * len(ys) > _MOST_PLACES:
        return None
    along, upright = _sides(rows, ys, xs), _sides(columns, xs, ys)
    whole = _whole(along, xs)
    if not whole or whole + _whole(upright, ys) < _FEWEST:  # boxes that arrows connect
        return None
    grid = _merged(xs, ys, along, upright)
    return grid if len(grid.xs) > _FEWEST else None


def _places(values: Iterable[float]) -> list[float]:
    """Return values from the least on, one for those that are near each other."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _sides(walls: list[Wall], ats: list[float], stops: list[float]) -> set[tuple[int, int]]:
    """Return which sides of places the walls stand on, as `(line, place along the line)`."""
    found = set()
    for wall in walls:
        line = bisect_right(ats, wall.at) - 1
        for place, (start, stop) in enumerate(pairwise(stops)):
            if min(stop, wall.stop) - max(start, wall.start) >= _COVERED * (stop - start):
                found.add((line, place))
    return found


def _whole(sides: set[tuple[int, int]], stops: list[float]) -> int:
    """Return how many lines go through from end to end."""
    lengths = Counter(line for line, _ in sides)
    return sum(length == len(stops) - 1 for length in lengths.values())


def _merged(
    xs: list[float], ys: list[float], along: set[tuple[int, int]], upright: set[tuple[int, int]]
) -> Grid:
    """Return the grid in which places without a wall between them are one cell."""
    width, height = len(xs) - 1, len(ys) - 1
    sets = _Sets(width * height)  # from the top
    for row, column in product(range(height), range(width)):
        at, place = height - 1 - row, row * width + column
        if column and (column, at) not in upright:
            sets.join(place, place - 1)
        if row and (at + 1, column) not in along:
            sets.join(place, place - width)
    cells = [[sets.first(row * width + column) for column in range(width)] for row in range(height)]
    # Lines that part nothing are none.
    kept_rows = [row for row in range(height) if not row or cells[row] != cells[row - 1]]
    turned = list(zip(*cells, strict=True))
    kept_columns = [column for column in range(width) if not column or turned[column] != turned[column - 1]]
    numbers: dict[int, int] = {}
    return Grid(
        (*(xs[column] for column in kept_columns), xs[-1]),
        (*(ys[height - row] for row in kept_rows), ys[0]),
        tuple(
            tuple(numbers.setdefault(cells[row][column], len(numbers)) for column in kept_columns)
            for row in kept_rows
        ),
    )
