"""Leave out a table of contents: its lines stand again further on, as headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plansite.importing.readers.reader import Line
from plansite.importing.typography import bare

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
        listing = listing and last.get(bare(_PAGE.sub("", line.text)), -1) > at
        if not listing and not _DOTTED.search(line.text):
            yield line
