"""Make a web page safe to parse: without scripts and comments, its elements and attributes counted."""

from __future__ import annotations

import re

from plansite.importing.readers.limits import ELEMENTS, MAX_ELEMENTS, MAX_PAGE, SOURCE, Count

MAX_ATTRIBUTES = 1000
"""Most attributes of one element; the parser compares each with all of the others."""
_LOOKED_THROUGH = 40_000_000

_HIDDEN = {"<!--": "-->", "<script": "</script", "<style": "</style"}
_OPENS = re.compile("|".join(_HIDDEN), re.IGNORECASE)
_CLOSES = {name: re.compile(end, re.IGNORECASE) for name, end in _HIDDEN.items()}
_START = re.compile("<[A-Za-z]")
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+)?+)?+"""
_TAG = re.compile(rf"<[A-Za-z][^\s/>]*+(?:{_ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}+(?P<more>{_ATTRIBUTE})?")


def sized(text: str) -> str:
    """Return a page without scripts, styles and comments; raise Unreadable if it is more than is read.

    What looks like the start of an element is counted as one, and so it is wherever it stands.
    """
    Count(MAX_PAGE, SOURCE).add(len(text))
    text = "".join(_shown(text))
    elements = Count(MAX_ELEMENTS, ELEMENTS)
    elements.add(text.count("<") - text.count("</"))
    for sign in ("</", "&#"):
        Count(MAX_ELEMENTS, ELEMENTS).add(text.count(sign))
    looked = Count(_LOOKED_THROUGH, ELEMENTS)
    for start in _START.finditer(text):
        tag = _TAG.match(text, start.start())
        if tag is not None:
            looked.add(tag.end() - tag.start())
            Count(MAX_ATTRIBUTES, ELEMENTS).add(MAX_ATTRIBUTES + 1 if tag["more"] else 0)
    return text


def _shown(text: str) -> list[str]:
    """Return the stretches of a page between its scripts, styles and comments."""
    shown: list[str] = []
    place = 0
    while opens := _OPENS.search(text, place):
        closes = _CLOSES[opens[0].lower()].search(text, opens.end())
        if closes is None:
            break
        shown.append(text[place : opens.start()])
        place = closes.end() if opens[0] == "<!--" else _end_of_tag(text, closes.end())
    return [*shown, text[place:]]


def _end_of_tag(text: str, place: int) -> int:
    end = text.find(">", place)
    return end + 1 if end >= 0 else len(text)
