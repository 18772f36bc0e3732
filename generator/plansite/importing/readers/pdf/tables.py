"""The tables of a PDF: their cells, put together again where a page ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import and_, or_

from msgspec import Struct
from msgspec.structs import replace

from plansite.importing.readers.pdf.cells import Block, Unpadded, padded, wraps
from plansite.importing.readers.pdf.grids import Grid
from plansite.importing.readers.pdf.rows import ENDS, grouped, text_row
from plansite.importing.readers.pdf.text import Glyph
from plansite.importing.readers.reader import Cell, Line, row

_NEAR = 4.0  # points
_MIDDLE = 0.35  # of the font size: how far the middle of a character is above its base line
_NEARLY_ALL = 0.8
_MOST_HEADS = 4
_RECENT = 100  # rows that show what cells of a column are like


class Place(Struct, frozen=True):
    """A place of a table: what its cell holds, and whether it is the first of its cell."""

    block: Block
    own: bool = True


Row = tuple[Place, ...]


class Table(Struct, frozen=True):
    """A table or a part of one on a page: its top, the edges of its columns, its rows, and if it is ruled."""

    top: float
    xs: tuple[float, ...]
    rows: tuple[Row, ...]
    ruled: bool

    @property
    def text(self) -> str:
        """What its cells hold."""
        return "".join(place.block.text for places in self.rows for place in places if place.own)

    @property
    def has_neighbours(self) -> bool:
        """Whether there is text in cells beside each other, and not only in a frame or boxes."""
        return any(len({id(place.block) for place in row if place.block.rows}) > 1 for row in self.rows)


def ruled(grid: Grid, glyphs: Iterable[Glyph]) -> tuple[Table, list[Glyph]]:
    """Return the table in a grid, and the glyphs outside it."""
    held: dict[int, list[Glyph]] = {}
    outside = []
    for glyph in glyphs:
        cell = grid.cell((glyph.x + glyph.end) / 2, glyph.y + _MIDDLE * glyph.size)
        if cell is None:
            outside.append(glyph)
        else:
            held.setdefault(cell, []).append(glyph)
    return table(grid, held, padded, ruled=True), outside


def table(
    grid: Grid,
    held: dict[int, list[Glyph]],
    blocks_of: Callable[[Sequence[Unpadded]], list[Block]],
    *,
    ruled: bool,
) -> Table:
    """Return the table of a grid whose cells hold glyphs; `blocks_of` says how the cells are padded."""
    columns: dict[int, list[int]] = {}
    for numbers in grid.cells:
        for column, number in enumerate(numbers):
            columns.setdefault(number, []).append(column)
    texts = [
        ([text_row(each) for each in grouped(held.get(number, ()))], grid.xs[min(at)], grid.xs[max(at) + 1])
        for number, at in columns.items()
    ]
    blocks = dict(zip(columns, blocks_of(texts), strict=True))
    seen: set[int] = set()
    rows = []
    for numbers in grid.cells:
        places = []
        for number in numbers:
            places.append(Place(blocks[number], number not in seen))
            seen.add(number)
        rows.append(tuple(places))
    return Table(grid.ys[0], grid.xs, tuple(rows), ruled)


def goes_on(parts: Sequence[tuple[int, Table]], page: int, part: Table) -> bool:
    """Return whether a table that is the next on the pages is one more part of a table, on the next page."""
    return not parts or (page > parts[-1][0] and same_columns(parts[-1][1], part))


def same_columns(one: Table, other: Table) -> bool:
    """Return whether two tables may be parts of one."""
    if one.ruled and other.ruled:
        few, many = sorted((_edges(one), _edges(other)), key=len)
        return all(any(abs(edge - each) <= _NEAR for each in many) for edge in few)
    return overlap(one.xs, other.xs)


def overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    """Return whether columns with these edges may be the same; without lines, they are as wide as text."""
    pairs = zip(pairwise(one), pairwise(other), strict=False)
    return len(one) == len(other) and all(
        min(right, end) - max(left, start) > min(right - left, end - start) / 2
        for (left, right), (start, end) in pairs
    )


def lines(parts: Sequence[tuple[int, Table]], numbers: Iterator[int]) -> Iterator[Line]:
    """Yield the rows of a table, if there is one, with the number of the page on which each begins."""
    if not parts:
        return
    number = next(numbers)
    edges = max((_edges(part) for _, part in parts), key=len)
    found: list[tuple[int, Row]] = []
    for page, part in parts:
        rows = [_spread(each, _edges(part), edges) for each in part.rows]
        known = [each for _, each in found[-_RECENT:]]
        head = _repeated([each for _, each in found[:_MOST_HEADS]], rows)
        if known and len(rows) > head:
            if _broken(known, rows[head]):
                whole = _joined(known[-1], rows[head])
                found[-1] = (found[-1][0], whole)
                rows[head:] = _carried(whole, rows[head], rows[head + 1 :])
            else:
                rows[head:] = _grown(known, rows[head:])
        found.extend((page, each) for each in rows)
    for page, places in found:
        yield row([Cell(place.block.text, place.own) for place in places], page, number)


def _edges(part: Table) -> list[float]:
    return [x - part.xs[0] for x in part.xs]


def _spread(places: Row, edges: list[float], wanted: list[float]) -> Row:
    """Return a row of few columns as one of more: a cell covers all that are between its edges."""
    if len(edges) == len(wanted):
        return places
    found: list[Place] = []
    at = 0
    for left, right in pairwise(wanted):
        while at < len(places) - 1 and edges[at + 1] <= (left + right) / 2:
            at += 1
        own = places[at].own and not any(place.block is places[at].block for place in found)
        found.append(replace(places[at], own=own))
    return tuple(found)


def _texts(places: Row) -> list[str]:
    return [place.block.text for place in places]


def _repeated(head: list[Row], rows: list[Row]) -> int:
    """Return how many rows at the start repeat the head of the table."""
    count = 0
    for old, new in zip(head, rows, strict=False):
        if _texts(old) != _texts(new) or not any(_texts(new)):
            break
        count += 1
    return count


def _broken(known: list[Row], first: Row) -> bool:
    """Return whether the end of a page breaks a row, of which `first` is the rest.

    A part lacks what no other row does, and what both have goes on from one to the other.
    """
    rows = [places for places in known[:-1] if len({id(place.block) for place in places}) > 1]
    pairs = [(old.block, new.block) for old, new in zip(known[-1], first, strict=True)]
    usual = [
        not _covers(known, at)
        and sum(bool(places[at].block.rows) for places in rows) >= _NEARLY_ALL * len(rows)
        for at in range(len(first))
    ]
    lacks = [bool(old.rows) != bool(new.rows) for old, new in pairs]
    both = [(old, new) for old, new in pairs if old.rows and new.rows]
    if not both:
        return any(usual) and all(lack for lack, always in zip(lacks, usual, strict=True) if always)
    cut = [_is_cut(old, new) for old, new in both]
    ends = [old.rows[-1].text.endswith(ENDS) for old, _ in both]
    return any(map(and_, lacks, usual)) and any(cut) and all(map(or_, cut, ends))


def _is_cut(before: Block, after: Block) -> bool:
    rows = before.and_then(after).rows
    return wraps(rows[len(before.rows) - 1], rows[len(before.rows)], before.left, before.right)


def _joined(last: Row, first: Row) -> Row:
    """Return two parts of a row as one; the places of a merged cell hold the same block."""
    made: dict[tuple[int, int], Block] = {}
    return tuple(
        replace(old, block=made.setdefault((id(old.block), id(new.block)), old.block.and_then(new.block)))
        for old, new in zip(last, first, strict=True)
    )


def _carried(whole: Row, first: Row, rows: list[Row]) -> list[Row]:
    """Return the rows behind a broken one; what its cells cover in them belongs to the whole."""
    return [
        tuple(
            Place(all_of_it.block, own=False) if place.block is part.block is not all_of_it.block else place
            for all_of_it, part, place in zip(whole, first, places, strict=True)
        )
        for places in rows
    ]


def _grown(known: list[Row], rows: list[Row]) -> list[Row]:
    """Return the rows of a new page; an empty cell at their top is the rest of one, if cells cover rows."""
    first = rows[0]
    grows = [
        not first[at].block.rows and any(_covers(each, at) for each in (known, rows))
        for at in range(len(first))
    ]
    whole = tuple(old if more else new for old, new, more in zip(known[-1], first, grows, strict=True))
    return _carried(whole, first, rows)


def _covers(rows: list[Row], column: int) -> bool:
    """Return whether a cell in a column covers several rows."""
    return any(above[column].block is below[column].block for above, below in pairwise(rows))
