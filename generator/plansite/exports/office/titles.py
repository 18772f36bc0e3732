"""Break a title into lines as GB/T 9704—2012, 7.3.1 asks: words stay whole, lines are of similar length."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_NARROW = 0.55
"""Width of a digit or a letter, in characters."""

_NOUNS = (
    "实施方案|工作方案|行动方案|行动计划|工作计划|实施意见|指导意见|工作要点|若干措施|政策措施|"
    "专项规划|总体规划|发展规划|管理办法|实施办法|实施细则|管理规定|责任清单|任务清单"
)
_GOOD = re.compile(
    rf"(?<=关于印发)|(?<=.)(?=关于|《|（|{_NOUNS}|的(?:通知|意见|决定|公告|通告|批复|函)$)|(?<=》)"
)
_NO_START = "，。、；：！？）》〉」』】〕”’—…·年月日%"
_NO_END = "（《〈「『【〔“‘—"
_MOST = 6
"""Lines of the longest title that is broken here; a longer one is broken as any paragraph."""

_BAD = 1000.0
"""The cost of a break within what belongs together; the square of a missing character costs one."""


def lines_of(title: str, room: int) -> tuple[str, ...]:
    """Return `title` in lines of at most `room` full-width characters, in as few as can keep words whole."""
    least = max(1, -int(-_width(title) // room))
    found = [_broken(title, room, count) for count in (least, least + 1) if count <= _MOST]
    fitting = [each for each in found if each is not None]
    if not fitting:
        return (title,)
    return min(fitting, key=lambda each: (each[0] >= _BAD, len(each[1]), each[0]))[1]


def _width(text: str) -> float:
    return sum(_NARROW if unicodedata.east_asian_width(each) in {"Na", "N", "H"} else 1 for each in text)


def _broken(title: str, room: int, count: int) -> tuple[float, tuple[str, ...]] | None:
    """Return the cost and the lines of the best break of `title` into `count` lines; None if none fits."""
    good = {match.start() for match in _GOOD.finditer(title)}
    even = _width(title) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[str, ...]] | None:
        if left == 1:
            rest = title[start:]
            return ((even - _width(rest)) ** 2, (rest,)) if rest and _width(rest) <= room else None
        options = []
        for end in range(start + 1, len(title)):
            line = title[start:end]
            if _width(line) > room:
                break
            below = best(end, left - 1) if _may_break(title, end) else None
            if below is not None:
                cost = (even - _width(line)) ** 2 + (0 if end in good else _BAD)
                options.append((cost + below[0], (line, *below[1])))
        return min(options) if options else None

    return best(0, count)


def _may_break(title: str, at: int) -> bool:
    before, after = title[at - 1], title[at]
    if before in _NO_END or after in _NO_START:
        return False
    return not (before.isascii() and after.isascii() and before.isalnum() and after.isalnum())
