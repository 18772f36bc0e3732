"""Split the text of an entry into pieces, each closed by its own responsibility."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plansite.importing.outline import OutlineItem
from plansite.importing.responsibility import Charged, find

_MARK = re.compile(r"[。；]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, the responsibility that closes it, and that as printed, with the mark after it.

    A table prints none: then the notation is "".
    """

    text: str = ""
    charged: Charged | None = None
    notation: str = ""


def pieces(entry: OutlineItem) -> tuple[Piece, ...]:
    """Return the pieces of an entry's text; if the title names units, the first piece is for the title."""
    return (*_of_title(entry), *_of_tables(entry), *_of_text(entry))


def title_of(entry: OutlineItem) -> str:
    """Return the title of an entry without a responsibility in it."""
    found = find(entry.title)
    return (entry.title[: found[0].start] + entry.title[found[0].end :]).strip() if found else entry.title


def _of_title(entry: OutlineItem) -> Iterator[Piece]:
    for charged in find(entry.title)[:1]:
        yield Piece("", charged, charged.notation)


def _of_tables(entry: OutlineItem) -> Iterator[Piece]:
    for row in entry.answered:
        *texts, last = [*_split(row.paragraphs)] or [Piece()]
        yield from texts
        if last.charged is None or row.charged is None:
            yield Piece(last.text, row.charged or last.charged, last.notation)
        else:
            yield from (last, Piece("", row.charged))


def _of_text(entry: OutlineItem) -> Iterator[Piece]:
    return _split(entry.paragraphs)


def _split(paragraphs: Iterable[str]) -> Iterator[Piece]:
    texts: list[str] = []
    for paragraph in paragraphs:
        at = 0
        for charged in find(paragraph):
            mark = _MARK.match(paragraph, charged.end)
            notation = charged.notation + (mark[0] if mark else "")
            yield Piece(_lined([*texts, paragraph[at : charged.start]]), charged, notation)
            texts, at = [], charged.end + len(mark[0] if mark else "")
        texts.append(paragraph[at:])
    text = _lined(texts)
    if text:
        yield Piece(text)


def _lined(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, map(str.strip, texts)))
