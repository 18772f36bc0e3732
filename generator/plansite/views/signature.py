"""The picture of the home page: who answers for what, the matrix small enough to be seen at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.model import Role
from plansite.plan.tree import Node
from plansite.views import charts
from plansite.views.matrix import overview_matrix
from plansite.views.matrix_records import MatrixCell, MatrixHeader, MatrixRow
from plansite.views.site import Site

_MOST_ROWS = 24
_MOST_COLUMNS = 48
_BESIDE = 32
"""Columns that have room beside the head of the document."""
_LONGEST = 10
"""Characters of a row's label; more leave no room for the cells on a phone."""


class PictureRow(Struct, frozen=True):
    """A row of the picture: a label short enough, the whole title, its page, and a cell for each column."""

    label: str
    title: str
    url: str
    cells: tuple[MatrixCell | None, ...]


class Picture(Struct, frozen=True):
    """The picture: its columns, its rows by group, what it counts in words, and its legend."""

    caption: str
    corner: str
    columns: tuple[MatrixHeader, ...]
    groups: tuple[tuple[PictureRow, ...], ...]
    words: str
    steps: tuple[tuple[int, str], ...]
    """Each step of blue with the numbers that it stands for."""
    lead: str
    """What the red dot stands for, "" where nobody leads."""

    @property
    def is_wide(self) -> bool:
        """Whether its names need the whole width of a page, to stand apart."""
        return len(self.columns) > _BESIDE


def picture(site: Site, heads: Sequence[Node]) -> Picture | None:
    """Return the picture of `heads` × units, or None if it would be empty or too large to be seen at once."""
    relations = site.relations
    matrix = overview_matrix(site, heads, "", "")
    if not 0 < len(matrix.rows) <= _MOST_ROWS or not 0 < len(matrix.columns) <= _MOST_COLUMNS:
        return None
    rows = tuple(zip(map(wording.short_title_of, (node.item for node in heads)), matrix.rows, strict=True))
    kinds = dict.fromkeys(site.plan.kinds[node.kind].label for node in heads if node.kind)
    labels = wording.together(tuple(kinds)) if kinds else "事项"
    amount = len(relations.responsibilities)
    words = f"{len(matrix.rows)}项{labels}，{len(matrix.columns)}家单位，{amount}项责任。"
    leads = any(Role.LEAD.value in cell.roles for row in matrix.rows for cell in row.cells if cell)
    return Picture(
        f"谁负责什么：{labels}与责任单位对照",
        labels,
        matrix.columns,
        tuple(_rows(list(rows)) for _, rows in groupby(rows, lambda row: row[1].group)),
        words,
        tuple((step, _amount(numbers)) for step, numbers in enumerate(charts.ranges(matrix.steps), start=1)),
        wording.role_noun(site.plan.roles.of(Role.LEAD)) if leads else "",
    )


def _amount(numbers: str) -> str:
    """Return the label of a step: 3项, 5项及以上."""
    first, *more = numbers.split(" ")
    return f"{first}项{''.join(more)}"


def _rows(rows: Sequence[tuple[str, MatrixRow]]) -> tuple[PictureRow, ...]:
    labels = short_labels([title for title, _ in rows])
    return tuple(
        PictureRow(label, title, row.header.url, row.cells)
        for label, (title, row) in zip(labels, rows, strict=True)
    )


def short_labels(titles: Sequence[str]) -> tuple[str, ...]:
    """Return titles without the ending that all of them share, cut to `_LONGEST` characters."""
    shared = _shared_ending(titles) if len(titles) > 1 else ""
    return tuple(_cut(title.removesuffix(shared) or title) for title in titles)


def _shared_ending(titles: Iterable[str]) -> str:
    first, *others = (title[::-1] for title in titles)
    length = 0
    while length < len(first) and all(other.startswith(first[: length + 1]) for other in others):
        length += 1
    return first[:length][::-1]


def _cut(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
