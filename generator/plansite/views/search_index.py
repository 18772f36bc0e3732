"""The search index: what each page can be found by, as a script that a page or a worker loads.

Matching is done in `theme/assets/search/engine.js`. It also folds the texts (full and half width, case,
spaces, quotation marks), so that only one program decides what counts as equal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from plansite.plan.content_records import Synonym

PATH = "search/index.js"
"""Path of the index in docs/."""


class Source(IntEnum):
    """How close an entry is to the original text; lower values rank first."""

    UNIT = 0  # a unit's page; an exact match of its name comes before everything else
    OWN = 1  # the place where a text belongs
    QUOTED = 2  # a place that quotes a text from elsewhere


@dataclass(frozen=True, slots=True)
class Findable:
    """A page or section that search can find by `title`, by `text`, and by the other `names` of a unit."""

    url: str
    title: str
    text: str = ""
    source: Source = Source.OWN
    names: tuple[str, ...] = ()


def index(pages: Iterable[tuple[str, Iterable[Findable]]], synonyms: Iterable[Synonym]) -> bytes:
    """Return the script that sets the index; `pages` are page titles, each with the page's entries.

    Of several entries with the same URL only the first is kept, so that nothing is found twice.
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
