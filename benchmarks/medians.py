"""What several rounds come to: medians, and ratios within a round."""

from __future__ import annotations

import statistics
from collections.abc import Iterable

from benchmarks.results import Round


def median(values: Iterable[float]) -> float | None:
    """Return the median of the values, None where there are none."""
    found = list(values)
    return statistics.median(found) if found else None


def seconds(rounds: Iterable[Round], step: str) -> float | None:
    """Return the median of the seconds of a step, of the rounds in which it succeeded."""
    return median(_seconds(rounds, step).values())


def ratio(rounds: Iterable[Round], base: Iterable[Round], step: str) -> float | None:
    """Return the median, over rounds that both have, of the seconds of a step against those of `base`."""
    ours, theirs = _seconds(rounds, step), _seconds(base, step)
    return median(value / theirs[number] for number, value in ours.items() if theirs.get(number))


def peak(rounds: Iterable[Round], step: str) -> float | None:
    """Return the median of the peak memory (MiB) of a step."""
    costs = (each.costs[step] for each in rounds if step in each.costs)
    return median(cost.mib for cost in costs if not cost.error)


def _seconds(rounds: Iterable[Round], step: str) -> dict[int, float]:
    steps = {each.number: each.costs[step] for each in rounds if step in each.costs}
    return {number: cost.seconds for number, cost in steps.items() if not cost.error}
