"""PDFs drawn by hand: text, lines and tables at places that a test names."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import accumulate

import pypdf
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
)

SIZE = (600, 800)
EM = 10
_IDENTITY = b"1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange"


def dictionary(**entries: PdfObject | str | float) -> DictionaryObject:
    """Return a dictionary of a PDF; text is a name."""
    made = DictionaryObject()
    for key, value in entries.items():
        if isinstance(value, str):
            made[NameObject(f"/{key}")] = NameObject(f"/{value}")
        else:
            made[NameObject(f"/{key}")] = value if isinstance(value, PdfObject) else FloatObject(value)
    return made


def stream(data: bytes, **entries: PdfObject | str | float) -> DecodedStreamObject:
    """Return a stream of a PDF."""
    made = DecodedStreamObject()
    made.set_data(data)
    made.update(dictionary(**entries))
    return made


def unicode_font(to_unicode: bytes = _IDENTITY, width: float = 1000) -> DictionaryObject:
    """Return a font whose codes are UTF-16; all characters are as wide as high."""
    base = dictionary(Type="Font", Subtype="CIDFontType2", BaseFont="Sun", DW=width)
    named = {"ToUnicode": stream(to_unicode)} if to_unicode else {}
    return dictionary(
        Type="Font", Subtype="Type0", Encoding="Identity-H", DescendantFonts=ArrayObject([base]), **named
    )


def pdf(
    *pages: bytes,
    fonts: dict[str, DictionaryObject] | None = None,
    size: tuple[float, float] = SIZE,
    rotate: int = 0,
    forms: dict[str, DecodedStreamObject] | None = None,
) -> bytes:
    """Return a PDF of pages with this content; the font F shows UTF-16, and `fonts` and `forms` are added."""
    writer = pypdf.PdfWriter()
    named = {"F": unicode_font(), **(fonts or {})}
    resources = dictionary(
        Font=dictionary(**named),
        XObject=dictionary(**{name: writer._add_object(form) for name, form in (forms or {}).items()}),  # noqa: SLF001
    )
    for content in pages:
        page = writer.add_blank_page(*size)
        page[NameObject("/Resources")] = resources
        page[NameObject("/Contents")] = writer._add_object(stream(content))  # noqa: SLF001
        if rotate:
            page.rotate(rotate)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def text(x: float, y: float, words: str, size: float = EM, font: str = "F") -> bytes:
    """Return the instructions that set words at a place."""
    return b"q BT /%s %.1f Tf %.2f %.2f Td <%s> Tj ET Q\n" % (
        font.encode(),
        size,
        x,
        y,
        words.encode("utf-16-be").hex().encode(),
    )


def line(x: float, y: float, end: float, top: float) -> bytes:
    """Return the instructions that draw a line."""
    return b"%.2f %.2f m %.2f %.2f l S\n" % (x, y, end, top)


def wrapped(words: str, width: int) -> list[str]:
    """Return words as they are broken in a cell that is so many characters wide."""
    return [part[at : at + width] for part in words.split("\n") for at in range(0, max(len(part), 1), width)]


Cells = Sequence[Sequence[str]]


def table(cells: Cells, widths: Sequence[int], top: float, left: float = 50, *, lines: bool = True) -> bytes:
    """Return the instructions that draw a table; `widths` are those of its columns in characters.

    A cell "<" belongs to that on its left, a cell "^" to that above.
    """
    xs = [left, *accumulate((width * EM + 15 for width in widths), initial=left)][1:]
    shown = [[_parts(row, widths, column) for column in range(len(row))] for row in cells]
    heights = [max(map(len, row)) * EM * 1.2 + 8 for row in shown]
    ys = list(accumulate(heights, lambda y, height: y - height, initial=top))
    drawn = []
    for at, row in enumerate(cells):
        for column, cell in enumerate(row):
            x, end, y, low = xs[column], xs[column + 1], ys[at], ys[at + 1]
            if lines and cell != "<":
                drawn.append(line(x, low, x, y))
            if lines and cell != "^":
                drawn.append(line(x, y, end, y))
            for number, part in enumerate(shown[at][column]):
                drawn.append(text(x + 5, y - 4 - EM - number * EM * 1.2, part))
    if lines:
        drawn += [line(xs[0], ys[-1], xs[-1], ys[-1]), line(xs[-1], ys[-1], xs[-1], ys[0])]
    return b"".join(drawn)


def _parts(row: Sequence[str], widths: Sequence[int], column: int) -> list[str]:
    """Return a cell as it is broken between its edges."""
    if row[column] in {"<", "^"}:
        return []
    end = column + 1
    while end < len(row) and row[end] == "<":
        end += 1
    return wrapped(row[column], sum(widths[column:end]) + (end - column) * 3 // 2 - 1)


def paragraphs(texts: Iterable[str], top: float, left: float = 50, width: int = 50) -> bytes:
    """Return the instructions that set paragraphs with an indent of two characters."""
    drawn, y = [], top
    for words in texts:
        for number, part in enumerate(wrapped(f"　　{words}", width)):
            drawn.append(text(left + (0 if number else 2 * EM), y, part.lstrip("　")))
            y -= 1.5 * EM
    return b"".join(drawn)
