"""Read plain text: every line that is not blank."""

from __future__ import annotations

from plansite.importing.readers.decoding import bounded, decode, numbered
from plansite.importing.readers.reader import Line, Reader, trimmed


def read(data: bytes) -> tuple[Line, ...]:
    """Return the lines of a text file; raise Unreadable if it is not text."""
    lines = (Line(trimmed(text), number) for number, text in numbered(bounded(decode(data))))
    return tuple(line for line in lines if line.text)


reader = Reader((".txt", ".text"), read)
