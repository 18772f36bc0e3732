"""Paragraphs of the rows of text on pages, with tables in their places and without what frames the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from statistics import median
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from plansite.importing.readers.pdf import tables as pdf_tables
from plansite.importing.readers.pdf.aligned import TextColumns
from plansite.importing.readers.pdf.rows import ENDS, NUMBERED, TextRow
from plansite.importing.readers.pdf.tables import Table
from plansite.importing.readers.reader import Line, joint

_PAGE_NUMBER = re.compile(
    r"[—–\-―－·•.\s]*(?:第\s*)?[0-9０-９]{1,4}\s*(?:页)?\s*(?:[/／,，、]?\s*共?\s*[0-9０-９]{1,4}\s*页?)?[—–\-―－·•.\s]*"
)
_EDGE = 2  # rows at the top or foot of a page that may be running heads
_SHARE = 0.4  # of the pages; heads of left and right pages differ
_NARROW = 2.5  # characters that a full row may lack: punctuation takes its neighbour to the next row
_SHORTEST = 15  # in characters; a narrower column is a list of names
_WIDE_GAP = 1.35
_LARGE = 1.15
_PAGE_COLUMN = 12  # characters at the end of a row of contents
_CONTENTS = re.compile(r"(?:[.·．]{4}|…{2}|\t)\s*[0-9]{1,4}$")


Item = TextRow | Table | TextColumns


class Page(NamedTuple):
    """What is on a page from the top, and how wide the page is."""

    width: float
    items: list[Item]


class TextColumn(Struct, frozen=True):
    """What most rows of a document share: right edge, font size, and distance between rows, in points."""

    right: float
    size: float
    pitch: float


class Placed(Struct, frozen=True):
    """A row of text, its page, where the rows of that page start, and the column of text."""

    page: int
    row: TextRow
    left: float
    column: TextColumn


def lines(pages: list[Page]) -> Iterator[Line]:
    """Yield the paragraphs and table rows in order, each with the number of the page it begins on."""
    kept = without_edges(pages)
    columns = {width: _column(kept, width) for width in {page.width for page in kept}}
    text: list[Placed] = []
    table: list[tuple[int, Table]] = []
    tables = count(1)
    for number, page in enumerate(kept, 1):
        left = _left(page)
        for item in page.items:
            if isinstance(item, Table):
                yield from _paragraphs(text)
                text = []
                if not pdf_tables.goes_on(table, number, item):
                    yield from pdf_tables.lines(table, tables)
                    table = []
                table.append((number, item))
            else:
                yield from pdf_tables.lines(table, tables)
                table = []
                text.extend(_placed(number, item, left, columns[page.width]))
    yield from _paragraphs(text)
    yield from pdf_tables.lines(table, tables)


def _placed(number: int, item: TextRow | TextColumns, left: float, column: TextColumn) -> Iterator[Placed]:
    """Yield the rows of an item on a page with the column that they stand in."""
    if isinstance(item, TextRow):
        yield Placed(number, item, left, column)
        return
    for rows, (start, right) in zip(item.rows, item.edges, strict=True):
        for row in rows:
            yield Placed(number, row, start, replace(column, right=right))


def _paragraphs(rows: Sequence[Placed]) -> Iterator[Line]:
    text, begun = "", 0
    for at, placed in enumerate(rows):
        if at and _goes_on(rows[at - 1], placed):
            text = joint(text, placed.row.text)
            continue
        if at:
            yield Line(text, begun)
        text, begun = placed.row.text, placed.page
    if rows:
        yield Line(text, begun)


def without_edges(pages: list[Page]) -> list[Page]:
    """Return the pages without page numbers and rows that many of them repeat at their top or foot."""
    bare = [_without(page, [row for row in _edges(page) if _is_number(row, len(pages))]) for page in pages]
    seen = Counter(key for page in bare for key in {_key(row) for row in _edges(page)})
    enough = max(2, _SHARE * len(pages))
    return [_without(page, [row for row in _edges(page) if seen[_key(row)] >= enough]) for page in bare]


def _edges(page: Page) -> list[TextRow]:
    ends = page.items[:_EDGE] + page.items[max(_EDGE, len(page.items) - _EDGE) :]
    return [item for item in ends if isinstance(item, TextRow)]


def _without(page: Page, rows: list[TextRow]) -> Page:
    dropped = set(map(id, rows))
    return page._replace(items=[item for item in page.items if id(item) not in dropped])


def _is_number(row: TextRow, pages: int) -> bool:
    """Return whether a row at an edge is a page number; bare digits may be a year that ends the text."""
    if not _PAGE_NUMBER.fullmatch(row.text):
        return False
    return not row.text.isdigit() or int(row.text) <= max(pages * 3, 99)


def _key(row: TextRow) -> tuple[str, int]:
    """Return what a running head shares on every page: its words without digits, and its height."""
    return re.sub(r"[\d\s]+", "", row.text), round(row.y / row.size)


def _rows(page: Page) -> list[TextRow]:
    return [item for item in page.items if isinstance(item, TextRow)]


def _column(pages: list[Page], width: float) -> TextColumn:
    """Return the column of text on the pages of a width."""
    items = [item for page in pages if page.width == width for item in page.items]
    rows = [item for item in items if isinstance(item, TextRow)]
    sizes, steps = Counter[float](), list[float]()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.text)
    for above, below in pairwise(items):
        if isinstance(above, TextRow) and isinstance(below, TextRow) and above.y > below.y:
            steps.append(above.y - below.y)
    for columns in items:
        if isinstance(columns, TextColumns):
            steps.extend(above.y - below.y for column in columns.rows for above, below in pairwise(column))
            sizes.update({round(row.size, 1): len(row.text) for column in columns.rows for row in column})
    if not sizes:
        return TextColumn(width, 1.0, 1.0)
    ends = sorted(row.end for row in rows) or [width]
    size = sizes.most_common(1)[0][0]
    right = ends[int(len(ends) * 0.95) - (1 if len(ends) > 1 else 0)]
    return TextColumn(right, size, median(steps) if steps else 2 * size)


def _left(page: Page) -> float:
    """Return where the rows of a page start, indents aside; left and right pages have different margins."""
    starts = Counter(round(row.x) for row in _rows(page))
    often = [start for start, count in starts.items() if count > 1]
    return min(often or starts, default=0.0)


def _goes_on(one: Placed, other: Placed) -> bool:
    """Return whether the row of `other` continues the paragraph that ends in the row of `one`."""
    before, row, column = one.row, other.row, other.column
    em = column.size
    same_page = row.y < before.y
    if same_page and before.y - row.y > column.pitch * _WIDE_GAP * max(1.0, row.size / em):
        return False
    if abs(row.size - before.size) > 0.1 * em:
        return False
    if _is_apart(before, row):
        return False
    indented = row.x > other.left + em
    numbered = bool(NUMBERED.match(row.text))
    if before.size > em * _LARGE and indented and before.x > one.left + em:
        return same_page and not numbered  # a centred title over several rows
    # A row that is short itself is a signature at the right edge.
    if before.end < max(one.column.right - _NARROW * em, before.x + _SHORTEST * em):
        return False
    return not ((indented or numbered) and before.text.endswith(ENDS)) and not (indented and numbered)


def _is_apart(before: TextRow, row: TextRow) -> bool:
    """Return whether a row ends a paragraph or another begins one, by what is set apart in them."""
    if _CONTENTS.search(before.text[-_PAGE_COLUMN:]):
        return True
    return "\t" in row.text and ("\t" in before.text or before.text.endswith(ENDS))
