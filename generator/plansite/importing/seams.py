"""Break a line where parts of a document meet in it that have lines of their own, as in copied text.

There the number follows the title, the text the addressee, and the signature the text, with nothing between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise

from plansite.importing import addressees, box, days, numbers, titles
from plansite.importing.issuers import issuers
from plansite.importing.listings import entries, mark_of
from plansite.importing.readers.reader import Line
from plansite.importing.typography import typeset

_BEGINS = (
    "为(?!民|企)|根据|现[就将提]|按照|依据|经[^济营]|以习近平|近年来|本(?:方案|规划|意见|办法|计划|纲要|要点)"
)
_OPENING = re.compile(
    rf"(?P<title>[^。，；：:;]{{4,60}}?(?:{titles.ENDINGS})(?:[（(][^（）()]{{1,40}}[）)])?)[。\s]*(?={_BEGINS})"
)
# What a title is followed by that stands on no line of its own.
_TEXT = re.compile(rf"\s*(?:{_BEGINS}|第[一1][章节条编]|[一1１][、.．]|[（(][一1][）)])")
_BRACKETED = r"(?:\s*[（(][^（）()]{1,40}[）)])?"
_OWN_LINE = r"(?:此件|此文|主动公开|依申请公开|信息公开)"
_NOTE = re.compile(rf"[（(]{_OWN_LINE}[^（）()。]{{0,30}}[）)]")
_LIST = re.compile(r"(?<=[。；！？）)”])\s*附\s*件?\s*[：:]")
_CC = re.compile(r"(?<=[。日）)])\s*(?:抄送|抄报)[：:]")
_ANNEX = re.compile(
    r"(?<![见和及与、（(《“按照对据如])附\s*件\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?(?![0-9０-９])[：:]?"
)
_BEHIND_DAY = re.compile(
    rf"\s*(?:$|[（(](?:{_OWN_LINE}|联系人)|附\s*件|附[：:]|抄送|抄报|印发(?:（?共印[0-9]+份）?)?$)"
)
_PRINTED = re.compile(r"\s*印发")
_BOUNDARY = "。；！？）)”：:"
_FIRST = 6
"""Lines at the start of a document in which title, number and addressee may run together."""
_WINDOW = 500
_LONGEST_SIGNATURE = 300
_LONGEST_TITLE = 160
_MOST = 20
"""Most days of a line, and names of what is enclosed, that are looked at."""


def unfolded(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, those in which parts of a document meet broken there; parts keep the line's number."""
    known: dict[str, None] = {}
    above = True
    for at, line in enumerate(lines):
        pieces = [line.text]
        if not line.cells:
            above = above and at < _FIRST
            for cuts in (box.seams, _front) if above else ():
                pieces = [part for piece in pieces for part in _cut(piece, cuts(piece))]
            pieces = [part for piece in pieces for part in _cut(piece, _back(piece))]
            known |= dict.fromkeys(name for piece in pieces for name in _named(piece))
            names = list(known)[:_MOST]
            pieces = [part for piece in pieces for part in _cut(piece, _enclosed(piece, names))]
            above = above and "。" not in pieces[-1]
        yield from (replace(line, text=piece) for piece in pieces) if len(pieces) > 1 else (line,)


def _cut(text: str, cuts: Iterable[int]) -> list[str]:
    places = sorted({0, *cuts, len(text)})
    return [piece for start, end in pairwise(places) if (piece := text[start:end].strip())]


def _front(text: str) -> Iterator[int]:
    """Yield where title, number, addressee and text meet at the start of a document."""
    near = text[:_WINDOW]
    begun = 0
    for start, end in numbers.spans(near)[:1]:
        place = next((at for at in range(start, end) if _ends_a_title(near[:at])), None)
        if place is not None:
            begun = end
            yield from (place, end)
    end = min((at for at in (near.find("：", begun), near.find(":", begun)) if at >= 0), default=-1) + 1
    for start in range(begun, end):
        if start != begun and not _ends_a_title(near[:start]):
            continue
        if addressees.is_addressee(typeset(near[start:end])):
            yield from (start, end)
            return
    if opening := _OPENING.match(near):
        yield opening.end()


def _ends_a_title(text: str) -> bool:
    return not text.strip() or (
        len(text) <= _LONGEST_TITLE and "。" not in text and "：" not in text and titles.ended(text.rstrip())
    )


def _back(text: str) -> Iterator[int]:
    """Yield where the text, the list of annexes, the signature, notes and the 版记 meet."""
    for match in _LIST.finditer(text):
        yield match.start()
        yield from _behind_a_list(text, match.end())
    for match in _NOTE.finditer(text):
        yield from match.span()
    for match in _CC.finditer(text):
        yield match.start()
    closing = ((start, end) for start, end in days.days(text) if _closes(text, end))
    for start, end in islice(closing, _MOST):
        signed = _signature(text, start)
        if signed is not None:
            yield signed
            yield len(text) if _PRINTED.match(text, end) else end


def _closes(text: str, end: int) -> bool:
    return bool(_BEHIND_DAY.match(text, end) or _OPENING.match(text, end))


def _behind_a_list(text: str, start: int) -> Iterator[int]:
    """Yield where the first annex follows the list of annexes that begins at `start`, with no signature."""
    for mark in islice(_ANNEX.finditer(text, start, start + _WINDOW), 1):
        listed = entries(typeset(text[start : mark.start()]))
        if any(typeset(text[mark.end() : mark.end() + _LONGEST_TITLE]).startswith(each) for each in listed):
            yield mark.start()


def _signature(text: str, day: int) -> int | None:
    """Return where the bodies begin that sign before the day at `day`, None if there are none.

    They stand behind a sentence, or behind a title in a list of annexes.
    """
    first = max(day - _LONGEST_SIGNATURE, 0)
    start = max(text.rfind(mark, first, day) for mark in _BOUNDARY) + 1 or first
    before = text[start:day]
    if not before.strip() or issuers(before):
        return start
    ends = (at for at in range(1, len(before)) if titles.ended(before[:at]))
    return next((start + at for at in ends if issuers(before[at:])), None)


def _named(text: str) -> tuple[str, ...]:
    """Return the names by which a line calls what the document encloses."""
    near = typeset(text[: titles.LONGEST_NAME])
    mark = mark_of(text)
    if mark and mark.rest:
        return tuple(entries(mark.rest)) or (mark.rest,)
    return (*(titles.issued(near) if "。" not in near else ()), *titles.announced(near))


def _enclosed(text: str, known: Iterable[str]) -> Iterator[int]:
    """Yield where an enclosed plan or an annex begins, and where its title ends."""
    ends = {match.start(): match.end() for name in known for match in _titles(text, name)}
    for start, end in ends.items():
        behind = text[:start].rstrip()
        if _TEXT.match(text, end) and (not behind or behind[-1] in _BOUNDARY or behind[-1] == "日"):
            yield from (start, end)
    for mark in islice(_ANNEX.finditer(text), _MOST):
        below = mark.end() + len(text[mark.end() :]) - len(text[mark.end() :].lstrip())
        opening = _OPENING.match(text, below)
        end = ends.get(below, opening.end() if opening else 0)
        if end and (end < len(text) or mark.start()):
            yield from (mark.start(), mark.end(), end)


def _titles(text: str, name: str) -> Iterator[re.Match[str]]:
    words = r"\s*".join(map(re.escape, name[:_LONGEST_TITLE]))
    return re.finditer(rf"{words}{_BRACKETED}", text)
