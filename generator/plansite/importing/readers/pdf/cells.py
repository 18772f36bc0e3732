"""The text of a table cell: its rows, joined where the cell was too narrow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from plansite.importing.readers.pdf.rows import ENDS, NUMBERED, TextRow, width
from plansite.importing.readers.reader import joint

# What stays together at the start of a row: a character or a word with the marks around it.
_UNIT = re.compile(
    r"[“‘（《〈「『【〔(\[]*+(?:[A-Za-z0-9.%]++|.)?(?:[“”‘’]++[^“”‘’]?|[，。、；：！？）》〉」』】〕…),.;:!?%])*+"
)
_NEVER_LAST = tuple("（《〈「『【〔(“‘、，,")
_NEVER_FIRST = tuple("，。、；：！？）》〉」』】〕”’),.;:!?%")
_MOST_PADDING = 8.0  # points


class Block(Struct, frozen=True):
    """The rows of text in a cell, and between which edges they are set."""

    rows: tuple[TextRow, ...] = ()
    left: float = 0.0
    right: float = 0.0

    def and_then(self, other: Block) -> Block:
        """Return this with the rows of a block that goes on, on the next page."""
        shift = self.left - other.left
        rows = (TextRow(row.x + shift, row.y, row.size, row.text, row.end + shift) for row in other.rows)
        return Block((*self.rows, *rows), self.left, self.right)

    @property
    def text(self) -> str:
        """The text, a line for each paragraph."""
        found = ""
        for at, row in enumerate(self.rows):
            joins = not at or wraps(self.rows[at - 1], row, self.left, self.right)
            found = joint(found, row.text) if joins else f"{found}\n{row.text}"
        return found.replace("\t", " ")


def wraps(before: TextRow, row: TextRow, left: float, right: float) -> bool:
    """Return whether `row` continues the paragraph of `before`: no more of it fitted between the edges."""
    if before.text.endswith(_NEVER_LAST) or row.text.startswith(_NEVER_FIRST):
        return True
    if NUMBERED.match(row.text) and before.text.endswith(ENDS):
        return False
    indent, room = before.x - left, right - before.end
    if abs(indent - room) < before.size:  # centred
        room += indent
    unit = _UNIT.match(row.text)
    return room < width(unit[0] if unit else "", row.size)


Unpadded = tuple[Sequence[TextRow], float, float]
"""The rows of a cell, and its edges."""


def padded(rows: Sequence[Unpadded]) -> list[Block]:
    """Return blocks of rows between the edges of their cells, less the padding that the cells share."""
    gaps = [row.x - left for each, left, _ in rows for row in each]
    padding = min(max(min(gaps, default=0.0), 0.0), _MOST_PADDING)
    return [Block(tuple(each), left + padding, right - padding) for each, left, right in rows]
