"""The search index: what each page can be found by, as a script that a page or a worker loads.

Matching is done in `theme/assets/search/engine.js`. It also folds the texts (full and half width, case,
spaces, quotation marks), so that only one program decides what counts as equal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from itertools import pairwise

from msgspec import Struct

from plansite.plan.content_records import Synonym
from plansite.text.pinyin import Pinyin
from plansite.text.question_words import COMMON, ELSEWHERE, shortest
from plansite.text.spoken import simplified, spelled

PATH = "search/index.js"
"""Path of the index in docs/."""


class Source(IntEnum):
    """How close an entry is to the original text; lower values rank first."""

    UNIT = 0  # a unit's page; an exact match of its name comes before everything else
    OWN = 1  # the place where a text belongs
    QUOTED = 2  # a place that quotes a text from elsewhere


class Findable(Struct, frozen=True):
    """A page or section that search can find by `title`, by `text`, and by the other `names` of a unit."""

    url: str
    title: str
    text: str = ""
    source: Source = Source.OWN
    names: tuple[str, ...] = ()
    answers: tuple[tuple[str, ...], ...] = ()
    """URLs of the units that lead, answer and support, and of those that lead above."""


def index(
    pages: Iterable[tuple[str, Iterable[Findable]]], synonyms: Iterable[Synonym], ignored: Iterable[str]
) -> bytes:
    """Return the script that sets the index; `pages` are page titles, each with the page's entries.

    Of several entries with the same URL only the first is kept, so that nothing is found twice. `ignored` are
    words of questions that carry no meaning.
    """
    found = [(title, tuple(entries)) for title, entries in pages]
    units = {
        entry.url: entry.title for _, entries in found for entry in entries if entry.source is Source.UNIT
    }
    places = {url: at for at, url in enumerate(units)}
    titles: list[str] = []
    entries: list[list[object]] = []
    seen: set[str] = set()
    pinyin = Pinyin()
    for title, of_page in found:
        for entry in of_page:
            if entry.url in seen:
                continue
            seen.add(entry.url)
            if not titles or titles[-1] != title:
                titles.append(title)
            row: list[object] = [entry.url, entry.title, entry.text, len(titles) - 1, int(entry.source)]
            more = _more(entry, places, pinyin)
            entries.append([*row, more] if more else row)
    lines = ((_joined(each.means), _joined(each.words)) for each in synonyms)
    words = "\n".join(f"{said}\t{meant}" for meant, said in sorted(lines))  # like beside like packs best
    ignoring = sorted({*ignored, *COMMON})
    texts = {text for _, entries in found for entry in entries for text in (entry.title, entry.text)}
    data = {
        "pages": titles,
        "entries": entries,
        "units": list(map(list, units.items())),
        "synonyms": words,
        "ignored": _joined(ignoring),
        "elsewhere": _joined(shortest(_without(ELSEWHERE, texts))),
        "simple": simplified("".join(map(str, (*entries, words, *ignoring)))),
    }
    return f"self.plansiteIndex={json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def _without(words: Iterable[str], texts: Iterable[str]) -> Iterator[str]:
    """Return the words that stand in none of the texts."""
    known = "\n".join(texts)
    signs = {*known, *map("".join, pairwise(known))}

    def is_known(word: str) -> bool:
        # Few words have all their pairs of signs in the texts; only longer ones of these are looked for.
        pairs = map("".join, pairwise(word))
        return word in signs or (all(map(signs.__contains__, pairs)) and word in known)

    return (word for word in words if not is_known(word))


def _joined(words: Iterable[str]) -> str:
    """Return words as one text; spaces within them make no difference to the search, so they can go."""
    return " ".join("".join(word.split()) for word in words)


def _more(entry: Findable, places: Mapping[str, int], pinyin: Pinyin) -> dict[str, object]:
    """Return what an entry has beside its text: other names, letters that stand for them, and who answers."""
    keys = spelled((entry.title, *entry.names), pinyin) if entry.source is Source.UNIT else ()
    answers = [[places[url] for url in urls if url in places] for urls in entry.answers]
    known: dict[str, object] = {"names": list(entry.names), "keys": list(keys)}
    return {
        **{key: value for key, value in known.items() if value},
        **({"answers": answers} if any(answers) else {}),
    }
