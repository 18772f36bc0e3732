"""What plansite aims at, held against what was measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.medians import peak, ratio, seconds
from benchmarks.results import Results
from benchmarks.tools import BASE, SECTIONS

_OURS = "plansite"
_FULL = {"small": 0.9, "medium": 0.45, "large": 0.25}
"""At most this share of the seconds of MkDocs with everything in the navigation."""
_LIMIT = {"small": 1.2, "medium": 1.0, "large": 1.0}
"""The same of stock MkDocs on the same pages: what builds on it can hardly do less."""
_NOTHING = {"small": 0.3, "medium": 0.3, "large": 0.5}
_MEMORY = {"small": 60, "medium": 100, "large": 300}
_FASTER: dict[str, dict[str, float]] = {
    "small": {"sphinx-needs": 1.0},
    "medium": {"strictdoc": 1.0, "sphinx-needs": 1.0},
    "large": {"strictdoc": 1 / 3, "sphinx-needs": 1.2},
}
"""One task changed: less than this share of another tool's seconds in the same round."""
_GROWTH = 5.5
_COMMANDS = {("large", "check"): 3.0, ("large", "generate"): 4.0, ("small", "help"): 0.2}
_ANSWER = 50
"""Milliseconds that the slowest of some thirty queries may take."""
_SCORE = 95
"""Lighthouse, mobile settings: the lowest performance of the pages that are looked at."""
_SIZES = {"page_bytes": 1_000_000, "matrix_bytes": 300_000, "first_bytes": 2_000_000}
_NAMES = {
    "check": "`plansite check`",
    "generate": "`plansite generate` with nothing to write",
    "help": "`plansite --help`",
    "page_bytes": "largest page",
    "matrix_bytes": "largest page of a matrix",
    "first_bytes": "fetched, compressed, before the first answer of the search:",
}


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim in words, what was measured, and whether it is reached."""

    size: str
    words: str
    shown: str
    reached: bool


def aims(results: Results) -> list[Aim]:
    """Return the aims that there is a measurement for, in the order of the sizes."""
    found = [*_builds(results), *_growth(results), *_others(results)]
    return sorted(found, key=lambda aim: list(_FULL).index(aim.size))


def _builds(results: Results) -> Iterator[Aim]:
    for size, most in _FULL.items():
        ours = results.of(size, _OURS)
        share = ratio(ours, results.of(size, BASE), "full")
        yield from _aim(size, f"full build ≤ {most} of MkDocs Material", (share, "{:.2f}"), most)
        share, limit = ratio(ours, results.of(size, SECTIONS), "full"), _LIMIT[size]
        words = f"full build ≤ {limit} of the same pages by stock MkDocs"
        yield from _aim(size, words, (share, "{:.2f}"), limit)
        limit = _NOTHING[size]
        yield from _aim(size, f"no change ≤ {limit} s", (seconds(ours, "none"), "{:.2f} s"), limit)
        if size in _MEMORY:
            limit = _MEMORY[size]
            yield from _aim(size, f"≤ {limit} MiB", (peak(ours, "full"), "{:.0f} MiB"), limit)
        yield from _one_changed(results, size)


def _one_changed(results: Results, size: str) -> Iterator[Aim]:
    ours = results.of(size, _OURS)
    full = seconds(ours, "full")
    if size == "small" and full is not None:
        words = f"one task changed: no slower than full ({full:.2f} s)"
        yield from _aim(size, words, (seconds(ours, "one"), "{:.2f} s"), full)
    for other, most in _FASTER.get(size, {}).items():
        words = f"one task changed: faster than {other}" + (f" by {1 / most:.0f}×" if most < 1 else "")
        words = f"one task changed: ≤ {most} of {other}" if most > 1 else words
        share = ratio(ours, results.of(size, other), "one")
        yield from _aim(size, words, (share, "{:.2f} of its time"), most, strict=most == 1)


def _growth(results: Results) -> Iterator[Aim]:
    medium, large = (seconds(results.of(size, _OURS), "full") for size in ("medium", "large"))
    if medium and large:
        words = f"full build ≤ {_GROWTH} times that of 1,000 tasks"
        yield from _aim("large", words, (large / medium, "{:.2f} times"), _GROWTH)


def _others(results: Results) -> Iterator[Aim]:
    for (size, name), limit in _COMMANDS.items():
        words = f"{_NAMES[name]} < {limit} s"
        yield from _aim(size, words, (results.ours.get(size, {}).get(name), "{:.2f} s"), limit, strict=True)
    for size in _FULL:
        value = results.ours.get(size, {}).get("query_ms")
        words = f"the slowest answer of the search < {_ANSWER} ms"
        yield from _aim(size, words, (value, "{:.0f} ms"), _ANSWER, strict=True)
        score = results.ours.get(size, {}).get("lighthouse")
        if score is not None:
            words = f"Lighthouse performance, mobile, ≥ {_SCORE}"
            yield Aim(size, words, f"{score:.0f}", score >= _SCORE)
    for name, most in _SIZES.items():
        words = f"{_NAMES[name]} ≤ {most / 1000:,.0f} KB"
        value = results.ours.get("large", {}).get(name)
        yield from _aim("large", words, (value and value / 1000, "{:,.0f} KB"), most / 1000)


def _aim(
    size: str, words: str, measured: tuple[float | None, str], most: float, *, strict: bool = False
) -> Iterator[Aim]:
    value, form = measured
    if value is not None:
        yield Aim(size, words, form.format(value), value < most or (value == most and not strict))
