"""Rows on a PDF page whose parts stand below each other in columns, without lines between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from plansite.importing.readers.pdf.cells import wraps
from plansite.importing.readers.pdf.rows import parts, text_row
from plansite.importing.readers.pdf.text import Glyph

Span = tuple[float, float]

_GUTTER = 0.6  # of the font size
_NEXT_ROW = 5.0
_NEXT_LINE = 1.7
_BESIDE = 0.9
_OTHER_SIZE = 0.5  # points
_FULL = 0.8  # of the width of a table
_MOST_TITLES = 2  # rows in succession that stand across columns
_MOST_COLUMNS = 30
_FEW = 2


class Strip(Struct, frozen=True):
    """A row of glyphs on a page: its parts that stand apart, from where to where they go, and its place."""

    parts: list[list[Glyph]]
    spans: list[Span]
    y: float
    size: float

    @property
    def spread(self) -> bool:
        """Whether it may be a title whose characters are spread out."""
        return all(len(part) == 1 for part in self.parts)


class Region(Struct, frozen=True):
    """Rows in columns: which of the page's rows, and from where to where the columns go."""

    start: int
    stop: int
    columns: list[Span]


def strip(row: Sequence[Glyph]) -> Strip:
    """Return a row of glyphs as a strip."""
    seen = [glyph for glyph in row if glyph.text.strip()]
    apart = parts(seen, _GUTTER)
    if len(apart) > _MOST_COLUMNS:
        apart = [seen]
    return Strip(apart, [(part[0].x, part[-1].end) for part in apart], seen[0].y, seen[0].size)


def regions(strips: Sequence[Strip]) -> Iterator[Region]:
    """Yield what stands in columns; each row is in one region at most."""
    free = [True] * len(strips)
    for seed in sorted(range(len(strips)), key=lambda at: -len(strips[at].parts)):
        if free[seed] and len(strips[seed].parts) >= _FEW and not strips[seed].spread:
            region = _grown(strips, seed, free)
            free[region.start : region.stop] = [False] * (region.stop - region.start)
            yield region


def _grown(strips: Sequence[Strip], seed: int, free: list[bool]) -> Region:
    """Return the region around the row with most columns."""
    # What is below comes first: only with their cells are the columns of a head as wide as they are.
    stop, columns = _end(strips, seed, free, 1, strips[seed].spans)
    start, columns = _end(strips, seed, free, -1, columns)
    columns = _together(strips[start : stop + 1], columns)
    start = _with_lines(strips, free, start, -1, columns)
    stop = _with_lines(strips, free, stop, 1, columns)
    return Region(start, stop + 1, columns)


def rest_above(strips: Sequence[Strip], region: Region) -> int:
    """Return where a region begins with lines above it that stand in one column: the rest of a broken row."""
    start, far = region.start, _NEXT_ROW
    while start:
        above, below = strips[start - 1 : start + 1]
        alike = len(above.parts) == 1 and above.size == below.size and _near(above, below, far)
        if not alike or len(covered(above.spans[0], region.columns)) != 1:
            break
        start, far = start - 1, _NEXT_LINE
    return start


def _together(strips: Sequence[Strip], columns: list[Span]) -> list[Span]:
    """Return the columns, with a head as one that stands beside its cells: no row has something in both."""
    found = list(columns)
    at = 1
    while at < len(found):
        one, other = (
            [
                number
                for number, each in enumerate(strips)
                if any(covered(span, [column]) for span in each.spans)
            ]
            for column in found[at - 1 : at + 1]
        )
        if min(len(one), len(other)) == 1 and not set(one) & set(other):
            found[at - 1 : at + 1] = [(found[at - 1][0], found[at][1])]
        else:
            at += 1
    return found


def _end(
    strips: Sequence[Strip], seed: int, free: list[bool], step: int, columns: list[Span]
) -> tuple[int, list[Span]]:
    """Return the last row in a direction that has parts in several columns, and the columns up to there."""
    last, titles, wider = seed, 0, columns
    at = seed + step
    while 0 <= at < len(strips) and free[at] and _near(strips[at], strips[at - step], _NEXT_ROW):
        each = strips[at]
        merged = _merged([*wider, *each.spans], each.size)
        known = [each] if len(merged) >= len(columns) else strips[min(seed, at) : max(seed, at) + 1]
        if len(each.parts) == 1 and abs(each.size - strips[seed].size) > _OTHER_SIZE:
            break
        if all(_one_each(one, merged) for one in known):
            wider = merged
            if len(each.parts) > 1:
                last, columns, titles = at, wider, 0
        else:
            titles += 1
            if titles > _MOST_TITLES or _fills(each, wider):  # a paragraph is no title
                break
            if len(each.parts) > 1 and step < 0:  # a head over several columns
                last = at
        at += step
    return last, columns


def _fills(one: Strip, columns: Sequence[Span]) -> bool:
    """Return whether a part of a row goes nearly from the first to the last of the columns."""
    whole = columns[-1][1] - columns[0][0]
    return any(right - left >= _FULL * whole for left, right in one.spans)


def _one_each(one: Strip, columns: Sequence[Span]) -> bool:
    """Return whether a row has one part in a column at most."""
    return all(sum(span[0] < right and span[1] > left for span in one.spans) <= 1 for left, right in columns)


def _with_lines(strips: Sequence[Strip], free: list[bool], last: int, step: int, columns: list[Span]) -> int:
    """Return the last row in a direction with those that are only more lines of a cell."""
    at = last + step
    while 0 <= at < len(strips) and free[at] and _near(strips[at], strips[last], _BESIDE):
        last, at = at, at + step
    while 0 <= at < len(strips) and free[at] and len(strips[at].parts) == 1:
        column = covered(strips[at].spans[0], columns)
        near = next(
            (
                part
                for other in range(at - step, at - step * 4, -step)
                if 0 <= other < len(strips)
                for part, span in zip(strips[other].parts, strips[other].spans, strict=True)
                if covered(span, columns) == column
            ),
            None,
        )
        if near is None or len(column) != 1:
            break
        rows = [text_row(strips[at].parts[0]), text_row(near)][::-step]
        left, right = columns[column[0]]
        alike = rows[0].size == rows[1].size and abs(rows[0].y - rows[1].y) <= _NEXT_LINE * rows[0].size
        if not alike or not wraps(rows[0], rows[1], left, right):
            break
        last, at = at, at + step
    return last


def _near(one: Strip, other: Strip, rows: float) -> bool:
    return abs(one.y - other.y) <= rows * max(one.size, other.size)


def covered(span: Span, columns: Sequence[Span]) -> list[int]:
    """Return the columns that a part stands in or over."""
    return [at for at, (left, right) in enumerate(columns) if span[0] < right and span[1] > left]


def _merged(spans: Sequence[Span], size: float) -> list[Span]:
    found: list[Span] = []
    for left, right in sorted(spans):
        if found and left - found[-1][1] <= _GUTTER * size:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return found
