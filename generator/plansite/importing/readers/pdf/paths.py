"""The straight lines that a PDF page draws along or across, as strokes or as thin rectangles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from plansite.importing.readers.pdf.state import Graphics, Point, moved

_STRAIGHT = 0.5  # points that a line may lean
_THIN = 3.0  # points; a filled rectangle that is thinner is a line


class Rule(NamedTuple):
    """A line along or across a page: its lower left and its upper right end."""

    x: float
    y: float
    end: float
    top: float


class Paths:
    """Makes paths, and keeps the rules that are drawn along them."""

    def __init__(self, graphics: Graphics) -> None:
        self.rules: list[Rule] = []
        self._graphics = graphics
        self._parts: list[list[Point]] = []

    def move(self, operands: list[Any]) -> None:
        """Begin a part at a point; also where a curve ends, which is none of our lines."""
        self._parts.append([self._point(*operands[-2:])])

    def line(self, operands: list[Any]) -> None:
        """Go to a point in a straight line."""
        self._parts[-1].append(self._point(*operands))

    def close(self, _: list[Any]) -> None:
        """Go back to where the last part began."""
        self._parts[-1].append(self._parts[-1][0])

    def rectangle(self, operands: list[Any]) -> None:
        """Add a rectangle as a part."""
        x, y, width, height = map(float, operands)
        end, top = x + width, y + height
        corners = ((x, y), (end, y), (end, top), (x, top), (x, y))
        self._parts.append([self._point(*each) for each in corners])

    def stroke(self, _: list[Any]) -> None:
        """Draw along the path."""
        for part in self._parts:
            self.rules.extend(filter(None, map(_rule, part, part[1:])))
        self._parts = []

    def fill(self, _: list[Any]) -> None:
        """Fill the path; rectangles are lines or have edges that look so."""
        for part in self._parts:
            edges = [_rule(one, other) for one, other in pairwise(part)]
            if len(edges) in {3, 4} and all(edges):
                self.rules.extend(_edges(part))
        self._parts = []

    def end(self, _: list[Any]) -> None:
        """Leave the path, which may have been one to clip by."""
        self._parts = []

    def _point(self, x: Any, y: Any) -> Point:  # noqa: ANN401
        return moved((float(x), float(y)), self._graphics.state.to_page)


def _rule(one: Point, other: Point) -> Rule | None:
    """Return the line between two points, or None if it leans."""
    left, low, right, high = *map(min, one, other), *map(max, one, other)
    return None if min(right - left, high - low) > _STRAIGHT else Rule(left, low, right, high)


def _edges(corners: list[Point]) -> Iterator[Rule]:
    """Yield the edges of a rectangle, or the lines in its middle if it is thin."""
    xs, ys = zip(*corners, strict=True)
    left, low, right, high = min(xs), min(ys), max(xs), max(ys)
    if high - low <= _THIN:
        yield Rule(left, (low + high) / 2, right, (low + high) / 2)
    if right - left <= _THIN:
        yield Rule((left + right) / 2, low, (left + right) / 2, high)
    if min(high - low, right - left) > _THIN:
        yield from (Rule(left, y, right, y) for y in (low, high))
        yield from (Rule(x, low, x, high) for x in (left, right))


OPERATORS: dict[bytes, Callable[[Paths, list[Any]], None]] = {
    b"m": Paths.move,
    b"l": Paths.line,
    b"c": Paths.move,
    b"v": Paths.move,
    b"y": Paths.move,
    b"h": Paths.close,
    b"re": Paths.rectangle,
    b"n": Paths.end,
    **dict.fromkeys((b"S", b"s", b"B", b"B*", b"b", b"b*"), Paths.stroke),
    **dict.fromkeys((b"f", b"F", b"f*"), Paths.fill),
}
