"""Paragraphs put together that a scan, a page or a hard wrap broke, and a run-on document taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Lines = list[tuple[int, str]]

_CHINESE = "〇零一二三四五六七八九十百"
_BEGINS = re.compile(
    rf"^\s*(?:[-*+•·#>]+\s+)?\**(?:第[{_CHINESE}0-9]+[章节条编部]|[{_CHINESE}]+、|[（(][{_CHINESE}0-9]+[）)]"
    r"|[0-9]+[.．。、](?![0-9])|[①-⑳]|附件|抄送|主送)"
)
_BULLET = re.compile(rf"^\s*[-*+•·]\s+(?=\**(?:[0-9]+[.．。、]|[（(]?[{_CHINESE}]))")
_ENDS = re.compile(r"[。！？；：…!?;:][”’）)\"]?$|[）)]$")
_TITLE = re.compile(r"(?:通知|意见|方案|规划|纲要|办法|决定|措施|要点)(?:[（(][^（）()]*[）)])?$")
_DAY = re.compile(r"(?:年|月|日|印发)$")
_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”"}
_BROKEN = 60
"""A line this long that ends in the middle of a sentence was broken by a page, however the rest is set."""
_NUMBERED = 45
"""A numbered line that is shorter may be a title."""
_RUN_ON = 1500
"""A line this long may hold a whole document; so may one with this many places to break at."""
_BREAKS = 4
_SCREEN = 60
"""A hard wrap is no wider."""
_SHORT = 12
_FEW = 8
"""Lines that are too few to tell a wrap by, and characters too few to be a line of text."""
_SLACK = 3


def joined(lines: Iterable[tuple[int, str]]) -> Lines:
    """Return lines of text as paragraphs, each with the number of its first line."""
    given = [(number, _BULLET.sub("", text).replace("**", "").strip()) for number, text in lines]
    given = [(number, text) for number, text in given if text]
    width = _wrapped_at([text for _, text in given])
    found: list[tuple[int, str]] = []
    last = ""
    for number, text in given:
        if found and _goes_on(found[-1][1], last, text, width):
            found[-1] = (found[-1][0], found[-1][1] + _gap(found[-1][1], text) + text)
        else:
            found.append((number, text))
        last = text
    return [piece for number, text in found for piece in _apart(number, text)]


def _wrapped_at(texts: list[str]) -> int:
    """Return how long a full line is where the text is hard-wrapped, 0 where it is not."""
    long = sorted(len(text) for text in texts if len(text) > _SHORT)
    if len(long) < _FEW:
        return 0
    full = long[int(len(long) * 0.9)]
    same = [size for size in long if abs(size - full) <= max(_SLACK, full // _SHORT)]
    open_ended = [text for text in texts if abs(len(text) - full) <= _SLACK and not _ENDS.search(text)]
    return (
        full if full <= _SCREEN and len(same) >= len(long) * 0.5 and len(open_ended) >= len(same) * 0.5 else 0
    )


def _goes_on(whole: str, last: str, following: str, width: int) -> bool:
    """Tell whether `following` goes on the paragraph `whole`, whose last line is `last`."""
    if _BEGINS.match(following) or (_DAY.search(last) and len(last) < _BROKEN):
        return _is_open(whole) and not _BEGINS.match(following)
    if _is_open(whole):
        return True
    if _ENDS.search(last):
        return False
    if width:
        return len(last) >= width - max(_SLACK, width // _SHORT)
    if _TITLE.search(last):
        return False
    return len(last) >= (_NUMBERED if _BEGINS.match(whole) else _BROKEN)


def _is_open(text: str) -> bool:
    """Tell whether a bracket that was opened last is still open."""
    waiting: list[str] = []
    for sign in text:
        if sign in _PAIRS:
            waiting.append(_PAIRS[sign])
        elif waiting and sign in {waiting[-1], {"）": ")", ")": "）"}.get(waiting[-1], "")}:
            waiting.pop()
    return bool(waiting)


def _gap(before: str, after: str) -> str:
    return (
        " "
        if before[-1:].isascii() and after[:1].isascii() and before[-1:].isalnum() and after[:1].isalnum()
        else ""
    )


_BREAK = re.compile(
    rf"(?<=[。；：）！？])(?=(?:[{_CHINESE}]+、|[（(][{_CHINESE}]+[）)]|[0-9]+[.．](?![0-9])|第[{_CHINESE}]+[章节]))"
)


# A heading with no mark behind it, and the first number of the level below: 一、总体要求（一）指导思想。
_HEADING = re.compile(
    rf"(?:[{_CHINESE}]+、|[（(][{_CHINESE}]+[）)])[^。；：！？]{{2,40}}?(?=[（(]一[）)]|1[.．](?![0-9])|(?<=[^第])一、)"
)


def _apart(number: int, text: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a line: a whole document on one line is broken before its numbers."""
    if len(text) < _RUN_ON and len(_BREAK.findall(text)) < _BREAKS:
        yield number, text
        return
    for piece in _BREAK.split(text):
        rest = piece
        while head := _HEADING.match(rest):
            yield number, head[0]
            rest = rest[head.end() :]
        yield number, rest
