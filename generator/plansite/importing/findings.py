"""What an editor must know of an import: what was not understood, and what is not in the draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from plansite.importing.headings import form_of, value_of
from plansite.importing.outline import OutlineItem
from plansite.importing.responsibility import find, suspects


class Sort(Enum):
    """A sort of finding, in the order in which they are told; the value names its message."""

    OUTLINE = "import.no-outline"
    """Nothing in the document has a number: there are no tasks to be found."""
    UNITS = "import.no-units"
    """No task has a unit."""
    UNREAD = "import.suspect"
    """Words that look like a responsibility and were not read."""
    ROW = "import.row"
    """A row of a table behind the text that is no task of the text."""
    TABLE = "import.table"
    """A table that lists no tasks: it stays text."""
    HOLE = "import.hole"
    """A number that does not follow the one before it."""
    LOST = "import.lost"
    """Words of the document that are not in the draft."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be told: the number of its line (0 for the whole document), and the words it is about."""

    sort: Sort
    line: int = 0
    text: str = ""


def of_outline(root: OutlineItem) -> Iterator[Finding]:
    """Yield what is wrong with the outline as a whole: that there is none, or numbers that are left out."""
    entries = list(root.walk())
    if not entries:
        yield Finding(Sort.OUTLINE)
    last: dict[str, int] = {}
    for entry in entries:
        form, value = form_of(entry.number), value_of(entry.number)
        before = last.get(form)
        if form and before is not None and value not in {1, before, before + 1}:
            yield Finding(
                Sort.HOLE, entry.line, f"{entry.number}{entry.title or ''.join(entry.paragraphs[:1])}"
            )
        if form:
            last[form] = value


def unread(read: Iterable[tuple[int, str]], others: Iterable[tuple[int, str]]) -> Iterator[Finding]:
    """Yield the responsibilities that were not read, by line.

    `read` are the texts whose responsibilities are in the draft, so only what merely looks like one is told;
    in `others`, a preamble, a notice, an annex, all of them are.
    """
    for line, text in read:
        for start, end in suspects(text):
            yield Finding(Sort.UNREAD, line, text[start:end])
    for line, text in others:
        spans = sorted([*suspects(text), *((each.start, each.end) for each in find(text))])
        for start, end in spans:
            yield Finding(Sort.UNREAD, line, text[start:end])


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings as they are told: by sort, the gravest first, then by line; each once."""
    sorts: Sequence[Sort] = list(Sort)
    return tuple(sorted(dict.fromkeys(findings), key=lambda each: (sorts.index(each.sort), each.line)))
