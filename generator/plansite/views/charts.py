"""Turn numbers into charts: bars on a common scale, and the steps of a heat map."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

FULL = 1000
"""Length of the longest bar, in SVG units."""
STEPS = 5


class Segment(Struct, frozen=True):
    """A part of a bar: its style name, if it has one, its start and its length, on a scale from 0 to FULL."""

    name: str
    start: int
    length: int


def bars(rows: Iterable[Sequence[tuple[str, int]]]) -> tuple[tuple[Segment, ...], ...]:
    """Return a bar for each row of (name, amount) pairs, its parts end to end.

    The row with the largest sum fills the scale. Amounts of zero have no part, so a row of zeros gives an
    empty bar.
    """
    found = [tuple(row) for row in rows]
    largest = max((sum(amount for _, amount in row) for row in found), default=0)
    return tuple(_bar(row, largest) for row in found)


def _bar(row: tuple[tuple[str, int], ...], largest: int) -> tuple[Segment, ...]:
    parts: list[Segment] = []
    done = 0
    for name, amount in row:
        if amount > 0:
            start, end = (round(FULL * each / largest) for each in (done, done + amount))
            parts.append(Segment(name, start, end - start))
            done += amount
    return tuple(parts)


def bounds(values: Iterable[int], steps: int = STEPS) -> tuple[int, ...]:
    """Return the lower bound of each step of a heat map; the first is 1.

    Steps widen with the values (1, 2, 4, 7, 14): many cells hold small counts and a few hold large ones, and
    both must be distinguishable. Small values give fewer steps than asked for.
    """
    largest = max(values, default=0)
    if largest <= steps:
        return tuple(range(1, largest + 1))
    return tuple(sorted({round(largest ** (each / steps)) for each in range(steps)}))


def step(value: int, lower: Sequence[int]) -> int:
    """Return the step that `value` falls into, counted from 1; 0 if it is below all of them."""
    return bisect_right(lower, value)


def ranges(lower: Sequence[int]) -> tuple[str, ...]:
    """Return the legend text of each step: 1, 2—3, 4 及以上."""
    if not lower:
        return ()
    said = [
        str(first) if following == first + 1 else f"{first}—{following - 1}"
        for first, following in pairwise(lower)
    ]
    return (*said, f"{lower[-1]} 及以上")
