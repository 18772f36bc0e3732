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
from plansite.importing.readers.docx_numbers import Numbers, Styles, is_on, value_of
from plansite.importing.readers.reader import Line, Reader, Unreadable, trimmed

MAX_UNPACKED = 200 * 1024 * 1024

OLD = Message(
    "this is a Word 97–2003 file or one with a password; save it as .docx without a password",
    "这是 Word 97–2003 格式或设有密码的文件；请另存为不带密码的 .docx",
)
NO_DOCX = Message(
    "this is no Word document, or it is damaged; open it in Word or WPS and save it again as .docx",
    "这不是 Word 文档，或文件已损坏；请用 Word 或 WPS 打开，重新保存为 .docx",
)
BOMB = Message(
    "the file unpacks to {size} bytes, more than {limit}", "文件解压后有 {size} 字节，超过上限 {limit}"
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

    Raise Unreadable if it is not a docx file, or would unpack to more than MAX_UNPACKED bytes.
    """
    _check(data)
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx lets all errors of its parts through
        raise Unreadable(NO_DOCX) from error
    parts = {part.partname.rpartition("/")[2]: part for part in document.part.package.iter_parts()}
    numbering = getattr(parts.get("numbering.xml"), "element", None)
    styles = Styles(document.styles.element)
    return tuple(_Reading(styles, Numbers(numbering, styles)).lines(document.element.body))


def _check(data: bytes) -> None:
    """Raise Unreadable if the file is not safe to unpack."""
    if data.startswith(_OLE):
        raise Unreadable(OLD)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(NO_DOCX) from error
    if size > MAX_UNPACKED:
        raise Unreadable(BOMB, {"size": size, "limit": MAX_UNPACKED})


@dataclass(slots=True)
class _Reading:
    """A walk through a document: the paragraphs counted so far, and the text that runs on into the next.

    `fields` has an entry for each open field: whether the walk is in its instructions, which are not shown.
    """

    styles: Styles
    numbers: Numbers
    count: int = 0
    left: str = ""
    fields: list[bool] = field(default_factory=list)

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
        for row in _inside(table, "w:tr"):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            first = self.count + 1
            cells = [self.cell(cell) for cell in _inside(row, "w:tc")]
            text = trimmed("\t".join(cell for cell in cells if cell is not None))
            if text:
                yield Line(text, first)

    def cell(self, cell: Any) -> str | None:  # noqa: ANN401
        """Return the text of a cell on one line, or None if it only continues a merged cell above."""
        merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        text = " ".join(line.text for line in self.lines(cell))
        goes_on = merged is not None and merged.get(qn("w:val")) != "restart"
        return None if goes_on and not text else text

    def paragraph(self, element: Any) -> str:  # noqa: ANN401
        """Return what a paragraph shows, number first; "" for contents, or if it runs on into the next."""
        self.count += 1
        properties = element.find(qn("w:pPr"))
        style = value_of(properties, "w:pStyle") or self.styles.default
        text = "".join(self.runs(element, hidden=self.hides(style)))
        if properties is not None and properties.find(f"{qn('w:rPr')}/{qn('w:del')}") is not None:
            self.left += text
            return ""
        text, self.left = self.left + text, ""
        if _TOC.match(self.styles.name(style)):
            return ""
        # Like Word, count a paragraph even if it shows nothing else; a number alone is not a line.
        number = self.numbers.of(properties, style)
        return number + text.lstrip() if trimmed(text) else ""

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
            elif hidden or any(self.fields):
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
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def hides(self, style: str | None) -> bool:
        switches = (is_on(each.find(qn("w:rPr")), "w:vanish") for each in self.styles.chain(style))
        return bool(next((switch for switch in switches if switch is not None), False))


def _inside(element: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield the children with this tag, including those in content controls."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag in _WRAPS:
            yield from _inside(child, tag)


reader = Reader((".docx",), read)
