"""Split the text of an entry into pieces, each closed by its own responsibility."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from plansite.importing.grammar.forms import DUE
from plansite.importing.grammar.responsibility import Charged, find
from plansite.importing.grammar.spelling import squeeze
from plansite.importing.outline import OutlineItem

_FEW = 3
_LONGEST_DEADLINE = 80
_MARK = re.compile(r"[。；]")
_DEADLINE = re.compile(rf"[（(]?(?:{DUE})[：:]\s*(?P<due>[^，。；：:（）()]{{2,40}})[。；]?[）)]?")


class Piece(Struct, frozen=True):
    """A stretch of text, the responsibility that closes it, and that as printed, with the mark after it.

    A table prints none: then the notation is "".
    """

    text: str = ""
    charged: Charged | None = None
    notation: str = ""


def lists_are_bare(root: OutlineItem) -> bool:
    """Return whether a document prints its responsibilities as bare lists: （市教育局、市科协）.

    It does if several lists close a sentence, and if they are more than the responsibilities with a label or
    a verb.
    """
    texts = [text for entry in root.walk() for text in (entry.title, *entry.paragraphs)]
    told, found = (sum(len(find(text, bare=bare)) for text in texts) for bare in (False, True))
    return found - told >= max(_FEW, told)


def pieces(entry: OutlineItem, *, bare: bool = False) -> tuple[Piece, ...]:
    """Return the pieces of an entry's text; if the title names units, the first piece is for the title.

    `bare` says whether a bare list is a responsibility.
    """
    found = [
        *_of_title(entry, bare=bare),
        *_of_tables(entry, bare=bare),
        *_split(entry.paragraphs, bare=bare),
    ]
    for charged in entry.given:
        last = found.pop() if found and found[-1].charged is None else Piece()
        found.append(replace(last, charged=charged))
    return tuple(found)


def title_of(entry: OutlineItem, *, bare: bool = False) -> str:
    """Return the title of an entry without a responsibility in it."""
    found = find(entry.title, bare=bare)
    return (entry.title[: found[0].start] + entry.title[found[0].end :]).strip() if found else entry.title


def deadline_of(entry: OutlineItem) -> str:
    """Return the deadline that has a line of its own in an entry's text, 完成时限：2026年底, or ""."""
    short = (each for each in entry.paragraphs if len(each) <= _LONGEST_DEADLINE)
    found = (_DEADLINE.fullmatch(squeeze(each).text) for each in short)
    return next((match["due"] for match in found if match), "")


def _of_title(entry: OutlineItem, *, bare: bool) -> Iterator[Piece]:
    for charged in find(entry.title, bare=bare)[:1]:
        yield Piece("", charged, charged.notation)


def _of_tables(entry: OutlineItem, *, bare: bool) -> Iterator[Piece]:
    for row in entry.answered:
        *texts, last = [*_split(row.paragraphs, bare=bare)] or [Piece()]
        yield from texts
        if last.charged is None or row.charged is None:
            yield Piece(last.text, row.charged or last.charged, last.notation)
        else:
            yield from (last, Piece("", row.charged))


def _split(paragraphs: Iterable[str], *, bare: bool) -> Iterator[Piece]:
    texts: list[str] = []
    for paragraph in paragraphs:
        at = 0
        for charged in find(paragraph, bare=bare):
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
