"""Read a PDF that has text: the paragraphs of its pages, without page numbers and running heads."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError

from plansite.diagnostics.problems import Message
from plansite.importing.readers.limits import (
    INSTRUCTIONS,
    MAX_INSTRUCTIONS,
    MAX_OBJECTS,
    MAX_OPERATORS,
    MAX_PAGES,
    OBJECTS,
    OPERATORS,
    PAGES,
    Count,
)
from plansite.importing.readers.pdf_layout import TextRow, paragraphs, width
from plansite.importing.readers.reader import Line, Reader, Unreadable
from plansite.text.compatibility import unified

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

# A page with fewer characters than this is a picture with a stamp or a page number.
_HARDLY = 20
_SAME_ROW = 0.5
_NO_ROOM = 0.01
_SPACES = re.compile(" {2,}")  # justified rows widen their spaces
_CELL = re.compile(" *\t *")


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
        signs = sum(len("".join(row.text.split())) for page in pages for row in page)
        if signs == 0 or (signs < _HARDLY * len(pages) and any(map(_has_picture, document.pages))):
            raise Unreadable(SCANNED)
    return tuple(Line(text, number) for text, number in paragraphs(pages))


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


def _pages(document: pypdf.PdfReader) -> list[list[TextRow]]:
    """Return the rows of each page; raise Unreadable if there is more than is read."""
    pages, found = Count(MAX_PAGES, PAGES), []
    size, operators = Count(MAX_INSTRUCTIONS, INSTRUCTIONS), Count(MAX_OPERATORS, OPERATORS)
    pages.add(len(document.pages))
    for page in document.pages:
        contents = page.get_contents()
        size.add(0 if contents is None else len(contents.get_data()))
        found.append(rows(page, operators))
    return found


def rows(page: pypdf.PageObject, operators: Count) -> list[TextRow]:
    """Return the rows of text on a page, from top to bottom, without stamps and watermarks.

    Raise Unreadable if there are too many operators.
    """
    pieces: list[TextRow] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:  # noqa: ANN401
        if not text.strip("\r\n"):
            return
        across, turned = tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3]
        if abs(turned) > abs(across):  # a stamp up the margin
            return
        if turned and abs(turned) > abs(across) / 10:  # a watermark across the page
            return
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        high, line = abs(size * across) or 1.0, "".join(text.splitlines())
        pieces.append(TextRow(x, y, high, line, x + width(line.rstrip(), high)))

    page.extract_text(visitor_text=visit, visitor_operand_before=lambda *_: operators.add())
    operators.add(0)  # pypdf catches what is raised within a form
    return [_row(group) for group in _grouped(pieces)]


def _grouped(pieces: list[TextRow]) -> list[list[TextRow]]:
    groups: list[list[TextRow]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        near = _SAME_ROW * piece.size
        if groups and abs(groups[-1][0].y - piece.y) <= min(near, _SAME_ROW * groups[-1][0].size):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [group for group in groups if any(piece.text.strip() for piece in group)]


def _row(pieces: list[TextRow]) -> TextRow:
    ordered = [
        piece
        for piece, after in pairwise([*sorted(pieces, key=lambda piece: piece.x), None])
        # pypdf adds spaces without width, because Word sets digits slightly apart from characters.
        if piece is not None and (piece.text.strip() or after is None or after.x > piece.x + _NO_ROOM)
    ]
    text = unified(
        "".join(_gap(before, piece) + piece.text for before, piece in pairwise([None, *ordered]) if piece)
    )
    text = _SPACES.sub(" ", _CELL.sub("\t", text))
    shown = [piece for piece in ordered if piece.text.strip()]
    longest = max(shown, key=lambda piece: len(piece.text))
    indent = len(text) - len(text.lstrip())  # written spaces are part of the indent
    return TextRow(
        shown[0].x + indent * longest.size,
        longest.y,
        longest.size,
        text.strip(),
        max(piece.end for piece in shown),
    )


def _gap(before: TextRow | None, piece: TextRow) -> str:
    """Return a tab between two table cells, else ""; spread-out characters of a title are not cells."""
    apart = before is not None and piece.x - before.end > piece.size
    return "\t" if apart and before is not None and max(len(before.text), len(piece.text)) > 1 else ""


def _has_picture(page: pypdf.PageObject) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    found = objects.get_object().values() if objects is not None else ()
    return any(each.get_object().get("/Subtype") == "/Image" for each in found)


reader = Reader((".pdf",), read)
