"""Tables on a PDF page that no lines rule, or only lines across."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from plansite.importing.readers.pdf.cells import Block, Unpadded, wraps
from plansite.importing.readers.pdf.columns import Span, Strip, covered, regions, rest_above, strip
from plansite.importing.readers.pdf.grids import Grid, Wall
from plansite.importing.readers.pdf.row_ends import is_number, row_ends
from plansite.importing.readers.pdf.rows import TextRow, text_row
from plansite.importing.readers.pdf.tables import Table, overlap, table
from plansite.importing.readers.pdf.text import Glyph

_ACROSS = 0.6  # of a table's width, by a line
_MARGIN = 4.0  # points around the text of a column
_MOST_ROWS = 500  # of a page
_MOST_IN_COLUMNS = 3_000  # of a document
_FEW = 2
_HEADS = 2  # rows at the top of a page, above a table that goes on
_HEAD = 12  # characters
_SHORT = 4  # characters; if all cells below a head have no more, they are names
_NO_HEAD = re.compile(r"[0-9，。；：、…]|[.·]{2}")
_REMARK = re.compile(r"[（(][^（()）]*+[）)]")
_PROSE_LINES, _PROSE_WIDTH, _PROSE_FULL = 6, 10.0, 0.6


class TextColumns(Struct, frozen=True):
    """Text that is set in columns beside each other: where it begins, its rows by column, and their edges."""

    top: float
    rows: tuple[tuple[TextRow, ...], ...]
    edges: tuple[Span, ...]

    @property
    def text(self) -> str:
        """What is written in it."""
        return "".join(row.text for column in self.rows for row in column)


class Work:
    """Counts the rows that are looked at in columns, which is costly; past a limit, they are only rows."""

    def __init__(self) -> None:
        self._rows = 0

    def allows(self, rows: int) -> bool:
        """Count rows; return whether they may be looked at."""
        self._rows += rows
        return self._rows <= _MOST_IN_COLUMNS


class Aligned(NamedTuple):
    """What stands in columns on a page, and the rows that do not."""

    columns: list[Table | TextColumns]
    rows: list[list[Glyph]]


def aligned(rows: Sequence[list[Glyph]], walls: Sequence[Wall], before: Table | None, work: Work) -> Aligned:
    """Return the tables and the text in columns that rows of glyphs make.

    Signatures, lists of names and of contents stand in columns too: a table has a head, or lines across, or
    goes on from the page before, whose last table is `before`.
    """
    found: list[Table | TextColumns] = []
    inside = set[int]()
    strips = [strip(row) for row in rows] if len(rows) <= _MOST_ROWS else []
    for region in regions(strips):
        if not work.allows(region.stop - region.start):
            break
        start, goes_on = region.start, False
        if before is not None and not before.ruled and overlap(before.xs, _edges(region.columns)):
            start = rest_above(strips, region)
            goes_on = start <= _HEADS
        item = _item(strips[start : region.stop], region.columns, walls, goes_on=goes_on)
        if item is not None:
            found.append(item)
            inside.update(range(start, region.stop))
    return Aligned(found, [row for at, row in enumerate(rows) if at not in inside])


def _item(
    strips: Sequence[Strip], columns: Sequence[Span], walls: Sequence[Wall], *, goes_on: bool
) -> Table | TextColumns | None:
    """Return what rows in columns are, or None if they are only rows; a table may go on in them."""
    ruled = _walls_across(strips, columns, walls)
    by_lines = _FEW <= len(ruled) < len(strips)  # one is that under the head, very many are a drawing
    table = _made(strips, columns, ruled if by_lines else row_ends(strips, columns, after_break=goes_on))
    if by_lines or goes_on or _has_head(table):
        return table
    lines = _lines(strips, columns)
    if all(_is_prose(*each) for each in zip(lines, columns, strict=True)):
        return TextColumns(table.top, tuple(map(tuple, lines)), tuple(columns))
    return None


def _has_head(table: Table) -> bool:
    """Return whether the cells of the first row are words that may stand above columns."""
    words = [_REMARK.sub("", place.block.text) for place in table.rows[0] if place.own and place.block.rows]
    heads = all(len(word) <= _HEAD and not _NO_HEAD.search(word) for word in words)
    enough = heads and len(words) > _FEW and len(table.rows) >= _FEW
    below = [[place.block.text for place in row] for row in table.rows[1:]]
    numbered = all(is_number(texts[0]) for texts in below)
    return enough and (numbered or any(len(text) > _SHORT for texts in below for text in texts))


def _is_prose(lines: Sequence[TextRow], edges: Span) -> bool:
    """Return whether the lines of a column are those of a text: many, long and full."""
    full = sum(wraps(*pair, *edges) for pair in pairwise(lines))
    long = len(lines) >= _PROSE_LINES and edges[1] - edges[0] >= _PROSE_WIDTH * lines[0].size
    return long and full >= _PROSE_FULL * (len(lines) - 1)


def _lines(strips: Sequence[Strip], columns: Sequence[Span]) -> list[list[TextRow]]:
    """Return the lines of text in each column, from the top."""
    found: list[list[TextRow]] = [[] for _ in columns]
    for each in strips:
        for part, span in zip(each.parts, each.spans, strict=True):
            at = covered(span, columns)
            if len(at) == 1:
                found[at[0]].append(text_row(part))
    return found


def _walls_across(strips: Sequence[Strip], columns: Sequence[Span], walls: Sequence[Wall]) -> list[float]:
    """Return the heights of the lines that run across between rows of text, from the top."""
    left, right = columns[0][0], columns[-1][1]
    high, low = strips[0].y, strips[-1].y
    return sorted(
        (
            wall.at
            for wall in walls
            if low < wall.at < high
            and min(wall.stop, right) - max(wall.start, left) >= _ACROSS * (right - left)
        ),
        reverse=True,
    )


def _made(strips: Sequence[Strip], columns: Sequence[Span], ends: Sequence[float]) -> Table:
    """Return the table of rows in columns; a part that stands in several columns is a merged cell."""
    height, width = len(ends) + 1, len(columns)
    cells = [[row * width + column for column in range(width)] for row in range(height)]
    held: dict[int, list[Glyph]] = {}
    for each in strips:
        row = bisect_right(ends, -each.y, key=lambda end: -end)
        for part, span in zip(each.parts, each.spans, strict=True):
            at = covered(span, columns) or [0]
            for column in range(at[0], at[-1] + 1):
                cells[row][column] = cells[row][at[0]]
            held.setdefault(cells[row][at[0]], []).extend(part)
    ys = [strips[0].y + strips[0].size, *ends, strips[-1].y - strips[-1].size]
    grid = Grid(_edges(columns), tuple(ys), tuple(map(tuple, cells)))
    return table(grid, held, partial(_blocks, columns=columns), ruled=False)


def _edges(columns: Sequence[Span]) -> tuple[float, ...]:
    between = (right + min(_MARGIN, (left - right) / 2) for (_, right), (left, _) in pairwise(columns))
    return columns[0][0] - _MARGIN, *between, columns[-1][1] + _MARGIN


def _blocks(rows: Sequence[Unpadded], columns: Sequence[Span]) -> list[Block]:
    """Return blocks of rows that reach as far as the widest of their columns."""
    found = []
    for each, left, right in rows:
        at = covered((left, right), columns)
        found.append(Block(tuple(each), columns[at[0]][0], columns[at[-1]][1]))
    return found
