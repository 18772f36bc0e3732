"""Write an official document or an annex of one as docx: the content comes as blocks, the styles are parts.

Slow to import, because python-docx is.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import docx
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from msgspec import Struct

from plansite.exports.office import docx_parts
from plansite.exports.office.annex import (
    AnnexBlock,
    AnnexCell,
    AnnexColumn,
    AnnexLink,
    AnnexTable,
    FootBlock,
    Look,
    Paragraph,
)
from plansite.files import zip_archive
from plansite.text.escape import closed

_FOOT = {
    "leftFromText": "0",
    "rightFromText": "0",
    "topFromText": "280",
    "vertAnchor": "margin",
    "horzAnchor": "page",
    "tblpX": "1587",
    "tblpYSpec": "bottom",
}
"""The place of a floating table at the lower edge of 版心.

It is counted from the edge of the page, 28 mm, or LibreOffice would let no table float
that is as wide as the text.
"""
_TEXT_WIDTH = 8845
"""Width of 版心 in portrait, in twips."""
_LONGEST = 255
"""The longest property that python-docx accepts, in characters."""


class Properties(Struct, frozen=True):
    """What a file says of itself: its title, who it is by, and when it was made."""

    title: str
    author: str
    stamp: dt.datetime


def write(
    properties: Properties, blocks: Iterable[AnnexBlock], *, official: bool = False, tables: bool = False
) -> bytes:
    """Return a docx of `blocks`: an annex on A4 landscape, or an `official` document on A4 portrait.

    An official document has the looks of an annex for its own tables with `tables`.
    """
    document = docx.Document(io.BytesIO(docx_parts.template(official=official, tables=tables)))
    _describe(document, properties)
    page = document.element.body[-1]
    for block in blocks:
        page.addprevious(_block(block))
    return zip_archive.pack(_members(document), properties.stamp)


class _Members:
    """Takes the files of a docx from python-docx, in place of its zip, which a clock before 1980 breaks."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def write(self, path: PackURI, data: bytes) -> None:
        """Keep a file, as python-docx calls it."""
        self.files[path.membername] = data


def _members(document: Document) -> dict[str, bytes]:
    """Return the files of a docx by path, as `document.save` would write them."""
    package, members = document.part.package, _Members()
    assert package is not None  # noqa: S101  a document that was opened has one
    for part in package.parts:
        part.before_marshal()
    writer: Any = PackageWriter
    writer._write_content_types_stream(members, package.parts)  # noqa: SLF001  `write` makes a zip
    writer._write_pkg_rels(members, package.rels)  # noqa: SLF001  as above
    writer._write_parts(members, package.parts)  # noqa: SLF001  as above
    return members.files


def _describe(document: Document, properties: Properties) -> None:
    core = document.core_properties
    core.title = properties.title[:_LONGEST]
    core.author = core.last_modified_by = properties.author[:_LONGEST]
    core.revision = 1
    core.language = "zh-CN"
    core.created = core.modified = properties.stamp.astimezone(dt.UTC).replace(tzinfo=None)


def _block(block: AnnexBlock) -> Element:
    match block:
        case AnnexTable():
            return _table(block)
        case FootBlock():
            return _foot(block)
        case Paragraph():
            return _paragraph(block)


def _paragraph(block: Paragraph) -> Element:
    made = _set(block.look, _run(block.text, block.size))
    properties = made[0]
    if block.new_page:
        properties.append(_element("pageBreakBefore"))
    if block.anchor:
        mark = str(block.anchor)
        properties.addnext(_element("bookmarkStart", id=mark, name=_name(block.anchor)))
        made.append(_element("bookmarkEnd", id=mark))
    return made


def _table(table: AnnexTable) -> Element:
    widths = [_twips(column.width) for column in table.columns]
    made = _element(
        "tbl",
        _element(
            "tblPr",
            _element("tblStyle", val="TableGrid"),
            _element("tblW", w=str(sum(widths)), type="dxa"),
            _element("jc", val="center"),
            _element("tblLayout", type="fixed"),
        ),
        _element("tblGrid", *(_element("gridCol", w=str(width)) for width in widths)),
        _row(table, tuple(column.label for column in table.columns), head=True),
    )
    made.extend(_row(table, row) for row in table.rows)
    if table.together:
        for row in made.findall(qn("w:tr"))[:-1]:
            for properties in row.iter(qn("w:pPr")):
                properties.append(_element("keepNext"))
    return made


def _foot(block: FootBlock) -> Element:
    widths = [_TEXT_WIDTH * 3 // 5, _TEXT_WIDTH - _TEXT_WIDTH * 3 // 5]
    made = _element(
        "tbl",
        _element(
            "tblPr",
            _element("tblStyle", val="ImprintTable"),
            _element("tblpPr", **_FOOT),
            _element("tblOverlap", val="never"),
            _element("tblW", w=str(_TEXT_WIDTH), type="dxa"),
            _element("tblLayout", type="fixed"),
        ),
        _element("tblGrid", *(_element("gridCol", w=str(width)) for width in widths)),
    )
    for row in block.rows:
        cells = [
            _foot_cell(cell, widths if len(row) == 1 else [width])
            for cell, width in zip(row, widths, strict=False)
        ]
        made.append(_element("tr", _element("trPr", _element("cantSplit")), *cells))
    return made


def _foot_cell(content: Paragraph, widths: list[int]) -> Element:
    width = _element("tcPr", _element("tcW", w=str(sum(widths)), type="dxa"))
    if len(widths) > 1:
        width.append(_element("gridSpan", val=str(len(widths))))
    return _element("tc", width, _paragraph(content))


def _row(table: AnnexTable, cells: tuple[AnnexCell, ...], *, head: bool = False) -> Element:
    properties = _element("trPr")
    if table.keeps(cells):
        properties.append(_element("cantSplit"))
    if head:
        properties.append(_element("tblHeader"))
    pairs = zip(table.columns, cells, strict=True)
    return _element(
        "tr",
        *((properties,) if len(properties) else ()),
        *(_cell(column, cell, Look.HEAD if head else column.look) for column, cell in pairs),
    )


def _cell(column: AnnexColumn, cell: AnnexCell, look: Look) -> Element:
    width = _element("tcPr", _element("tcW", w=str(_twips(column.width)), type="dxa"))
    if isinstance(cell, AnnexLink):
        link = _element("hyperlink", _run(cell.text), anchor=_name(cell.anchor), history="1")
        return _element("tc", width, _set(look, link))
    return _element("tc", width, *(_set(look, _run(line)) for line in cell.split("\n")))


def _set(look: StrEnum, content: Element) -> Element:
    return _element("p", _element("pPr", _element("pStyle", val=look)), content)


def _run(text: str, size: int = 0) -> Element:
    made = _element("r")
    made.text = "\n".join(map(closed, text.split("\n")))
    if size:
        made.insert(0, _element("rPr", _element("sz", val=str(size)), _element("szCs", val=str(size))))
    return made


def _element(tag: str, *children: Element, **attributes: str) -> Element:
    made = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): value for name, value in attributes.items()})
    made.extend(children)
    return made


def _name(anchor: int) -> str:
    return f"unit{anchor}"


def _twips(millimetres: int) -> int:
    return round(millimetres * 1440 / 25.4)
