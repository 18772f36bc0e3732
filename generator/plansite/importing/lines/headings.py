"""Find the numbers that begin the parts of a text, whether or not its lines are broken before them.

A number at the start of a line begins a part. Within a line it may also stand in a sentence, a date or a
citation, so it is judged by what stands before it, and by the sequence of numbers that it would belong to.
Of all readings of the whole text, the one with the most evidence is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from plansite.importing.grammar.forms import FIELD
from plansite.importing.grammar.spelling import squeeze
from plansite.importing.lines.printed import (
    A_DIGIT,
    CHINESE,
    DECIMAL,
    NOT_BEHIND,
    NUMBER,
    Part,
    form_of,
    value_of,
)
from plansite.importing.readers.reader import Line

Other = TypeVar("Other")

_AHEAD = frozenset(f"{CHINESE}第0123456789０１２３４５６７８９.．")
"""A number behind one of these is part of another: 二〇二一、 第（一）项 2.1、."""

_STOPS = "。；：！？）);:!?”』」】〕"
_SENTENCE = re.compile("[。；！？;!?]")
_CAPTION = re.compile(
    r"(?:意见|方案|规划|纲要|通知|计划|办法|决定|措施|要点|条例|细则|清单|分工|分工表|任务表|[0-9]日)$"
)
_BULLET = re.compile(r"(?<![-—0-9])\s*[-*•·●■◆]\s*$")
_IN_A_SENTENCE = frozenset("、，,和与及或至到按照的")
_LIST = re.compile(r"附\s*件?\s*[：:]$")
"""Behind this, numbers list the annexes of a document."""
_NEAR = 60
_HEADING = 40
_NO_HEADING = re.compile("[。；：;:！？]")

# What a number is worth for its place and for the sequence that it belongs to.
_LINE, _STOP, _HEADED = 8, 2, 2
_NEXT, _RUNS_ON, _FIRST, _HOLE, _AGAIN = 4, 3, -1, -5, -12
_TOO_HIGH, _BEFORE_DIGIT = -3, -1
_ORDER = ("第一编", "第一章", "第一节", "一、", "(一)", "1.", "(1)", "1)", "①")
_RANK = {form: rank for rank, form in enumerate(_ORDER)}
_WIDEST, _STEPS = 24, 150_000
"""Most readings that are compared at a time, and how many steps may be taken for all numbers of a text."""


class _Candidate(Struct, frozen=True):
    """A number that may begin a part: its place in its line, and whether it is at the start of that line."""

    at: int
    start: int
    end: int
    printed: str
    form: str
    value: int
    place: int | None
    """What its place is worth; None if only a heading before it could let it begin a part."""
    before_digit: bool
    line: int
    text: str
    above: int | None = None
    """The number of the level above that 1.2 names; None for numbers that name none."""


class _Reading(NamedTuple):
    """Numbers taken so far, last first, and what follows from them: open levels, and levels left behind."""

    score: float
    open: tuple[tuple[str, int], ...]
    left: tuple[tuple[str, int], ...]
    taken: tuple[_Candidate, tuple] | None  # type: ignore[type-arg]


def parts(blocks: Sequence[Line | Other]) -> list[Part | Other]:
    """Return the text of lines in parts, each with the number of its line; other blocks stay in their places.

    A line with cells, a row of a table, is one part.
    """
    taken = _best(list(_candidates(blocks)))
    found: list[Part | Other] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Line):
            found += _cut(block, taken.get(at, []))
        else:
            found.append(block)
    return found


def broken(lines: Sequence[Line]) -> list[Line]:
    """Return `lines` with those broken that hold several parts; the pieces keep the number of their line."""
    taken = _best(list(_candidates(lines)))
    found: list[Line] = []
    for at, line in enumerate(lines):
        starts = [each.start for each in taken.get(at, []) if line.text[: each.start].strip()]
        places = [0, *starts, len(line.text)]
        pieces = (_BULLET.sub("", line.text[start:end]).strip() for start, end in pairwise(places))
        found += [replace(line, text=piece) for piece in pieces if piece] if starts else [line]
    return found


def _cut(line: Line, numbers: Sequence[_Candidate]) -> Iterator[Part]:
    begins = numbers[0].start if numbers else len(line.text)
    before = line.text[:begins].strip()
    if before:
        yield Part(line.number, "", "", before)
    for each, after in zip_longest(numbers, numbers[1:]):
        end = len(line.text) if after is None else after.start
        yield Part(line.number, each.printed, each.form, line.text[each.end : end].strip())


def _candidates(blocks: Sequence[object]) -> Iterator[_Candidate]:
    count = 0
    for at, line in enumerate(blocks):
        if not isinstance(line, Line) or line.cells:
            continue
        matches = chain(DECIMAL.finditer(line.text), NUMBER.finditer(line.text))
        for match in sorted(matches, key=lambda each: (each.start(), -each.end())):
            candidate = _candidate(line.text, match, count, at)
            if candidate is not None:
                yield candidate
                count += 1


def _candidate(text: str, match: re.Match[str], count: int, line: int) -> _Candidate | None:
    """Return a number that may begin a part, None if what is around it shows that it is none."""
    start, end = match.span()
    printed, form, place = match[0], form_of(match[0]), _place(text, start)
    if start and text[start - 1 : start] in _AHEAD:
        return None
    if match.re is DECIMAL:
        *levels, value = map(int, re.split("[.．]", printed))
        place = None if place is None else min(place, _STOP)
        above = levels[-1]
        return _Candidate(count, start, end, printed, form, value, place, False, line, text, above)  # noqa: FBT003
    if not form or NOT_BEHIND.match(text, end):
        return None
    before_digit = form == "1." and bool(A_DIGIT.match(text, end))
    if before_digit and place is not None:
        place = min(place, _STOP) + _BEFORE_DIGIT
    return _Candidate(count, start, end, printed, form, value_of(printed), place, before_digit, line, text)


def _place(text: str, start: int) -> int | None:
    """Return what is known from the text before a number: a line's start, a stop, a caption, a field."""
    before = _BULLET.sub("", text[max(0, start - _NEAR) : start]).rstrip()
    if not before:
        return _LINE
    if _LIST.search(before):
        return None
    if before[-1] in _STOPS:
        return _STOP
    stops = [match.end() for match in _SENTENCE.finditer(before)]
    clause = before[stops[-1] if stops else 0 :]
    if _CAPTION.search(clause) and "，" not in clause:
        return _HEADED
    return _HEADED if FIELD.search(squeeze(clause).text) else None


def _best(candidates: list[_Candidate]) -> dict[int, list[_Candidate]]:
    """Return the numbers of the best reading, by the position of their line."""
    width = max(3, min(_WIDEST, _STEPS // max(1, len(candidates))))
    readings = [_Reading(0, (), (), None)]
    for candidate in candidates:
        following: dict[tuple[object, ...], _Reading] = {}
        for reading in readings:
            for each in _continued(reading, candidate):
                key = (each.open, each.left, each.taken[0].at if each.taken else -1)
                known = following.get(key)
                if known is None or each.score > known.score:
                    following[key] = each
        readings = sorted(following.values(), key=lambda each: -each.score)[:width]
    found: dict[int, list[_Candidate]] = {}
    taken = readings[0].taken
    while taken is not None:
        candidate, taken = taken
        found.setdefault(candidate.line, []).insert(0, candidate)
    return found


def _continued(reading: _Reading, candidate: _Candidate) -> Iterator[_Reading]:
    """Yield `reading` with the candidate left in the text, where that may be, and with it as a number."""
    last = reading.taken[0] if reading.taken else None
    if last is not None and (last.line, last.start) == (candidate.line, candidate.start):  # 1. in 1.1
        yield reading
        return
    begins = candidate.place is not None and candidate.place >= _LINE
    if not begins:
        yield reading
    place = candidate.place
    if place is None:
        place = _HEADED if _behind_heading(reading, candidate) else None
    if place is not None:
        yield _taken(reading, candidate, place)


def _behind_heading(reading: _Reading, candidate: _Candidate) -> bool:
    """Return whether all between the last number and this one is a heading."""
    if reading.taken is None:
        return False
    last = reading.taken[0]
    if candidate.before_digit or candidate.text[candidate.start - 1] in _IN_A_SENTENCE:
        return False
    if last.line != candidate.line or not 1 < candidate.start - last.end <= _HEADING:
        return False
    return _NO_HEADING.search(candidate.text, last.end, candidate.start) is None


def _taken(reading: _Reading, candidate: _Candidate, place: float) -> _Reading:
    forms = [form for form, _ in reading.open]
    left = dict(reading.left)
    form, value = candidate.form, candidate.value
    if form in forms:
        depth = forms.index(form)
        last = reading.open[depth][1]
        worth = _NEXT if value == last + 1 else _HOLE if value > last else _AGAIN
        below = reading.open[depth + 1 :]
        kept = reading.open[:depth]
    else:
        worth = _FIRST if value == 1 else _RUNS_ON if left.get(form, 0) == value - 1 else _HOLE
        if forms and _RANK.get(form, 9) < _RANK.get(forms[-1], 9):
            worth += _TOO_HIGH
        below, kept = (), reading.open
    if candidate.above is not None and (not kept or kept[-1][1] != candidate.above):
        worth = _AGAIN
    left |= dict(below)
    left.pop(form, None)
    return _Reading(
        reading.score + place + worth,
        (*kept, (form, value)),
        tuple(sorted(left.items())),
        (candidate, reading.taken),  # type: ignore[arg-type]
    )


_RANK = {
    form: rank
    for rank, form in enumerate(("第一编", "第一章", "第一节", "一、", "(一)", "1.", "(1)", "1)", "①"))
}
