"""The state in which the instructions of a PDF draw: where on the page, and how text is set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plansite.importing.readers.pdf.fonts import Font

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def matrix(numbers: Sequence[Any]) -> Matrix:
    """Return six numbers as a matrix; raise ValueError if they are not six."""
    a, b, c, d, e, f = map(float, numbers)
    return a, b, c, d, e, f


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that maps by `first`, and then by `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved(point: Point, by: Matrix) -> Point:
    """Return where a matrix puts a point."""
    (x, y), (a, b, c, d, e, f) = point, by
    return a * x + c * y + e, b * x + d * y + f


class State(Struct, frozen=True):
    """What `q` keeps and `Q` brings back."""

    to_page: Matrix = SAME
    font: Font | None = None
    size: float = 1.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class Graphics:
    """The present state, and those that are kept."""

    def __init__(self, to_page: Matrix) -> None:
        self.state, self._kept = State(to_page), list[State]()

    def change(self, **values: Any) -> None:  # noqa: ANN401
        """Change what `values` name in the present state."""
        self.state = replace(self.state, **values)

    def keep(self) -> None:
        """Keep the present state."""
        self._kept.append(self.state)

    def bring_back(self) -> None:
        """Bring back the state that was kept last, if one was."""
        if self._kept:
            self.state = self._kept.pop()

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Bring back the present state in the end, whatever was kept and brought back in between."""
        outer = self.state, self._kept
        self._kept = []
        yield
        self.state, self._kept = outer

    def transform(self, by: Matrix) -> None:
        """Map all that is drawn from now on by a matrix."""
        self.change(to_page=times(by, self.state.to_page))
