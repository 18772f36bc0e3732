"""Read a Word document: the text of its paragraphs and tables, with Word's automatic numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from msgspec import Struct, field

from plansite.diagnostics.problems import Message
from plansite.importing.readers.docx_beside import (
    ALTERNATIVES,
    HOLDERS,
    LETTERS,
    boxes,
    margins,
    with_margins,
)
from plansite.importing.readers.docx_numbers import Numbers, Styles, is_on, number_of, value_of
from plansite.importing.readers.docx_tables import WRAPS, inside, is_deleted, is_of_data
from plansite.importing.readers.docx_zip import unpacked
from plansite.importing.readers.grid import MAX_COLUMNS, Spanned, laid_out
from plansite.importing.readers.limits import (
    CHARACTERS,
    MAX_CHARACTERS,
    MAX_PARAGRAPHS,
    PARAGRAPHS,
    Count,
)
from plansite.importing.readers.reader import Line, Reader, Unreadable, row, trimmed

NO_DOCX = Message(
    "this is no Word document, or it is damaged; open it in Word or WPS and save it again as .docx",
    "这不是 Word 文档，或文件已损坏；请用 Word 或 WPS 打开，重新保存为 .docx",
)

_TOC = re.compile(r"toc \d")
# Elements of a run that stand for a character.
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:ptab"): "\t",
}


def read(data: bytes) -> tuple[Line, ...]:
    """Return the paragraphs of a document, and each table row as one line with its cells joined by tabs.

    The text of a box stands behind the paragraph that it is fixed to, or before the first one of all.

    Raise Unreadable if it is not a docx file, or holds more than is read of one.
    """
    try:
        document = docx.Document(io.BytesIO(unpacked(data)))
    except Unreadable:
        raise
    except Exception as error:  # python-docx lets all errors of its parts through
        raise Unreadable(NO_DOCX) from error
    parts = {part.partname.rpartition("/")[2]: part for part in document.part.package.iter_parts()}
    numbering = getattr(parts.get("numbering.xml"), "element", None)
    styles = Styles(document.styles.element)
    reading = _Reading(styles, Numbers(numbering, styles))
    lines = tuple(reading.lines(document.element.body))
    beside = (line.text for root in margins(parts.values()) for line in reading.lines(root))
    return with_margins(lines, beside)


class _Reading(Struct):
    """A walk through a document: the paragraphs counted so far, and the text that runs on into the next.

    `fields` has an entry for each open field: whether the walk is in its instructions, which are not shown;
    `instructions` is how many of them are. `boxes` are the text boxes of the paragraph that is being read;
    `begun` is whether a line has been read.
    """

    styles: Styles
    numbers: Numbers
    count: int = 0
    tables: int = 0
    left: list[str] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    instructions: int = 0
    seen: Count = field(default_factory=lambda: Count(MAX_PARAGRAPHS, PARAGRAPHS))
    signs: Count = field(default_factory=lambda: Count(MAX_CHARACTERS, CHARACTERS))
    hiding: dict[str | None, bool] = field(default_factory=dict)
    boxes: list[Any] = field(default_factory=list)
    begun: bool = False

    def lines(self, body: Any) -> Iterator[Line]:  # noqa: ANN401  lxml has no types here
        for element in body:
            if element.tag == qn("w:p"):
                yield from self.with_boxes(element)
            elif element.tag == qn("w:tbl"):
                yield from self.rows(element) if is_of_data(element) else self.laid_out(element)
            elif element.tag in WRAPS:
                yield from self.lines(element)
            elif element.tag == ALTERNATIVES:
                yield from self.lines(next(iter(element), ()))

    def with_boxes(self, element: Any) -> list[Line]:  # noqa: ANN401
        """Return the lines of a paragraph and of its text boxes."""
        text = self.paragraph(element)
        lines = [Line(line, self.count) for line in map(trimmed, text.split("\n")) if line]
        found, self.boxes, left, self.left = self.boxes, [], self.left, []
        begun, self.begun = self.begun, self.begun or bool(lines)
        below = [line for box in found for line in self.of_box(box)]
        self.left = left
        return [*lines, *below] if begun else [*below, *lines]

    def of_box(self, box: Any) -> Iterator[Line]:  # noqa: ANN401
        letters = trimmed(box.get("string", "")) if box.tag == LETTERS else ""
        return iter([Line(letters, self.count)] if letters else self.lines(box))

    def laid_out(self, table: Any) -> Iterator[Line]:  # noqa: ANN401
        """Yield the lines in the cells of a table that only lays out the page."""
        for each in inside(table, "w:tr"):
            if not is_deleted(each):
                self.seen.add()
                for cell in inside(each, "w:tc"):
                    yield from self.lines(cell)

    def rows(self, table: Any) -> Iterator[Line]:  # noqa: ANN401
        self.tables += 1
        number = self.tables
        firsts: list[int] = []
        for cells in laid_out(self.spanned(table, firsts)):
            line = row(cells, firsts[-1], number)
            if line.text:
                yield line

    def spanned(self, table: Any, firsts: list[int]) -> Iterator[list[Spanned]]:  # noqa: ANN401
        """Yield the cells of each row; the number of a row's first paragraph is added to `firsts`."""
        for each in inside(table, "w:tr"):
            if is_deleted(each):
                continue
            self.seen.add()
            firsts.append(self.count + 1)
            left_out = number_of(value_of(each.find(qn("w:trPr")), "w:gridBefore"), 0)
            before = [Spanned("")] * min(left_out, MAX_COLUMNS)
            yield [*before, *(self.cell(cell) for cell in inside(each, "w:tc"))]

    def cell(self, cell: Any) -> Spanned:  # noqa: ANN401
        """Return a cell with its paragraphs as lines; tables inside it are lines, too."""
        properties = cell.find(qn("w:tcPr"))
        merged = None if properties is None else properties.find(qn("w:vMerge"))
        goes_on = merged is not None and merged.get(qn("w:val")) != "restart"
        text = "\n".join(line.text for line in self.lines(cell))
        return Spanned(text, number_of(value_of(properties, "w:gridSpan"), 1), goes_on=goes_on)

    def paragraph(self, element: Any) -> str:  # noqa: ANN401
        """Return what a paragraph shows, number first; "" for contents, or if it runs on into the next."""
        self.count += 1
        self.seen.add()
        properties = element.find(qn("w:pPr"))
        style = value_of(properties, "w:pStyle") or self.styles.default
        text = "".join(self.counted(self.runs(element, hidden=self.hides(style))))
        if properties is not None and properties.find(f"{qn('w:rPr')}/{qn('w:del')}") is not None:
            self.left.append(text)
            return ""
        text = "".join((*self.left, text))
        self.left.clear()
        if _TOC.match(self.styles.name(style)):
            return ""
        # Like Word, count a paragraph even if it shows nothing else; a number alone is not a line.
        number = self.numbers.of(properties, style)
        return number + text.lstrip() if trimmed(text) else ""

    def counted(self, texts: Iterator[str]) -> Iterator[str]:
        for text in texts:
            self.signs.add(len(text))
            yield text

    def runs(self, element: Any, *, hidden: bool) -> Iterator[str]:  # noqa: ANN401
        for child in element:
            if child.tag == qn("w:r"):
                yield from self.run(child, hidden=hidden)
            elif child.tag in WRAPS:
                yield from self.runs(child, hidden=hidden)
            elif child.tag == ALTERNATIVES:
                yield from self.runs(next(iter(child), ()), hidden=hidden)

    def run(self, run: Any, *, hidden: bool) -> Iterator[str]:  # noqa: ANN401
        properties = run.find(qn("w:rPr"))
        own = is_on(properties, "w:vanish")
        hidden = hidden or self.hides(value_of(properties, "w:rStyle")) if own is None else own
        for child in run:
            if child.tag == qn("w:fldChar"):
                self.field(child.get(qn("w:fldCharType")))
            elif hidden or self.instructions:
                continue
            elif child.tag == qn("w:t"):
                yield (child.text or "").replace("\u00ad", "").replace("\n", " ")
            elif child.tag in WRAPS:
                yield from self.runs(child, hidden=False)
            elif child.tag in HOLDERS:
                self.boxes += boxes((child,))
            else:
                yield _SIGNS.get(child.tag, "")

    def field(self, kind: str | None) -> None:
        """Track fields, so that their instructions, from the start to the result, stay out of the text."""
        if kind == "begin":
            self.fields.append(True)
            self.instructions += 1
        elif kind == "separate" and self.fields:
            self.instructions -= self.fields[-1]
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.instructions -= self.fields.pop()

    def hides(self, style: str | None) -> bool:
        if style not in self.hiding:
            switches = (is_on(each.find(qn("w:rPr")), "w:vanish") for each in self.styles.chain(style))
            self.hiding[style] = bool(next((switch for switch in switches if switch is not None), False))
        return self.hiding[style]


reader = Reader((".docx",), read)
