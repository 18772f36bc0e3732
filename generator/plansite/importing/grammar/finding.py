"""Find responsibilities as documents print them: （责任单位：…）, （…负责）, and lines of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import asdict

from plansite.importing.grammar.forms import FIELD
from plansite.importing.grammar.groups import is_group
from plansite.importing.grammar.said import Said, read
from plansite.importing.grammar.spelling import Squeezed, pairs, squeeze
from plansite.importing.grammar.units import are_certain, is_unit
from plansite.plan.model import Role


class Charged(Struct, frozen=True):
    """A printed responsibility: its span in the text, and the units it names.

    Names have no whitespace and full-width brackets; each appears once, in its strongest role. `unread` are
    spans of the text, inside this one, that were not understood.
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
    unread: tuple[tuple[int, int], ...] = ()


class _Way(IntEnum):
    """How a stretch of text is read; of those that begin at one place, the first that succeeds counts."""

    BRACKETS = 0
    LABEL = 1
    """Behind a label outside brackets, where the list may go on with the next line."""
    LOOSE_LABEL = 2
    """The same up to the first end of it, with names that do not end like one: 服务商."""
    SENTENCE = 3
    """由市科协牵头，市教育局配合。"""


class _Candidate(NamedTuple):
    """A stretch of squeezed text that may be a responsibility."""

    start: int
    way: _Way
    end: int


LONGEST = 800
"""Longest list of units, in characters."""
_READINGS = 8
"""How often the characters of a text may be read as part of one."""
_MOST_STOPS = 20
_LONGEST_SENTENCE = 200
_REMEMBERED = 20_000  # texts whose responsibilities are kept, as several steps ask for them
_SHORT = 8
_LONGEST_NAME = 24
# A list continues if its line ends like this, or if the next line begins like that.
_OPEN_LINE = re.compile(r"(?:[、，；：和与及]|(?<!团)[省市县区州党]委)$")
_GOING_ON = ("、", "，", "；", "和", "与", "及", "等")

_CLOSES = re.compile(r"[。；]|$")
_BESIDE = re.compile(r"\s*(?=[(（\[［【〔])")
_STOP = re.compile("。")
_SENTENCE = re.compile(r"(?<![^。；！？）])[^。；！？（）：]++(?=[。；]|$)")
_ANSWERS = re.compile(r"(?:负责|牵头|配合|落实|实施|承担|参与|参加|协助|支持)(?:$|，)")


@lru_cache(maxsize=_REMEMBERED)
def find(text: str, *, bare: bool = False) -> tuple[Charged, ...]:
    """Return the responsibilities in `text`, in order.

    Brackets and colons may be full-width or half-width, and whitespace may appear anywhere. If `bare`, a list
    in brackets at the end of a sentence is one even without a label or a verb: （市教育局、市科协）.
    """
    squeezed = squeeze(text)
    found: list[Charged] = []
    free_from = 0
    left = _READINGS * (len(squeezed.text) + LONGEST)
    for each in sorted(_candidates(squeezed)):
        left -= each.end - each.start if each.start >= free_from else 0
        if each.start < free_from or left < 0:
            continue
        charged = _read(squeezed, each, bare=bare)
        if charged is not None:
            found.append(charged)
            free_from = each.end
    return tuple(_together(run, text) for run in _side_by_side(found, text))


def _side_by_side(found: list[Charged], text: str) -> Iterator[list[Charged]]:
    """Yield the responsibilities in runs with nothing between them: （市科协牵头）（市教育局配合）."""
    run: list[Charged] = []
    for each in found:
        beside = _BESIDE.match(text, run[-1].end) if run else None
        if run and (beside is None or beside.end() != each.start):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _together(run: list[Charged], text: str) -> Charged:
    """Return a run of responsibilities as one; a name in several roles has the strongest."""
    if len(run) == 1:
        return run[0]
    roles: dict[str, Role] = {}
    for role in Role:
        for name in (name for each in run for name in getattr(each, role.value)):
            roles.setdefault(name, role)
    lead, responsible, support = (tuple(name for name, role in roles.items() if role is own) for own in Role)
    return Charged(
        run[0].start,
        run[-1].end,
        text[run[0].start : run[-1].end],
        lead,
        responsible,
        support,
        any(each.etal for each in run),
        frozenset(name for each in run for name in each.collective),
        any(each.first_leads for each in run),
        tuple(label for each in run for label in each.labels),
        "，".join(dict.fromkeys(each.due for each in run if each.due)),
        tuple(span for each in run for span in each.unread),
    )


def _candidates(squeezed: Squeezed) -> Iterator[_Candidate]:
    """Yield each possible responsibility."""
    for start, end in pairs(squeezed.text):
        if end - start <= LONGEST:
            yield _Candidate(start, _Way.BRACKETS, end)
    stops = [match.end() for match in _STOP.finditer(squeezed.text)]
    for start in openings(squeezed):
        ends = list(_ends(squeezed, start, stops))
        for end in ends:
            yield _Candidate(start, _Way.LABEL, end)
        for end in ends[:1]:
            yield _Candidate(start, _Way.LOOSE_LABEL, end)
    for match in _SENTENCE.finditer(squeezed.text):
        if match.end() - match.start() <= _LONGEST_SENTENCE and _ANSWERS.search(match[0]):
            yield _Candidate(match.start(), _Way.SENTENCE, match.end())


def openings(squeezed: Squeezed, after: str = "。；！？）：—●•■◆") -> Iterator[int]:
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
    return [place for place in sorted(near) if place <= start + LONGEST][:_MOST_STOPS]


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


def _read(squeezed: Squeezed, each: _Candidate, *, bare: bool) -> Charged | None:
    brackets = each.way is _Way.BRACKETS
    start, end = (each.start + 1, each.end - 1) if brackets else (each.start, each.end)
    strict = each.way in {_Way.LABEL, _Way.SENTENCE}
    said = read(squeezed.text[start:end], strict=strict)
    if said is None and bare and brackets and _CLOSES.match(squeezed.text, each.end):
        said = read(squeezed.text[start:end], strict=True, given=Role.RESPONSIBLE)
        said = said if said and are_certain(said.names) else None
    if said is None or not _is_certain(said, each.way):
        return None
    first, last = squeezed.span(each.start, each.end)
    unread = tuple(squeezed.span(start + begun, start + done) for begun, done in said.unread)
    known = asdict(said)
    return Charged(first, last, squeezed.given[first:last], **{**known, "unread": unread})


def _is_certain(said: Said, way: _Way) -> bool:
    """Return whether what was read is a responsibility, and not text that happens to have the form of one."""
    if way is _Way.SENTENCE:
        named = not said.collective.issuperset(said.names)
        return named and all(len(name) <= _LONGEST_NAME for name in said.names)
    if way is _Way.LOOSE_LABEL:
        known = {name: is_unit(name) or is_group(name) for name in said.names}
        return any(known.values()) and all(own or len(name) <= _SHORT for name, own in known.items())
    return True
