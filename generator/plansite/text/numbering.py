"""Read and write the numbers of Chinese official documents: 一、 （一） 1. （1） 第一章.

Levels and forms follow GB/T 9704—2012, 7.3.3: 一、 then （一） then 1. then （1）.
"""

from __future__ import annotations

import re

from msgspec import Struct

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HALF_WIDTH = str.maketrans("０１２３４５６７８９（）．。", "0123456789()..")
_UNITS = {"十": 10, "百": 100}
_FORM = re.compile(
    r"(?P<before>第|\()?(?P<value>[0-9]+|[〇零一二三四五六七八九十百两]+)(?P<after>[章节条]|[、.)]+)?"
)


class Number(Struct, frozen=True):
    """A printed number; `form` has 1 or 一 in place of the value, so it is the same for a whole level."""

    value: int
    form: str
    arabic: bool


def read(printed: str) -> Number | None:
    """Parse a printed number such as 一、 （十二） 3. 第四章; return None if it is not a number.

    Width is ignored: 1. and １． have the same form, and so does 11。, a misprint in some documents.
    """
    match = _FORM.fullmatch(printed.strip().translate(_HALF_WIDTH))
    if match is None:
        return None
    arabic = match["value"].isdecimal()
    value = int(match["value"]) if arabic else _chinese(match["value"])
    sort = "1" if arabic else "一"
    return Number(value, f"{match['before'] or ''}{sort}{match['after'] or ''}", arabic)


def _chinese(text: str) -> int:
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[char]
    return total + digit


def chinese(value: int) -> str:
    """Return a number from 1 to 99 in Chinese numerals: 十二."""
    tens, rest = divmod(value, 10)
    digits = "〇一二三四五六七八九"
    before = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return before + (digits[rest] if rest else "")
