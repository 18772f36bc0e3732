"""Leave out a table of contents: its lines stand again further on, as headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from plansite.importing.lines.typography import bare
from plansite.importing.readers.reader import Line

_DOTTED = re.compile(r"(?<![.．·…])[.．·…]{4,}+\s*+[0-9]++$|(?<![.．·…]\s)(?:[.．·…]\s){4,}+\s*+[0-9]++$")
_HEAD = re.compile(r"^目\s*[录次]$")
_PAGE = re.compile(r"(?<![\s.．·…])[\s.．·…]*+[0-9]{1,3}$")
_LONGEST = 60


def without_contents(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines but those of a table of contents, with dots and page numbers, or with neither."""
    last = {bare(line.text): at for at, line in enumerate(lines) if len(line.text) <= _LONGEST}
    listing = False
    for at, line in enumerate(lines):
        if _HEAD.match(line.text):
            listing = True
            continue
        listing = listing and last.get(bare(_without_page(line.text)), -1) > at
        if not listing and not _DOTTED.search(line.text):
            yield line


def entries(lines: Sequence[Line], kept: Sequence[Line]) -> Iterator[Line]:
    """Yield the entries of a table of contents, the lines that were not `kept`, without page numbers."""
    left = set(kept)
    for line in lines:
        if line not in left and not _HEAD.match(line.text):
            yield replace(line, text=_without_page(line.text))


def _without_page(text: str) -> str:
    return _PAGE.sub("", text)
