"""The parts of a docx without text: styles, footers and settings of an annex or an official document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from plansite.files import zip_archive

_ANNEX = Path(__file__).parent / "annex_parts"
_OFFICIAL = Path(__file__).parent / "official_parts"
_REPORT = Path(__file__).parent / "report_parts"
_DOCUMENT = "document"
_STYLES = "styles"
_STYLE = re.compile(r'  <w:style [^>]*w:styleId="(\w+)".*?</w:style>\n', re.DOTALL)
_OF_TABLES = {"AnnexLabel", "TableGrid", "TableHead", "TableText", "TableCentre", "TableList", "Remark"}
"""Styles of an annex that an official document with tables has, too."""
_KINDS = {"evenFooter": "footer"}
"""Kinds of parts that are not the name of their file."""
_FORMATS = "http://schemas.openxmlformats.org"
_RELATIONS = f"{_FORMATS}/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@cache
def template(*, official: bool, tables: bool = False) -> bytes:
    """Return a docx without text; an official document has styles of tables with `tables`.

    The template of python-docx is not used, because it would put a megabyte of styles and a picture of
    another document into each file.
    """
    parts = {path.stem: path for path in sorted(_ANNEX.glob("*.xml"))}
    if official:
        parts |= {path.stem: path for path in sorted(_OFFICIAL.glob("*.xml"))}
    kinds = {name: _KINDS.get(name, name) for name in parts}
    beside = {name: kind for name, kind in kinds.items() if name != _DOCUMENT}
    files = {
        "[Content_Types].xml": _content_types(kinds),
        "_rels/.rels": _relations({"officeDocument": ("officeDocument", f"word/{_DOCUMENT}.xml")}),
        f"word/_rels/{_DOCUMENT}.xml.rels": _relations(
            {name: (kind, f"{name}.xml") for name, kind in beside.items()}
        ),
    }
    written = {f"word/{name}.xml": path.read_bytes() for name, path in parts.items()}
    if tables:
        written[f"word/{_STYLES}.xml"] = _with_tables(parts[_STYLES].read_text("utf-8"))
    return zip_archive.pack(files | written, zip_archive.EARLIEST)


def _with_tables(styles: str) -> bytes:
    """Return the styles of an official document with those of tables, and of an annex and a signature."""
    annex = (_ANNEX / f"{_STYLES}.xml").read_text("utf-8")
    shared = "".join(found[0] for found in _STYLE.finditer(annex) if found[1] in _OF_TABLES)
    own = "".join(found[0] for found in _STYLE.finditer((_REPORT / f"{_STYLES}.xml").read_text("utf-8")))
    return styles.replace("</w:styles>", f"{shared}{own}</w:styles>").encode()


def _content_types(kinds: dict[str, str]) -> bytes:
    types = kinds | {_DOCUMENT: f"{_DOCUMENT}.main"}
    parts = (
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in types.items()
    )
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<Types xmlns="{_FORMATS}/package/2006/content-types">{rels}{"".join(parts)}</Types>'.encode()


def _relations(targets: Mapping[str, tuple[str, str]]) -> bytes:
    """Return relationships to targets of a kind by their ids, by which document.xml refers to its footers."""
    found = (
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    space = f"{_FORMATS}/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(found)}</Relationships>'.encode()
