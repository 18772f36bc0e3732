"""Read a web page: only the article, in lines as a browser would break it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree, html

from plansite.diagnostics.problems import Message
from plansite.importing.readers.article import article
from plansite.importing.readers.decoding import decode
from plansite.importing.readers.html_size import sized
from plansite.importing.readers.reader import Line, Reader, Unreadable, is_wide, trimmed

NO_TEXT = Message(
    "the page has no text; it may be put there by a script: save the page from a browser as it is shown",
    "网页中没有文字，可能由脚本加载；请在浏览器中打开后另存网页",
)

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\n"


def read(data: bytes) -> tuple[Line, ...]:
    """Return the lines of the article of a page; a table row is one line, its cells joined by tabs.

    Raise Unreadable if there is no text in it.
    """
    stated = _CHARSET.search(data[:8192])
    text = sized(decode(data, stated[1].decode("ascii") if stated else None))
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    # Lone surrogates are replaced, because UTF-8 cannot hold them.
    root = etree.fromstring(text.encode("utf-8", "replace") or b" ", parser)
    if root is None:
        raise Unreadable(NO_TEXT)
    headings = islice(root.iter("h1"), 2)
    heading = [trimmed(_SPACE.sub(" ", "".join(each.itertext()))) for each in headings]
    whole = "".join(_pieces(article(root)))
    # Many sites put the title outside the article.
    title = heading[:1] if len(heading) == 1 and heading[0] not in whole else []
    lines = (trimmed(line) for line in (*title, *whole.split(_BREAK)))
    found = tuple(Line(line, number) for number, line in enumerate(filter(None, lines), 1))
    if not found:
        raise Unreadable(NO_TEXT)
    return found


def _pieces(root: Any) -> Iterator[str]:  # noqa: ANN401  lxml has no types here
    """Yield the text under `root` with line breaks, without recursion because pages may nest deeply."""
    rows: list[_TableRow] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        pieces = list(_start(element, rows) if event == "start" else _end(element, root, rows))
        if rows:
            rows[-1].pieces.extend(pieces)
        else:
            yield from pieces


class _TableRow:
    """A table row while its cells are read."""

    __slots__ = ("cells", "element", "pieces")

    def __init__(self, element: Any) -> None:  # noqa: ANN401
        self.element = element
        self.pieces: list[str] = []
        self.cells: list[str] = []


def _start(element: Any, rows: list[_TableRow]) -> Iterator[str]:  # noqa: ANN401
    if element.tag == "tr" and _of_data(element):
        rows.append(_TableRow(element))
    elif element.tag == "br" or element.tag in _BLOCKS:
        yield _BREAK
    if element.text:
        yield _spaced(element.text)


def _end(element: Any, root: Any, rows: list[_TableRow]) -> Iterator[str]:  # noqa: ANN401
    if rows and element.tag in {"td", "th"} and element.getparent() is rows[-1].element:
        row = rows[-1]
        lines = filter(None, (trimmed(line) for line in "".join(row.pieces).split(_BREAK)))
        row.cells.append(" ".join(lines))
        row.pieces.clear()
    elif rows and rows[-1].element is element:
        yield _BREAK + "\t".join(rows.pop().cells) + _BREAK
    elif element.tag in _BLOCKS:
        yield _BREAK
    if element is not root and element.tail:
        yield _spaced(element.tail)


def _of_data(row: Any) -> bool:  # noqa: ANN401
    """Return whether a row holds data: several cells, and no nested table, which would be page layout."""
    cells = [child for child in row if child.tag in {"td", "th"}]
    return len(cells) > 1 and not any(next(cell.iter("table"), None) is not None for cell in cells)


def _spaced(text: str) -> str:
    """Return `text` with whitespace as displayed: one space, or none for a line break within Chinese."""

    def space(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        breaks = "\n" in match[0] or "\r" in match[0]
        return "" if breaks and before and after and is_wide(before) and is_wide(after) else " "

    return _SPACE.sub(space, text)


reader = Reader((".html", ".htm", ".xhtml", ".shtml"), read)
