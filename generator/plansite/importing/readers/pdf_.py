"""Read a PDF that has text: the paragraphs of its pages, without page numbers and running heads."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError

from plansite.diagnostics.problems import Message
from plansite.importing.readers.limits import (
    MAX_OBJECTS,
    MAX_PAGES,
    OBJECTS,
    PAGES,
    Count,
)
from plansite.importing.readers.pdf.aligned import Work, aligned
from plansite.importing.readers.pdf.drawing import Drawn, Pen
from plansite.importing.readers.pdf.grids import across, grids
from plansite.importing.readers.pdf.layout import Item, Page, lines
from plansite.importing.readers.pdf.rows import grouped, text_row
from plansite.importing.readers.pdf.tables import Table, ruled, same_columns
from plansite.importing.readers.pdf.to_unicode import UNKNOWN
from plansite.importing.readers.reader import Line, Reader, Unreadable

SCANNED = Message(
    "the PDF holds pictures of pages and no text; run OCR over it first, or take the text from the "
    "publisher's web page",
    "该 PDF 是扫描件，只有页面图像，没有文字；请先做文字识别（OCR），或从发布单位的网页复制文字",
)
ENCRYPTED = Message(
    "the PDF is protected by a password; save a copy without one", "该 PDF 设有密码；请另存一份不带密码的副本"
)
NO_PDF = Message(
    "this is no PDF, or it is damaged; download it again, or print it to a new PDF",
    "这不是 PDF 文件，或文件已损坏；请重新下载，或重新打印为 PDF",
)

NAMELESS = Message(
    "the fonts of the PDF do not say which characters they show; run OCR over it, or take the text from the "
    "publisher's web page",
    "该 PDF 的字体没有说明各字形是什么字，文字无法取出；请做文字识别（OCR），或从发布单位的网页复制文字",
)

# A page with fewer characters than this is a picture with a stamp or a page number.
_HARDLY = 20
_FOOT = 3  # items at the end of a page: a table that goes on, and what stands below it on every page
_UNKNOWN = 0.1  # of the characters; with more of them, the text is no text


def read(data: bytes) -> tuple[Line, ...]:
    """Return the paragraphs of a PDF, each with the number of the page it begins on.

    Raise Unreadable if it is encrypted or damaged, or has only pictures of text.
    """
    for sign in (b" obj", b"startxref"):
        Count(MAX_OBJECTS, OBJECTS).add(data.count(sign))
    with _quiet():
        try:
            document = pypdf.PdfReader(io.BytesIO(data))
            locked = document.is_encrypted and not document.decrypt("")
            pages = [] if locked else _pages(document)
        except Unreadable:
            raise
        except (DependencyError, FileNotDecryptedError) as error:  # a cipher that is not installed
            raise Unreadable(ENCRYPTED) from error
        except Exception as error:  # pypdf may raise anything on a damaged file
            raise Unreadable(NO_PDF) from error
        if not pages:
            raise Unreadable(ENCRYPTED if locked else NO_PDF)
        signs = Counter(sign for page in pages for item in page.items for sign in item.text if sign.strip())
        total = signs.total()
        if total == 0 or (total < _HARDLY * len(pages) and any(map(_has_picture, document.pages))):
            raise Unreadable(SCANNED)
        if signs[UNKNOWN] > _UNKNOWN * total:
            raise Unreadable(NAMELESS)
    return tuple(lines(pages))


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence pypdf's warnings about small faults of a file."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _pages(document: pypdf.PdfReader) -> list[Page]:
    """Return what is on each page; raise Unreadable if there is more than is read."""
    Count(MAX_PAGES, PAGES).add(len(document.pages))
    pen, work, found = Pen(), Work(), list[Page]()
    for page in document.pages:
        found.append(_page(pen.drawn(page), found[-1:], work))
    return found


def _page(drawn: Drawn, before: Sequence[Page], work: Work) -> Page:
    """Return what is on a page from the top; `before` is the page before, if there is one."""
    last = next((item for page in before for item in page.items[-_FOOT:] if isinstance(item, Table)), None)
    tables, glyphs = list[Table](), drawn.glyphs
    for grid in grids(drawn.rules):  # one within a cell of another comes later, and has nothing left
        table, outside = ruled(grid, glyphs)
        if table.has_neighbours or (last and same_columns(last, table)):
            tables.append(table)
            glyphs = outside
    columns, rows = aligned(grouped(glyphs), across(drawn.rules), last, work)
    items: list[Item] = [*tables, *columns, *map(text_row, rows)]
    return Page(drawn.width, sorted(items, key=lambda item: -item.top))


def _has_picture(page: pypdf.PageObject) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    found = objects.get_object().values() if objects is not None else ()
    return any(each.get_object().get("/Subtype") == "/Image" for each in found)


reader = Reader((".pdf",), read)
