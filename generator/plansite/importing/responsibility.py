"""Find responsibilities as documents print them: （责任单位：…）, （…负责）, and lines of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache

from plansite.importing import clauses, units
from plansite.importing.forms import FIELD, PERSON
from plansite.importing.spelling import Squeezed, pairs, squeeze
from plansite.plan.model import Role


@dataclass(frozen=True, slots=True)
class Charged:
    """A printed responsibility: its span in the text, and the units it names.

    Names have no whitespace and full-width brackets; each appears once, in its strongest role.
    """

    start: int
    end: int
    notation: str
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    etal: bool = False
    collective: frozenset[str] = frozenset()
    first_leads: bool = False
    labels: tuple[tuple[Role, str], ...] = ()
    due: str = ""


# Longest list of units, in characters, and how often the characters of a text may be read as part of one.
_LONGEST = 800
_READINGS = 8
_MOST_STOPS = 20
_REMEMBERED = 20_000  # texts whose responsibilities are kept, as several steps ask for them
# A list continues if its line ends like this, or if the next line begins like that.
_OPEN_LINE = re.compile(r"(?:[、，；：和与及]|(?<!团)[省市县区州党]委)$")
_GOING_ON = ("、", "，", "；", "和", "与", "及", "等")

_STOP = re.compile("。")
_LABEL = re.compile(r"(?:牵头|责任|配合|主责|主管|承办|协办|实施|参与)(?:单位|部门)：")
_SUSPICIOUS = re.compile(r"(?:牵头|责任|配合|主责|承办|协办)(?:单位|部门)")
_SOMEBODY = re.compile(r"[局委办厅部会署]|政府|单位|部门")
_ANSWERS = re.compile(r"(?:负责|牵头|配合|落实)(?:$|[，；。、])")
_INNOCENT = re.compile(rf"以下|简称|含|包括|不含|见|(?:{PERSON})：?")
_DEPARTMENT = re.compile(r"..(?:[局委办厅部会协联]|政府)$")


@lru_cache(maxsize=_REMEMBERED)
def find(text: str) -> tuple[Charged, ...]:
    """Return the responsibilities in `text`, in order.

    Brackets and colons may be full-width or half-width, and whitespace may appear anywhere.
    """
    squeezed = squeeze(text)
    found: list[Charged] = []
    free_from = 0
    left = _READINGS * (len(squeezed.text) + _LONGEST)
    for start, end, strict in sorted(_candidates(squeezed)):
        left -= end - start if start >= free_from else 0
        if start < free_from or left < 0:
            continue
        body = squeezed.text[start:end] if strict else squeezed.text[start + 1 : end - 1]
        charged = _read(squeezed, start, end, body, strict=strict)
        if charged is not None:
            found.append(charged)
            free_from = end
    return tuple(found)


def suspects(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans that look like a responsibility but were not read as one, for a person to review."""
    squeezed = squeeze(text)
    taken = bytearray(len(text))
    for charged in find(text):
        taken[charged.start : charged.end] = b"\1" * (charged.end - charged.start)
    found: list[tuple[int, int]] = []
    for place, end in sorted(_suspected(squeezed)):
        first, last = squeezed.span(place, end)
        if taken.find(1, first, last) < 0:
            found.append((first, last))
            taken[first:last] = b"\1" * (last - first)
    return tuple(found)


def _candidates(squeezed: Squeezed) -> Iterator[tuple[int, int, bool]]:
    """Yield each possible responsibility: start, end, and whether to read it strictly."""
    for start, end in pairs(squeezed.text):
        if end - start <= _LONGEST:
            yield start, end, False
    stops = [match.end() for match in _STOP.finditer(squeezed.text)]
    for start in _openings(squeezed):
        for end in _ends(squeezed, start, stops):
            yield start, end, True


def _openings(squeezed: Squeezed, after: str = "。；！？）：—●•■◆") -> Iterator[int]:
    """Yield where a label starts a clause outside parentheses: on a new line or behind a mark in `after`."""
    for match in FIELD.finditer(squeezed.text):
        start = match.start()
        if squeezed.breaks(start) or squeezed.text[start - 1] in after:
            yield start


def _places(squeezed: Squeezed, start: int, stops: list[int]) -> list[int]:
    """Return the first places after `start` that follow a 。 or begin a line, or where the text ends."""
    after, begun = bisect_right(stops, start), bisect_right(squeezed.begun, start)
    end = len(squeezed.text)
    near = {*stops[after : after + _MOST_STOPS], *squeezed.begun[begun : begun + _MOST_STOPS], end}
    return [place for place in sorted(near) if place <= start + _LONGEST][:_MOST_STOPS]


def _ends(squeezed: Squeezed, start: int, stops: list[int]) -> Iterator[int]:
    """Yield where the clause that starts at `start` may end, nearest first; `stops` are the places after 。.

    It ends at 。 or with its line, unless the end of the line or what follows continues the list.
    """
    text = squeezed.text
    label = FIELD.match(text, start)
    for place in _places(squeezed, start, stops):
        stop = text[place - 1] == "。"
        again = FIELD.match(text, place)
        goes_on = again is not None and (label is None or again[0] != label[0])
        cut = _OPEN_LINE.search(text, max(start, place - 3), place) or text.startswith(_GOING_ON, place)
        if not goes_on and (stop or place == len(text) or not cut):
            yield place
        if stop and not goes_on:
            return


def _suspected(squeezed: Squeezed) -> Iterator[tuple[int, int]]:
    text = squeezed.text
    for start, end in pairs(text):
        if end - start > _LONGEST:  # too long to be read: what says that it is one is told
            if _LABEL.match(text, start + 1):
                yield start, end
            continue
        body = text[start + 1 : end - 1]
        if not _INNOCENT.match(body) and (_is_suspicious(body) or _is_bare_list(body)):
            yield start, end
    for start in _openings(squeezed, "。；！？）：—●•■◆（"):
        if _LABEL.match(text, start):
            near = min(start + _LONGEST, len(text))
            stop = text.find("。", start, near) + 1 or near
            yield start, min(stop, squeezed.next_break(start + 1))


def _is_suspicious(body: str) -> bool:
    somebody = _SOMEBODY.search(body)
    answers = somebody is not None and _ANSWERS.search(body, somebody.end()) is not None
    return answers or _SUSPICIOUS.search(body) is not None


def _is_bare_list(body: str) -> bool:
    listed = units.read(body, strict=True)
    return listed is not None and len(listed.names) > 1 and all(map(_DEPARTMENT.search, listed.names))


def _read(squeezed: Squeezed, start: int, end: int, body: str, *, strict: bool) -> Charged | None:
    said = clauses.read(body, strict=strict)
    if said is None:
        return None
    first, last = squeezed.span(start, end)
    return Charged(first, last, squeezed.given[first:last], **asdict(said))
