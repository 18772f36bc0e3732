"""Read a web page: only the article, in lines as a browser would break it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree, html
from msgspec.structs import replace

from plansite.diagnostics.problems import Message
from plansite.importing.readers.article import article, is_of_data
from plansite.importing.readers.decoding import decode
from plansite.importing.readers.grid import Spanned, laid_out
from plansite.importing.readers.html_lists import Counts
from plansite.importing.readers.html_size import sized
from plansite.importing.readers.reader import Line, Reader, Unreadable, is_wide, row, trimmed

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
_DIGITS = 4
_SENTENCE = re.compile("[，。；]")


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
    found = [line for line in _Walk(root, article(root)).lines() if line.text]
    inside = [line for line in found if not line.outside]
    words = "\n".join(line.text for line in inside)
    # Many sites put the title outside the article.
    title = [Line(text, 0) for text in heading if len(heading) == 1 and text not in words]
    # Menus and dates are no text that a reader could miss.
    outside = [
        line for line in found if line.outside and _SENTENCE.search(line.text) and line.text not in heading
    ]
    if not (title or inside):
        raise Unreadable(NO_TEXT)
    return tuple(replace(line, number=number) for number, line in enumerate((*title, *inside, *outside), 1))


class _Walk:
    """A walk through a page, without recursion because pages may nest deeply.

    `pieces` is the text since the last line that was yielded; in a table of data it is that of a cell.
    `inner` counts the open tables inside such a cell, which are text of it.
    """

    def __init__(self, root: Any, article: Any) -> None:  # noqa: ANN401  lxml has no types here
        self._root, self._article = root, article
        self._outside = True
        self._links = 0
        self._pieces: list[str] = []
        self._table: Any = None
        self._rows: list[list[Spanned]] = []
        self._inner = 0
        self._tables = 0
        self._counts = Counts()
        self._number = ""

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the page, not yet numbered; those that are not in the article are `outside`."""
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if element is self._article and event == "start":
                yield from self._text()
                self._outside = False
            yield from self._start(element) if event == "start" else self._end(element)
        yield from self._text()

    def _start(self, element: Any) -> Iterator[Line]:  # noqa: ANN401
        if element.tag == "table" and self._table is None and is_of_data(element):
            yield from self._text()
            self._table, self._tables = element, self._tables + 1
        elif element.tag == "tr" and self._table is not None and not self._inner:
            self._rows.append([])
        elif element.tag == "br" or element.tag in _BLOCKS:
            self._pieces.append(_BREAK)
            self._inner += element.tag == "table" and self._table is not None
        self._links += element.tag == "a"
        if element.tag == "li" and not self._outside:
            self._number = self._counts.number(element)
        self._add(element.text)

    def _end(self, element: Any) -> Iterator[Line]:  # noqa: ANN401
        if self._inner:
            self._inner -= element.tag == "table"
            self._pieces += [_BREAK] if element.tag in _BLOCKS else []
        elif self._table is not None and element.tag in {"td", "th"} and self._rows:
            self._rows[-1].append(_spanned(element, "\n".join(self._taken())))
        elif element is self._table:
            for cells in laid_out(self._rows):
                yield replace(row(cells, 0, self._tables), outside=self._outside)
            self._table, self._rows = None, []
            self._pieces.append(_BREAK)
        elif element.tag in _BLOCKS:
            self._pieces.append(_BREAK)
        if element is self._article:
            yield from self._text()
            self._outside = True
        self._links -= element.tag == "a"
        if element is not self._root:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        """Add a text, and before it the number of the list item that begins with it."""
        if text and not (self._outside and self._links):
            self._pieces += [self._number] if text.strip() else []
            self._number = "" if text.strip() else self._number
            self._pieces.append(_spaced(text))

    def _text(self) -> Iterator[Line]:
        return (Line(text, 0, outside=self._outside) for text in self._taken())

    def _taken(self) -> list[str]:
        lines = [trimmed(line) for line in "".join(self._pieces).split(_BREAK)]
        self._pieces.clear()
        return [line for line in lines if line]


def _spanned(cell: Any, text: str) -> Spanned:  # noqa: ANN401
    return Spanned(text, _span(cell.get("colspan")), _span(cell.get("rowspan")))


def _span(given: str | None) -> int:
    """Return how many columns or rows an attribute says, 1 where it says nothing sensible."""
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < _DIGITS else 1


def _spaced(text: str) -> str:
    """Return `text` with whitespace as displayed: one space, or none for a line break within Chinese."""

    def space(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        breaks = "\n" in match[0] or "\r" in match[0]
        return "" if breaks and before and after and is_wide(before) and is_wide(after) else " "

    return _SPACE.sub(space, text)


reader = Reader((".html", ".htm", ".xhtml", ".shtml"), read)
