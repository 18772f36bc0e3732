"""Measures of GB/T 9704—2012《党政机关公文格式》 for the whole text, as PDF and as docx."""

from __future__ import annotations

MARGINS = (37, 26, 35, 28)
"""Margins of A4 in millimetres: 天头 37, right 26, bottom 35, 订口 28 (5.2.1)."""

TEXT_AREA = (156, 225)
"""版心: width and height in millimetres (5.2.1)."""

LINES = 22
"""Lines of a page (5.2.3)."""

CHARACTERS = 28
"""Characters of a line (5.2.3)."""

SIZE = 16.0
"""三号, the size of the text, in points (5.2.2)."""

TITLE_SIZE = 22.0
"""二号, the size of a title, in points (7.3.1)."""

RED = "e60012"
"""The red of the head and of the line below it."""

_POINTS = 72 / 25.4


def _floor(value: float, digits: int) -> float:
    """Cut off digits: a hundredth too much, and the last character or line of a full page would not fit."""
    factor: int = 10**digits
    return int(value * factor) / factor


PITCH = _floor(TEXT_AREA[0] * _POINTS / CHARACTERS, 2)
"""From one character to the next, in points; less than SIZE, so that characters are set closer."""

LINE = _floor(TEXT_AREA[1] * _POINTS / LINES, 2)
"""From one line to the next, in points."""

TITLE_ROOM = int(TEXT_AREA[0] * _POINTS / TITLE_SIZE)
"""Characters that a line of a title holds."""

_HEAD_LARGEST, _HEAD_SMALLEST = 54, 22


def head_size(head: str) -> int:
    """Return the size of 发文机关标志 in points: as large as one line allows (7.2.4 leaves it open)."""
    room = int(TEXT_AREA[0] * _POINTS / max(1, len(head)))
    return max(_HEAD_SMALLEST, min(_HEAD_LARGEST, room))
