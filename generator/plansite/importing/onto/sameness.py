"""Compare texts as people read them: spacing, width, quotes and corrected errors of a scan do not count."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plansite.importing.lines.typography import bare, bare_places
from plansite.plan.content_records import Correction

_SENTENCE = re.compile(r"[^。；！？]++[。；！？]*+|[。；！？]++")
CLAUSE = re.compile(r"[^，。；！？\n]+")


class Sameness:
    """Compares texts as people read them.

    `corrections` are errors of scans; one counts if the plan, whose texts are `known`, has the right words.
    """

    def __init__(self, corrections: Iterable[Correction], known: str) -> None:
        pairs = ((bare(each.scanned), each.corrected) for each in corrections)
        whole = bare(known)
        self._corrections = tuple(
            (wrong, right)
            for wrong, right in pairs
            if wrong and bare(right) in whole and wrong not in bare(right)
        )

    def of(self, text: str) -> str:
        """Return `text` in the form in which it is compared."""
        found = bare(text)
        for wrong, right in self._corrections:
            if wrong in found:
                found = found.replace(wrong, bare(right))
        return found

    def corrected(self, text: str) -> str:
        """Return `text` with the errors of the scan put right."""
        found = bare(text)
        for wrong, right in self._corrections:
            if wrong in found:
                text = _replaced(text, spans(wrong, text), right)
                found = bare(text)
        return text


def _replaced(text: str, found: Iterable[tuple[int, int]], right: str) -> str:
    end, pieces = 0, []
    for start, stop in found:
        pieces += [text[end:start], right]
        end = stop
    return "".join((*pieces, text[end:]))


def spans(words: str, text: str) -> list[tuple[int, int]]:
    """Return where `text` holds `words`, which are as `bare` gives them."""
    found = [match.start() for match in re.finditer(re.escape(words), bare(text))] if words else []
    places = bare_places(text) if found else []
    return [(places[at], places[at + len(words) - 1] + 1) for at in found]


class Spellings:
    """The lines and sentences of a plan by what they say, to spell a new text as the plan does."""

    def __init__(self, same: Sameness, texts: Iterable[str]) -> None:
        self._same = same
        self._known: dict[str, str] = {}
        self._clauses: set[str] = set()
        for line in dict.fromkeys(line.strip() for text in texts for line in text.splitlines()):
            for each in (line, *_SENTENCE.findall(line)):
                self._known.setdefault(same.of(each), each)
            self._clauses.update(map(same.of, CLAUSE.findall(line)))

    def of(self, text: str) -> str:
        """Return `text`, each line or sentence that the plan has in the plan's spelling."""
        return "\n".join(map(self._line, self._same.corrected(text).splitlines()))

    def has(self, text: str) -> bool:
        """Return whether the plan has every clause of `text`."""
        return all(self._same.of(each) in self._clauses for each in CLAUSE.findall(text))

    def _line(self, line: str) -> str:
        whole = self._known.get(self._same.of(line))
        if whole is not None:
            return whole
        return "".join(self._known.get(self._same.of(each), each) for each in _SENTENCE.findall(line))
