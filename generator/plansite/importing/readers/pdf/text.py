"""The characters that the text operators of a PDF draw, each with its place."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from plansite.importing.readers.limits import Count
from plansite.importing.readers.pdf.state import SAME, Graphics, matrix, times

_SLANT = 0.1  # of the way; a row that rises more is a watermark across the page


class Glyph(NamedTuple):
    """A character on a page: its text, left end, base line, font size and right end, in points."""

    text: str
    x: float
    y: float
    size: float
    end: float


class Texts:
    """Sets text, and keeps its glyphs, by how many quarters against the clock their rows are turned."""

    def __init__(self, graphics: Graphics, count: Count) -> None:
        self.glyphs: tuple[list[Glyph], ...] = ([], [], [], [])
        self._graphics, self._count = graphics, count
        self._place = self._row = SAME

    def begin(self, _: list[Any]) -> None:
        """Begin at the corner."""
        self._place = self._row = SAME

    def char_space(self, operands: list[Any]) -> None:
        """Set the space behind each character."""
        self._graphics.change(char_space=float(operands[0]))

    def word_space(self, operands: list[Any]) -> None:
        """Set what a space of one byte is wider."""
        self._graphics.change(word_space=float(operands[0]))

    def scale(self, operands: list[Any]) -> None:
        """Set how wide characters are, in hundredths."""
        self._graphics.change(scale=float(operands[0]) / 100)

    def leading(self, operands: list[Any]) -> None:
        """Set the distance of rows."""
        self._graphics.change(leading=float(operands[0]))

    def rise(self, operands: list[Any]) -> None:
        """Set how high characters stand above the base line."""
        self._graphics.change(rise=float(operands[0]))

    def place(self, operands: list[Any]) -> None:
        """Go to a place."""
        self._place = self._row = matrix(operands)

    def next_row(self, operands: list[Any]) -> None:
        """Go on from the beginning of the row."""
        self._place = self._row = times(matrix((1, 0, 0, 1, *operands)), self._row)

    def next_row_with_leading(self, operands: list[Any]) -> None:
        """Go on from the beginning of the row, and keep the distance."""
        self.leading([-float(operands[1])])
        self.next_row(operands)

    def row_below(self, _: list[Any]) -> None:
        """Go down by the distance of rows."""
        self.next_row([0, -self._graphics.state.leading])

    def show_below(self, operands: list[Any]) -> None:
        """Show a string in the row below."""
        self.row_below([])
        self.show(operands[-1:])

    def show_spaced_below(self, operands: list[Any]) -> None:
        """Show a string in the row below, with spaces."""
        self.word_space(operands[:1])
        self.char_space(operands[1:2])
        self.show_below(operands)

    def show(self, operands: list[Any]) -> None:
        """Show a string, or strings with steps between them."""
        parts = operands[0] if isinstance(operands[0], list) else operands
        for part in parts:
            if isinstance(part, bytes):
                self._show(part)
            else:
                self._step(-float(part) / 1000 * self._graphics.state.size)

    def _step(self, way: float) -> None:
        a, b, c, d, e, f = self._place
        way *= self._graphics.state.scale
        self._place = (a, b, c, d, e + way * a, f + way * b)

    def _show(self, data: bytes) -> None:
        state = self._graphics.state
        self._count.add(len(data))
        a, b, c, d, _, _ = times(self._place, state.to_page)
        turn, size = _turn(a * state.size, b * state.size), abs(state.size) * math.hypot(c, d)
        wide = abs(state.size * state.scale) * math.hypot(a, b)
        for text, width, is_space in state.font.shown(data) if state.font else ():
            if turn is not None and size:
                _, _, _, _, x, y = times(self._place, state.to_page)
                x, y = _turned(x + state.rise * c, y + state.rise * d, turn)
                self.glyphs[turn].append(Glyph(text, x, y, size, x + width * wide))
            self._step(width * state.size + state.char_space + is_space * state.word_space)


def _turn(across: float, up: float) -> int | None:
    """Return by how many quarters a row is turned that goes this way, or None if it slants."""
    if abs(up) > _SLANT * abs(across) and abs(across) > _SLANT * abs(up):
        return None
    return (2 if across < 0 else 0) if abs(across) > abs(up) else (3 if up < 0 else 1)


def _turned(x: float, y: float, quarters: int) -> tuple[float, float]:
    """Return where a point is if a page is turned with the clock."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarters]


OPERATORS: dict[bytes, Callable[[Texts, list[Any]], None]] = {
    b"BT": Texts.begin,
    b"Tc": Texts.char_space,
    b"Tw": Texts.word_space,
    b"Tz": Texts.scale,
    b"TL": Texts.leading,
    b"Ts": Texts.rise,
    b"Tm": Texts.place,
    b"Td": Texts.next_row,
    b"TD": Texts.next_row_with_leading,
    b"T*": Texts.row_below,
    b"Tj": Texts.show,
    b"TJ": Texts.show,
    b"'": Texts.show_below,
    b'"': Texts.show_spaced_below,
}
