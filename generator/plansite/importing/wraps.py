"""Repair the line breaks of a source: join wrapped lines, and split text that has no breaks at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import TypeAlias

from plansite.importing.landmarks import stands_alone
from plansite.importing.readers.reader import Line, is_wide, joint
from plansite.text import numbering

_DIGITS = "〇零一二三四五六七八九十百两"
_NUMBER = re.compile(
    rf"(?<![{_DIGITS}])[{_DIGITS}]{{1,9}}、|[（(][{_DIGITS}]{{1,9}}[）)]|第[{_DIGITS}]{{1,9}}[章节条]|[0-9０-９]{{1,3}}[.．、](?![0-9０-９])"
    r"|[（(][0-9０-９]{1,3}[）)]|[①-⑳]"
)
_MARKED = re.compile(rf"[-*+•·●■#]+\s|{_NUMBER.pattern}")
_SENTENCE = re.compile(r"[，。；,;]")
_ENDED = tuple("。！？!?；;：:")
_GOES_ON = tuple("，、,（(《〈“‘「—")
_OPENING, _CLOSING = "（(《〈「【〔[", "）)》〉」】〕]"
_FULL = 2.5  # characters that a full line may lack: punctuation takes its neighbour to the next line
_LEAST = 12  # shorter lines are titles or names in a list
_LONG = 40
_SHARE, _STRAY = 0.25, 0.1  # least share of full lines; most longer lines per full line
_SPACED_LINES = 3
_SPACE = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_HEADING = 40
_STOP = re.compile("[。；：;:]")


def joined(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return `lines` with each line that continues another joined to it.

    A joined line keeps the number of its first. Two sorts of breaks are removed: those of a fixed width, and
    those within a sentence at the end of a page. Where line ends became spaces, the spaces are removed too.
    """
    wrapped = _width(lines)
    result: list[_Whole] = []
    for line in lines:
        if result and _joins(result[-1], line, wrapped):
            result[-1].add(line)
        else:
            result.append(_Whole(line))
    return _unspaced(tuple(each.line() for each in result))


class _Whole:
    """A line with those that continue it; what is counted in it is counted once, as lines are added."""

    def __init__(self, first: Line) -> None:
        self.first = self.last = first
        self._texts = [first.text]
        self._opened = _opened(first.text)
        self._marks = len(_SENTENCE.findall(first.text))
        self._length = len(first.text)

    def add(self, line: Line) -> None:
        """Join `line` to the end."""
        after = joint(self.last.text[-1:], line.text)[len(self.last.text[-1:]) :]
        self.last = line
        self._texts.append(after)
        self._opened += _opened(after)
        self._marks += len(_SENTENCE.findall(after))
        self._length += len(after)

    def line(self) -> Line:
        """Return everything as one line, with the number of the first."""
        return self.first if self.first is self.last else replace(self.first, text="".join(self._texts))

    def stands_alone(self) -> bool:
        """Return whether this is one line, and no part of a paragraph."""
        return self.first is self.last and stands_alone(self.first.text)

    def may_end(self) -> bool:
        """Return whether nothing at the end shows that the line goes on."""
        return self._opened <= 0 and not self.last.text.endswith(_GOES_ON)

    def broken_off(self) -> bool:
        """Return whether a paragraph cannot end here: in brackets, after a comma, in mid-sentence."""
        end, still_open = self.last.text, self._opened > 0
        if end.endswith(_ENDED) and not still_open:
            return False
        sentences = self._marks > 1
        if still_open or end.endswith(_GOES_ON):
            return sentences
        return sentences and self._length > _LONG and end[-1] not in _CLOSING + '”’"'


Measure: TypeAlias = Callable[[str], float]


def _wide(text: str) -> float:
    """Return the printed width of a text: a Latin letter takes half the room of a Chinese character."""
    return sum(1.0 if is_wide(char) else 0.5 for char in text)


def _width(lines: tuple[Line, ...]) -> tuple[Measure, float] | None:
    """Return the measure and the width of the lines of a hard-wrapped source, or None if it is not wrapped.

    Programs wrap by the number of characters, printers by their width: the measure is what fits more lines.
    """
    found = [(full, measure, width) for measure in (_wide, len) for full, width in _full(lines, measure)]
    best = max(found, key=lambda each: each[0], default=None)
    return None if best is None else best[1:]


def _full(lines: tuple[Line, ...], measure: Measure) -> Iterator[tuple[int, float]]:
    """Yield the number of full lines and their width, if the lines are wrapped.

    Then many lines are about as long as the longest, and most of these end within a sentence.
    """
    lengths = [measure(line.text) for line in lines]
    often = Counter(round(length) for length in lengths if length >= _LEAST)
    around = {length: sum(often[length - step] for step in range(3)) for length in often}
    width = max(around, key=lambda length: (around[length], length), default=0)
    full = [line for line, length in zip(lines, lengths, strict=True) if width - _FULL <= length <= width + 1]
    longer = sum(length > width + 1 for length in lengths)
    within = sum(not line.text.endswith(_ENDED) for line in full)
    many = len(full) > 1 and longer <= len(full) * _STRAY and len(full) >= len(lines) * _SHARE
    if many and within > len(full) / 2:
        yield len(full), width


def _joins(whole: _Whole, line: Line, wrapped: tuple[Measure, float] | None) -> bool:
    """Return whether `line` continues `whole`."""
    last = whole.last
    if line.cells or last.cells or _MARKED.match(line.text):
        return False
    if whole.may_end() and (whole.stands_alone() or stands_alone(line.text)):
        return False
    apart = line.number > last.number + 1  # a blank line between them
    full = wrapped is not None and wrapped[0](last.text) >= wrapped[1] - _FULL
    if full and not (apart and last.text.endswith(_ENDED)):
        return True
    return whole.broken_off()


def _opened(text: str) -> int:
    """Return how many more brackets are opened than closed in `text`."""
    return sum(map(text.count, _OPENING)) - sum(map(text.count, _CLOSING))


def _unspaced(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return `lines` without spaces that are left over from line ends at regular intervals."""
    gaps = [gap for line in lines if _SENTENCE.search(line.text) for gap in _gaps(line.text)]
    spaced = sum(bool(_gaps(line.text)) for line in lines if _SENTENCE.search(line.text))
    if spaced < _SPACED_LINES or median(gaps) < _LEAST:
        return lines
    return tuple(replace(line, text=_SPACE.sub(_keep_short(line.text), line.text)) for line in lines)


def _gaps(text: str) -> list[int]:
    """Return the number of characters before each space within Chinese text, back to the previous one."""
    places = [0, *(match.start() for match in _SPACE.finditer(text))]
    return [after - before for before, after in pairwise(places)]


def _keep_short(text: str) -> str:
    """Return the replacement for the spaces of a line: "", or " " if they separate names."""
    return "" if min(_gaps(text), default=0) >= _LEAST or _SENTENCE.search(text) else " "


def split_run_on(line: Line) -> tuple[Line, ...]:
    """Split a document that is all one line before the numbers that follow each other in order.

    Numbers in a date, a citation or a sentence are not among them. All parts keep the line's number.
    """
    places = [0, *_breaks(line.text), len(line.text)]
    parts = (line.text[start:end].strip() for start, end in pairwise(places))
    return tuple(Line(part, line.number) for part in parts if part)


def _breaks(text: str) -> Iterator[int]:
    """Yield where a number starts a part: the next of its level, or a first one that a second follows."""
    found = list(_candidates(text))
    # Where each number last stands at a place that may begin a part.
    latest = {
        (number.form, number.value): at
        for at, (place, number) in enumerate(found)
        if _may_break(text, place, 0)
    }
    open_forms: list[str] = []
    last: dict[str, int] = {}
    begun = 0
    for at, (place, number) in enumerate(found):
        form = number.form
        # Articles (条) are numbered across chapters; everything else restarts below a new heading.
        inside = form in open_forms
        expected = last.get(form, 0) + 1 if inside or form.endswith("条") else 1
        follows = inside or latest.get((form, number.value + 1), -1) > at
        if number.value != expected or not follows or not _may_break(text, place, begun):
            continue
        del open_forms[open_forms.index(form) + 1 if inside else len(open_forms) :]
        if not inside:
            open_forms.append(form)
        last[form] = number.value
        begun = place
        if place:
            yield place


def _candidates(text: str) -> Iterator[tuple[int, numbering.Number]]:
    for match in _NUMBER.finditer(text):
        before = text[match.start() - 1 : match.start()] if match.start() else ""
        number = numbering.read(match[0])
        if number is not None and before not in {*_DIGITS, *"第0123456789.．"}:
            yield match.start(), number


def _may_break(text: str, place: int, begun: int) -> bool:
    """Return whether a part may end at `place`: after a sentence, or after a heading begun at `begun`."""
    near = max(begun, place - _HEADING - 1)  # a document on one line is long; look back no further
    heading = text[near:place].rstrip()
    if not heading or heading[-1] in "。；：！？）);:!?”":
        return True
    short = near == begun and len(heading) <= _HEADING
    return short and bool(_NUMBER.match(heading)) and not _STOP.search(heading)
