"""The search index: what each page can be found by, as a script that a browser or a worker loads.

The matching is in `theme/assets/search/engine.js`; it folds the texts itself, so that only one program says
what is the same (full and half width, case, spaces, quotation marks).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from plansite.plan.model import Synonym

PATH = "search/index.js"
"""The index's place in docs/."""


class Source(IntEnum):
    """How near an entry is to its text; the smaller goes first."""

    UNIT = 0  # the page of a unit, found by its names before all else
    OWN = 1  # where a text has its place
    QUOTED = 2  # where a text of another place is only quoted


@dataclass(frozen=True, slots=True)
class Findable:
    """A page or a section that can be found: by `title`, by `text`, and by the further `names` of a unit."""

    url: str
    title: str
    text: str = ""
    source: Source = Source.OWN
    names: tuple[str, ...] = ()


def index(pages: Iterable[tuple[str, Iterable[Findable]]], synonyms: Iterable[Synonym]) -> bytes:
    """Return the script that sets the index: `pages` are titles with the entries of each.

    Of two entries with one URL the first is kept: nothing is found twice.
    """
    titles: list[str] = []
    entries: list[list[object]] = []
    seen: set[str] = set()
    for title, found in pages:
        for entry in found:
            if entry.url in seen:
                continue
            seen.add(entry.url)
            if not titles or titles[-1] != title:
                titles.append(title)
            row: list[object] = [entry.url, entry.title, entry.text, len(titles) - 1, int(entry.source)]
            entries.append([*row, list(entry.names)] if entry.names else row)
    words = [[list(each.words), list(each.means)] for each in synonyms]
    data = {"pages": titles, "entries": entries, "synonyms": words}
    return f"self.plansiteIndex={json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n".encode()
