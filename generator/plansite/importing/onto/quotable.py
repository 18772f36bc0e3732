"""Look for quotes in the items of a new plan: where they stand, how they are spelled, what is like them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from plansite.importing.lines.typography import bare
from plansite.importing.onto.likeness import alike
from plansite.importing.onto.spellings import CLAUSE, Spellings, spans
from plansite.plan.model import Item

_LOOKED_THROUGH = 1_000_000_000
"""Characters that are looked through for quotes which have left their items."""
_COMPARED = 100_000
"""Stretches of text that are compared with quotes which stand nowhere."""
_LIKE = 0.5
_FIGURE = re.compile(r"[0-9]++(?:[.．][0-9]++)?")
_MARKS = "。；！？，"


class Quotable:
    """The titles and paragraphs of items by id; `known` is what the old plan says, too."""

    def __init__(self, items: Iterable[Item], known: Spellings) -> None:
        self._known = known
        self._lines = {item.id: (item.title or "", *item.paragraphs) for item in items}
        self._ids = list(self._lines)
        self._whole = ""
        self._ends: list[int] = []
        self._to_look_through, self._to_compare = _LOOKED_THROUGH, _COMPARED

    def __contains__(self, ident: str) -> bool:
        return ident in self._lines

    def spelled(self, quote: str, idents: Iterable[str]) -> str | None:
        """Return `quote` as it is spelled in one of the items, or None if none of them has it."""
        lines = [line for ident in idents for line in self._lines[ident]]
        if any(quote in line for line in lines):
            return quote
        return next((found for line in lines if (found := self.within(quote, line))), None)

    def within(self, words: str, text: str) -> str | None:
        """Return `words` as they are spelled in `text`, or None if it does not have them."""
        if words in text:
            return words
        found = spans(bare(words), text)
        return text[found[0][0] : found[0][1]] if found else None

    def only_place(self, quote: str) -> str | None:
        """Return the only item that has `quote`, or None; after very much was looked through, always None."""
        words = bare(quote)
        if not words or self._to_look_through <= 0:
            return None
        if not self._ends:
            parts = ["\n".join(map(bare, lines)) + "\n" for lines in self._lines.values()]
            self._whole, self._ends = "".join(parts), list(accumulate(map(len, parts)))
        self._to_look_through -= len(self._whole)
        first = self._whole.find(words)
        if first < 0:
            return None
        place = bisect_right(self._ends, first)
        return self._ids[place] if self._whole.find(words, self._ends[place]) < 0 else None

    def likest(self, quote: str, idents: Iterable[str]) -> str | None:
        """Return the new words in the items that are most like `quote`, or None if none are much like it."""
        words, best, found = bare(quote), _LIKE, None
        for ident in idents:
            for line in self._lines[ident]:
                for stretch in _stretches(line, quote):
                    self._to_compare -= 1
                    if self._to_compare < 0:
                        return None
                    like = alike(words, bare(stretch))
                    if like >= best and not self._known.has(stretch):
                        best, found = like, stretch
        return found


def figures(text: str) -> list[str]:
    """Return the numbers in `text`."""
    return _FIGURE.findall(text)


def _stretches(line: str, quote: str) -> Iterator[str]:
    """Yield the stretches of a line with about as many clauses as `quote`, ending in a mark if it does."""
    clauses = [match.span() for match in CLAUSE.finditer(line)]
    count = len(CLAUSE.findall(quote))
    closed = quote.endswith(tuple(_MARKS))
    for size in range(max(1, count - 1), count + 2):
        for first in range(len(clauses) - size + 1):
            start, end = clauses[first][0], clauses[first + size - 1][1]
            yield line[start : end + 1] if closed else line[start:end]
