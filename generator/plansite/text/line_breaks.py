"""Estimate how text wraps in a table cell, on the safe side because the fonts are not known."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_UNBROKEN = re.compile(r"[!-~]+|.", re.DOTALL)
"""Text that stays on one line if it fits: a run of printable ASCII, or any other single character."""


def width(text: str) -> int:
    """Return the width of `text` in half-width characters; a full-width character counts as two."""
    return sum(map(_width, text))


@cache
def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def fold(text: str, room: int) -> list[str]:
    """Split `text` into lines of at most `room` half-width characters (at least 2).

    The joined lines are `text`; a line feed stays at the end of the line that it closes.
    """
    return [line for paragraph in _paragraphs(text) for line in _fold(paragraph, max(room, 2))]


def pieces(text: str, room: int, most: int) -> list[str]:
    """Split `text` into pieces of at most `most` lines, each `room` wide as in `fold`."""
    lines = fold(text, room)
    return ["".join(lines[start : start + most]) for start in range(0, len(lines), most)]


def _paragraphs(text: str) -> list[str]:
    *closed, last = text.split("\n")
    return [*(f"{each}\n" for each in closed), last]


def _fold(paragraph: str, room: int) -> list[str]:
    lines, used = [""], 0
    for run in _UNBROKEN.findall(paragraph):
        is_ascii = len(run) > 1 or "!" <= run <= "~"
        for part in run if is_ascii and len(run) > room else (run,):
            taken = len(part) if is_ascii else 0 if part == "\n" else _width(part)
            if used + taken > room:
                lines.append("")
                used = 0
            lines[-1] += part
            used += taken
    return lines
