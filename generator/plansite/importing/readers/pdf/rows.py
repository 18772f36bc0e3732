"""Rows of text on a PDF page: glyphs in their order, with the spaces between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from plansite.importing.readers.pdf.text import Glyph
from plansite.importing.readers.reader import is_wide
from plansite.text.compatibility import unified

NUMBERED = re.compile(
    r"[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]+[）)]|第[一二三四五六七八九十百]+[章节条编]"
    r"|[0-9０-９]{1,2}[.．、](?![0-9])|[（(][0-9]{1,2}[）)]|[①-⑳]|附件|抄送"
)
_MARK = re.compile(
    r"\s*(?:[0-9]{1,2}[.．、]|[（(][0-9]{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、|[●•■◆·\uf06c])\s*"
)
ENDS = tuple("。！？；：）)”》!?;:")
_HIGH = 0.85  # of the font size
_SAME_ROW = 0.5  # of the font size
_RAISED = 0.7
_SMALL = 0.85  # of the size of what stands beside it
_SAME_PLACE = 0.15
_BETWEEN_WORDS = 0.2
_APART = 1.0
_SPACES = re.compile(" {2,}")  # justified rows widen their spaces
_CELL = re.compile(" *\t *")


class TextRow(Struct, frozen=True):
    """Text on one line of a page: start, font size and right end, in points from the lower left corner."""

    x: float
    y: float
    size: float
    text: str
    end: float

    @property
    def top(self) -> float:
        """Where its characters end above."""
        return self.y + _HIGH * self.size


def width(text: str, size: float) -> float:
    """Return the approximate width of a text: a Chinese character is as wide as high, a letter half that."""
    return size * sum(1.0 if is_wide(char) else 0.5 for char in text)


def grouped(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs that are seen, row by row from the top and from left to right, each once.

    Bold type is often drawn twice.
    """
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.y, glyph.x)):
        first = groups[-1][0] if groups else glyph
        if groups and first.y - glyph.y <= _SAME_ROW * max(first.size, glyph.size):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    seen = [group for group in groups if any(glyph.text.strip() for glyph in group)]
    return [_once(sorted(group, key=lambda glyph: glyph.x)) for group in _with_raised(seen)]


def _with_raised(groups: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Return rows with what is small and stands higher or lower in the text, as in m² or a note's number."""
    found: list[list[Glyph]] = []
    for group in groups:
        if found and _is_raised(*(max(each, key=lambda glyph: glyph.size) for each in (found[-1], group))):
            found[-1] = [*found[-1], *group]
        else:
            found.append(group)
    return found


def _is_raised(one: Glyph, other: Glyph) -> bool:
    small, large = sorted((one.size, other.size))
    return small <= _SMALL * large and abs(one.y - other.y) < _RAISED * large


def _once(row: list[Glyph]) -> list[Glyph]:
    return [
        glyph
        for before, glyph in pairwise([None, *row])
        if glyph
        and not (before and before.text == glyph.text and glyph.x - before.x < _SAME_PLACE * glyph.size)
    ]


def parts(row: Sequence[Glyph], gap: float) -> list[list[Glyph]]:
    """Return the parts of a row that are further apart than `gap` times the font size."""
    found: list[list[Glyph]] = []
    for glyph in row:
        if found and glyph.x - found[-1][-1].end <= gap * max(glyph.size, found[-1][-1].size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def text_row(row: Sequence[Glyph]) -> TextRow:
    """Return a row as text, with a tab between parts that are far apart: they may be cells."""
    words = [_words(part) for part in parts(row, _APART)]
    # The characters of a title that are spread out, and the number of a paragraph, are no cells.
    text = "".join(
        word if before is None or len(before) == len(word) == 1 or _MARK.fullmatch(before) else f"\t{word}"
        for before, word in pairwise([None, *words])
        if word is not None
    )
    seen = [glyph for glyph in row if glyph.text.strip()]
    sizes = Counter[float]()
    for glyph in seen:
        sizes[glyph.size] += 1
    size = sizes.most_common(1)[0][0]
    base = next(glyph.y for glyph in seen if glyph.size == size)
    text = unified(_SPACES.sub(" ", _CELL.sub("\t", text))).strip()
    return TextRow(seen[0].x, base, size, text, max(glyph.end for glyph in seen))


def _words(part: Sequence[Glyph]) -> str:
    """Return glyphs as text, with a space where letters or digits stand apart without one."""
    return "".join(_space(before, glyph) + glyph.text for before, glyph in pairwise([None, *part]) if glyph)


def _space(before: Glyph | None, glyph: Glyph) -> str:
    if before is None or glyph.x - before.end <= _BETWEEN_WORDS * glyph.size:
        return ""
    ends = before.text[-1:] + glyph.text[:1]
    return " " if ends.isalnum() and not any(map(is_wide, ends)) else ""
