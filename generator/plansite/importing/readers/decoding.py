"""Decode bytes in the encodings that Chinese files use."""

from __future__ import annotations

import codecs
import re

from plansite.diagnostics.problems import Message
from plansite.importing.readers.limits import ENDS, MAX_ENDS, MAX_SOURCE, SOURCE, Count
from plansite.importing.readers.reader import Unreadable

ENCODING = Message(
    "the text is neither UTF-8 nor UTF-16 nor GB18030; save the file as UTF-8",
    "文本既不是 UTF-8、UTF-16，也不是 GB18030 编码；请把文件另存为 UTF-8 编码",
)
BINARY = Message(
    "this is no text: it holds bytes that no text has; its name may have the wrong ending",
    "这不是文本文件：其中有文本不会有的字节；文件的扩展名可能不对",
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Share of control characters above which a file is not text; pasted text may have a few.
_STRAY = 0.005


def decode(data: bytes, stated: str | None = None) -> str:
    """Return the text of `data` without control characters, its line ends unchanged.

    `stated` is the encoding that the file itself declares; if it is a known one, it is tried first, but a
    byte-order mark overrides it. Raise Unreadable if no encoding fits or the data is not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :], (encoding,))
    return _text(data, (*_known(stated), "utf-8", "gb18030"))


def _known(stated: str | None) -> tuple[str, ...]:
    try:
        name = codecs.lookup(stated or "").name
    except (LookupError, ValueError):
        return ()
    # Pages that declare GB2312 use characters of its supersets.
    return ("gb18030",) if name in {"gb2312", "gbk"} else (name,) if name in {"big5", "utf-8"} else ()


def _text(data: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text or len(_CONTROLS.findall(text)) > _STRAY * len(text) + 1:
            raise Unreadable(BINARY)
        return _CONTROLS.sub("", text)
    raise Unreadable(BINARY if b"\0" in data else ENCODING)


def bounded(text: str) -> str:
    """Return `text`; raise Unreadable if it is longer than is read."""
    Count(MAX_SOURCE, SOURCE).add(len(text))
    Count(MAX_ENDS, ENDS).add(text.count("\n") + text.count("\r"))
    return text


def numbered(text: str) -> list[tuple[int, str]]:
    """Return the lines of `text`, each with its number as an editor counts them, from 1."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return list(enumerate(lines, 1))
