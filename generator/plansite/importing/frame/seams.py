"""Break a line where parts of a document meet in it that have lines of their own, as in copied text.

There the number follows the title, the text the addressee, and the signature the text, with nothing between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, pairwise

from msgspec.structs import replace

from plansite.importing.frame import addressees, box, days, numbers, titles
from plansite.importing.frame.back import NOTES
from plansite.importing.frame.issuers import issuers
from plansite.importing.frame.listings import GOES_ON, entries, mark_of
from plansite.importing.lines.typography import typeset
from plansite.importing.readers.reader import Line
from plansite.text import numbering

_BRACKETED = r"(?:\s*[（(][^（）()]{1,40}[）)])?"
# What a text begins with that follows its title on one line.
_BEGINS = (
    "为(?!民|企)|根据|现[就将提]|按照|依据|经[^济营]|以习近平|近年来|本(?:方案|规划|意见|办法|计划|纲要|要点)"
    "|第[一1][章节条编]|[一1１][、.．](?![0-9])|[（(][一1][）)]"
)
_TEXT = re.compile(rf"\s*(?:{_BEGINS})")
_OPENING = re.compile(
    rf"(?P<title>[^。，；：:;]{{4,60}}?(?:{titles.ENDINGS}){_BRACKETED})[。\s]*(?={_BEGINS})"
)
_HEAD = re.compile(r"[\u4e00-\u9fff（）\s]{2,40}?文\s*件$")
_NOTE = re.compile(rf"[（(]{NOTES}[^（）()。]{{0,30}}[）)]")
_CC = re.compile(r"(?:抄送|抄报)[：:]")
_LIST = re.compile(r"(?<=[。；！？）)”])\s*附\s*件?\s*[：:]")
# A mark that sentences do not refer to: 见附件1, 附件1所列.
_ANNEX = re.compile(
    r"(?<![见和及与、（(《“按照对据如])附\s*件\s*"
    r"(?P<value>[0-9０-９]{1,2}(?:-[0-9]{1,2})?|[一二三四五六七八九十]{1,3}(?!、))?(?![0-9０-９])[：:]?"
    rf"(?!\s*{GOES_ON})"
)
_BEHIND_DAY = re.compile(
    rf"\s*(?:$|[（(](?:{NOTES}|联系人)|联系人|附\s*件|附[：:]|抄送|抄报|印发(?:（?共印[0-9]+份）?)?$)"
)
_ENDING = re.compile(rf"(?:{titles.ENDINGS})")
_LISTS = re.compile(r"附\s*件[^。；]{0,6}$")
_PRINTED = re.compile(r"\s*印发")
_CARRIED_ON = re.compile(r"\s*(?:[的及和与暨》”）)]|文\s*件)")
_BOUNDARY = "。；！？）)”：:"
_ABOVE_A_TITLE = "日）)"
_FIRST = 6
"""Lines at the start of a document in which title, number and addressee may run together."""
_WINDOW = 500
_LONGEST_SIGNATURE = 300
_LONGEST_TITLE = 160
_MOST_BREAKS = 500
_MOST = 20
"""Most days and marks of a line, and names of what is enclosed, that are looked at."""


def unfolded(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, those in which parts of a document meet broken there; parts keep the line's number.

    A document has few such places: once very many are found, the rest of it is left as it is.
    """
    breaking = _Breaking()
    for at, line in enumerate(lines):
        pieces = [line.text] if line.cells else breaking.pieces(line.text, first=at < _FIRST)
        yield from (replace(line, text=piece) for piece in pieces) if len(pieces) > 1 else (line,)


class _Breaking:
    """Breaks the lines of one document, knowing what has been named so far of what it encloses."""

    def __init__(self) -> None:
        self._known: dict[str, None] = {}
        self._above = True
        self._left = _MOST_BREAKS

    def pieces(self, text: str, *, first: bool) -> list[str]:
        """Return the parts of the next line; `first` means that it may stand above the text."""
        pieces = [text]
        self._above = self._above and first
        for way in (box.seams, _front) if self._above else ():
            pieces = self._broken(pieces, way)
        for closing in (_back, _enclosed):
            self._known |= dict.fromkeys(name for piece in pieces for name in _named(piece))
            names = list(islice(self._known, _MOST))
            pieces = self._broken(pieces, partial(closing, known=names))
        self._above = self._above and "。" not in pieces[-1]
        return pieces

    def _broken(self, pieces: list[str], way: Callable[[str], Iterable[int]]) -> list[str]:
        """Return the pieces, each broken at the places that `way` finds in it."""
        found: list[str] = []
        for piece in pieces:
            cuts = sorted({0, *islice(way(piece), self._left), len(piece)})
            self._left -= len(cuts) - 2 if len(cuts) > 1 else 0
            found += (part for start, end in pairwise(cuts) if (part := piece[start:end].strip()))
        return found or pieces


def _front(text: str) -> Iterator[int]:
    """Yield where head, number, title, addressee and text meet at the start of a document."""
    near = text[:_WINDOW]
    begun = 0
    if titles.NUMBERED.match(text):
        return
    for start, end in numbers.spans(near)[:1]:
        place = next((at for at in range(start, end) if _stands_before(near, at)), None)
        if place is not None:
            begun = end
            yield from (place, end)
    yield from _addressee(near, begun)
    if opening := _OPENING.match(near, begun):
        yield from opening.span()


def _stands_before(text: str, place: int) -> bool:
    """Return whether what stands before `place` is a title, a head, or nothing."""
    before = text[:place].strip()
    whole = _HEAD.match(before) or issuers(before) or _ends_a_title(before)
    return not before or (bool(whole) and not _CARRIED_ON.match(text, place))


def _ends_a_title(text: str) -> bool:
    closed = text.count("（") == text.count("）") and text.count("《") == text.count("》")
    return (
        len(text) <= _LONGEST_TITLE and closed and not set("。：") & set(text) and titles.ended(text.rstrip())
    )


def _addressee(text: str, begun: int) -> Iterator[int]:
    """Yield where the addressee begins and ends that stands behind a title, or at `begun`."""
    ends = [match.end() for match in islice(re.finditer("[：:]", text), 2) if match.end() > begun]
    for end in ends:
        for start in range(begun, end):
            placed = start == begun or _ends_a_title(text[begun:start])
            if placed and addressees.is_addressee(typeset(text[start:end])):
                yield from (start, end)
                return


def _back(text: str, known: Sequence[str]) -> Iterator[int]:
    """Yield where the text, the list of annexes, the signature, notes and the 版记 meet."""
    for match in _LIST.finditer(text):
        yield match.start()
        yield from _behind_a_list(text, match.end())
    for match in _NOTE.finditer(text):
        yield from match.span()
    for match in _CC.finditer(text):
        yield match.start()
    yield from _counted(text)
    titled = {match.start(): match.end() for name in known for match in _titles(text, name)}
    closing = ((*span, _closes(text, span[1], titled)) for span in days.days(text))
    for start, end, below in islice((each for each in closing if each[2]), _MOST):
        signed = _signature(text, start)
        if signed is not None:
            yield from (signed,) if _PRINTED.match(text, end) else (signed, end, below)


def _closes(text: str, end: int, titled: Mapping[int, int]) -> int:
    """Return where the title ends that stands behind a day ending at `end`.

    It is `end` itself if what follows closes a text in another way, and 0 if nothing shows that one closes.
    """
    opening = _OPENING.match(text, end)
    title = titled.get(end, opening.end() if opening else 0)
    return title or (end if _BEHIND_DAY.match(text, end) else 0)


def _behind_a_list(text: str, start: int) -> Iterator[int]:
    """Yield where the first annex follows the list of annexes that begins at `start`, with no signature."""
    for mark in islice(_ANNEX.finditer(text, start, start + _WINDOW), 1):
        listed = entries(typeset(text[start : mark.start()]))
        if any(typeset(text[mark.end() : mark.end() + _LONGEST_TITLE]).startswith(each) for each in listed):
            yield mark.start()


def _counted(text: str) -> Iterator[int]:
    """Yield where marks begin that count on, as 附件1 and 附件2 do."""
    found: list[int] = []
    for mark in _ANNEX.finditer(text):
        number = numbering.read(mark["value"] or "")
        if number is not None and number.value == len(found) + 1:
            found.append(mark.start())
    if len(found) > 1:
        yield from found[:_MOST]


def _signature(text: str, day: int) -> int | None:
    """Return where the bodies begin that sign before the day at `day`, None if there are none.

    They stand behind a sentence, or behind a title in a list of annexes.
    """
    first = max(day - _LONGEST_SIGNATURE, 0)
    start = max(text.rfind(mark, first, day) for mark in _BOUNDARY) + 1 or first
    before = text[start:day]
    if _LISTS.search(text, max(start - _MOST, 0), start):
        ends = (at for at in range(1, len(before)) if titles.ended(before[:at]))
        apart = (at for at in ends if not _ENDING.match(before, at) and issuers(before[at:]))
        return next((start + at for at in apart), None)
    labelled = text[max(start - 1, 0) : start] in {"：", ":"}
    return start if not labelled and (not before.strip() or issuers(before)) else None


def _named(text: str) -> tuple[str, ...]:
    """Return the names by which a line calls what the document encloses."""
    near = typeset(text[: titles.LONGEST_NAME])
    mark = mark_of(text)
    if mark and mark.rest:
        return tuple(entries(mark.rest)) or (mark.rest,)
    return (*(titles.issued(near) if "。" not in near else ()), *titles.announced(near))


def _enclosed(text: str, known: Sequence[str]) -> Iterator[int]:
    """Yield where an enclosed plan or an annex begins, and where its title ends."""
    ends = {match.start(): match.end() for name in known for match in _titles(text, name)}
    for start, end in ends.items():
        behind = text[:start].rstrip()
        placed = not behind or behind[-1] in _BOUNDARY
        if (placed and _TEXT.match(text, end)) or behind.endswith(tuple(_ABOVE_A_TITLE)):
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
