"""The parts of a docx without text: styles, footers and settings of an annex or an official document."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from plansite.files import zip_archive

_ANNEX = Path(__file__).parent / "annex_parts"
_OFFICIAL = Path(__file__).parent / "official_parts"
_DOCUMENT = "document"
_KINDS = {"evenFooter": "footer"}
"""Kinds of parts that are not the name of their file."""
_FORMATS = "http://schemas.openxmlformats.org"
_RELATIONS = f"{_FORMATS}/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@cache
def template(*, official: bool) -> bytes:
    """Return a docx without text.

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
    return zip_archive.pack(
        files | {f"word/{name}.xml": path.read_bytes() for name, path in parts.items()}, zip_archive.EARLIEST
    )


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
