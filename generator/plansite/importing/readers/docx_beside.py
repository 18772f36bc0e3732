"""Find what Word sets beside the text: text boxes, headers and footers, footnotes and endnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from plansite.importing.readers.reader import Line

ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
LETTERS = "{urn:schemas-microsoft-com:vml}textpath"
HOLDERS = frozenset({qn("w:drawing"), qn("w:pict"), qn("w:object"), ALTERNATIVES})
"""The elements of a run that may hold text boxes."""

_MARGIN = re.compile(r"(?:header|footer|footnotes|endnotes)\d*\.xml")
_LETTERHEAD = re.compile(r"[\u4e00-\u9fff（）\s]{4,40}文\s*件")
_TEXT = re.compile("[。；：:（(]")
_SPACE = re.compile(r"\s")


def boxes(elements: Iterable[Any]) -> Iterator[Any]:
    """Yield the contents of the text boxes in `elements`, and their drawn letters (WordArt).

    Boxes within boxes are not looked for.

    Word writes each box twice, for new programs and for old ones (Choice and Fallback): one of them is taken.
    """
    for element in elements:
        if element.tag in {qn("w:txbxContent"), LETTERS}:
            yield element
        elif element.tag == ALTERNATIVES:
            yield from next(filter(None, ([*boxes(way)] for way in element)), ())
        elif isinstance(element.tag, str):
            yield from boxes(element)


def margins(parts: Iterable[Any]) -> Iterator[Any]:
    """Yield the roots of the headers, footers and notes among the parts of a document."""
    for part in parts:
        if _MARGIN.fullmatch(part.partname.rpartition("/")[2]):
            yield part.element if hasattr(part, "element") else parse_xml(part.blob)


def with_margins(lines: Sequence[Line], found: Iterable[str]) -> tuple[Line, ...]:
    """Return the lines of a document with the text of its margins (`found`): headers, footers and notes.

    A letterhead stands first. Sentences come last, outside the running text; page numbers and titles that run
    along are no text.
    """
    body = _SPACE.sub("", "".join(line.text for line in lines))
    new = [text for text in dict.fromkeys(found) if _SPACE.sub("", text) not in body]
    heads = [text for text in new if _LETTERHEAD.fullmatch(text)]
    texts = [text for text in new if _TEXT.search(text) and text not in heads]
    last = lines[-1].number + 1 if lines else 1
    return (*(Line(text, 1) for text in heads), *lines, *(Line(text, last, outside=True) for text in texts))
