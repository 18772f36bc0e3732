"""Join rows of text on pages into paragraphs, without page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from plansite.importing.readers.reader import is_wide, joint

_PAGE_NUMBER = re.compile(
    r"[—–\-―－·•.\s]*(?:第\s*)?[0-9０-９]{1,4}\s*(?:页)?\s*(?:[/／,，、]?\s*共?\s*[0-9０-９]{1,4}\s*页?)?[—–\-―－·•.\s]*"
)
_NUMBERED = re.compile(
    r"[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]+[）)]|第[一二三四五六七八九十百]+[章节条编]"
    r"|[0-9０-９]{1,2}[.．、](?![0-9])|[（(][0-9]{1,2}[）)]|[①-⑳]|附件|抄送"
)
_ENDS = tuple("。！？；：）)”》!?;:")
_EDGE = 2  # rows at the top or foot of a page that may be running heads
_SHARE = 0.4  # of the pages; heads of left and right pages differ
_NARROW = 2.5  # characters that a full row may lack: punctuation takes its neighbour to the next row
_SHORTEST = 15  # in characters; a narrower column is a list of names
_WIDE_GAP = 1.35
_LARGE = 1.15


@dataclass(frozen=True, slots=True)
class TextRow:
    """Text on one line of a page: start, font size and right end, in points from the lower left corner."""

    x: float
    y: float
    size: float
    text: str
    end: float


def width(text: str, size: float) -> float:
    """Return the approximate width of a text: a Chinese character is as wide as high, a letter half that."""
    return size * sum(1.0 if is_wide(char) else 0.5 for char in text)


@dataclass(frozen=True, slots=True)
class TextColumn:
    """What most rows of a document share: right edge, font size, and distance between rows, in points."""

    right: float
    size: float
    pitch: float


def paragraphs(pages: list[list[TextRow]]) -> Iterator[tuple[str, int]]:
    """Yield the paragraphs of all pages in order, each with the number of the page it begins on."""
    kept = without_edges(pages)
    everything = [row for page in kept for row in page]
    if not everything:
        return
    column = _column(kept, everything)
    text, begun, before = "", 0, None
    left_before = 0.0
    for number, page in enumerate(kept, 1):
        left = _left(page)
        for row in page:
            if before is not None and _goes_on(before, left_before, row, left, column):
                text = joint(text, row.text)
            else:
                if text:
                    yield text, begun
                text, begun = row.text, number
            before, left_before = row, left
    yield text, begun


def without_edges(pages: list[list[TextRow]]) -> list[list[TextRow]]:
    """Return the pages without page numbers and rows that many of them repeat at their top or foot."""
    bare = [
        [row for at, row in enumerate(page) if not (_at_edge(at, page) and _is_number(row, pages))]
        for page in pages
    ]
    seen = Counter(key for page in bare for key in {_key(row) for row in _edges(page)})
    enough = max(2, _SHARE * len(pages))
    heads = {key for key, count in seen.items() if count >= enough}
    kept = []
    for page in bare:
        dropped = {id(row) for row in _edges(page) if _key(row) in heads}
        kept.append([row for row in page if id(row) not in dropped])
    return kept


def _at_edge(at: int, page: list[TextRow]) -> bool:
    return at < _EDGE or at >= len(page) - _EDGE


def _edges(page: list[TextRow]) -> list[TextRow]:
    return [row for at, row in enumerate(page) if _at_edge(at, page)]


def _is_number(row: TextRow, pages: list[list[TextRow]]) -> bool:
    """Return whether a row at an edge is a page number; bare digits may be a year that ends the text."""
    if not _PAGE_NUMBER.fullmatch(row.text):
        return False
    return not row.text.isdigit() or int(row.text) <= max(len(pages) * 3, 99)


def _key(row: TextRow) -> tuple[str, int]:
    """Return what a running head shares on every page: its words without digits, and its height."""
    return re.sub(r"[\d\s]+", "", row.text), round(row.y / row.size)


def _column(pages: list[list[TextRow]], rows: list[TextRow]) -> TextColumn:
    ends = sorted(row.end for row in rows)
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.text)
    steps = [above.y - below.y for page in pages for above, below in pairwise(page)]
    size = sizes.most_common(1)[0][0]
    return TextColumn(
        ends[int(len(ends) * 0.95) - (1 if len(ends) > 1 else 0)], size, median(steps) if steps else 2 * size
    )


def _left(page: Iterable[TextRow]) -> float:
    """Return where the rows of a page start, indents aside; left and right pages have different margins."""
    starts = Counter(round(row.x) for row in page)
    often = [start for start, count in starts.items() if count > 1]
    return min(often or starts, default=0.0)


def _goes_on(before: TextRow, left_before: float, row: TextRow, left: float, column: TextColumn) -> bool:
    """Return whether `row` continues the paragraph that ends in `before`."""
    em = column.size
    same_page = row.y < before.y
    if same_page and before.y - row.y > column.pitch * _WIDE_GAP * max(1.0, row.size / em):
        return False
    if abs(row.size - before.size) > 0.1 * em:
        return False
    indented = row.x > left + em
    numbered = bool(_NUMBERED.match(row.text))
    if before.size > em * _LARGE and indented and before.x > left_before + em:
        return same_page and not numbered  # a centred title over several rows
    if before.end < max(column.right - _NARROW * em, left_before + _SHORTEST * em):
        return False
    return not ((indented or numbered) and before.text.endswith(_ENDS)) and not (indented and numbered)
