"""Turn the lines of a document into the draft of a plan, and report what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plansite.importing.draft import Draft, draft
from plansite.importing.frame import Frame, back, front, lines_of
from plansite.importing.outline import OutlineItem, outline
from plansite.importing.pieces import lists_are_bare
from plansite.importing.readers.reader import Line
from plansite.importing.responsibility import find, suspects
from plansite.importing.typography import bare
from plansite.importing.wraps import joined, split_run_on

_CONTENTS = re.compile(
    r"(?<![.．·…])[.．·…]{4,}+\s*+[0-9]++$|(?<![.．·…]\s)(?:[.．·…]\s){4,}+\s*+[0-9]++$|^目\s*[录次]$"
)
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
    """A draft, the lines of the document that it should reproduce, and what was not understood."""

    draft: Draft
    source: tuple[str, ...]
    suspects: tuple[Suspect, ...]


def imported(given: Iterable[Line]) -> Imported:
    """Return the draft of the document with the lines `given`."""
    whole = (part for line in joined(tuple(_unmarked(given))) for part in split_run_on(line))
    lines = list(lines_of((line.number, line.text) for line in whole))
    root = outline(lines)
    opening = list(zip(root.lines, root.paragraphs, strict=True))
    frame = front(opening)
    closing = _end(root, frame)
    # The box belongs to the web page; the issuer and the date become data of the draft.
    known = {*frame.box, *frame.signed}
    source = tuple(text for _, text in lines if text not in known)
    return Imported(draft(frame, root, closing), source, tuple(_suspects(root)))


def _unmarked(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines without the Markdown markup that scanned text has, and without a table of contents."""
    for line in lines:
        text = _BULLET.sub("", line.text).replace("**", "").strip()
        if text and not _CONTENTS.search(text):
            yield Line(text, line.number)


def _end(root: OutlineItem, frame: Frame) -> list[tuple[int, str]]:
    """Take what follows the text off its last entry; return the paragraphs that close the document."""
    entries = list(root.walk())
    if not entries:
        frame.preamble = back(frame.preamble, frame)
        return []
    last = entries[-1]
    kept = back(list(zip(last.lines, last.paragraphs, strict=True)), frame)
    closing: list[tuple[int, str]] = []
    charged = next((at for at, (_, text) in enumerate(kept) if _closes(text)), None)
    # Text after the responsibility of the last task closes the document; it is not part of the task.
    if charged is not None and not any(find(text) for _, text in kept[charged + 1 :]):
        closing, kept = kept[charged + 1 :], kept[: charged + 1]
    last.lines[:], last.paragraphs[:] = [number for number, _ in kept], [text for _, text in kept]
    return closing


def _closes(text: str) -> bool:
    found = find(text)
    return bool(found) and not text[found[-1].end :].strip("。；")


def _suspects(root: OutlineItem) -> Iterable[Suspect]:
    bare = lists_are_bare(root)
    for entry in root.walk():
        for line, text in [(entry.line, entry.title), *zip(entry.lines, entry.paragraphs, strict=True)]:
            for start, end in suspects(text, bare=bare):
                yield Suspect(line, text[start:end])


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
