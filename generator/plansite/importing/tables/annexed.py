"""Give the tasks of a text what a table behind the text says of them: 附件：重点任务分工表."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from plansite.importing.grammar.responsibility import Charged, find
from plansite.importing.lines.printed import form_of, value_of
from plansite.importing.lines.typography import bare
from plansite.importing.outline import OutlineItem

_SHORTEST = 4
"""Fewest characters of a title that may be part of another, or of a text."""
_ALIKE = 0.6
"""Least share of the character pairs of a row that an item of its number must have."""
_MARKS = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")


class Unmatched(Struct, frozen=True):
    """A row that no item of the text was found for, or whose item names other units itself."""

    line: int
    text: str
    contradicts: bool = False


def give(plan: OutlineItem, table: OutlineItem) -> tuple[Unmatched, ...]:
    """Add the answers of the rows in `table`, the outline of an annex, to the items of `plan` that they name.

    An item has the row's title, or its number and nearly its words. Return the rows that are no item's. What
    was given is taken out of `table`.
    """
    items = _Items(plan)
    unmatched: list[Unmatched] = []
    for row, number in _rows(table):
        item = items.of(row, number)
        if item is None:
            unmatched.append(Unmatched(row.line, f"{row.number}{_words(row)}"))
            continue
        given = [each.charged for each in row.answered if each.charged is not None]
        printed = [charge for text in (item.title, *item.paragraphs) for charge in find(text)]
        if not printed:
            item.given += given
        elif _who(printed) != _who(given):
            unmatched.append(Unmatched(row.line, f"{row.number}{_words(row)}", contradicts=True))
        row.answered = [replace(each, charged=None) for each in row.answered]
    return tuple(unmatched)


def _rows(table: OutlineItem) -> Iterator[tuple[OutlineItem, int]]:
    """Yield the entries that rows of a table made, each with the value of its number."""
    return ((each, number) for each, number in _numbered(table) if any(row.charged for row in each.answered))


class _Known(Struct, frozen=True):
    """An item of a text: its number, and its title and all of its words without marks."""

    item: OutlineItem
    number: int
    title: str
    words: str


class _Items:
    """The items of a text, by their titles, words and numbers."""

    def __init__(self, plan: OutlineItem) -> None:
        self._all = [
            _Known(item, number, _plain(item.title), _plain(item.title + "".join(item.paragraphs)))
            for item, number in _numbered(plan)
        ]
        self._titled: dict[str, list[_Known]] = {}
        for each in self._all:
            self._titled.setdefault(each.title, []).append(each)

    def of(self, row: OutlineItem, number: int) -> OutlineItem | None:
        """Return the item that a row of a table names, None if there is none or several."""
        words = _plain(_words(row))
        near = (self._titled.get(words, []) if words else []) or self._containing(words)
        both = [each for each in near if each.number == number]
        alike = [each for each in self._all if each.number == number and _share(words, each.words) >= _ALIKE]
        return next((each[0].item for each in (both, near, alike) if len(each) == 1), None)

    def _containing(self, words: str) -> list[_Known]:
        if len(words) < _SHORTEST:
            return []
        return [
            each
            for each in self._all
            if words in each.words or (len(each.title) >= _SHORTEST and each.title in words)
        ]


def _numbered(root: OutlineItem) -> Iterator[tuple[OutlineItem, int]]:
    """Yield the entries below `root`, each with the value of its number, 0 if it has none."""
    return ((each, value_of(each.number) if form_of(each.number) else 0) for each in root.walk())


def _words(row: OutlineItem) -> str:
    """Return the title of a row, or the first of its words."""
    return row.title or next((text for each in row.answered for text in each.paragraphs), "")


def _share(words: str, others: str) -> float:
    """Return the share of the character pairs of `words` that `others` has, from 0 to 1."""
    pairs = _pairs(words)
    return (pairs & _pairs(others)).total() / max(1, pairs.total())


def _pairs(text: str) -> Counter[str]:
    return Counter(map("".join, pairwise(text)))


def _plain(text: str) -> str:
    """Return the characters and digits of a text, for comparison."""
    return _MARKS.sub("", bare(text))


def _who(charges: Iterable[Charged]) -> set[tuple[str, ...]]:
    return {(role, name) for each in charges for role, names in _named(each) for name in names}


def _named(charged: Charged) -> Sequence[tuple[str, tuple[str, ...]]]:
    return ("lead", charged.lead), ("responsible", charged.responsible), ("support", charged.support)
