"""How text breaks into lines in a cell: estimated on the safe side, for who writes a cell has no fonts."""

from __future__ import annotations

import re
import unicodedata

_UNBROKEN = re.compile(r"[!-~]+|.", re.DOTALL)
"""What stays on one line: a Latin word, any other character."""


def width(text: str) -> int:
    """Return the width of `text` in half-width characters: a full-width one counts two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def fold(text: str, room: int) -> list[str]:
    """Return the lines of `text` where one holds `room` half-width characters, two at the least.

    The lines put together are `text`; a line feed stands at the end of the line that it closes.
    """
    return [line for paragraph in _paragraphs(text) for line in _fold(paragraph, max(room, 2))]


def pieces(text: str, room: int, most: int) -> list[str]:
    """Return `text` cut into pieces of `most` lines, one piece where it has no more."""
    lines = fold(text, room)
    return ["".join(lines[start : start + most]) for start in range(0, len(lines), most)]


def _paragraphs(text: str) -> list[str]:
    *closed, last = text.split("\n")
    return [*(f"{each}\n" for each in closed), last]


def _fold(paragraph: str, room: int) -> list[str]:
    lines, used = [""], 0
    for run in _UNBROKEN.findall(paragraph):
        for part in [run] if width(run) <= room else run:
            taken = 0 if part == "\n" else width(part)
            if used + taken > room:
                lines.append("")
                used = 0
            lines[-1] += part
            used += taken
    return lines
