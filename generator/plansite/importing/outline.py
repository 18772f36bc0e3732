"""Build the numbered outline of a document, a tree of entries, from its parts and tables.

A number opens an entry. Its depth follows from the form of its number: a form not yet open goes one level
deeper, an open form returns to its level. So sections may restart or run on, skip numbers, or come directly
under a chapter. The tasks of a table stand below the entry in which the table is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from plansite.importing.grammar.responsibility import Charged
from plansite.importing.lines.printed import Part, part_of
from plansite.importing.lines.typography import typeset
from plansite.importing.tables.answers import answers
from plansite.importing.tables.found import Table
from plansite.importing.tables.tasks import Footnote, Group, Task

_SENTENCE_END = "。！？；"
_LONGEST_TITLE = 42
_LONGEST_PRINTED = 1000
"""Characters of a title with what stands in brackets in it, such as its units."""
_MOST_COMMAS = 4
_GAP = re.compile(r"[ \t\u3000]{2,}")
_ACROSS, _TASK, _TEXT = "row", "task", "text"


class Answered(Struct, frozen=True):
    """What a row of a table adds to an entry: paragraphs, who answers for them, and cells to be told."""

    line: int
    paragraphs: tuple[str, ...]
    charged: Charged | None
    unread: tuple[str, ...] = ()


class OutlineItem(Struct):
    """A numbered part of a document: its number and title as printed, its paragraphs, the entries below it.

    `run_in` means that the text follows the title on the same line. `line` is where the entry begins; `lines`
    are the line numbers of the paragraphs. `answered` are the rows of a table that it is, `given` who answers
    for it by a table behind the text.
    """

    number: str = ""
    title: str = ""
    run_in: bool = False
    answered: list[Answered] = field(default_factory=list)
    given: list[Charged] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    entries: list[OutlineItem] = field(default_factory=list)
    line: int = 0

    def walk(self) -> Iterator[OutlineItem]:
        """Yield all entries below this one, in document order."""
        for entry in self.entries:
            yield entry
            yield from entry.walk()


def outline(parts: Iterable[Part | Table]) -> OutlineItem:
    """Return the root of the tree of `parts`, with the paragraphs before any number."""
    root = OutlineItem()
    way = _Way(root)
    for part in parts:
        if isinstance(part, Table):
            _add_table(way, part)
        elif part.form:
            way.open(part.form, _opened(typeset(part.number), part.text, part.line))
        else:
            way.text(part)
    for entry in root.walk():
        _settle(entry)
    return root


class _Way:
    """The way from the root to the last entry, with the form of each level."""

    def __init__(self, root: OutlineItem) -> None:
        self._root = root
        self._open: list[tuple[str, OutlineItem]] = []

    @property
    def last(self) -> OutlineItem:
        """The entry to which text belongs now."""
        return self._open[-1][1] if self._open else self._root

    def __len__(self) -> int:
        """Return how many levels are open."""
        return len(self._open)

    def open(self, form: str, entry: OutlineItem, above: int = 0) -> None:
        """Open an entry: at the level of its form if that is open below the first `above`, else deeper."""
        forms = [each for each, _ in self._open[above:]]
        if form in forms:
            self.close(above + forms.index(form))
        self.last.entries.append(entry)
        self._open.append((form, entry))

    def text(self, part: Part) -> None:
        """Add a paragraph to the last entry; behind its table, where others stand below it, it is its own."""
        if self.last.entries:
            self.open(_TEXT, OutlineItem(line=part.line))
        self.last.paragraphs.append(part.text)
        self.last.lines.append(part.line)

    def close(self, depth: int) -> None:
        """Close all levels below the first `depth`."""
        del self._open[depth:]


def _add_table(way: _Way, table: Table) -> None:
    """Add the rows of a table below the last entry, and return to it."""
    above = len(way)
    for row in table.rows:
        if isinstance(row, Footnote):
            way.last.answered.append(Answered(row.line, (row.text,), None))
        elif isinstance(row, Group):
            _open_group(way, row, above)
        elif row.goes_on:
            way.last.answered += _answered(row)
        else:
            way.open(_TASK, _of_task(row), above)
    way.close(above)


def _open_group(way: _Way, group: Group, above: int) -> None:
    words = _line(group.text)
    part = part_of(group.line, f"{_marked(group.number)}{words}")
    entry = OutlineItem(part.number, part.text, line=group.line)
    if group.depth is None:
        way.open(part.form or _ACROSS, entry, above)
    else:
        way.open(f"{_ACROSS} {group.depth}", entry, above)


def _of_task(task: Task) -> OutlineItem:
    """Return the entry of a row: its words are split into title and text as those of a line are."""
    first, *others = task.title.split("\n") if task.title else ("",)
    part = Part(task.line, _marked(task.number), _TASK, typeset(first))
    if not task.number:
        part = part_of(task.line, part.text)
    entry = _opened(part.number, part.text, task.line)
    texts = [*entry.paragraphs, *(typeset(other) for other in others)]
    entry.paragraphs, entry.lines = [], []
    (row,) = _answered(task)
    entry.answered.append(replace(row, paragraphs=(*texts, *row.paragraphs)))
    return entry


def _answered(task: Task) -> list[Answered]:
    found = answers(task)
    texts = [typeset(line) for text in task.texts for line in text.split("\n")]
    kept = [f"{head}：{_line(text)}" for head, text in (*found.left, *task.asides)]
    paragraphs = tuple(filter(None, (*texts, *kept)))
    return [Answered(task.line, paragraphs, found.charged, tuple(map(_line, found.unread)))]


def _line(text: str) -> str:
    return typeset("".join(text.split("\n")))


def _marked(number: str) -> str:
    """Return the number in a cell as it stands before a text: 1 is 1. and 一 is 一、."""
    plain = typeset(number)
    return (
        f"{plain}."
        if plain.isdigit()
        else f"{plain}、"
        if re.fullmatch(r"[一二三四五六七八九十百]+", plain)
        else plain
    )


def _opened(number: str, rest: str, line: int) -> OutlineItem:
    entry = OutlineItem(number=number, line=line)
    gap = _GAP.search(rest)
    if gap and 1 < gap.start() <= _LONGEST_TITLE and not set(rest[: gap.start()]) & set(_SENTENCE_END):
        entry.title, text = rest[: gap.start()], rest[gap.end() :]
        entry.paragraphs, entry.lines = [text], [line]
        return entry
    head, mark, text = rest.partition("。")
    if not mark:
        if _is_title(rest):
            entry.title = rest
        else:
            entry.paragraphs, entry.lines = [rest], [line]
    elif text.strip() and _is_title(head):
        entry.title, entry.run_in = head, True
        entry.paragraphs, entry.lines = [text], [line]
    else:
        entry.paragraphs, entry.lines = [rest], [line]
    return entry


def _is_title(text: str) -> bool:
    if len(text) > _LONGEST_PRINTED:
        return False
    words = re.sub(r"（[^（）]*）|《[^《》]*》", "", text)
    return (
        len(words) <= _LONGEST_TITLE
        and words.count("，") <= _MOST_COMMAS
        and not set(words) & set("；：！？")
    )


def _settle(entry: OutlineItem) -> None:
    """Turn a first paragraph of one short sentence with something below into a title: （二）发展目标。."""
    if entry.title or not entry.paragraphs:
        return
    first = entry.paragraphs[0]
    follows = len(entry.paragraphs) > 1 or bool(entry.entries)
    if follows and first.endswith("。") and first.count("。") == 1 and _is_title(first[:-1]):
        entry.title = first
        del entry.paragraphs[0], entry.lines[0]
