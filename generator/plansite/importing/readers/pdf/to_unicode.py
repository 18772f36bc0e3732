"""Which characters the codes of a PDF font show: its /ToUnicode, its encoding, or the names of its glyphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any

from fontTools import agl
from fontTools.encodings.StandardEncoding import StandardEncoding

UNKNOWN = "\ufffd"
"""What a glyph shows for which the file names no character."""

_LATIN = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
_CHINESE = (("/GB", "gb18030"), ("/ETen", "cp950"), ("/B5", "cp950"), ("/HKscs", "big5hkscs"))
_NAMELESS = re.compile("wingdings|webdings|dingbats|symbol", re.IGNORECASE)  # their letters are pictures
_SECTION = re.compile(rb"(begin|end)bf(char|range)")
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*+)>|(\[)|(\])")
_DIGITS = 64  # of a code or its text that are read: a glyph shows a few characters at most

Token = tuple[bytes, bytes, bytes]
_NOTHING: Token = (b"", b"", b"")


class CodeMap:
    """Values of codes that are given one by one or by the range."""

    def __init__(self, single: dict[int, Any], ranges: list[tuple[int, int, Any]]) -> None:
        self._single, self._ranges = single, sorted(ranges, key=lambda each: each[:2])

    def get(self, code: int) -> tuple[Any, int] | None:
        """Return the value of a code, and how far the code is from the first that the value was given for."""
        if code in self._single:
            return self._single[code], 0
        at = bisect_right(self._ranges, code, key=lambda each: each[0]) - 1
        if at < 0 or code > self._ranges[at][1]:
            return None
        return self._ranges[at][2], code - self._ranges[at][0]


def to_unicode(data: bytes) -> Callable[[int], str | None]:
    """Return the text of codes as a /ToUnicode says it, None for codes that it does not name."""
    single: dict[int, Any] = {}
    ranges: list[tuple[int, int, Any]] = []
    begun, kind = 0, b""
    for mark in _SECTION.finditer(data):
        if mark[1] == b"begin":
            begun, kind = mark.end(), mark[2]
        elif kind == mark[2]:
            _read_section(kind, iter(_TOKEN.findall(data, begun, mark.start())), single, ranges)
            kind = b""
    codes = CodeMap(single, ranges)

    def text(code: int) -> str | None:
        found = codes.get(code)
        return None if found is None else _counted_on(*found)

    return text


def codec(encoding: Any) -> str | None:  # noqa: ANN401  objects of pypdf have no types
    """Return the codec that a composite font's named encoding is, None if its codes are no characters."""
    name = str(encoding)
    if "UCS2" in name or "UTF16" in name:
        return "utf-16-be"
    return next((codec for start, codec in _CHINESE if name.startswith(start)), None)


def simple(encoding: Any, font: str) -> Callable[[bytes], str]:  # noqa: ANN401
    """Return the encoding of a simple font: a base, and names of glyphs that differ from it."""
    described = encoding if hasattr(encoding, "get") else {}
    name = str(described.get("/BaseEncoding") if described else encoding)
    differences, code = {}, 0
    for each in described.get("/Differences") or ():
        if isinstance(each, str):
            differences[code] = agl.toUnicode(each.removeprefix("/")) or UNKNOWN
            code += 1
        else:
            code = int(each)

    def text(data: bytes) -> str:
        if data[0] in differences:
            return differences[data[0]]
        if _NAMELESS.search(font):
            return UNKNOWN
        if name in _LATIN:
            return data.decode(_LATIN[name], "replace")
        return agl.toUnicode(StandardEncoding[data[0]]) or UNKNOWN

    return text


def _read_section(
    kind: bytes, tokens: Iterator[Token], single: dict[int, Any], ranges: list[tuple[int, int, Any]]
) -> None:
    """Read `<code> <text>` in succession, or `<first> <last> <text>`, or `<first> <last> [<text> …]`."""
    for first, *_ in tokens:
        last = first if kind == b"char" else next(tokens, _NOTHING)[0]
        text, opened, _ = next(tokens, _NOTHING)
        if not opened:
            ranges.append((_code(first), _code(last), _utf16(text)))
            continue
        for code, (each, _, closed) in enumerate(tokens, _code(first)):
            if closed:
                break
            single[code] = _utf16(each)


def _code(digits: bytes) -> int:
    return int(b"".join(digits[:_DIGITS].split()) or b"0", 16)


def _utf16(digits: bytes) -> str:
    kept = b"".join(digits[:_DIGITS].split())
    return bytes.fromhex(kept[: len(kept) // 2 * 2].decode()).decode("utf-16-be", "replace") or UNKNOWN


def _counted_on(text: str, steps: int) -> str:
    """Return the text of a code `steps` after the first of its range: its last character counts on."""
    code = (ord(text[-1]) + steps).to_bytes(4, "big")
    return text[:-1] + code.decode("utf-32-be", "replace")
