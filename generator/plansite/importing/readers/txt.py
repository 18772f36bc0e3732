"""Read plain text: every line that is not blank, the rows of tables with their cells."""

from __future__ import annotations

from plansite.importing.readers.columns import tabled
from plansite.importing.readers.decoding import bounded, decode, numbered
from plansite.importing.readers.reader import Line, Reader


def read(data: bytes) -> tuple[Line, ...]:
    """Return the lines of a text file; raise Unreadable if it is not text."""
    return tuple(tabled(numbered(bounded(decode(data)))))


reader = Reader((".txt", ".text"), read)
