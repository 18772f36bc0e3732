"""Read a table that is the sheet of one task: 牵头单位 | 市教育局, each head beside what it heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from plansite.importing.readers.reader import Line
from plansite.importing.tables.heads import Column, Use, column

_LEAST_HEADS = 2


def sheet(rows: Sequence[Line]) -> list[Line] | None:
    """Return a line for each head with its value, as a text has them: 牵头单位：市教育局.

    None if the rows are no such sheet: it has heads of units or deadlines in most of its rows.
    """
    pairs = [list(_pairs(line)) for line in rows]
    known = [head for each in pairs for head, _ in each if _heads(head)]
    units = any(head.use is Use.UNITS and head.is_certain for head in known)
    if not units or len(known) < _LEAST_HEADS or sum(map(bool, pairs)) < len(rows) / 2:
        return None
    return [written for line, each in zip(rows, pairs, strict=True) for written in _lines(line, each)]


def _pairs(line: Line) -> Iterator[tuple[Column, str]]:
    """Yield the heads of a row, each with the text of the cell behind it; nothing if it has no pairs."""
    own = [cell for cell in line.cells if cell.own]
    heads, values = own[::2], own[1::2]
    if len(heads) == len(values) and all(head.text for head in heads):
        yield from ((column(head.text), value.text) for head, value in zip(heads, values, strict=True))


def _lines(line: Line, pairs: Sequence[tuple[Column, str]]) -> Iterator[Line]:
    if not pairs:
        yield replace(line, cells=(), table=0)
        return
    for head, value in pairs:
        mark = "、" if head.use is Use.UNITS else ""
        text = mark.join(value.split("\n"))
        yield Line(f"{head.head}：{text}", line.number)


def _heads(head: Column) -> bool:
    return head.use in {Use.UNITS, Use.DUE}
