"""Readers of source documents, one module per format; every module in this folder is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import PurePath

from msgspec.structs import replace

from plansite.diagnostics.problems import Message
from plansite.importing.readers import limits
from plansite.importing.readers.reader import Line, Reader, Unreadable
from plansite.reading.yaml_events import UNPRINTABLE
from plansite.text.compatibility import unified

__all__ = ["Line", "Reader", "Unreadable", "endings", "read"]

MAX_BYTES = 50 * 1024 * 1024

UNKNOWN = Message(
    "{name} is of no format that can be read; these are: {endings}",
    "{name} 的格式无法读取；可读取的格式有：{endings}",
)
TOO_LARGE = Message("{size} bytes are more than {limit}", "文件有 {size} 字节，超过上限 {limit}")
EMPTY = Message("there is no text in {name}", "{name} 中没有文字")
DAMAGED = Message(
    "{name} is damaged, or is no {ending} file; open it in the program that made it and save it again",
    "{name} 已损坏，或不是 {ending} 文件；请用生成它的软件打开并重新保存",
)


@cache
def _readers() -> dict[str, Reader]:
    found: dict[str, Reader] = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        reader = getattr(importlib.import_module(f"{__name__}.{name}"), "reader", None)
        if isinstance(reader, Reader):
            found |= dict.fromkeys(reader.endings, reader)
    return found


def endings() -> tuple[str, ...]:
    """Return the file extensions that can be read, with their dots."""
    return tuple(sorted(_readers()))


def read(name: str, data: bytes) -> tuple[Line, ...]:
    """Return the lines of a source document; the extension in its name decides the format.

    Radicals and compatibility forms that copied text has in place of characters are replaced, and control
    characters, which a plan may not hold, left out. Raise Unreadable, and nothing else, if the format is
    unknown or the file is too large, damaged or empty.
    """
    ending = PurePath(name).suffix.lower()
    reader = _readers().get(ending)
    if reader is None:
        raise Unreadable(UNKNOWN, {"name": name, "endings": " ".join(endings())})
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_LARGE, {"size": len(data), "limit": MAX_BYTES})
    try:
        lines = reader.read(data)
    except Unreadable:
        raise
    except Exception as error:  # the libraries may raise anything on a damaged file
        raise Unreadable(DAMAGED, {"name": name, "ending": ending}) from error
    lines = tuple(line for line in map(_clean, lines) if line.text.strip())
    if not lines:
        raise Unreadable(EMPTY, {"name": name})
    limits.Count(limits.MAX_LINES, limits.LINES).add(len(lines))
    limits.Count(limits.MAX_CHARACTERS, limits.CHARACTERS).add(sum(len(line.text) for line in lines))
    return lines


def _clean(line: Line) -> Line:
    cells = tuple(cell._replace(text=_printable(cell.text)) for cell in line.cells)
    return replace(line, text=_printable(line.text), cells=cells)


def _printable(text: str) -> str:
    return UNPRINTABLE.sub("", unified(text))
