"""Write an annex as docx: the content comes as blocks, the styles are in annex_parts/.

Slow to import, because python-docx is.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from plansite.exports.office.annex import (
    AnnexBlock,
    AnnexCell,
    AnnexColumn,
    AnnexLink,
    AnnexTable,
    Look,
    Paragraph,
)
from plansite.files import zip_archive

_TEMPLATE = Path(__file__).parent / "annex_parts"
_PARTS = ("footer", "styles", "settings", "fontTable")
_FORMATS = "http://schemas.openxmlformats.org"
_RELATIONS = f"{_FORMATS}/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LONGEST = 255
"""The longest title that python-docx accepts, in characters."""


def write(title: str, blocks: Iterable[AnnexBlock], stamp: dt.datetime) -> bytes:
    """Return a docx of `blocks`, titled `title` and stamped with `stamp`."""
    document = docx.Document(io.BytesIO(_template()))
    _describe(document, title, stamp)
    page = document.element.body[-1]
    for block in blocks:
        page.addprevious(_table(block) if isinstance(block, AnnexTable) else _paragraph(block))
    return zip_archive.pack(_members(document), stamp)


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


@cache
def _template() -> bytes:
    """Return a docx without text.

    The template of python-docx is not used, because it would put a megabyte of styles and a picture of
    another document into each file.
    """
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": (_TEMPLATE / "document.xml").read_bytes(),
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in _PARTS}),
    }
    parts = {f"word/{name}.xml": (_TEMPLATE / f"{name}.xml").read_bytes() for name in _PARTS}
    return zip_archive.pack(files | parts, zip_archive.EARLIEST)


def _content_types() -> bytes:
    types = {"document": "document.main", **{name: name for name in _PARTS}}
    parts = (
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in types.items()
    )
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<Types xmlns="{_FORMATS}/package/2006/content-types">{rels}{"".join(parts)}</Types>'.encode()


def _relations(targets: dict[str, str]) -> bytes:
    """Return relationships with their type as their id, by which document.xml refers to its footer."""
    found = (
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{name}" Target="{target}"/>'
        for name, target in targets.items()
    )
    space = f"{_FORMATS}/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(found)}</Relationships>'.encode()


def _describe(document: Document, title: str, stamp: dt.datetime) -> None:
    core = document.core_properties
    core.title = title[:_LONGEST]
    core.author = core.last_modified_by = "plansite"
    core.revision = 1
    core.language = "zh-CN"
    core.created = core.modified = stamp.astimezone(dt.UTC).replace(tzinfo=None)


def _paragraph(block: Paragraph) -> Element:
    made = _set(block.look, _run(block.text))
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
    return made


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


def _set(look: Look, content: Element) -> Element:
    return _element("p", _element("pPr", _element("pStyle", val=look)), content)


def _run(text: str) -> Element:
    made = _element("r")
    made.text = text
    return made


def _element(tag: str, *children: Element, **attributes: str) -> Element:
    made = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): value for name, value in attributes.items()})
    made.extend(children)
    return made


def _name(anchor: int) -> str:
    return f"unit{anchor}"


def _twips(millimetres: int) -> int:
    return round(millimetres * 1440 / 25.4)
