"""Measure how much of a document a draft reproduces, and find the stretches that it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from plansite.importing.lines.typography import bare

_NEAR = 2000
_LOOKED_THROUGH = 200_000_000
"""Characters that are looked through for lines which are not where they are expected."""


class SourceLine(Struct, frozen=True):
    """A line or a cell of a document; `known` if it became data, which a plan prints in its own way."""

    number: int
    text: str
    known: bool = False


class Coverage(Struct, frozen=True):
    """The share of a document's characters that a draft reproduces, from 0 to 1, and what it does not."""

    share: float
    missing: tuple[tuple[int, str], ...]
    """The line of each stretch, and its words."""


def coverage(source: Sequence[SourceLine], rebuilt: str) -> Coverage:
    """Return how much of `source` stands in `rebuilt`, the text of the plan.

    Lines are compared whole, and sentence by sentence if they differ. Whitespace, the form of quotes and the
    width of punctuation do not count.
    """
    whole = _Followed(bare(rebuilt))
    total = kept = 0
    missing: list[tuple[int, str]] = []
    for line in source:
        words = bare(line.text)
        total += len(words)
        if line.known or whole.has(words):
            kept += len(words)
            continue
        for sentence in _sentences(line.text):
            words = bare(sentence)
            if whole.has(words):
                kept += len(words)
            elif missing and missing[-1][0] == line.number and line.text.find(missing[-1][1] + sentence) >= 0:
                missing[-1] = (line.number, missing[-1][1] + sentence)
            else:
                missing.append((line.number, sentence))
    return Coverage(kept / total if total else 1.0, tuple(missing))


class _Followed:
    """A text in which others are looked for, nearly all of them in order: first near the one before."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._left = _LOOKED_THROUGH

    def has(self, words: str) -> bool:
        """Return whether the text holds `words`; where very much was looked through, whether it does near."""
        found = self._text.find(words, self._place, self._place + 2 * len(words) + _NEAR)
        if found < 0 and self._left > 0:
            found = self._text.find(words)
            self._left -= len(self._text)
        if found >= 0:
            self._place = found + len(words)
        return found >= 0


def _sentences(line: str) -> Iterator[str]:
    start = 0
    for at, sign in enumerate(line, 1):
        if sign in "。；（）":
            yield line[start:at]
            start = at
    if line[start:]:
        yield line[start:]
