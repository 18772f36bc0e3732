"""The search engine in V8, as a worker of the browser loads it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from py_mini_racer import MiniRacer

from tests.helpers.support import ROOT

SCRIPTS = ("fold", "units", "meaning", "engine")
FOLDER = ROOT / "generator/plansite/publishing/theme/assets/search"


@cache
def engine() -> MiniRacer:
    """Return a V8 with the engine in it."""
    found = MiniRacer()
    found.eval("globalThis.self = globalThis;")
    for name in SCRIPTS:
        found.eval((FOLDER / f"{name}.js").read_text("utf-8"))
    return found


class Searched:
    """An index that the engine has read."""

    def __init__(self, index: bytes) -> None:
        engine().eval(index.decode())
        engine().eval("self.prepared = plansiteSearch.prepare(plansiteIndex);")

    def find(self, query: str, limit: int = 1000) -> dict[str, Any]:
        """Return what the engine answers: total, approximate, missing and hits."""
        asked = f"plansiteSearch.search(self.prepared, {json.dumps(query)}, {limit})"
        found: dict[str, Any] = json.loads(str(engine().eval(f"JSON.stringify({asked})")))
        return found

    def hits(self, query: str) -> list[dict[str, Any]]:
        """Return all hits of a query."""
        found: list[dict[str, Any]] = self.find(query)["hits"]
        return found
