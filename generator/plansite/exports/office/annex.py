"""An annex of an official document (公文附件) as paragraphs and tables, before any file format.

The official document itself is made of the same paragraphs, in looks of its own (`official`).
"""

from __future__ import annotations

import math
from enum import StrEnum

from msgspec import Struct

WIDTH = 225
"""Width of the text area in millimetres: that of GB/T 9704—2012, 225 × 156, in landscape."""

_SURE = 26
"""Lines of a row that surely fit on a page below the header row; a longer one has to break."""
_CHARACTER = 3.71
"""Width of a character in a table (五号, 10.5 points), in millimetres."""
_PADDING = 3


class Look(StrEnum):
    """How a paragraph looks: the id of its style in annex_parts/styles.xml."""

    LABEL = "AnnexLabel"
    TITLE = "Title"
    UNIT = "Heading1"
    SECTION = "Heading2"
    SUBTITLE = "Subtitle"
    LINE = "AnnexLine"
    NOTE = "Note"
    """A note that stays with the table below it."""
    REMARK = "Remark"
    """A note at the end, with nothing below it to stay with."""
    HEAD = "TableHead"
    TEXT = "TableText"
    LIST = "TableList"
    MIDDLE = "TableCentre"


class Paragraph(Struct, frozen=True):
    """A paragraph of lines; if `anchor` is not 0, a link with that number leads to it.

    `size` is that of the text in half-points, or 0 for the size of its look.
    """

    look: StrEnum
    text: str
    anchor: int = 0
    new_page: bool = False
    size: int = 0


class AnnexLink(Struct, frozen=True):
    """Text that leads to the paragraph with the same anchor."""

    text: str
    anchor: int

    def __str__(self) -> str:
        return self.text


AnnexCell = str | AnnexLink
"""The content of a cell: paragraphs, one per line, or a link."""


class AnnexColumn(Struct, frozen=True):
    """A column of a table; `width` is in millimetres."""

    label: str
    width: int
    look: Look = Look.MIDDLE

    def lines(self, cell: AnnexCell) -> int:
        """Return the number of lines that `cell` takes at most."""
        held = int((self.width - _PADDING) / _CHARACTER)
        return sum(max(1, math.ceil(len(line) / held)) for line in str(cell).split("\n"))


class AnnexTable(Struct, frozen=True):
    """A table with a header row of column labels that is repeated on each page.

    One that stands `together` is kept on one page, below the line before it.
    """

    columns: tuple[AnnexColumn, ...]
    rows: tuple[tuple[AnnexCell, ...], ...]
    together: bool = False

    def keeps(self, row: tuple[AnnexCell, ...]) -> bool:
        """Return whether `row` is surely short enough to be kept on one page."""
        return all(column.lines(cell) <= _SURE for column, cell in zip(self.columns, row, strict=True))


class FootBlock(Struct, frozen=True):
    """Rows of paragraphs between rules, at the lower edge of the page of the paragraph that follows them.

    A row is one cell, or two that share its width. The first and the last rule are thicker.
    """

    rows: tuple[tuple[Paragraph, ...], ...]


AnnexBlock = Paragraph | AnnexTable | FootBlock
