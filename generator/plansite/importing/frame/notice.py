"""Tell a covering notice from the plan that stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plansite.importing.frame import titles
from plansite.importing.frame.issuers import signature
from plansite.importing.lines.typography import bare, typeset
from plansite.importing.readers.reader import Line

_MOST_LINES = 6
_SHORTEST = 6
"""Fewest characters of a title that stands for the longer name by which a notice calls it."""
_AFTER = re.compile(r"^[（(][^（）()]{2,30}[）)]$|^附：?$")
_MARKS = re.compile(r"\([^()]*\)|[《》<>“”\"']")


def names(title: str, body: Sequence[Line]) -> tuple[str, ...]:
    """Return the names of what a notice with this title and text issues, none if it is no such notice."""
    found = titles.issued(title)
    if found or (title and not titles.is_notice(title)):
        return found
    said = (titles.announced(typeset(line.text)) for line in body[:_MOST_LINES])
    return next(filter(None, said), ())


def begins(body: Sequence[Line], issued: Sequence[str]) -> int | None:
    """Return where in the text of a notice the title of what it issues begins, or None if it does not."""
    texts = [typeset(line.text) for line in body]
    plain = [_plain(text) for text in texts]
    wanted = [_plain(name) for name in issued]
    for start in range(len(plain)):
        if any(_is_title(plain[start : start + _MOST_LINES], name) for name in wanted):
            return start
    return _behind_the_signature(body, texts)


def is_name(title: str, issued: Sequence[str]) -> bool:
    """Return whether `title` is what a notice calls by one of the names `issued`."""
    return any(_matches(_plain(title), _plain(name)) for name in issued)


def _is_title(texts: Sequence[str], wanted: str) -> bool:
    """Return whether some lines at the start of `texts` are the title `wanted`."""
    title = ""
    for text in texts:
        title += text
        if not title or title not in wanted:
            return False
        if _matches(title, wanted):
            return True
    return False


def _matches(title: str, wanted: str) -> bool:
    """Return whether `title` is `wanted`, or what follows the author in it (转发市科协青禾市科普工作方案)."""
    longer = len(title) >= _SHORTEST and wanted.endswith(title) and titles.ended(title)
    return bool(title) and (title == wanted or longer)


def _plain(text: str) -> str:
    return _MARKS.sub("", bare(text))


def _behind_the_signature(body: Sequence[Line], texts: Sequence[str]) -> int | None:
    """Return where a title stands behind the day of a notice, if a text follows it."""
    for at, line in enumerate(body):
        if not signature(line.text)[1]:
            continue
        start = at + 1
        while start < len(texts) and _AFTER.match(texts[start]):
            start += 1
        taken = titles.length(texts[start : start + titles.MOST_LINES])
        if taken and start + taken < len(texts) and titles.ended("".join(texts[start : start + taken])):
            return start
    return None
