"""Escape text for Markdown and HTML: whatever could be markup becomes a character reference.

A reference means the same in a paragraph, a heading, a link and an attribute, so one escape fits all.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

_ANYWHERE = re.compile(r"""[\\`*_{}\[\]<>&#|~^$"'!:@]""")
# These are markup only at the start of a line.
_AT_START = re.compile(r"^(?P<digits>\d*)(?P<sign>[.)+=?/-])")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
BREAKS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def closed(text: str) -> str:
    """Return `text` with every open bidi control closed, so that it cannot affect the text after it.

    Embeddings and overrides end with U+202C, isolates with U+2069 (UAX #9, 3.3.2).
    """
    if not _TURNING.search(text):
        return text
    opened: list[str] = []
    for sign in _TURNING.findall(text):
        if sign == "\u202c":
            if opened and opened[-1] == sign:
                opened.pop()
        elif sign == "\u2069":
            if sign in opened:
                while opened.pop() != sign:
                    pass
        else:
            opened.append("\u202c" if sign < "\u2066" else "\u2069")
    return text + "".join(reversed(opened))


def safe(text: str) -> Markup:
    """Return `text`, in which every value is escaped already or needs no escape, as markup.

    Markup() itself first looks for a method of its argument, which takes longer than most of our texts.
    """
    return str.__new__(Markup, text)


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


@lru_cache(maxsize=16384)
def literal(text: str) -> Markup:
    """Return `text`, stripped and on one line, as Markdown that shows exactly these characters."""
    line = closed(BREAKS.sub(" ", text.strip()))
    line = _ANYWHERE.sub(_reference, line)
    return safe(_AT_START.sub(lambda m: f"{m['digits']}&#{ord(m['sign'])};", line))


def inline(text: str) -> Markup:
    """Return `text` as Markdown for the middle of a line, where nothing can start a list or a quotation."""
    return safe(_ANYWHERE.sub(_reference, closed(BREAKS.sub(" ", text))))
