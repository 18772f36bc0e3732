"""Spell texts as a plan spells them: spacing, width and quotes make no difference to what a text says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plansite.importing.lines.typography import bare, bare_places

CLAUSE = re.compile(r"[^，。；！？\n]+")
_SENTENCE = re.compile(r"[^。；！？]++[。；！？]*+|[。；！？]++")


class Spellings:
    """The lines and sentences of a plan by what they say, to spell a new text as the plan does."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known: dict[str, str] = {}
        self._clauses: set[str] = set()
        for line in dict.fromkeys(line.strip() for text in texts for line in text.splitlines()):
            for each in (line, *_SENTENCE.findall(line)):
                self._known.setdefault(bare(each), each)
            self._clauses.update(map(bare, CLAUSE.findall(line)))

    def of(self, text: str) -> str:
        """Return `text`, each line or sentence that the plan has in the plan's spelling."""
        return "\n".join(map(self._line, text.splitlines()))

    def has(self, text: str) -> bool:
        """Return whether the plan has every clause of `text`."""
        return all(bare(each) in self._clauses for each in CLAUSE.findall(text))

    def _line(self, line: str) -> str:
        whole = self._known.get(bare(line))
        if whole is not None:
            return whole
        return "".join(self._known.get(bare(each), each) for each in _SENTENCE.findall(line))


def is_same(one: str | None, other: str | None) -> bool:
    """Return whether two texts say the same."""
    return one == other or (one is not None and other is not None and bare(one) == bare(other))


def spans(words: str, text: str) -> list[tuple[int, int]]:
    """Return where `text` holds `words`, which are as `bare` gives them."""
    found = [match.start() for match in re.finditer(re.escape(words), bare(text))] if words else []
    places = bare_places(text) if found else []
    return [(places[at], places[at + len(words) - 1] + 1) for at in found]
