"""Markdown, as people paste official text into it: the words without their marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from plansite.importing.readers.decoding import decode, numbered
from plansite.importing.readers.reader import Line, Reader, trimmed

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r"\s*(?:```|~~~)")
_RULE = re.compile(r"\s*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_DEFINITION = re.compile(r"\s{0,3}\[([^\[\]]+)\]:\s*\S*[/.#]\S*.*")
# A page number that was pasted along, - 3 -, is no bullet.
_PAGE_NUMBER = re.compile(r"\s*-\s*\d+\s*-\s*")
# >50% is text, and so is #话题#.
_QUOTE = re.compile(r"\s*>(?!\d)[ \t]?")
_BULLET = re.compile(r"\s*[-*+][ \t]+")
_HEADING = re.compile(r"\s*#{1,6}(?:[ \t]+|(?=[^\s#A-Za-z0-9][^#]*$)|$)")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
# Only what looks like an address is one: [2022](试行) is text.
_ADDRESS = r"(?:<[^<>]*>|[^\s()]{0,999}[/.#][^\s()]{0,999}(?:\([^\s()]*\)[^\s()]*)*)"
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
    _BOLD,  # again: what was bold around something slanted
)
_HELD = 0xF0000  # a plane of private use: an escaped sign waits there while marks are taken out


def read(data: bytes) -> tuple[Line, ...]:
    """Return the lines of a Markdown file without their marks. Raise Unreadable where it is no text."""
    text = "\n".join(line for _, line in numbered(decode(data)))
    for dropped in (_FRONT_MATTER, _COMMENT):
        text = dropped.sub(lambda match: "\n" * match[0].count("\n"), text)
    defined = frozenset(match[1] for _, line in numbered(text) if (match := _DEFINITION.fullmatch(line)))
    return tuple(_lines(text, defined))


def _lines(text: str, defined: frozenset[str]) -> Iterator[Line]:
    fenced = False
    for number, raw in numbered(text):
        if _FENCE.match(raw):
            fenced = not fenced
            continue
        line = trimmed(raw if fenced else _plain(raw, defined))
        if line:
            yield Line(line, number)


def _plain(line: str, defined: frozenset[str]) -> str:
    if _RULE.fullmatch(line) or _DEFINITION.fullmatch(line) or ("|" in line and _TABLE_RULE.fullmatch(line)):
        return ""
    line = _ESCAPE.sub(lambda match: chr(_HELD + ord(match[1])), _unmarked(line).rstrip())
    line = _LINK.sub(r"\1", line.removesuffix("\\"))
    line = _REFERENCE.sub(lambda m: m[1] if (m[2] or m[1]) in defined else m[0], line)
    for emphasis in _EMPHASIS:
        line = emphasis.sub(r"\1", line)
    line = _ENTITY.sub(lambda match: html.unescape(match[0]), line)
    return "".join(
        chr(ord(char) - _HELD) if _HELD <= ord(char) < _HELD + 128 else char for char in _row(line)
    )


def _unmarked(line: str) -> str:
    """Return `line` without what marks it as a quote, an item or a heading, in whatever order they stand."""
    if _PAGE_NUMBER.fullmatch(line):
        return line
    while match := _QUOTE.match(line) or _BULLET.match(line):
        line = line[match.end() :]
    bare = _CLOSING.sub("", line)
    match = _HEADING.match(bare)
    return bare[match.end() :] if match else line


def _row(line: str) -> str:
    """Return a row of a table as its cells joined by a tab, and any other line as it is."""
    row = line.strip()
    if not (len(row) > 1 and row.startswith("|") and row.endswith("|")):
        return line
    return "\t".join(cell.strip() for cell in row[1:-1].split("|"))


reader = Reader((".md", ".markdown"), read)
