"""What people asked of /search/, from the log of a web server, and what found nothing.

Only the words and how often they were asked are kept: no address, no day, nothing of who asked.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct

SCRIPTS = ("fold", "units", "meaning", "engine")
_FOLDER = Path(__file__).parent / "theme/assets/search"
# The request of a line in the common or combined format of Apache and nginx: "GET /search/?q=… HTTP/1.1" 200.
_REQUEST = re.compile(r'"(?:GET|HEAD) (?P<target>[^\s"]{1,4000}) HTTP/[0-9.]{1,4}" (?P<status>[0-9]{3})')
_LONGEST = 200


class Query(Struct, frozen=True):
    """Words that were asked for, how often, how many places have them, and whether only in part."""

    words: str
    count: int
    found: int
    in_part: bool


def asked(lines: Iterable[str]) -> Counter[str]:
    """Return how often each query was asked in the lines of a log, whatever its spaces and case."""
    printed: dict[str, str] = {}
    count: Counter[str] = Counter()
    for words in _words(lines):
        key = "".join(words.split()).casefold()
        printed.setdefault(key, words)
        count[key] += 1
    return Counter({printed[key]: number for key, number in count.items()})


def _words(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        match = _REQUEST.search(line)
        if match is None or match["status"] not in {"200", "304"}:
            continue
        try:
            target = urlsplit(match["target"])
        except ValueError:  # what is no address
            continue
        if target.path.endswith(("/search/", "/search/index.html")):
            words = " ".join(parse_qs(target.query).get("q", [""])[0].split())
            if words and words.isprintable():
                yield words[:_LONGEST]


def answered(count: Counter[str], index: bytes) -> tuple[Query, ...]:
    """Return what each query finds in the search index of a site: what finds nothing first."""
    from py_mini_racer import MiniRacer  # noqa: PLC0415  slow to import

    engine = MiniRacer()
    engine.eval("globalThis.self = globalThis;")
    for name in SCRIPTS:
        engine.eval((_FOLDER / f"{name}.js").read_text("utf-8"))
    engine.eval(index.decode())
    engine.eval("const prepared = plansiteSearch.prepare(plansiteIndex);")
    found = []
    for words, number in count.items():
        call = f"plansiteSearch.search(prepared, {json.dumps(words)}, 0)"
        answer = json.loads(str(engine.eval(f"JSON.stringify({call})")))
        found.append(Query(words, number, answer["total"], answer["approximate"]))
    return tuple(sorted(found, key=lambda each: (each.found > 0, not each.in_part, -each.count, each.words)))
