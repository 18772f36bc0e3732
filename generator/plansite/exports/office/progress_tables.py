"""The tables of a round's report: the counts by state, and those whose rows are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plansite.exports.office import standard
from plansite.exports.office.annex import AnnexBlock, AnnexColumn, AnnexTable, Look, Paragraph
from plansite.views.report_records import ProgressReport

NUMBER = AnnexColumn("序号", 11)
_WIDTH = standard.TEXT_AREA[0]
_NAMES, _STATE = 46, 15
"""The narrowest columns of names and of numbers: a label of six characters stands on two lines."""
_SHORT = 16
"""Rows of a table that is kept on one page."""


def numbered(columns: Sequence[AnnexColumn], rows: Iterable[tuple[str, ...]]) -> AnnexTable:
    """Return a table whose first column counts the rows."""
    return AnnexTable(tuple(columns), tuple((str(number), *row) for number, row in enumerate(rows, start=1)))


def counted(view: ProgressReport) -> Iterator[AnnexBlock]:
    """Yield the numbers of items by action and state, in as few tables as the labels have room in."""
    amount = len(view.columns)
    tables = -(-amount // ((_WIDTH - _NAMES) // _STATE))
    most = -(-amount // tables)
    for start in range(0, amount, most):
        # Two tables that follow each other without a paragraph between them are one to Word.
        if start:
            yield Paragraph(Look.NOTE, "续表")
        yield _counts(view, slice(start, start + most))


def _counts(view: ProgressReport, shown: slice) -> AnnexTable:
    """Return some of the numbers; the columns of states share what the names leave."""
    labels = view.columns[shown]
    each = min(20, (_WIDTH - _NAMES) // len(labels))
    columns = (
        AnnexColumn(view.kinds.replace("、", "/"), _WIDTH - each * len(labels), Look.LIST),
        *(AnnexColumn(label, each) for label in labels),
    )
    rows = [(head.title, *map(str, head.counts[shown])) for head in view.heads]
    rows.append(("合计", *map(str, view.totals[shown])))
    return AnnexTable(columns, tuple(rows), together=len(rows) <= _SHORT)
