"""Read the marks of annexes (附件1) and the lists that name annexes (附件：1.… 2.…)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from plansite.importing.frame import titles
from plansite.importing.frame.back import is_foot
from plansite.importing.frame.issuers import is_authority, signature
from plansite.importing.grammar.responsibility import find
from plansite.importing.lines.typography import bare, typeset
from plansite.importing.readers.reader import Line, is_row
from plansite.text import numbering

_VALUE = "[0-9０-９]{1,2}(?:[-—－.][0-9]{1,2})?|[一二三四五六七八九十]{1,3}|[A-Z]"
_MARK = re.compile(
    rf"[（(【\[]?\s*(?:附\s*(?:[件表录图]|(?=[0-9１一：:]))(?:\s*(?:之?(?P<value>{_VALUE})|[（(](?P<in>{_VALUE})[）)]))?)"
    r"(?P<gap>[）)】\].．、：:\s\u3000]*)(?P<rest>.*)"
)
GOES_ON = "(?:所列|所附|中|的|由|为|是|内|和|与|及|要求|[、，）)览])"
"""What follows the mark of an annex in a sentence about it, and in 一览表."""
_NO_TITLE = re.compile(f"^{GOES_ON}")
_ENTRY = re.compile(
    r"(?<![0-9０-９第〇一二三四五六七八九十])(?:[0-9０-９]{1,2}[.．、](?![0-9０-９](?![0-9]{3}年))|[一二三四五六七八九十]{1,2}、|[（(][0-9一二三四五六七八九十]{1,2}[）)])"
)
_ASIDE = re.compile(r"^（?(?:联系人|联系电话|联系方式|联系地址|电话|传真|邮箱|此页无正文)")
_LONGEST_TITLE = 60
_LONGEST_LIST = 600
_LONGEST_ENTRY = 80
_MOST_SIGNATURES = 10
_EDGES = "；。，、 "


class Mark(Struct, frozen=True):
    """What opens an annex, as printed (附件1), and what stands beside it: a title, or the start of a list."""

    printed: str = ""
    rest: str = ""
    has_colon: bool = False


class Listing(Struct, frozen=True):
    """The titles of annexes that a document lists, the lines that list them, and where those end."""

    titles: tuple[str, ...]
    lines: tuple[Line, ...]
    end: int


def mark_of(printed: str) -> Mark | None:
    """Return the mark that a line, as in the source, begins with, or None if it is a line of text."""
    if len(printed) > _LONGEST_LIST or not (match := _MARK.fullmatch(printed)):
        return None
    rest = typeset(match["rest"])
    colon = "：" in match["gap"] or ":" in match["gap"]
    numbered = match["value"] or match["in"]
    mark = Mark(typeset(printed[: match.start("rest")]), rest, colon)
    if not rest:
        return mark
    if colon and not numbered:
        return mark if "。" not in rest[:-1] else None
    apart = colon or bool(match["gap"])
    title = len(rest) <= _LONGEST_TITLE and not set("。；：") & set(rest) and rest.count("，") <= 1
    return mark if title and not _NO_TITLE.match(rest) and (apart or titles.ended(rest)) else None


class Lists:
    """Finds the lists of annexes in the lines of a document; `marks` are those that the lines begin with."""

    def __init__(self, lines: Sequence[Line], marks: Sequence[Mark | None]) -> None:
        self._lines, self._marks = lines, marks
        texts = [bare(mark.rest if mark else line.text) for line, mark in zip(lines, marks, strict=True)]
        # Where each title stands last, on one line or on two.
        self._last = {text: at for at, text in enumerate(texts) if len(text) <= _LONGEST_TITLE}
        for at, (one, other) in enumerate(pairwise(texts)):
            if len(one) + len(other) <= _LONGEST_TITLE:
                self._last[one + other] = max(at, self._last.get(one + other, at))

    def at(self, start: int) -> Listing | None:
        """Return the list that begins at line `start`, or None if none does.

        A list is followed by the signature, by another mark, or by nothing; or its titles stand again further
        on, above the annexes.
        """
        mark = self._marks[start]
        found, end = _entries(self._lines, self._marks, start) if mark else ([], start)
        if mark is None or not found:
            return None
        if end < len(self._lines) and self._marks[end] is None and not _closes(self._lines, end):
            several = len(found) > 1 and (mark.has_colon or bool(mark.rest))
            if not several and self._last.get(bare(found[0]), -1) < end:
                return None
        return Listing(tuple(found), tuple(self._lines[start:end]), end)


def entries(text: str, first: int = 1) -> list[str]:
    """Return the titles, numbered from `first` on, in a line that holds nothing else (1.… 2.…)."""
    starts: list[tuple[int, int]] = []
    for match in _ENTRY.finditer(text):
        number = numbering.read(match[0])
        if number is not None and number.value == first + len(starts):
            starts.append(match.span())
        if not starts:
            return []
    if not starts or starts[0][0]:
        return []
    ends = [*(start for start, _ in starts[1:]), len(text)]
    return [text[start:end].strip(_EDGES) for (_, start), end in zip(starts, ends, strict=True)]


def _entries(lines: Sequence[Line], marks: Sequence[Mark | None], at: int) -> tuple[list[str], int]:
    """Return the titles listed from line `at` on, and the line after them."""
    mark = marks[at]
    rest = mark.rest if mark else ""
    found = entries(rest) or ([rest.strip(_EDGES)] if rest else [])
    numbered = not rest or bool(entries(rest))
    end = at + 1
    while end < len(lines) and not is_row(lines[end]) and marks[end] is None:
        text = typeset(lines[end].text)
        more = entries(text, len(found) + 1) if numbered else []
        if more and all(len(each) <= _LONGEST_ENTRY and "。" not in each for each in more) and not find(text):
            found += more
        elif found and _goes_on(found[-1], text):
            found[-1] += text.strip(_EDGES)
        else:
            break
        end += 1
    return found, end


def _goes_on(title: str, text: str) -> bool:
    """Return whether `text` is the rest of a title that is broken off."""
    short = len(text) <= _LONGEST_TITLE and not set("。：，") & set(text.rstrip(_EDGES))
    return (
        short
        and not titles.ended(title)
        and titles.ended(text.strip(_EDGES))
        and not titles.NUMBERED.match(text)
    )


def _closes(lines: Sequence[Line], at: int) -> bool:
    """Return whether a document closes from line `at` on: bodies and a day, notes, 抄送."""
    text = typeset(lines[at].text)
    if is_foot(text) or _ASIDE.match(text):
        return True
    named: list[str] = []
    for line in lines[at : at + _MOST_SIGNATURES]:
        names, day = signature(line.text)
        if day or not names:
            return bool(day)
        named += names
    return at + _MOST_SIGNATURES >= len(lines) and all(map(is_authority, named))
