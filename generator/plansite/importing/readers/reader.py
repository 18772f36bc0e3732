"""What a reader returns, and how it reports that it cannot read a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from plansite.diagnostics.problems import Message

# All whitespace, and zero-width characters that editors leave at the ends of lines.
_ENDS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060\ufeff\u00ad"


class Cell(NamedTuple):
    """A place in the grid of a table: its text, a line for each paragraph or line break in it.

    A merged cell covers several places. All of them hold its text; only the first, at its top left, is `own`.
    """

    text: str
    own: bool = True


class Line(Struct, frozen=True):
    """A paragraph, a line or a table row of a source, without whitespace at its ends.

    `number` is 1-based: the line of a text file, the paragraph of a docx or HTML file, the page of a PDF.
    A table row has `cells`, a place of the grid each, and the number of its table in the file (`table`, from
    1); its text is that of its own cells, joined by tabs. What stands `outside` the running text, a head or a
    foot of the pages or another part of a web page, is no part of the document, but of the file.
    """

    text: str
    number: int
    cells: tuple[Cell, ...] = ()
    table: int = 0
    outside: bool = False


def row(cells: Sequence[Cell], number: int, table: int) -> Line:
    """Return a table row as a line."""
    text = "\t".join(" ".join(cell.text.split("\n")) for cell in cells if cell.own)
    return Line(trimmed(text), number, tuple(cells), table)


def is_row(line: Line) -> bool:
    """Return whether a line is a table row of several cells; a single one lays out the page."""
    return sum(cell.own and bool(cell.text) for cell in line.cells) > 1


class Reader(Struct, frozen=True):
    """A format: its file extensions, in lower case with the dot, and the function that reads a file."""

    endings: tuple[str, ...]
    read: Callable[[bytes], tuple[Line, ...]]


class Unreadable(Exception):  # noqa: N818  it is reported to people as a plain reason
    """A file cannot be read; `wording` says why, `values` are for its fields."""

    def __init__(self, wording: Message, values: Mapping[str, object] | None = None) -> None:
        super().__init__(wording.en)
        self.wording = wording
        self.values = dict(values or {})

    def say(self, lang: str) -> str:
        """Return the reason in `lang`."""
        return self.wording.say(lang, self.values)


def trimmed(text: str) -> str:
    """Return `text` without whitespace and zero-width characters at its ends."""
    return text.strip(_ENDS)


def is_chinese(char: str) -> bool:
    """Return whether `char` is a Chinese character; punctuation is not."""
    return (
        "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000" or char == "〇"
    )


def is_wide(char: str) -> bool:
    """Return whether `char` is a Chinese character or full-width punctuation, which take no spaces."""
    return (
        is_chinese(char) or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef" or char in "“”‘’—…·"
    )


def joint(before: str, after: str) -> str:
    """Join two parts of a broken line, with a space only between two Latin words or a word and a number."""
    apart = before and after and not is_wide(before[-1]) and not is_wide(after[0])
    words = apart and (before[-1] + after[0]).isalnum() and not (before[-1] + after[0]).isdecimal()
    return before + (" " if words else "") + after
