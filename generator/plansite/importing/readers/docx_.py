"""Read a Word document: the text of its paragraphs and tables, with Word's automatic numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml.ns import qn

from plansite.diagnostics.problems import Message
from plansite.importing.readers.docx_numbers import Numbers, Styles, is_on, number_of, value_of
from plansite.importing.readers.grid import MAX_COLUMNS, Spanned, laid_out
from plansite.importing.readers.limits import (
    CHARACTERS,
    ELEMENTS,
    MAX_CHARACTERS,
    MAX_ELEMENTS,
    MAX_PARAGRAPHS,
    PARAGRAPHS,
    Count,
)
from plansite.importing.readers.reader import Line, Reader, Unreadable, row, trimmed

MAX_UNPACKED = 64 * 1024 * 1024
MAX_FILES = 5_000
_BLOCK = 64 * 1024

OLD = Message(
    "this is a Word 97–2003 file or one with a password; save it as .docx without a password",
    "这是 Word 97–2003 格式或设有密码的文件；请另存为不带密码的 .docx",
)
NO_DOCX = Message(
    "this is no Word document, or it is damaged; open it in Word or WPS and save it again as .docx",
    "这不是 Word 文档，或文件已损坏；请用 Word 或 WPS 打开，重新保存为 .docx",
)
BOMB = Message(
    "the text in it unpacks to more than {limit} bytes; keep what belongs to the plan and import that",
    "其中的文字解压后超过 {limit} 字节；请只保留规划的内容，再导入",
)
FILES = Message(
    "it holds more than {limit} files; save it again as .docx in Word or WPS",
    "其中的文件超过 {limit} 个；请用 Word 或 WPS 重新保存为 .docx",
)

_OLE = b"\xd0\xcf\x11\xe0"
_TOC = re.compile(r"toc \d")
# Elements that only wrap others, and (below) elements of a run that stand for a character.
_WRAPS = frozenset(
    qn(f"w:{name}")
    for name in (
        "hyperlink",
        "ins",
        "moveTo",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "customXml",
        "dir",
        "bdo",
    )
) | {qn("w:ruby"), qn("w:rubyBase")}
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:ptab"): "\t",
}


def read(data: bytes) -> tuple[Line, ...]:
    """Return the paragraphs of a document, and each table row as one line with its cells joined by tabs.

    Raise Unreadable if it is not a docx file, or holds more than is read of one.
    """
    try:
        document = docx.Document(io.BytesIO(_unpacked(data)))
    except Unreadable:
        raise
    except Exception as error:  # python-docx lets all errors of its parts through
        raise Unreadable(NO_DOCX) from error
    parts = {part.partname.rpartition("/")[2]: part for part in document.part.package.iter_parts()}
    numbering = getattr(parts.get("numbering.xml"), "element", None)
    styles = Styles(document.styles.element)
    return tuple(_Reading(styles, Numbers(numbering, styles)).lines(document.element.body))


def _unpacked(data: bytes) -> bytes:
    """Return the zip in `data` with its XML unpacked and all other files, such as pictures, empty.

    Bytes and elements are counted as they are unpacked: what a zip says of its sizes may be a lie. Raise
    Unreadable if they are too many.
    """
    if data.startswith(_OLE):
        raise Unreadable(OLD)
    size, files = Count(MAX_UNPACKED, BOMB), Count(MAX_FILES, FILES)
    elements = Count(MAX_ELEMENTS, ELEMENTS)
    safe = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(safe, "w") as copy:
        files.add(len(archive.infolist()))
        for name in dict.fromkeys(archive.namelist()):
            with copy.open(name, "w") as to, archive.open(name) as packed:
                if not name.lower().endswith((".xml", ".rels")):
                    continue
                while block := packed.read(_BLOCK):
                    size.add(len(block))
                    elements.add(block.count(b"<") - block.count(b"</"))
                    to.write(block)
    return safe.getvalue()


@dataclass(slots=True)
class _Reading:
    """A walk through a document: the paragraphs counted so far, and the text that runs on into the next.

    `fields` has an entry for each open field: whether the walk is in its instructions, which are not shown;
    `instructions` is how many of them are.
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

    def lines(self, body: Any) -> Iterator[Line]:  # noqa: ANN401  lxml has no types here
        for element in body:
            if element.tag == qn("w:p"):
                text = self.paragraph(element)
                for line in filter(None, map(trimmed, text.split("\n"))):
                    yield Line(line, self.count)
            elif element.tag == qn("w:tbl"):
                yield from self.rows(element)
            elif element.tag in _WRAPS:
                yield from self.lines(element)

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
        for each in _inside(table, "w:tr"):
            if each.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            self.seen.add()
            firsts.append(self.count + 1)
            left_out = number_of(value_of(each.find(qn("w:trPr")), "w:gridBefore"), 0)
            before = [Spanned("")] * min(left_out, MAX_COLUMNS)
            yield [*before, *(self.cell(cell) for cell in _inside(each, "w:tc"))]

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
            elif child.tag in _WRAPS:
                yield from self.runs(child, hidden=hidden)

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
            elif child.tag in _WRAPS:
                yield from self.runs(child, hidden=False)
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


def _inside(element: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield the children with this tag, including those in content controls."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag in _WRAPS:
            yield from _inside(child, tag)


reader = Reader((".docx",), read)
