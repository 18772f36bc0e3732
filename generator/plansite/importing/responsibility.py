"""Find responsibilities as documents print them: （责任单位：…）, （…负责）, and lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

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


# Longest list of units, in characters.
_LONGEST = 800
# A list continues if its line ends like this, or if the next line begins like that.
_OPEN_LINE = re.compile(r"(?:[、，；：和与及]|(?<!团)[省市县区州党]委)$")
_GOING_ON = ("、", "，", "；", "和", "与", "及", "等")

_LABEL = re.compile(r"(?:牵头|责任|配合|主责|主管|承办|协办|实施|参与)(?:单位|部门)：")
_SUSPICIOUS = re.compile(
    r"(?:牵头|责任|配合|主责|承办|协办)(?:单位|部门)"
    r"|(?:[局委办厅部会署]|政府|单位|部门).*(?:负责|牵头|配合|落实)(?:$|[，；。、])"
)
_INNOCENT = re.compile(rf"以下|简称|含|包括|不含|见|(?:{PERSON})：?")
_DEPARTMENT = re.compile(r"..(?:[局委办厅部会协联]|政府)$")


def find(text: str) -> tuple[Charged, ...]:
    """Return the responsibilities in `text`, in order.

    Brackets and colons may be full-width or half-width, and whitespace may appear anywhere.
    """
    squeezed = squeeze(text)
    found: list[Charged] = []
    free_from = 0
    for start, end, body, strict in sorted(_candidates(squeezed)):
        charged = None if start < free_from else _read(squeezed, start, end, body, strict=strict)
        if charged is not None:
            found.append(charged)
            free_from = end
    return tuple(found)


def suspects(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans that look like a responsibility but were not read as one, for a person to review."""
    squeezed = squeeze(text)
    read = [(charged.start, charged.end) for charged in find(text)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(_suspected(squeezed)):
        span = squeezed.span(start, end)
        if not any(span[0] < other[1] and other[0] < span[1] for other in (*read, *found)):
            found.append(span)
    return tuple(found)


def _candidates(squeezed: Squeezed) -> Iterator[tuple[int, int, str, bool]]:
    """Yield each possible responsibility: start, end, words, and whether to read them strictly."""
    text = squeezed.text
    for start, end in pairs(text):
        if end - start <= _LONGEST:
            yield start, end, text[start + 1 : end - 1], False
    for start in _openings(squeezed):
        for end in _ends(squeezed, start):
            yield start, end, text[start:end], True


def _openings(squeezed: Squeezed, after: str = "。；！？）：—●•■◆") -> Iterator[int]:
    """Yield where a label starts a clause outside parentheses: on a new line or behind a mark in `after`."""
    for match in FIELD.finditer(squeezed.text):
        start = match.start()
        if squeezed.breaks(start) or squeezed.text[start - 1] in after:
            yield start


def _ends(squeezed: Squeezed, start: int) -> Iterator[int]:
    """Yield where the clause that starts at `start` may end, nearest first.

    It ends at 。 or with its line, unless the end of the line or what follows continues the list.
    """
    text = squeezed.text
    label = FIELD.match(text, start)
    for place in range(start + 1, min(start + _LONGEST, len(text)) + 1):
        stop = text[place - 1] == "。"
        if not stop and not squeezed.breaks(place):
            continue
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
        body = text[start + 1 : end - 1]
        if not _INNOCENT.match(body) and (_SUSPICIOUS.search(body) or _is_bare_list(body)):
            yield start, end
    for start in _openings(squeezed, "。；！？）：—●•■◆（"):
        if _LABEL.match(text, start):
            stop = text.find("。", start) + 1 or len(text)
            yield start, next((p for p in range(start + 1, stop) if squeezed.breaks(p)), stop)


def _is_bare_list(body: str) -> bool:
    listed = units.read(body, strict=True)
    return listed is not None and len(listed.names) > 1 and all(map(_DEPARTMENT.search, listed.names))


def _read(squeezed: Squeezed, start: int, end: int, body: str, *, strict: bool) -> Charged | None:
    said = clauses.read(body, strict=strict)
    if said is None:
        return None
    first, last = squeezed.span(start, end)
    return Charged(first, last, squeezed.given[first:last], **asdict(said))
