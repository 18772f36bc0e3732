"""The whole text as paragraphs of an official document (公文), before any file format."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from plansite.exports.office import standard
from plansite.exports.office.annex import AnnexBlock, FootBlock, Paragraph
from plansite.exports.office.printed import PrintedText, SetLine
from plansite.plan.wording import Imprint, Style


class OfficialLook(StrEnum):
    """How a paragraph looks: the id of its style in official_parts/styles.xml."""

    HEAD = "IssuingHead"
    NUMBER = "DocumentNumber"
    NUMBER_UNDER_HEAD = "NumberUnderHead"
    """发文字号 above the red line."""
    TITLE = "Title"
    ADDRESSEE = "Addressee"
    TEXT = "BodyText"
    FIRST = "Heading1"
    SECOND = "Heading2"
    DEEPER = "Heading3"
    ANNEX_NOTE = "AnnexNote"
    """附件说明 (7.3.4); this and the three below are only in documents with tables."""
    ANNEX_TITLE = "AnnexTitle"
    SIGNED_BY = "SignedBy"
    SIGNED_ON = "SignedOn"
    COPIES = "ImprintCopies"
    PRINTED_BY = "ImprintPrintedBy"
    PRINTED_ON = "ImprintPrintedOn"
    ANCHOR = "ImprintAnchor"
    """An empty paragraph on the last page, at whose lower edge 版记 stands."""


_LEVELS = {1: OfficialLook.FIRST, 2: OfficialLook.SECOND}
_LOOKS = {
    Style.HEAD.value: OfficialLook.HEAD,
    Style.TITLE.value: OfficialLook.TITLE,
    Style.ADDRESSEE.value: OfficialLook.ADDRESSEE,
}


def blocks(text: PrintedText) -> Iterator[AnnexBlock]:
    """Yield the blocks of the document, 版头 and 版记 among them."""
    for line in text.settings:
        size = 2 * standard.head_size(line.text) if line.style == Style.HEAD else 0
        look = _look(text, line)
        yield Paragraph(look, f"{line.opening}{line.text}", new_page=line.new_page, size=size)
    if text.imprint:
        yield _imprint(text.imprint)
        yield Paragraph(OfficialLook.ANCHOR, "")


def _look(text: PrintedText, line: SetLine) -> OfficialLook:
    if line.style == Style.NUMBER:
        return OfficialLook.NUMBER_UNDER_HEAD if text.has_head else OfficialLook.NUMBER
    if line.style == Style.HEADING:
        return _LEVELS.get(line.level, OfficialLook.DEEPER)
    return _LOOKS.get(line.style, OfficialLook.TEXT)


def _imprint(imprint: Imprint) -> FootBlock:
    rows: list[tuple[Paragraph, ...]] = []
    if imprint.cc:
        rows.append((Paragraph(OfficialLook.COPIES, imprint.cc),))
    if imprint.printed_by or imprint.printed_on:
        printed_by = Paragraph(OfficialLook.PRINTED_BY, imprint.printed_by)
        rows.append((printed_by, Paragraph(OfficialLook.PRINTED_ON, imprint.printed_on)))
    return FootBlock(tuple(rows))
