"""Read Markdown, as people paste official text into it: the words without the markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from plansite.importing.readers.decoding import bounded, decode, numbered
from plansite.importing.readers.limits import LINES, MAX_PARAGRAPHS, Count
from plansite.importing.readers.reader import Cell, Line, Reader, row, trimmed

_FRONT_MATTER = re.compile(r"\A\s*+---[ \t]*\n")
_FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]*+$\n?", re.MULTILINE)
_FENCE = re.compile(r"\s*(?:```|~~~)")
_RULE = re.compile(r"\s*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_DEFINITION = re.compile(r"\s{0,3}\[([^\[\]]+)\]:\s*\S*[/.#]\S*.*")
# A pasted page number, - 3 -, is not a bullet.
_PAGE_NUMBER = re.compile(r"\s*-\s*\d+\s*-\s*")
# >50% and #话题# are text.
_QUOTE = re.compile(r"\s*+>(?!\d)[ \t]?")
_BULLET = re.compile(r"\s*[-*+][ \t]+")
_HEADING = re.compile(r"\s*#{1,6}(?:[ \t]+|(?=[^\s#A-Za-z0-9][^#]*$)|$)")
_CLOSING = re.compile(r"(?<![ \t])[ \t]++#++[ \t]*+$")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
# A link needs something that looks like an address: [2022](试行) is text.
_ADDRESS = r"(?:<[^<>]*>|(?=[^\s()]{0,999}[/.#])[^\s()]{1,1999}+(?:\([^\s()]*\)[^\s()]*)*+)"
_TITLE = r"""(?:\s+(?:"[^"]*"|'[^']*'))?"""
_LINK = re.compile(rf"!?\[([^\[\]]*)\]\(\s*{_ADDRESS}{_TITLE}\s*\)")
_REFERENCE = re.compile(r"!?\[([^\[\]]+)\]\[([^\[\]]*)\]")
_BOLD = re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*")
_EMPHASIS = (
    re.compile(r"\*\*\*(?=\S)([^*]+)(?<=\S)\*\*\*"),
    _BOLD,
    re.compile(r"(?<![A-Za-z0-9_])__(?=\S)([^_]+)(?<=\S)__(?![A-Za-z0-9_])"),
    re.compile(r"(?<![\d*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\d*])"),
    re.compile(r"(?<![^\W]|_)_(?=[^\s_])([^_]+)(?<=\S)_(?![^\W]|_)"),
    _BOLD,  # again: bold around italics
)
_BAR = re.compile(r"(?<!\\)\|")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HELD = 0xF0000  # a private use plane: escaped characters are moved there while markup is removed


def read(data: bytes) -> tuple[Line, ...]:
    """Return the lines of a Markdown file without markup; raise Unreadable if it is not text."""
    text = "\n".join(line for _, line in numbered(bounded(decode(data))))
    text = _without_comments(_without_front_matter(text))
    defined = frozenset(
        match[1] for _, line in numbered(text) if "]:" in line and (match := _DEFINITION.fullmatch(line))
    )
    return tuple(_lines(text, defined))


def _without_front_matter(text: str) -> str:
    opens = _FRONT_MATTER.match(text)
    closes = _FRONT_END.search(text, opens.end()) if opens else None
    return text if closes is None else "\n" * text.count("\n", 0, closes.end()) + text[closes.end() :]


def _without_comments(text: str) -> str:
    """Return `text` without comments, but with their line ends; one that is never closed is text."""
    shown, place = [], 0
    while (opens := text.find("<!--", place)) >= 0 and (closes := text.find("-->", opens + 4)) >= 0:
        shown += [text[place:opens], "\n" * text.count("\n", opens, closes)]
        place = closes + 3
    return "".join((*shown, text[place:]))


def _lines(text: str, defined: frozenset[str]) -> Iterator[Line]:
    fenced = in_table = False
    tables = 0
    count = Count(MAX_PARAGRAPHS, LINES)
    for number, raw in numbered(text):
        if not raw or raw.isspace():
            continue
        count.add()
        if _FENCE.match(raw):
            fenced, in_table = not fenced, False
            continue
        cells = None if fenced else _cells(raw)
        if cells is not None:
            tables += not in_table
            in_table = True
            if not _TABLE_RULE.fullmatch(raw):
                yield row([Cell(_of_cell(cell, defined)) for cell in cells], number, tables)
            continue
        in_table = False
        line = trimmed(raw if fenced else _plain(raw, defined))
        if line:
            yield Line(line, number)


def _of_cell(cell: str, defined: frozenset[str]) -> str:
    lines = (trimmed(_plain(line, defined)) for line in _LINE_BREAK.split(cell))
    return "\n".join(filter(None, lines))


def _plain(line: str, defined: frozenset[str]) -> str:
    if _RULE.fullmatch(line) or _DEFINITION.fullmatch(line):
        return ""
    line = _ESCAPE.sub(lambda match: chr(_HELD + ord(match[1])), _unmarked(line).rstrip())
    line = _LINK.sub(r"\1", line.removesuffix("\\"))
    line = _REFERENCE.sub(lambda m: m[1] if (m[2] or m[1]) in defined else m[0], line)
    for emphasis in _EMPHASIS:
        line = emphasis.sub(r"\1", line)
    line = _ENTITY.sub(lambda match: html.unescape(match[0]), line)
    return "".join(chr(ord(char) - _HELD) if _HELD <= ord(char) < _HELD + 128 else char for char in line)


def _unmarked(line: str) -> str:
    """Return `line` without the marks of quotes, list items and headings at its start."""
    if _PAGE_NUMBER.fullmatch(line):
        return line
    place = 0
    while match := _QUOTE.match(line, place) or _BULLET.match(line, place):
        place = match.end()
    line = line[place:]
    bare = _CLOSING.sub("", line)
    match = _HEADING.match(bare)
    return bare[match.end() :] if match else line


def _cells(raw: str) -> list[str] | None:
    """Return the cells of a table row as written, or None if the line is none."""
    line = raw.strip()
    if not (len(line) > 1 and line.startswith("|") and line.endswith("|") and not line.endswith("\\|")):
        return None
    return _BAR.split(line[1:-1])


reader = Reader((".md", ".markdown"), read)
