"""What an editor must know of an import: what was not understood, and what is not in the draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from msgspec import Struct

from plansite.importing.grammar.responsibility import find, suspects
from plansite.importing.lines.printed import form_of, value_of
from plansite.importing.lines.typography import typeset
from plansite.importing.outline import OutlineItem
from plansite.importing.readers.reader import Line
from plansite.importing.tables.annexed import Unmatched
from plansite.importing.tables.found import Block

Texts = Iterable[tuple[int, str]]
"""Texts with the numbers of their lines."""


class Sort(Enum):
    """A sort of finding, in the order in which they are told; the value names its message."""

    OUTLINE = "import.no-outline"
    """Nothing in the document has a number: there are no tasks to be found."""
    UNITS = "import.no-units"
    """No task has a unit."""
    UNREAD = "import.suspect"
    """Words that look like a responsibility and were not read."""
    CONTRADICTED = "import.contradicted"
    """A row of a table behind the text that names other units than the text does."""
    ROW = "import.row"
    """A row of a table behind the text that is no task of the text."""
    TABLE = "import.table"
    """A table that lists no tasks: it stays text."""
    HOLE = "import.hole"
    """A number that does not follow the one before it."""
    LOST = "import.lost"
    """Words of the document that are not in the draft."""


class Finding(Struct, frozen=True):
    """Something to be told: the number of its line (0 for the whole document), and the words it is about."""

    sort: Sort
    line: int = 0
    text: str = ""


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings as they are told: by sort, the gravest first, then by line; each once."""
    sorts: Sequence[Sort] = list(Sort)
    return tuple(sorted(dict.fromkeys(findings), key=lambda each: (sorts.index(each.sort), each.line)))


def of_outline(roots: Sequence[OutlineItem]) -> Iterator[Finding]:
    """Yield what is wrong with outlines: there is none, nothing in them has a unit, numbers are left out.

    The first is that of the plan, whose numbers are looked at; others are those of annexed tables.
    """
    if not any(root.entries for root in roots):
        yield Finding(Sort.OUTLINE)
    elif not any(map(_answers, (entry for root in roots for entry in root.walk()))):
        yield Finding(Sort.UNITS)
    yield from _holes(roots[0].walk())


def _answers(entry: OutlineItem) -> bool:
    """Return whether somebody answers for an entry."""
    by_table = bool(entry.given) or any(row.charged for row in entry.answered)
    return by_table or any(find(text) for _, text in texts_of(entry))


def _holes(entries: Iterable[OutlineItem]) -> Iterator[Finding]:
    last: dict[str, int] = {}
    for entry in entries:
        form, value = form_of(entry.number), value_of(entry.number)
        before = last.get(form)
        if form and before is not None and value not in {1, before, before + 1}:
            yield Finding(
                Sort.HOLE, entry.line, f"{entry.number}{entry.title}" or "".join(entry.paragraphs[:1])
            )
        if form:
            last[form] = value


def of_cells(root: OutlineItem) -> Iterator[Finding]:
    """Yield the cells of units in which not all was read."""
    rows = (row for entry in root.walk() for row in entry.answered)
    return (Finding(Sort.UNREAD, row.line, cell) for row in rows for cell in row.unread)


def texts_of(entry: OutlineItem) -> Iterator[tuple[int, str]]:
    """Yield the texts of an entry in which responsibilities are read, with their lines."""
    yield entry.line, entry.title
    for row in entry.answered:
        yield from ((row.line, text) for text in row.paragraphs)
    yield from zip(entry.lines, entry.paragraphs, strict=True)


def unread(read: Texts, others: Texts, *, bare: bool) -> Iterator[Finding]:
    """Yield the responsibilities that were not read.

    In the texts that are `read`, that is what merely looks like one; in the `others`, a preamble, a notice,
    an annex, all of them are. `bare` says whether a bare list is a responsibility.
    """
    for line, text in read:
        for start, end in suspects(text, bare=bare):
            yield Finding(Sort.UNREAD, line, text[start:end])
    for line, text in others:
        spans = {*suspects(text), *((each.start, each.end) for each in find(text))}
        yield from (Finding(Sort.UNREAD, line, text[start:end]) for start, end in sorted(spans))


def of_rows(rows: Iterable[Unmatched]) -> Iterator[Finding]:
    """Yield the rows of annexed tables that gave nothing to the text."""
    for row in rows:
        yield Finding(Sort.CONTRADICTED if row.contradicts else Sort.ROW, row.line, row.text)


def of_missing(missing: Texts) -> Iterator[Finding]:
    """Yield the stretches of a document that are not in the draft."""
    return (Finding(Sort.LOST, line, text) for line, text in missing)


def of_tables(blocks: Iterable[Block]) -> Iterator[Finding]:
    """Yield the tables among `blocks` that stay text, each by its first row."""
    tables: dict[int, Line] = {}
    for block in blocks:
        if isinstance(block, Line) and block.cells:
            tables.setdefault(block.table, block)
    for first in tables.values():
        words = (typeset(cell.text.replace("\n", " ")) for cell in first.cells if cell.own)
        yield Finding(Sort.TABLE, first.number, "\t".join(words))
