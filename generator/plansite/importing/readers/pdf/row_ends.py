"""Where rows of a table end that no line parts: the division that explains most of what is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from plansite.importing.readers.pdf.cells import wraps
from plansite.importing.readers.pdf.columns import Span, Strip, covered
from plansite.importing.readers.pdf.rows import TextRow, text_row

_ROOM = 0.05  # of the font size, between rows
_HIGH, _LOW = 0.88, 0.12  # of the font size, above and below the base line
_PITCH = 1.2  # of the distance of lines in a cell
_FEW = 2
_LONGEST = 40  # groups of a row
_NUMBER = re.compile(r"([0-9]{1,3})[.．、]?")

# What speaks against a division, in parts of a new paragraph within a cell.
_COUNTED_ON, _TWO_NUMBERS, _NO_NUMBER = 30.0, 4.0, 2.0
_GAP_IN_CELL, _NEW_PARAGRAPH, _SELDOM_WRAPS = 2.0, 1.0, 0.4
_CUT, _CUT_SELDOM = 2.0, 0.3
_NO_FIRST, _NO_OTHER = 1.0, 0.3
_TITLE_WITH_MORE = 3.0


class Column(Struct, frozen=True):
    """A column: its edges, if its cells are numbers or wrap, and the distance of lines in a cell."""

    left: float
    right: float
    numbers: bool
    wraps: bool
    pitch: float

    def within(self, one: TextRow, other: TextRow) -> float:
        """Return what speaks against two lines as lines of one cell."""
        if self.numbers and is_number(other.text):
            return _COUNTED_ON if _follows(one.text, other.text) else _TWO_NUMBERS
        if one.y - other.y > _PITCH * self.pitch:
            return _GAP_IN_CELL
        if not wraps(one, other, self.left, self.right):
            return _NEW_PARAGRAPH
        return 0.0 if self.wraps else _SELDOM_WRAPS

    def between(self, one: TextRow, other: TextRow) -> float:
        """Return what speaks against two lines as lines of two cells."""
        if one.y - other.y > _PITCH * self.pitch or not wraps(one, other, self.left, self.right):
            return 0.0
        return _CUT if self.wraps else _CUT_SELDOM


def _column(span: Span, lines: Sequence[TextRow], pitch: float) -> Column:
    pairs = list(pairwise(lines))
    full = sum(wraps(*pair, *span) for pair in pairs)
    numbers = sum(is_number(line.text) for line in lines) * 2 > len(lines)
    return Column(*span, numbers, full > _FEW and full * 2 >= len(pairs), pitch)


class Group(Struct, frozen=True):
    """Lines that stand beside each other, by column; and if parts stand across columns."""

    lines: list[list[TextRow]]
    across: bool


def is_number(text: str) -> bool:
    """Return whether a text is the number of a row."""
    return bool(_NUMBER.fullmatch(text))


def _follows(number: str, other: str) -> bool:
    """Return whether a number counts on from another, as those of rows do even if their cells are full."""
    before, after = _NUMBER.fullmatch(number), _NUMBER.fullmatch(other)
    return before is not None and after is not None and int(after[1]) == int(before[1]) + 1


def row_ends(strips: Sequence[Strip], spans: Sequence[Span], *, after_break: bool) -> list[float]:
    """Return the heights at which rows end and others begin, from the top.

    The first may lack cells if it is `after_break`, the rest of a row that the end of a page broke.
    """
    heights, groups = _groups(strips, spans)
    whole = [[line for group in groups for line in group.lines[at]] for at in range(len(spans))]
    steps = sorted(above.y - below.y for lines in whole for above, below in pairwise(lines))
    pitch = steps[len(steps) // 10] if steps else 0.0
    columns = [_column(span, lines, pitch) for span, lines in zip(spans, whole, strict=True)]
    cuts = _cuts(groups, columns)
    # The best division of the first groups: what speaks against it, and where its last row begins.
    best: list[tuple[float, int]] = [(0.0, 0)]
    for stop in range(1, len(groups) + 1):
        rows = _rows(groups, stop, columns)
        best.append(
            min(
                (best[start][0] + cuts[start] + cost + (0.0 if after_break and not start else lacks), start)
                for start, cost, lacks in rows
            )
        )
    found, at = [], best[-1][1]
    while at:
        found.append(heights[at - 1])
        at = best[at][1]
    return found[::-1]


def _groups(strips: Sequence[Strip], spans: Sequence[Span]) -> tuple[list[float], list[Group]]:
    """Return the groups of lines between which there is room, and the heights of the middle of that room."""
    heights: list[float] = []
    groups: list[Group] = []
    bottom = 0.0
    for each in strips:
        top = each.y + _HIGH * each.size
        if not groups or bottom - top > _ROOM * each.size:
            if groups:
                heights.append((bottom + top) / 2)
            groups.append(Group([[] for _ in spans], across=False))
            bottom = top
        for part, span in zip(each.parts, each.spans, strict=True):
            at = covered(span, spans)
            if len(at) == 1:
                groups[-1].lines[at[0]].append(text_row(part))
            else:
                groups[-1] = replace(groups[-1], across=True)
        bottom = min(bottom, each.y - _LOW * each.size)
    return heights, groups


def _cuts(groups: Sequence[Group], columns: Sequence[Column]) -> list[float]:
    """Return for each group what speaks against a row that begins with it."""
    found, above = [0.0], [list[TextRow]() for _ in columns]
    for group, below in pairwise(groups):
        for known, lines in zip(above, group.lines, strict=True):
            known.extend(lines)
        pairs = zip(columns, above, below.lines, strict=True)
        found.append(sum(column.between(one[-1], other[0]) for column, one, other in pairs if one and other))
    return found


def _rows(
    groups: Sequence[Group], stop: int, columns: Sequence[Column]
) -> Iterator[tuple[int, float, float]]:
    """Yield where a row that ends before `stop` may begin; what its cells, and those it lacks, say to it."""
    tops: list[TextRow | None] = [None] * len(columns)
    within, across = 0.0, False
    for start in range(stop - 1, max(stop - _LONGEST, 0) - 1, -1):
        group = groups[start]
        across = across or group.across
        for at, (column, lines) in enumerate(zip(columns, group.lines, strict=True)):
            for line in reversed(lines):
                below = tops[at]
                within += column.within(line, below) if below else 0.0
                tops[at] = line
        if across:
            yield start, within + (_TITLE_WITH_MORE if stop - start > 1 else 0.0), 0.0
        else:
            yield start, within, sum(_lack(at, columns[at]) for at, top in enumerate(tops) if top is None)


def _lack(at: int, column: Column) -> float:
    """Return what speaks against a row without a cell in a column."""
    return _NO_NUMBER if column.numbers else _NO_OTHER if at else _NO_FIRST
