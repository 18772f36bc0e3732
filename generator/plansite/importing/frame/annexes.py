"""Split a document into its text and its annexes (附件1 …), and take out the lists that name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from plansite.importing.frame import titles
from plansite.importing.frame.back import is_foot
from plansite.importing.frame.issuers import signature
from plansite.importing.frame.listings import Listing, Lists, Mark, mark_of
from plansite.importing.lines.typography import bare, typeset
from plansite.importing.readers.reader import Line, is_row

_SHORTEST = 6
"""Fewest characters of a title that begins an annex without a mark."""


class Part(Struct, frozen=True):
    """A part of a document: its text, which comes first, or an annex with its mark (附件1) and title.

    `lines` are those below the title, without the lists of annexes; each of `lists` says at which of these
    lines it stood. `head` are the lines of mark and title. `place` counts the annexes from 1.
    """

    lines: tuple[Line, ...]
    lists: tuple[tuple[int, Listing], ...] = ()
    mark: str = ""
    title: str = ""
    head: tuple[Line, ...] = ()
    place: int = 0

    def whole(self) -> Part:
        """Return the part with its lists among its lines."""
        lines = list(self.lines)
        for at, each in reversed(self.lists):
            lines[at:at] = each.lines
        return replace(self, lines=tuple(lines), lists=())


def divided(lines: Sequence[Line]) -> tuple[Part, ...]:
    """Return the text of a document and then its annexes, in order.

    An annex begins with a line 附件, 附件1 or 附件一, alone or with its title, below which a text follows;
    and behind the signature of a text where a title and a text follow. What is only listed is no annex.
    """
    marks = [None if is_row(line) else mark_of(line.text) for line in lines]
    all_lists = Lists(lines, marks)
    lists: dict[int, Listing] = {}
    starts: list[int] = []
    at = 0
    while at < len(lines):
        listed = all_lists.at(at)
        if listed:
            lists[at] = listed
        elif marks[at] is not None and at + 1 < len(lines):
            starts.append(at)
        at = listed.end if listed else at + 1
    unmarked = _behind_the_signature(lines[: starts[0] if starts else len(lines)], lists)
    bounds = [*unmarked, *starts, len(lines)]
    named = [title for each in lists.values() for title in each.titles]
    parts = [_part(lines, 0, bounds[0], lists)]
    for place, (start, end) in enumerate(pairwise(bounds), 1):
        mark = marks[start] or Mark()
        title, below = _title(lines[start:end], mark, named)
        text = _part(lines, start + below, end, lists)
        head = tuple(lines[start : start + below])
        parts.append(Part(text.lines, text.lists, mark.printed, title, head, place))
    return tuple(parts)


def _part(lines: Sequence[Line], start: int, end: int, lists: Mapping[int, Listing]) -> Part:
    """Return the lines from `start` to `end` as a part, the lists in them apart."""
    kept: list[Line] = []
    found: list[tuple[int, Listing]] = []
    at = start
    while at < end:
        if at in lists:
            found.append((len(kept), lists[at]))
            at = lists[at].end
        else:
            kept.append(lines[at])
            at += 1
    return Part(tuple(kept), tuple(found))


def _title(lines: Sequence[Line], mark: Mark, named: Sequence[str]) -> tuple[str, int]:
    """Return the title of the annex that begins with `lines`, and how many lines mark and title take.

    It stands beside the mark or below it; titles in the document's lists of annexes (`named`) are known.
    """
    first = 1 if mark.printed and not mark.rest else 0
    near = lines[first : first + titles.MOST_LINES]
    plain = next((at for at, line in enumerate(near) if is_row(line)), len(near))
    texts = [typeset(line.text) for line in near[:plain]]
    texts[:1] = [mark.rest] if mark.rest else texts[:1]
    known = {bare(title) for title in named}
    for taken in range(len(texts), 0, -1):
        if bare("".join(texts[:taken])) in known:
            return "".join(texts[:taken]), first + taken
    taken = titles.length(texts)
    if not titles.ended("".join(texts[:taken])):  # below a title of no usual ending, the text begins at once
        taken = min(taken, 1)
    taken = max(taken, 1) if mark.rest else taken
    return typeset("".join(texts[:taken])), first + taken


def _behind_the_signature(lines: Sequence[Line], lists: Mapping[int, Listing]) -> list[int]:
    """Return where a title and a text follow the signature of a text: an annex without a mark."""
    skipped = {at for start, each in lists.items() for at in range(start, each.end)}
    sentence = names_above = False
    for at, line in enumerate(lines):
        text = typeset(line.text)
        names, day = signature(line.text)
        if day and sentence and (names or names_above):
            start = at + 1
            while start < len(lines) and (start in skipped or is_foot(typeset(lines[start].text))):
                start += 1
            if _is_titled(lines[start : start + titles.MOST_LINES + 1]):
                return [start]
        sentence = sentence or "。" in text or text.endswith("：")
        names_above = bool(names)
    return []


def _is_titled(lines: Sequence[Line]) -> bool:
    """Return whether a title stands above a text in `lines`."""
    end = next((at for at, line in enumerate(lines) if is_row(line)), len(lines))
    texts = [typeset(line.text) for line in lines[:end]]
    taken = titles.length(texts)
    title = "".join(texts[:taken])
    return len(title) >= _SHORTEST and titles.ended(title) and taken < len(lines)
