"""Repair the line breaks of a source: join the lines that a page or a program wrapped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import TypeAlias, TypeVar

from msgspec.structs import replace

from plansite.importing.frame import addressees
from plansite.importing.frame.landmarks import stands_alone
from plansite.importing.lines.printed import begins
from plansite.importing.lines.typography import typeset
from plansite.importing.readers.reader import Line, is_wide, joint

_BULLET = re.compile(r"[-*+•·●■#]+\s")
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


def joined(blocks: Sequence[Line | Other]) -> list[Line | Other]:
    """Return `blocks` with each line that continues another joined to it; other blocks stay in their places.

    A joined line keeps the number of its first. Two sorts of breaks are removed: those of a fixed width, and
    those within a sentence at the end of a page. Where line ends became spaces, the spaces are removed too.
    A row of a table continues no line.
    """
    lines = [block for block in blocks if isinstance(block, Line) and not block.cells]
    wrapped = _width(lines)
    result: list[_Whole | Line | Other] = []
    for block in blocks:
        before = result[-1] if result else None
        if not isinstance(block, Line) or block.cells:
            result.append(block)
        elif isinstance(before, _Whole) and _joins(before, block, wrapped):
            before.add(block)
        else:
            result.append(_Whole(block))
    whole = [each.line() if isinstance(each, _Whole) else each for each in result]
    spaced = _is_spaced([each for each in whole if isinstance(each, Line) and not each.cells])
    return [_unspaced(each) if spaced and isinstance(each, Line) else each for each in whole]


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

    def is_addressee_with(self, line: Line) -> bool:
        """Return whether this and `line` name whom the document is sent to."""
        near = line.text.endswith(("：", ":")) and self._length <= addressees.LONGEST
        return near and addressees.is_ended_by(typeset("".join(self._texts)), typeset(line.text))

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


Other = TypeVar("Other")
Measure: TypeAlias = Callable[[str], float]


def _wide(text: str) -> float:
    """Return the printed width of a text: a Latin letter takes half the room of a Chinese character."""
    return sum(1.0 if is_wide(char) else 0.5 for char in text)


def _width(lines: Sequence[Line]) -> tuple[Measure, float] | None:
    """Return the measure and the width of the lines of a hard-wrapped source, or None if it is not wrapped.

    Programs wrap by the number of characters, printers by their width: the measure is what fits more lines.
    """
    found = [(full, measure, width) for measure in (_wide, len) for full, width in _full(lines, measure)]
    best = max(found, key=lambda each: each[0], default=None)
    return None if best is None else best[1:]


def _full(lines: Sequence[Line], measure: Measure) -> Iterator[tuple[int, float]]:
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
    if whole.is_addressee_with(line):
        return True
    marked = _BULLET.match(line.text) or begins(line.text)
    if marked or (whole.may_end() and (whole.stands_alone() or stands_alone(line.text))):
        return False
    apart = line.number > last.number + 1  # a blank line between them
    full = wrapped is not None and wrapped[0](last.text) >= wrapped[1] - _FULL
    if full and not (apart and last.text.endswith(_ENDED)):
        return True
    return whole.broken_off()


def _opened(text: str) -> int:
    """Return how many more brackets are opened than closed in `text`."""
    return sum(map(text.count, _OPENING)) - sum(map(text.count, _CLOSING))


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Return whether there are spaces at regular intervals in `lines`, left over from line ends."""
    gaps = [gap for line in lines if _SENTENCE.search(line.text) for gap in _gaps(line.text)]
    spaced = sum(bool(_gaps(line.text)) for line in lines if _SENTENCE.search(line.text))
    return spaced >= _SPACED_LINES and median(gaps) >= _LEAST


def _unspaced(line: Line) -> Line:
    """Return a line without the spaces that are left over from line ends."""
    return replace(line, text=_SPACE.sub(_keep_short(line.text), line.text))


def _gaps(text: str) -> list[int]:
    """Return the number of characters before each space within Chinese text, back to the previous one."""
    places = [0, *(match.start() for match in _SPACE.finditer(text))]
    return [after - before for before, after in pairwise(places)]


def _keep_short(text: str) -> str:
    """Return the replacement for the spaces of a line: "", or " " if they separate names."""
    return "" if min(_gaps(text), default=0) >= _LEAST or _SENTENCE.search(text) else " "
