"""The fonts of a PDF: what the codes of a string show, and how wide that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from plansite.importing.readers.limits import CODES, INSTRUCTIONS, MAX_CODES, MAX_INSTRUCTIONS, Count
from plansite.importing.readers.pdf.to_unicode import UNKNOWN, CodeMap, codec, simple, to_unicode
from plansite.importing.readers.reader import is_wide

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_HALF = 0.5
_ONE_BYTE = 0x80  # codes of Chinese encodings below this are letters
_EM = 1000.0
_RANGE = 3  # numbers: the first code, the last code, a width


class Shown(NamedTuple):
    """What a code shows: its text, its width in parts of the font size, and if it parts words."""

    text: str
    width: float
    space: bool


class Font:
    """A font: splits a string into codes and says what each shows."""

    def __init__(
        self,
        split: Callable[[bytes], Iterator[bytes]],
        text: Callable[[bytes], str],
        width: Callable[[int], float | None],
    ) -> None:
        self._split, self._text, self._width = split, text, width
        self._seen: dict[bytes, Shown] = {}

    def shown(self, data: bytes) -> Iterator[Shown]:
        """Yield what each code of a string shows."""
        for code in self._split(data):
            if code not in self._seen:
                self._seen[code] = self._look_up(code)
            yield self._seen[code]

    def _look_up(self, code: bytes) -> Shown:
        text = _CONTROL.sub(" ", self._text(code))
        width = self._width(int.from_bytes(code, "big"))
        if width is None:
            width = sum(1.0 if is_wide(char) else _HALF for char in text)
        return Shown(text, width, code == b" ")


class Fonts:
    """The fonts of a document, each read once."""

    def __init__(self) -> None:
        self._fonts: dict[int, tuple[Any, Font]] = {}
        self._size, self._codes = Count(MAX_INSTRUCTIONS, INSTRUCTIONS), Count(MAX_CODES, CODES)

    def font(self, described: Any) -> Font:  # noqa: ANN401  objects of pypdf have no types
        """Return the font of a font dictionary; raise Unreadable if the fonts have too many codes."""
        if id(described) not in self._fonts:
            self._fonts[id(described)] = (described, self._read(described))
        return self._fonts[id(described)][1]

    def _read(self, described: Any) -> Font:  # noqa: ANN401
        stream = described.get("/ToUnicode")
        data = stream.get_data() if hasattr(stream, "get_data") else b""
        self._size.add(len(data))
        named = to_unicode(data)
        composite, encoding = described.get("/Subtype") == "/Type0", described.get("/Encoding")
        if not composite:
            otherwise = simple(encoding, str(described.get("/BaseFont")))
            return Font(_bytes, _text(named, otherwise), _simple_widths(described))
        name = codec(encoding)
        split = _pairs if name in {None, "utf-16-be"} else _mixed
        widths = self._cid_widths(described["/DescendantFonts"][0].get_object(), by_code=name is None)
        return Font(
            split, _text(named, lambda code: code.decode(name, "replace") if name else UNKNOWN), widths
        )

    def _cid_widths(self, base: Any, *, by_code: bool) -> Callable[[int], float | None]:  # noqa: ANN401
        """Return the widths of a composite font; without CIDs as codes, none is known of letters."""
        default = _number(base.get("/DW"), _EM) / _EM
        if not by_code:
            return lambda code: None if code < _ONE_BYTE else default
        widths = self._widths(base.get("/W"))

        def width(code: int) -> float:
            found = widths.get(code)
            return default if found is None else float(found[0])

        return width

    def _widths(self, array: Any) -> CodeMap:  # noqa: ANN401
        """Return the widths of a /W: `first [width width …]` or `first last width`."""
        single: dict[int, Any] = {}
        ranges: list[tuple[int, int, Any]] = []
        waiting: list[float] = []
        for each in array or ():
            value = each.get_object()
            if isinstance(value, list):
                self._codes.add(len(value))
                start = int(waiting[-1]) if waiting else 0
                single.update((start + at, _number(width, _EM) / _EM) for at, width in enumerate(value))
                waiting = []
            else:
                self._codes.add()
                waiting.append(_number(value, 0.0))
            if len(waiting) == _RANGE:
                ranges.append((int(waiting[0]), int(waiting[1]), waiting[2] / _EM))
                waiting = []
        return CodeMap(single, ranges)


def _text(named: Callable[[int], str | None], otherwise: Callable[[bytes], str]) -> Callable[[bytes], str]:
    def text(code: bytes) -> str:
        found = named(int.from_bytes(code, "big"))
        return otherwise(code) if found is None else found

    return text


def _number(value: Any, otherwise: float) -> float:  # noqa: ANN401
    value = value.get_object() if hasattr(value, "get_object") else value
    return float(value) if isinstance(value, int | float) else otherwise


def _bytes(data: bytes) -> Iterator[bytes]:
    return (data[at : at + 1] for at in range(len(data)))


def _pairs(data: bytes) -> Iterator[bytes]:
    return (data[at : at + 2] for at in range(0, len(data), 2))


def _mixed(data: bytes) -> Iterator[bytes]:
    """Yield the codes of a Chinese encoding, in which letters have one byte and characters two."""
    at = 0
    while at < len(data):
        size = 1 if data[at] < _ONE_BYTE else 2
        yield data[at : at + size]
        at += size


def _simple_widths(described: Any) -> Callable[[int], float | None]:  # noqa: ANN401
    """Return the widths of a simple font, None for those that its file does not say."""
    scale = 1 / _EM
    if described.get("/Subtype") == "/Type3":
        scale = abs(_number(described["/FontMatrix"][0], scale))
    first = int(_number(described.get("/FirstChar"), 0.0))
    widths = [_number(each, 0.0) * scale for each in described.get("/Widths") or ()]
    return lambda code: widths[code - first] if 0 <= code - first < len(widths) else None
