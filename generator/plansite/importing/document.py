"""Turn the lines of a document into the draft of a plan, and report what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from plansite.importing.annexes import Part
from plansite.importing.contents import without_contents
from plansite.importing.draft import Draft, draft
from plansite.importing.frame import framed, lines_of
from plansite.importing.listings import mark_of
from plansite.importing.outline import OutlineItem, outline
from plansite.importing.readers.reader import Line
from plansite.importing.responsibility import find, suspects
from plansite.importing.seams import unfolded
from plansite.importing.typography import bare
from plansite.importing.wraps import joined, split_run_on

_NEAR = 2000
_LOOKED_THROUGH = 200_000_000
"""Characters that are looked through for lines which are not where they are expected."""
_BULLET = re.compile(r"^\s*[-*+•·]\s+(?=\**[（(]?[0-9〇零一二三四五六七八九十]+[.．。、）)])")


@dataclass(frozen=True, slots=True)
class Suspect:
    """Text that looks like a responsibility but was not read as one; `line` is the number of its line."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A draft, the lines of the document that it should reproduce, what was not understood, the annexes."""

    draft: Draft
    source: tuple[str, ...]
    suspects: tuple[Suspect, ...]
    annexes: tuple[Part, ...] = ()


def imported(given: Iterable[Line]) -> Imported:
    """Return the draft of the document with the lines `given`."""
    lines = tuple(without_contents(tuple(_unmarked(given))))
    whole = [part for line in unfolded(joined(lines)) for part in _split(line)]
    found = framed(whole)
    root = outline(lines_of(found.plan))
    found.frame.preamble = list(zip(root.lines, root.paragraphs, strict=True))
    closing = [*_end(root), *lines_of(found.lists)]
    known = set(found.frame.data)
    source = tuple(text for _, text in lines_of(whole) if text not in known)
    suspected = (*_suspects(root), *_in_annexes(found.annexes))
    return Imported(draft(found.frame, root, closing, found.annexes), source, suspected, found.annexes)


def _split(line: Line) -> tuple[Line, ...]:
    """Return a line split at its numbers; those in tables and lists of annexes begin no part of it."""
    return (line,) if line.cells or mark_of(line.text) else split_run_on(line)


def _unmarked(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines without the Markdown markup that scanned text has."""
    for line in lines:
        text = _BULLET.sub("", line.text).replace("**", "").strip()
        if text:
            yield replace(line, text=text)


def _end(root: OutlineItem) -> list[tuple[int, str]]:
    """Take the paragraphs that close the document off its last entry, and return them.

    Text after the responsibility of the last task closes the document; it is not part of the task.
    """
    last = next(reversed(list(root.walk())), root)
    kept = list(zip(last.lines, last.paragraphs, strict=True))
    charged = next((at for at, (_, text) in enumerate(kept) if _closes(text)), None)
    if last is root or charged is None or any(find(text) for _, text in kept[charged + 1 :]):
        return []
    closing, kept = kept[charged + 1 :], kept[: charged + 1]
    last.lines[:], last.paragraphs[:] = [number for number, _ in kept], [text for _, text in kept]
    return closing


def _closes(text: str) -> bool:
    found = find(text)
    return bool(found) and not text[found[-1].end :].strip("。；")


def _suspects(root: OutlineItem) -> Iterable[Suspect]:
    for entry in root.walk():
        for line, text in [(entry.line, entry.title), *zip(entry.lines, entry.paragraphs, strict=True)]:
            for start, end in suspects(text):
                yield Suspect(line, text[start:end])


def _in_annexes(annexes: Iterable[Part]) -> Iterator[Suspect]:
    """Yield what names units in a role in an annex, which is kept as text."""
    for line in (line for each in annexes for line in each.lines if not line.cells):
        for start, end in sorted(
            {*((each.start, each.end) for each in find(line.text)), *suspects(line.text)}
        ):
            yield Suspect(line.number, line.text[start:end])


def fidelity(source: Sequence[str], rebuilt: str) -> float:
    """Return the share of the source's characters that `rebuilt` contains, from 0 to 1.

    Lines are compared whole, and sentence by sentence if they differ. Whitespace, the form of quotes and the
    width of punctuation do not count.
    """
    whole = _Followed(bare(rebuilt))
    total = kept = 0
    for line in source:
        found = bare(line)
        total += len(found)
        if whole.has(found):
            kept += len(found)
        else:
            kept += sum(len(each) for each in map(bare, _sentences(line)) if whole.has(each))
    return kept / total if total else 1.0


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


def _sentences(line: str) -> list[str]:
    pieces = [""]
    for sign in line:
        pieces[-1] += sign
        if sign in "。；（）":
            pieces.append("")
    return pieces
