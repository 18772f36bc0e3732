"""Tell the tables of a Word document that hold data from those that only lay out the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from plansite.importing.readers.grid import are_of_data
from plansite.importing.readers.reader import trimmed

WRAPS = frozenset(
    qn(f"w:{name}")
    for name in (
        "hyperlink",
        "ins",
        "moveTo",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "customXml",
        "dir",
        "bdo",
        "footnote",
        "endnote",
    )
) | {qn("w:ruby"), qn("w:rubyBase")}
"""Elements that only wrap others."""


def inside(element: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield the children with this tag, including those in content controls."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag in WRAPS:
            yield from inside(child, tag)


def is_of_data(table: Any) -> bool:  # noqa: ANN401
    """Return whether a table has rows of several cells, and does not only lay out the page."""
    rows = [list(inside(each, "w:tc")) for each in inside(table, "w:tr")]
    if next(table.iterdescendants(qn("w:tbl")), None) is None:
        return any(len(cells) > 1 for cells in rows)
    whole = (
        cells for cells in rows if not any(next(each.iter(qn("w:tbl")), None) is not None for each in cells)
    )
    return are_of_data(sum(map(_has_words, cells)) for cells in whole)


def is_deleted(row: Any) -> bool:  # noqa: ANN401
    """Return whether a row is one that was deleted while changes were tracked."""
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _has_words(cell: Any) -> bool:  # noqa: ANN401
    return any(trimmed(each.text or "") for each in cell.iter(qn("w:t")))
